using System.IO.Compression;
using System.Text;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;

namespace Declarations.Web.Tests.Roster;

/// <summary>Workbooks written by hand, byte by byte where need be: good ones, and such as nobody sends in good faith.</summary>
internal static class Sheets
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Rows of cells given as XML; each sheet by its name.</summary>
    public static byte[] Raw(string sheetXml, string? sharedXml = null, string name = "人员", params (string Part, string Xml)[] more) => Zip(
    [
        .. Enumerable.ExceptBy(
        [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"urn:r\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" "
            + "Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
            + "<Relationship Id=\"c\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", sharedXml ?? $"<sst xmlns=\"{Main}\"/>"),
        ("xl/worksheets/sheet1.xml", sheetXml),
        ], more.Select(part => part.Part), part => part.Item1),
        .. more,
    ]);

    public static string Sheet(string rows) => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    /// <summary>A roster file in a language of its headers: rows of cells by the name of their column.</summary>
    public static byte[] Roster(IEnumerable<Dictionary<string, string>> people, IEnumerable<Dictionary<string, string>>? units = null,
        string language = "zh-CN")
    {
        var words = new Words(language);
        return Raw(Sheet(Rows(people, RosterColumn.People, words)), name: words["roster.sheet.people"], more:
        [
            ("xl/worksheets/sheet2.xml", Sheet(Rows(units ?? [], RosterColumn.Units, words))),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"urn:r\"><sheets><sheet name=\"{words["roster.sheet.people"]}\" r:id=\"a\"/><sheet "
                + $"name=\"{words["roster.sheet.units"]}\" r:id=\"d\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship "
                + "Id=\"d\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"),
        ]);
    }

    private static string Rows(IEnumerable<Dictionary<string, string>> rows, IReadOnlyList<RosterColumn> columns, Words words) => string.Concat(
        rows.Select(row => string.Concat(
        columns.Index().Where(column => row.ContainsKey(column.Item.Name)).Select(column => Cell(column.Index, row[column.Item.Name]))))
            .Prepend(string.Concat(columns.Index().Select(column => Cell(column.Index, words["roster.column." + column.Item.Name]))))
            .Select((cells, n) => $"<row r=\"{n + 1}\">{cells.Replace("{row}", $"{n + 1}", StringComparison.Ordinal)}</row>"));

    /// <summary>Text of a cell; what begins with &lt; goes in as it is.</summary>
    private static string Cell(int column, string text) => $"<c r=\"{(char)('A' + column)}{{row}}\""
        + (text.StartsWith('<') ? $">{text}</c>" : $" t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(text)}</t></is></c>");

    public static byte[] Zip(IEnumerable<(string Part, string Text)> parts) => Zip(parts.Select(part => (part.Part, Encoding.UTF8.GetBytes(part.Text))));

    /// <summary>Stands in a text for 400 million more of the character before it.</summary>
    private static readonly byte[] Long = "{0}"u8.ToArray();

    public static byte[] Zip(IEnumerable<(string Part, byte[] Bytes)> parts)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (part, bytes) in parts)
            {
                using var stream = zip.CreateEntry(part, CompressionLevel.Optimal).Open();
                var at = bytes.AsSpan().IndexOf(Long);
                stream.Write(at < 0 ? bytes : bytes.AsSpan(..at));
                if (at < 0)
                    continue;
                var more = new byte[4_000_000];
                more.AsSpan().Fill(bytes[at - 1]);
                for (var n = 0; n < 100; n++)
                    stream.Write(more);
                stream.Write(bytes.AsSpan((at + Long.Length)..));
            }
        return file.ToArray();
    }

    /// <summary>Sets four bytes of the directory's entry of a part, and of the part's own header.</summary>
    public static byte[] Declare(byte[] file, string part, uint size)
    {
        var (copy, name) = (file.ToArray(), Encoding.UTF8.GetBytes(part));
        for (var at = 0; at < copy.Length - 46 - name.Length; at++)
        {
            if (BitConverter.ToUInt32(copy, at) == 0x02014B50 && copy.AsSpan(at + 46, name.Length).SequenceEqual(name))
                BitConverter.TryWriteBytes(copy.AsSpan(at + 24), size);
            if (BitConverter.ToUInt32(copy, at) == 0x04034B50 && copy.AsSpan(at + 30, name.Length).SequenceEqual(name))
                BitConverter.TryWriteBytes(copy.AsSpan(at + 22), size);
        }
        return copy;
    }

    public static IReadOnlyDictionary<string, Func<byte[]>> Attacks { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["cell of 400 million characters"] = () => Raw(Sheet("<row r=\"1\"><c t=\"inlineStr\"><is><t>A{0}</t></is></c></row>")),
        ["attribute of 400 million characters"] = () => Raw(Sheet("<row r=\"1\" x=\"A{0}\"/>")),
        ["a million rows"] = () => Raw(Sheet(string.Concat(Enumerable.Range(1, 1_000_000).Select(n => $"<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>")))),
        ["three million tags outside the rows"] = () =>
            Raw($"<worksheet>{string.Concat(Enumerable.Repeat("<col min=\"1\" max=\"2\" width=\"3\"/>", 3_500_000))}</worksheet>"),
        ["a million columns"] = () => Raw(Sheet($"<row>{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 1_000_000))}</row>")),
        ["names without end"] = () => Raw(Sheet(string.Concat(Enumerable.Range(0, 1_000_000).Select(n => $"<row><a{n}/></row>")))),
        ["attributes without end"] = () => Raw(Sheet($"<row {string.Concat(Enumerable.Range(0, 50_000).Select(n => $"a{n}=\"\" "))}/>")),
        ["nesting without end"] = () => Raw(Sheet(string.Concat(Enumerable.Repeat("<row>", 2_000_000)))),
        ["shared texts without end"] = () =>
            Raw(Sheet("<row><c t=\"s\"><v>0</v></c></row>"), $"<sst>{string.Concat(Enumerable.Range(0, 2_000_000).Select(n => $"<si><t>{n}</t></si>"))}</sst>"),
        ["shared text that is not there"] = () => Raw(Sheet("<row><c t=\"s\"><v>7</v></c></row>")),
        ["document type that names a file"] = () =>
            Raw("<!DOCTYPE w [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + Sheet("<row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row>")),
        ["document type that names a server"] = () => Raw("<!DOCTYPE w SYSTEM \"http://127.0.0.1:9/x.dtd\">" + Sheet("")),
        ["billion laughs"] = () => Raw("<!DOCTYPE w [<!ENTITY a \"ha\">"
            + string.Concat(Enumerable.Range(0, 30).Select(n => $"<!ENTITY {(char)('b' + n % 25)}{n} \"&a;&a;\">")) + "]>" + Sheet("")),
        ["billion laughs in the workbook part"] = () =>
            Zip([("[Content_Types].xml", "<a/>"), ("xl/_rels/workbook.xml.rels", "<r/>"), ("xl/workbook.xml", "<!DOCTYPE w [<!ENTITY a \"ha\">]><w>&a;</w>")]),
        ["comment of raw text"] = () => Raw(Sheet($"<!-- {string.Concat(Enumerable.Repeat("<<<<<<<< ", 5_000_000))} -->")),
        ["raw text without end"] = () => Raw(Sheet($"<row><c><v><![CDATA[{string.Concat(Enumerable.Repeat("< ", 10_000_000))}]]></v></c></row>")),
        ["comments without end"] = () =>
            Raw(Sheet($"<row><c t=\"inlineStr\"><is><t>{string.Concat(Enumerable.Repeat("a<!---->", 4_000_000))}</t></is></c></row>")),
        ["comment that seems to end"] = () => Raw(Sheet($"<!-->{string.Concat(Enumerable.Repeat("<a ", 5_000_000))}-->")),
        ["raw text of brackets"] = () => Raw(Sheet($"<row><c><v><![CDATA[{new string(']', 4_000_000)}]]></v></c></row>")),
        ["document type within"] = () => Raw(Sheet("<row/><!DOCTYPE w>")),
        ["instruction in the middle"] = () => Raw(Sheet("<?x y?>")),
        ["size declared too small"] = () =>
            Declare(Raw(Sheet(string.Concat(Enumerable.Range(1, 5_000).Select(n => $"<row><c><v>{n}</v></c></row>")))), "xl/worksheets/sheet1.xml", 100),
        ["size declared as four thousand million"] = () =>
            Declare(Raw(Sheet($"<row><c t=\"inlineStr\"><is><t>{new string('A', 4_000_000)}</t></is></c></row>")), "xl/worksheets/sheet1.xml", 4_000_000_000),
        ["seventy thousand entries"] = () => Zip(Enumerable.Range(0, 70_000).Select(n => ($"xl/{n}", ""))),
        ["seventy thousand entries said to be five"] = () => Ending(Zip(Enumerable.Range(0, 65_000).Select(n => ($"xl/{n}", ""))), 5),
        ["entry that leaves its folder"] = () => Raw(Sheet(""), more: ("../../etc/cron.d/x", "x")),
        ["entry at the root of the machine"] = () => Raw(Sheet(""), more: ("/etc/cron.d/x", "x")),
        ["entry of another drive"] = () => Raw(Sheet(""), more: ("C:\\windows\\x", "x")),
        ["cut off"] = () => Raw(Sheet("<row><c><v>1</v></c></row>"))[..^40],
        ["cut in two"] = () =>
        {
            var file = Raw(Sheet(string.Concat(Enumerable.Range(1, 9_000).Select(n => $"<row><c><v>{n * 7}</v></c></row>"))));
            return file[..(file.Length / 2)];
        },
        ["bytes changed"] = () =>
        {
            var file = Raw(Sheet(string.Concat(Enumerable.Range(1, 9_000).Select(n => $"<row><c><v>{n * 7}</v></c></row>"))));
            file.AsSpan(file.Length / 2, 300).Fill(0xFF); return file;
        },
        ["not UTF-8"] = () => Zip([("[Content_Types].xml", [60, 97, 47, 62]), ("xl/_rels/workbook.xml.rels", Encoding.Unicode.GetBytes("<a/>")),
            ("xl/workbook.xml", [60, 97, 47, 62])]),
        ["NUL in a cell"] = () => Raw(Sheet("<row><c t=\"inlineStr\"><is><t>a\0b</t></is></c></row>")),
        ["NUL written as a number"] = () => Raw(Sheet("<row><c t=\"inlineStr\"><is><t>a&#0;b</t></is></c></row>")),
        ["rows that go back"] = () => Raw(Sheet("<row r=\"5\"><c><v>1</v></c></row><row r=\"4\"><c><v>1</v></c></row>")),
        ["cells that go back"] = () => Raw(Sheet("<row r=\"5\"><c r=\"B5\"><v>1</v></c><c r=\"A5\"><v>1</v></c></row>")),
        ["column without end"] = () => Raw(Sheet("<row r=\"5\"><c r=\"ZZZZZZZZZZ5\"><v>1</v></c></row>")),
        ["row without end"] = () => Raw(Sheet("<row r=\"99999999999\"><c><v>1</v></c></row>")),
        ["workbook of 1997"] = () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]],
        ["picture"] = () => [0x89, 0x50, 0x4E, 0x47, .. new byte[600]],
        ["text"] = () => Encoding.UTF8.GetBytes("人员编号,姓名\n1,王小明"),
        ["nothing"] = () => [],
        ["empty zip"] = () => Zip(Array.Empty<(string, string)>()),
        ["document"] = () => Zip([("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>")]),
        ["seventeen megabytes"] = () => new byte[17 << 20],
    };

    private static byte[] Ending(byte[] file, ushort entries)
    {
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 22 + 8), entries);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 22 + 10), entries);
        return file;
    }
}
