using System.Globalization;

namespace Declarations.Roster;

/// <summary>公民身份号码, 18 characters (GB 11643-1999, check by ISO 7064 MOD 11-2): area, day of birth, sequence, check.</summary>
public readonly record struct ResidentId
{
    private const string CheckCharacters = "10X98765432";

    private ResidentId(string text, DateOnly bornOn) => (Text, BornOn) = (text, bornOn);

    public string Text { get; }
    public DateOnly BornOn { get; }
    public Sex Sex => (Text[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>Reads 18 characters, or an old number of 15, which becomes one of 18. A lower-case x is taken for X.</summary>
    public static bool TryParse(string? text, out ResidentId id)
    {
        id = default;
        text = text?.Trim().ToUpperInvariant();
        if (text is { Length: 15 } && text.All(char.IsAsciiDigit))
        {
            text = text[..6] + "19" + text[6..];
            text += CheckOf(text);
        }
        if (text is not { Length: 18 } || !text[..17].All(char.IsAsciiDigit) || text[17] != CheckOf(text)
            || !DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
            return false;
        id = new ResidentId(text, born);
        return true;
    }

    /// <summary>The first six and the last two characters of a number as it stands; the rest is hidden.</summary>
    public static string Mask(string text) => text.Length <= 8 ? new string('*', text.Length) : text[..6] + new string('*', text.Length - 8) + text[^2..];

    /// <summary>Check character of the first 17 digits.</summary>
    public static char CheckOf(string digits)
    {
        var sum = 0;
        for (int i = 16, weight = 2; i >= 0; i--, weight = weight * 2 % 11)
            sum += (digits[i] - '0') * weight;
        return CheckCharacters[sum % 11];
    }

    public override string ToString() => Mask(Text);
}
