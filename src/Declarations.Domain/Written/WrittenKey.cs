namespace Declarations.Written;

/// <summary>What identifies somebody or something (staff number, resident number, code, user name), as typed or pasted.</summary>
public static class WrittenKey
{
    /// <summary>Half width, without blanks, invisible characters and the apostrophe that marks text in a spreadsheet. Case stays.</summary>
    public static string Normal(string? text) =>
        WrittenText.Plain(text ?? "").Replace(" ", "", StringComparison.Ordinal).TrimStart('\'', '’', '‘', '`', '´', '′');

    /// <summary>For comparing: the same in capitals.</summary>
    public static string Upper(string? text) => Normal(text).ToUpperInvariant();
}
