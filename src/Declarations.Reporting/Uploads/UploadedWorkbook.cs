using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Declarations.Reporting.Uploads;

/// <summary>
/// An .xlsx file from outside, read as a stream behind caps: what it costs is decided here and not by who made it.
/// Formulas are reported, never computed; nothing is ever unpacked to disk.
/// </summary>
public sealed partial class UploadedWorkbook : IDisposable
{
    private const int MostSheets = 64, MostStyles = 65_536, MostAtOnce = 4;
    private static readonly SemaphoreSlim Turn = new(MostAtOnce);

    private readonly WorkbookLimits limits;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, string> sheets = new(StringComparer.OrdinalIgnoreCase);
    private string? sharedPart;
    private List<string>? shared;
    private DayStyles days = DayStyles.None;
    private bool disposed;

    private UploadedWorkbook(byte[] file, WorkbookLimits limits)
    {
        this.limits = limits;
        zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
    }

    /// <summary>Names of the sheets, in order.</summary>
    public IReadOnlyCollection<string> Sheets => sheets.Keys;
    /// <summary>Characters unpacked so far.</summary>
    public long CharactersRead { get; private set; }

    /// <summary>Opens a file; at most four are open at a time, so that many together cost no more than four.</summary>
    /// <exception cref="WorkbookException">Refused, with the reason.</exception>
    public static async Task<UploadedWorkbook> OpenAsync(byte[] file, WorkbookLimits? limits = null, CancellationToken cancellation = default)
    {
        limits ??= new WorkbookLimits();
        if (file.Length > limits.FileBytes)
            throw new WorkbookException(WorkbookFault.TooLarge, limits.FileBytes >> 20);
        ZipDirectory.Check(file, limits);
        await Turn.WaitAsync(cancellation);
        UploadedWorkbook? workbook = null;
        try
        {
            return Guarded(() =>
            {
                workbook = new UploadedWorkbook(file, limits);
                workbook.ReadContents();
                return workbook;
            });
        }
        catch
        {
            if (workbook is null)
                Turn.Release();
            else
                workbook.Dispose();
            throw;
        }
    }

    /// <summary>Rows with something in them, one at a time; none where there is no such sheet.</summary>
    /// <exception cref="WorkbookException">Refused, with the reason.</exception>
    public IEnumerable<UploadedRow> Rows(string sheet)
    {
        if (!sheets.TryGetValue(sheet, out var part))
            yield break;
        shared ??= Guarded(ReadShared);
        using var xml = Guarded(() => Open(part, limits.SheetCharacters));
        var (before, count) = (0, 0);
        while (Guarded(() => NextRow(xml, ref before, ref count)) is { } row)
            if (row.Cells.Count > 0)
                yield return row;
        CharactersRead += xml.CharactersRead;
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        zip.Dispose();
        Turn.Release();
    }

    private void ReadContents()
    {
        var targets = new Dictionary<string, string>();
        string? styles = null;
        Each("xl/_rels/workbook.xml.rels", limits.OtherCharacters, xml =>
        {
            if (xml.Name != "Relationship" || xml["Target"] is not { } target || xml["Id"] is not { } id || xml["TargetMode"] == "External")
                return;
            var (path, type) = (target.StartsWith('/') ? target[1..] : "xl/" + target, xml["Type"] ?? "");
            if (type.EndsWith("/sharedStrings", StringComparison.Ordinal))
                sharedPart = path;
            else if (type.EndsWith("/styles", StringComparison.Ordinal))
                styles = path;
            else if (targets.Count < limits.Parts)
                targets[id] = path;
        });
        var from1904 = false;
        Each("xl/workbook.xml", limits.OtherCharacters, xml =>
        {
            if (xml.Name == "workbookPr")
                from1904 = xml["date1904"] is "1" or "true";
            else if (xml.Name == "sheet" && sheets.Count < MostSheets && xml["name"] is { } name && xml["id"] is { } id && targets.TryGetValue(id, out var path))
                sheets.TryAdd(name.Trim(), path);
        });
        days = new DayStyles(from1904);
        if (styles is not null && zip.GetEntry(styles) is not null)
            ReadStyles(styles);
    }

    private void ReadStyles(string part)
    {
        using var xml = Open(part, limits.OtherCharacters);
        var inCells = false;
        while (xml.NextElement() && days.Count < MostStyles)
        {
            if (xml.Depth == 1)
                inCells = xml.Name == "cellXfs";
            else if (xml.Name == "numFmt")
                days.AddFormat(xml["numFmtId"], xml["formatCode"]);
            else if (xml.Name == "xf" && inCells)
                days.AddStyle(xml["numFmtId"]);
        }
        CharactersRead += xml.CharactersRead;
    }

    private List<string> ReadShared()
    {
        var (texts, cost) = (new List<string>(), 0L);
        if (sharedPart is null)
            return texts;
        using var xml = Open(sharedPart, limits.OtherCharacters);
        var more = xml.NextElement();
        while (more && xml.NextElement())
        {
            if (xml.Name != "si")
                continue;
            var text = TextWithin(xml);
            texts.Add(text);
            // an object, its characters, its place in a list that may have to double
            if ((cost += 48 + 2 * text.Length) > limits.SharedTextBytes)
                throw new WorkbookException(WorkbookFault.TooLarge, limits.FileBytes >> 20);
        }
        CharactersRead += xml.CharactersRead;
        return texts;
    }

