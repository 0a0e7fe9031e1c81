using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Declarations.Written;

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
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> sheets = new(StringComparer.OrdinalIgnoreCase);
    private string? sharedPart;
    private List<string>? shared;
    private CellStyles cellStyles = CellStyles.None;
    private bool disposed;

    private UploadedWorkbook(byte[] file, WorkbookLimits limits)
    {
        this.limits = limits;
        zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
            parts.TryAdd(entry.FullName, entry);
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
        var workbook = Relationships("").FirstOrDefault(each => each.Type == "officeDocument").Path ?? "xl/workbook.xml";
        var related = Relationships(workbook);
        sharedPart = related.FirstOrDefault(each => each.Type == "sharedStrings").Path;
        var targets = related.DistinctBy(each => each.Id).ToDictionary(each => each.Id, each => each.Path);
        var from1904 = false;
        Each(workbook, limits.OtherCharacters, xml =>
        {
            if (xml.Name == "workbookPr")
                from1904 = xml["date1904"] is "1" or "true";
            else if (xml.Name == "sheet" && sheets.Count < MostSheets && xml["name"] is { } name && xml["id"] is { } id
                && targets.TryGetValue(id, out var path))
                sheets.TryAdd(WrittenText.Plain(name), path);
        });
        cellStyles = new CellStyles(from1904);
        if (related.FirstOrDefault(each => each.Type == "styles").Path is { } styles && parts.ContainsKey(styles))
            ReadStyles(styles);
    }

    /// <summary>
    /// What a part leads to; the whole file, where the part has no name. A file without relationships of its own has those of its workbook at least.
    /// </summary>
    private List<(string Id, string Type, string Path)> Relationships(string part)
    {
        var (folder, found) = (part[..(part.LastIndexOf('/') + 1)], new List<(string, string, string)>());
        var list = $"{folder}_rels/{part[folder.Length..]}.rels";
        if (part.Length > 0 || parts.ContainsKey(list))
            Each(list, limits.OtherCharacters, xml =>
            {
                if (xml.Name == "Relationship" && xml["TargetMode"] != "External" && found.Count < limits.Parts && xml["Id"] is { } id
                    && xml["Target"] is { } target
                    && Uri.TryCreate(new Uri("part:///" + folder), target, out var path))
                    found.Add((id, (xml["Type"] ?? "").Split('/')[^1], Uri.UnescapeDataString(path.AbsolutePath).TrimStart('/')));
            });
        return found;
    }

    private void ReadStyles(string part)
    {
        using var xml = Open(part, limits.OtherCharacters);
        var inCells = false;
        while (xml.NextElement() && cellStyles.Count < MostStyles)
        {
            if (xml.Depth == 1)
                inCells = xml.Name == "cellXfs";
            else if (xml.Name == "numFmt")
                cellStyles.AddFormat(xml["numFmtId"], xml["formatCode"]);
            else if (xml.Name == "xf" && inCells)
                cellStyles.AddStyle(xml["numFmtId"]);
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

    /// <returns>The next row with something in it; null at the end.</returns>
    private UploadedRow? NextRow(GuardedXml xml, ref int before, ref int count)
    {
        while (xml.NextElement())
        {
            if (xml.Name != "row")
                continue;
            var number = xml["r"] is { } r ? Number(r) : before + 1;
            if (number <= before)
                throw new WorkbookException(WorkbookFault.Damaged);
            before = number;
            if (ReadCells(xml, number) is not { } cells)
                continue;
            if (++count > limits.Rows)
                throw new WorkbookException(WorkbookFault.TooManyRows, limits.Rows);
            return new UploadedRow(number, cells);
        }
        return null;
    }

    private List<UploadedCell>? ReadCells(GuardedXml xml, int row)
    {
        var (depth, column, cells) = (xml.Depth, 0, (List<UploadedCell>?)null);
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
                throw new WorkbookException(WorkbookFault.LongCell, limits.CellCharacters, UploadedRow.Address(column, row));
            (cells ??= []).Add(cell);
        }
        return cells;
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
        text = Escaped().Replace(text, match => ((char)Convert.ToUInt16(match.Groups[1].Value, 16)).ToString());
        text = WrittenText.OneLine(text);
        return text.Length == 0 ? null : type switch
        {
            "b" => new(column, text == "1" ? "1" : "0", CellKind.YesNo),
            "e" => new(column, text, CellKind.Error),
            "s" or "inlineStr" or "str" => new(column, text, CellKind.Text),
            "d" when WrittenDay.TryRead(text, out var day) => cellStyles.Day(column, day, style),
            "d" => new(column, text, CellKind.Text),
            _ => cellStyles.Number(column, text, style),
        };
    }

    private void Each(string part, int limit, Action<GuardedXml> element)
    {
        using var xml = Open(part, limit);
        while (xml.NextElement())
            element(xml);
        CharactersRead += xml.CharactersRead;
    }

    private GuardedXml Open(string part, int limit)
    {
        if (parts.TryGetValue(part, out var entry))
            return new GuardedXml(entry.Open(), limit, limits);
        throw new WorkbookException(part.EndsWith(".rels", StringComparison.Ordinal) ? WorkbookFault.NotAWorkbook : WorkbookFault.Damaged);
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
