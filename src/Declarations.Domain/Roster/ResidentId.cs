using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Declarations.Written;

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

    /// <summary>Whether somebody born on a day is so many whole years old at least and at most; before 1900 nobody was born who still is.</summary>
    public static bool IsAge(DateOnly born, int least, int most, DateOnly on) => born >= WrittenDay.Earliest && born <= on.AddYears(-least)
        && born > on.AddYears(-most - 1);

    /// <summary>Reads 18 characters with a right check and a known area, or the 15 digits of old cards, which were born in 19xx.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ResidentId? id)
    {
        id = null;
        var value = WrittenKey.Upper(text);
        if (value is { Length: 15 } && value.All(char.IsAsciiDigit))
        {
            value = $"{value[..6]}19{value[6..]}";
            value += CheckOf(value);
        }
        if (value is not { Length: 18 } || !value[..17].All(char.IsAsciiDigit) || value[17] != CheckOf(value) || !IsArea(value))
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

    /// <summary>A province, 81 to 83 of residence permits, or 9 and a province of permanent residence cards.</summary>
    private static bool IsArea(string value) => value[0] == '9' ? value[1] is >= '1' and <= '8' : Areas.Contains(value[..2]);

    private static readonly HashSet<string> Areas =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ];

    /// <summary>ISO 7064 MOD 11-2 over the first 17 digits: weights are 2^(18-i) mod 11.</summary>
    private static char CheckOf(string value)
    {
        var sum = 0;
        foreach (var digit in value.AsSpan(0, 17))
            sum = (sum + (digit - '0')) * 2 % 11;
        return CheckCharacters[sum];
    }
}