    /// <summary>Text of a shared or inline string: its runs, without the phonetic reading; cut just above the cap.</summary>
    private string TextWithin(GuardedXml xml)
    {
        var (depth, text) = (xml.Depth, (StringBuilder?)null);
        var (first, phonetic) = ("", int.MaxValue);
        while (xml.NextWithin(depth))
        {
            phonetic = xml.Name == "rPh" ? xml.Depth : xml.Depth <= phonetic ? int.MaxValue : phonetic;
            if (xml.Name != "t" || phonetic < xml.Depth)
                continue;
            var run = xml.Text();
            if (first.Length == 0)
                first = run;
            else if ((text ??= new StringBuilder(first)).Length <= limits.CellCharacters)
                text.Append(run);
        }
        var all = text?.ToString() ?? first;
        return all.Length > limits.CellCharacters ? all[..(limits.CellCharacters + 1)] : all;
    }

    private UploadedRow? NextRow(GuardedXml xml, ref int before, ref int count)
    {
        do
        {
            if (!xml.NextElement())
                return null;
        }
        while (xml.Name != "row");
        if (++count > limits.Rows)
            throw new WorkbookException(WorkbookFault.TooManyRows, limits.Rows);
        var (number, depth, column) = (xml["r"] is { } r ? Number(r) : before + 1, xml.Depth, 0);
        if (number <= before)
            throw new WorkbookException(WorkbookFault.Damaged);
        before = number;
        var cells = new List<UploadedCell>();
        while (xml.NextWithin(depth))
        {
            if (xml.Name != "c")
                continue;
            var at = xml["r"] is { } address ? Column(address) : column + 1;
            if (at <= column)
                throw new WorkbookException(WorkbookFault.Damaged);
            column = at;
            if (ReadCell(xml, column) is not { } cell)
                continue;
            if (column > limits.Columns)
                throw new WorkbookException(WorkbookFault.TooManyColumns, limits.Columns);
            if (cell.Text.Length > limits.CellCharacters)
                throw new WorkbookException(WorkbookFault.LongCell, limits.CellCharacters, UploadedRow.Address(column, number));
            cells.Add(cell);
        }
        return new UploadedRow(number, cells);
    }

    /// <returns>Null: an empty cell.</returns>
    private UploadedCell? ReadCell(GuardedXml xml, int column)
    {
        var (type, style, depth) = (xml["t"], xml["s"], xml.Depth);
        var (text, formula) = ("", false);
        while (xml.NextWithin(depth))
        {
            if (xml.Name == "f")
                formula = true;
            else if (xml.Name == "v")
                text = xml.Text();
            else if (xml.Name == "is")
                text = TextWithin(xml);
        }
        if (formula)
            return new(column, "", CellKind.Formula);
        if (type == "s" && text.Length > 0)
            text = Number(text) is var index && index < shared!.Count ? shared[index] : throw new WorkbookException(WorkbookFault.Damaged);
        text = Escaped().Replace(text, match => ((char)Convert.ToUInt16(match.Groups[1].Value, 16)).ToString()).Trim();
        return text.Length == 0 ? null : type switch
        {
            "b" => new(column, text == "1" ? "1" : "0", CellKind.YesNo),
            "e" => new(column, text, CellKind.Error),
            "s" or "inlineStr" or "str" => new(column, text, CellKind.Text),
            "d" => DateOnly.TryParse(text.Split('T')[0], CultureInfo.InvariantCulture, out var day) ? Of(column, day) : new(column, text, CellKind.Text),
            _ => days.DayOf(text, style) is { } day ? Of(column, day) : new(column, DayStyles.Plain(text), CellKind.Number),
        };
    }

    private static UploadedCell Of(int column, DateOnly day) => new(column, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellKind.Day) { Day = day };

    private void Each(string part, int limit, Action<GuardedXml> element)
    {
        using var xml = Open(part, limit);
        while (xml.NextElement())
            element(xml);
        CharactersRead += xml.CharactersRead;
    }

    private GuardedXml Open(string part, int limit)
    {
        var entry = zip.GetEntry(part) ?? throw new WorkbookException(part == "xl/workbook.xml" || part.EndsWith(".rels", StringComparison.Ordinal) ? WorkbookFault.NotAWorkbook : WorkbookFault.Damaged);
        return new GuardedXml(entry.Open(), limit, limits);
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new WorkbookException(WorkbookFault.Damaged);

    private static int Column(string address)
    {
        var column = 0;
        foreach (var c in address)
        {
            if (!char.IsAsciiLetterUpper(c))
                break;
            column = column * 26 + c - 'A' + 1;
            if (column > 16_384)
                break;
        }
        return column is > 0 and <= 16_384 ? column : throw new WorkbookException(WorkbookFault.Damaged);
    }

    /// <summary>Characters that XML does not take are written _xD845_ by the format itself.</summary>
    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or IOException or DecoderFallbackException or NotSupportedException)
        {
            throw new WorkbookException(WorkbookFault.Damaged);
        }
    }
}
