using System.Globalization;
using System.Text.RegularExpressions;

namespace Declarations.Reporting.Uploads;

/// <summary>Which styles of a workbook show a number as a day.</summary>
internal sealed partial class DayStyles(bool from1904)
{
    private const int LastSerial = 2_958_465, From1904 = 1_462, MostFormats = 4_096;
    private readonly HashSet<string> dayFormats = [];
    private readonly List<bool> styles = [];

    public static DayStyles None { get; } = new(false);
    public int Count => styles.Count;

    public void AddFormat(string? id, string? code)
    {
        if (id is not null && code is not null && dayFormats.Count < MostFormats && Day().IsMatch(NotShown().Replace(code, "")))
            dayFormats.Add(id);
    }

    public void AddStyle(string? format) => styles.Add(format is not null && (dayFormats.Contains(format)
        || int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58));

    /// <summary>The day that a number in this style is; null: it is not a day.</summary>
    public DateOnly? DayOf(string number, string? style)
    {
        if (!int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= styles.Count || !styles[index]
            || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial))
            return null;
        serial = Math.Floor(serial) + (from1904 ? From1904 : 0);
        return serial is >= 1 and <= LastSerial ? DateOnly.FromDateTime(DateTime.FromOADate(serial)) : null;
    }

    /// <summary>A number in plain digits: 1001, not 1.001E3.</summary>
    public static string Plain(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value.ToString("0.############", CultureInfo.InvariantCulture) : number;

    // quoted text, conditions and colours, escaped characters
    [GeneratedRegex("""("[^"]*"|\[[^\]]*\]|\\.)""")]
    private static partial Regex NotShown();

    [GeneratedRegex("[yYdD]|^[^0#?]*[mM][^0#?]*$")]
    private static partial Regex Day();
}
