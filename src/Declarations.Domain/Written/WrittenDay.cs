using System.Text.RegularExpressions;

namespace Declarations.Written;

/// <summary>
/// A whole day as people write it, year first: 2017-09-05, 2017-9-5, 2017/9/5, 2017.9.5, 2017年9月5日, 20170905; full width too.
/// Less than a day, another order or a year far off is none: nothing is ever guessed.
/// </summary>
public static partial class WrittenDay
{
    public static readonly DateOnly Earliest = new(1900, 1, 1), Latest = new(2100, 12, 31);

    public static bool TryRead(string? text, out DateOnly day)
    {
        day = default;
        if (text is not { Length: <= 60 } || Shape().Match(Signs().Replace(WrittenText.Plain(text), "-")) is not { Success: true } parts)
            return false;
        var (year, month, date) = (Number("y"), Number("m"), Number("d"));
        if (year < Earliest.Year || year > Latest.Year || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
            return false;
        day = new DateOnly(year, month, date);
        return true;

        int Number(string part) => int.Parse(parts.Groups[part].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    // A time is taken only where it is the beginning of the day, as spreadsheets write it.
    [GeneratedRegex("""^(?<y>[0-9]{4})(?:(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})| ?年 ?(?<m>[0-9]{1,2}) ?月 ?(?<d>[0-9]{1,2}) ?日"""
        + """|(?<m>[0-9]{2})(?<d>[0-9]{2}))(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?$""")]
    private static partial Regex Shape();

    [GeneratedRegex("[\u2010\u2012\u2013\u2212]")]
    private static partial Regex Signs();
}
