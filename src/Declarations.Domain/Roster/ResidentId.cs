using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Declarations.Roster;

/// <summary>公民身份号码 (GB 11643-1999): 6 digits of area, 8 of the birth day, 3 in sequence, a check character.</summary>
public sealed record ResidentId
{
    private const string CheckCharacters = "10X98765432";

    private ResidentId(string value, DateOnly bornOn) => (Value, BornOn) = (value, bornOn);

    /// <summary>18 characters; a final x is written X.</summary>
    public string Value { get; }

    public DateOnly BornOn { get; }

    /// <summary>The last digit of the sequence is odd for men.</summary>
    public Sex Sex => (Value[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>For screens: the province and city, and the last four.</summary>
    public string Masked => $"{Value[..4]}**********{Value[14..]}";

    /// <summary>Reads 18 characters with a right check, or the 15 digits of old cards, which were born in 19xx.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ResidentId? id)
    {
        id = null;
        var value = text?.Trim().ToUpperInvariant();
        if (value is { Length: 15 } && value.All(char.IsAsciiDigit))
        {
            value = $"{value[..6]}19{value[6..]}";
            value += CheckOf(value);
        }
        if (value is not { Length: 18 } || !value[..17].All(char.IsAsciiDigit) || value[17] != CheckOf(value))
            return false;
        if (!DateOnly.TryParseExact(value[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var bornOn))
            return false;
        id = new(value, bornOn);
        return true;
    }

    /// <exception cref="FormatException">Not a resident identity number.</exception>
    public static ResidentId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a resident identity number.");

    /// <summary>Never the number itself: a log line that prints an object must not disclose it.</summary>
    public override string ToString() => Masked;

    /// <summary>ISO 7064 MOD 11-2 over the first 17 digits: weights are 2^(18-i) mod 11.</summary>
    private static char CheckOf(string value)
    {
        var sum = 0;
        foreach (var digit in value.AsSpan(0, 17))
            sum = (sum + (digit - '0')) * 2 % 11;
        return CheckCharacters[sum];
    }
}
