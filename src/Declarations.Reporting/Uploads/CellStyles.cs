using System.Globalization;
using System.Text.RegularExpressions;

namespace Declarations.Reporting.Uploads;

/// <summary>How the styles of a workbook show a number: as a day, as less than one (a month, a day without its year), or with leading zeros.</summary>
internal sealed partial class CellStyles(bool from1904)
{
    private const int LastSerial = 2_958_465, From1904 = 1_462, MostFormats = 4_096, LongestZeros = 30;
    private const string WholeDay = "y-m-d";
    private readonly Dictionary<string, string> formats = new()
    {
        ["14"] = WholeDay,
        ["15"] = "d-m-y",
        ["16"] = "d-m",
        ["17"] = "m-y",
        ["22"] = "y-m-d h:m",
        ["27"] = "y-m",
        ["28"] = "m-d",
        ["29"] = "m-d",
        ["30"] = "m-d-y",
        ["31"] = WholeDay,
        ["36"] = "y-m",
        ["50"] = "y-m",
        ["51"] = "m-d",
        ["52"] = "y-m",
        ["53"] = "m-d",
        ["54"] = "m-d",
        ["57"] = "y-m",
        ["58"] = "m-d",
    };
    private readonly List<string> styles = [];

    public static CellStyles None { get; } = new(false);
    public int Count => styles.Count;

    public void AddFormat(string? id, string? code)
    {
        if (id is not null && code is not null && formats.Count < MostFormats)
            formats[id] = NotShown().Replace(code, "").Split(';')[0].ToLowerInvariant();
    }

    public void AddStyle(string? format) => styles.Add(formats.GetValueOrDefault(format ?? "", ""));

    /// <summary>The cell of a number as it is shown: a day only where year, month and day are.</summary>
    public UploadedCell Number(int column, string number, string? style)
    {
        var format = FormatOf(style);
        if (Dated().IsMatch(format) && DayOf(number) is { } day)
            return Shown(column, day, format);
        var plain = Plain(number);
        return new(column, Zeros().IsMatch(format) && format.Length <= LongestZeros && plain.All(char.IsAsciiDigit) ? plain.PadLeft(format.Length, '0')
            : plain, CellKind.Number);
    }

    public UploadedCell Day(int column, DateOnly day, string? style) =>
        Shown(column, day, FormatOf(style) is { Length: > 0 } format && Dated().IsMatch(format) ? format : WholeDay);

    private string FormatOf(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < styles.Count ? styles[index] : "";

    private DateOnly? DayOf(string number)
    {
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial))
            return null;
        serial = Math.Floor(serial) + (from1904 ? From1904 : 0);
        return serial is >= 1 and <= LastSerial ? DateOnly.FromDateTime(DateTime.FromOADate(serial)) : null;
    }

    private static UploadedCell Shown(int column, DateOnly day, string format) =>
        !format.Contains('d', StringComparison.Ordinal) ? new(column, day.ToString("yyyy-MM", CultureInfo.InvariantCulture), CellKind.Text)
        : format.AsSpan().IndexOfAny('y', 'e') < 0 ? new(column, day.ToString("MM-dd", CultureInfo.InvariantCulture), CellKind.Text)
        : new(column, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellKind.Day) { Day = day };

    /// <summary>A number in plain digits: 1001, not 1.001E3.</summary>
    private static string Plain(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("0.############", CultureInfo.InvariantCulture) : number;

    // quoted text, conditions and colours, escaped characters
    [GeneratedRegex("""("[^"]*"|\[[^\]]*\]|\\.)""")]
    private static partial Regex NotShown();

    [GeneratedRegex("[yd]|^[^0#?]*m[^0#?]*$")]
    private static partial Regex Dated();

    [GeneratedRegex("^0{2,}$")]
    private static partial Regex Zeros();
}
