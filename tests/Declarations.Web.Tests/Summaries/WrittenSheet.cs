using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace Declarations.Web.Tests.Summaries;

/// <summary>The one sheet of an .xlsx file, read from its XML.</summary>
internal sealed class WrittenSheet
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly XElement _sheet, _styles, _workbook;
    private readonly List<string> _shared;
    private readonly Dictionary<string, XElement> _cells;
    private readonly Dictionary<int, XElement> _rows;

    public WrittenSheet(Stream stream)
    {
        using var zip = new ZipArchive(stream);
        _sheet = Part(zip, "xl/worksheets/sheet1.xml");
        // where a cell does not say its address, it is the next one
        foreach (var row in Elements("row"))
            foreach (var (index, cell) in row.Elements().Index())
                if (cell.Attribute("r") is null)
                    cell.SetAttributeValue("r", $"{(char)('A' + index)}{row.Attribute("r")!.Value}");
        _styles = Part(zip, "xl/styles.xml");
        _workbook = Part(zip, "xl/workbook.xml");
        _shared = [.. Part(zip, "xl/sharedStrings.xml").Elements(Main + "si")
            .Select(item => string.Concat(item.Descendants(Main + "t").Select(text => text.Value)))];
        _cells = Elements("c").ToDictionary(cell => (string)cell.Attribute("r")!);
        _rows = Elements("row").ToDictionary(row => (int)row.Attribute("r")!);
        Merges = [.. Elements("mergeCell").Select(merge => (string)merge.Attribute("ref")!)];
    }

    public HashSet<string> Merges { get; }
    public string Xml => _sheet.ToString();
    public IEnumerable<XElement> Formulas => Elements("f");
    public string PrintTitles =>
        Assert.Single(_workbook.Descendants(Main + "definedName"), name => (string?)name.Attribute("name") == "_xlnm.Print_Titles").Value;

    public string this[string cell]
    {
        get
        {
            if (_cells[cell].Element(Main + "is") is { } inline)
                return inline.Value.Replace("_x005F_", "_", StringComparison.Ordinal);
            var value = _cells[cell].Element(Main + "v")?.Value;
            if (value is null)
                return "";
            // a workbook escapes _x0041_ in a text as _x005F_x0041_
            return IsNumber(cell) ? value : _shared[int.Parse(value, CultureInfo.InvariantCulture)].Replace("_x005F_", "_", StringComparison.Ordinal);
        }
    }

    public bool IsNumber(string cell) => (string?)_cells[cell].Attribute("t") is null or "n";

    public double Height(int row) => (double)_rows[row].Attribute("ht")!;

    /// <summary>All cells of a row, blank ones as empty texts.</summary>
    public List<string> Row(int row) => [.. _rows[row].Elements().Select(cell => this[(string)cell.Attribute("r")!])];

    public IEnumerable<string> Texts(int row) => Row(row).Where(text => text.Length > 0);

    public IEnumerable<XElement> Elements(string name) => _sheet.Descendants(Main + name);

    public XElement Element(string name) => Assert.Single(Elements(name));

    public string Format(string cell) => (string)Style(cell).Attribute("numFmtId")! switch
    {
        "1" => "0",
        "2" => "0.00",
        "49" => "@",
        var other => other,
    };

    public bool Wraps(string cell) => (string?)Style(cell).Element(Main + "alignment")?.Attribute("wrapText") == "1";

    public IEnumerable<string?> Borders(string cell)
    {
        var border = _styles.Element(Main + "borders")!.Elements().ElementAt((int)Style(cell).Attribute("borderId")!);
        return ((string[])["left", "right", "top", "bottom"]).Select(side => (string?)border.Element(Main + side)?.Attribute("style"));
    }

    private XElement Style(string cell) =>
        _styles.Element(Main + "cellXfs")!.Elements().ElementAt((int)_cells[cell].Attribute("s")!);

    private static XElement Part(ZipArchive zip, string path)
    {
        using var part = zip.GetEntry(path)!.Open();
        return XElement.Load(part, LoadOptions.PreserveWhitespace);
    }
}
