using System.Diagnostics;
using System.Globalization;
using ClosedXML.Excel;
using Declarations.Reporting.Uploads;
using Declarations.Web.Language;
using Xunit;

namespace Declarations.Web.Tests.Roster;

/// <summary>Workbooks from outside: what is read, what is refused, and what refusing costs.</summary>
public sealed class UploadedWorkbookTests(ITestOutputHelper output)
{
    private const long MostBytes = 64 << 20;

    public static TheoryData<string> Attacks => [.. Sheets.Attacks.Keys];

    [Theory, MemberData(nameof(Attacks))]
    public void An_attack_is_refused_in_words_and_costs_little(string attack)
    {
        var file = Sheets.Attacks[attack]();
        var (fault, bytes, time) = Refused(file);
        output.WriteLine($"{attack}: {file.Length:N0} bytes, {fault.Fault}, {bytes >> 10:N0} KiB allocated, {time.TotalMilliseconds:N0} ms");
        Assert.True(bytes <= MostBytes, $"{bytes:N0} bytes were allocated.");
        foreach (var language in Words.Cultures)
        {
            var words = new Words(language)[Words.KeyOf(fault.Fault), [.. fault.Arguments]];
            Assert.DoesNotContain("WorkbookFault", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Twenty_at_once_are_refused_each()
    {
        var files = Sheets.Attacks.Where(attack => !attack.Key.Contains("400", StringComparison.Ordinal)).Select(attack => attack.Value()).Take(20).ToList();
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var refused = await Task.WhenAll(
            files.Select(file => Task.Run(() => ReadAsync(file).ContinueWith(read => read.Exception?.InnerException, TaskScheduler.Default))));
        output.WriteLine($"{refused.Length} refused in {watch.ElapsedMilliseconds:N0} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) >> 10:N0} "
            + "KiB kept");
        Assert.All(refused, exception => Assert.IsType<WorkbookException>(exception));
    }

    [Fact]
    public async Task Cells_are_read_as_they_look()
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("人员");
        sheet.Cell("A1").SetValue(" 文字 ");
        sheet.Cell("B1").SetValue(1001);
        sheet.Cell("C1").SetValue(new DateTime(1975, 3, 8));
        sheet.Cell("D1").SetValue(true);
        sheet.Cell("E1").SetValue("=cmd|' /C calc'!A0");
        sheet.Cell("F1").FormulaA1 = "1+1";
        sheet.Cell("G1").SetValue(12.5);
        sheet.Cell("AB3").SetValue("𡘙<&\"");
        var rows = await ReadAsync(Bytes(workbook));
        Assert.Equal(["A1 Text 文字", "B1 Number 1001", "C1 Day 1975-03-08", "D1 YesNo 1", "E1 Text =cmd|' /C calc'!A0", "F1 Formula ", "G1 Number 12.5",
            "AB3 Text 𡘙<&\""],
            rows.SelectMany(row => row.Cells.Select(cell => $"{UploadedRow.Address(cell.Column, row.Number)} {cell.Kind} {cell.Text}")));
    }

    [Theory]
    [InlineData("yyyy-mm-dd", "1975-03-08"), InlineData("yyyy\"年\"m\"月\"d\"日\";@", "1975-03-08"), InlineData("[$-804]d/m/yy", "1975-03-08"),
        InlineData("YYYY/M/D h:mm", "1975-03-08"), InlineData("[$-404]e/m/d", "1975-03-08")]
    [InlineData("yyyy\"年\"m\"月\"", "1975-03"), InlineData("mmm-yy", "1975-03"), InlineData("yyyy.mm", "1975-03"), InlineData("mmm", "1975-03"),
        InlineData("m\"月\"d\"日\"", "03-08"), InlineData("dd/mm", "03-08")]
    [InlineData("0.00", "27461"), InlineData("[Red]0", "27461"), InlineData("0\"day\"", "27461"), InlineData("#,##0\\d", "27461"),
        InlineData("General", "27461"), InlineData("0000000", "0027461"), InlineData("00", "27461")]
    public async Task A_number_is_read_as_it_is_shown(string format, string shown)
    {
        var styles = $"<styleSheet><numFmts><numFmt numFmtId=\"164\" "
            + $"formatCode=\"{format.Replace("\"", "&quot;", StringComparison.Ordinal)}\"/></numFmts><cellStyleXfs><xf "
            + "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
        var rows = await ReadAsync(Sheets.Raw(Sheets.Sheet("<row><c s=\"1\"><v>27461</v></c></row>"), more: ("xl/styles.xml", styles)));
        Assert.Equal(shown, Assert.Single(rows).Cells[0].Text);
    }

    [Theory]
    [InlineData("<t><![CDATA[王<小明]]></t>", "王<小明"), InlineData("<t>王<!-- a > b <c> -->小明</t>", "王小明"), InlineData("<t>王<![CDATA[]]小]]>明</t>", "王]]小明"),
        InlineData("<!-- x --><t>王_x000D_\n小明</t>", "王 小明")]
    public async Task Raw_text_and_comments_are_read_for_what_they_hold(string text, string right) =>
        Assert.Equal(right, Assert.Single(
            await ReadAsync(Sheets.Raw(Sheets.Sheet($"<!-- one --><row><c t=\"inlineStr\"><is>{text}</is></c></row>")))).Cells[0].Text);

    [Fact]
    public async Task Rows_with_nothing_in_them_are_not_counted()
    {
        var blank = string.Concat(Enumerable.Repeat("<row/><row spans=\"1:2\"><c s=\"0\"/><c t=\"inlineStr\"><is><t>\u200B </t></is></c></row>", 200_000));
        Assert.Equal([1, 400_002], (await ReadAsync(Sheets.Raw(Sheets.Sheet($"<row><c><v>1</v></c></row>{blank}<row><c><v>2</v></c></row>"))))
            .Select(row => row.Number));
    }

    [Theory, InlineData("xl/book.xml", "sheets/a b.xml", "sheets/a%20b.xml"), InlineData("Book.XML", "one/two.xml", "./one/x/../two.xml"),
        InlineData("xl/workbook.xml", "elsewhere/s.xml", "/Elsewhere/S.xml")]
    public async Task Parts_are_found_by_their_relationships(string book, string sheet, string target)
    {
        const string Relationship = "<r><Relationship Id=\"rId7\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/{0}\" Target=\"{1}\"/></r>";
        var folder = book[..(book.LastIndexOf('/') + 1)];
        var rows = await ReadAsync(Sheets.Zip([("[Content_Types].xml", "<a/>"),
            ("_RELS/.rels", string.Format(CultureInfo.InvariantCulture, Relationship, "officeDocument", "/" + book.ToLowerInvariant())),
            ($"{folder}_rels/{book[folder.Length..]}.rels", string.Format(CultureInfo.InvariantCulture, Relationship, "worksheet", target)),
            (book, "<w xmlns:r=\"x\"><sheets><sheet name=\"人员\" r:id=\"rId7\"/></sheets></w>"),
                (target.StartsWith('/') ? sheet : folder + sheet, Sheets.Sheet("<row><c><v>1</v></c></row>"))]));
        Assert.Equal("1", Assert.Single(rows).Cells[0].Text);
    }

    [Fact]
    public async Task Runs_make_one_text_and_the_reading_of_characters_is_left_out()
    {
        var rows = await ReadAsync(Sheets.Raw(Sheets.Sheet("<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row>"),
            "<sst><si><r><rPr><b/></rPr><t>王</t></r><r><t>小明</t></r><rPh sb=\"0\" eb=\"1\"><t>wáng</t></rPh></si></sst>"));
        Assert.Equal((2, 2, "王小明"), (rows[0].Number, rows[0].Cells[0].Column, rows[0].Cells[0].Text));
    }

    [Fact]
    public async Task What_is_just_within_the_caps_is_read()
    {
        var limits = new WorkbookLimits();
        var rows = string.Concat(Enumerable.Range(1, limits.Rows)
            .Select(n => $"<row r=\"{n}\"><c r=\"A{n}\" t=\"inlineStr\"><is><t>{(n == 1 ? new string('字', limits.CellCharacters) : "a")}</t></is></c></row>"));
        var read = await ReadAsync(Sheets.Raw(Sheets.Sheet(rows)));
        Assert.Equal((limits.Rows, limits.CellCharacters), (read.Count, read[0].Cells[0].Text.Length));
        Assert.Equal(WorkbookFault.LongCell, Refused(
            Sheets.Raw(Sheets.Sheet($"<row><c/><c t=\"inlineStr\"><is><t>{new string('字', limits.CellCharacters + 1)}</t></is></c></row>"))).Fault.Fault);
    }

    [Fact]
    public async Task A_sheet_that_is_not_there_has_no_rows()
    {
        using var workbook = await UploadedWorkbook.OpenAsync(Sheets.Raw(Sheets.Sheet("")), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["人员"], workbook.Sheets);
        Assert.Empty(workbook.Rows("单位"));
        Assert.True(workbook.CharactersRead is > 100 and < 2_000);
    }

    /// <summary>Reads on a thread of its own, so that what it allocates can be told from what other tests do.</summary>
    private static (WorkbookException Fault, long Bytes, TimeSpan Time) Refused(byte[] file)
    {
        (WorkbookException? fault, long bytes, var watch) = (null, 0, new Stopwatch());
        var thread = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            watch.Start();
            fault = Record.Exception(() => ReadAsync(file).GetAwaiter().GetResult()) as WorkbookException;
            watch.Stop();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        return (Assert.IsType<WorkbookException>(fault), bytes, watch.Elapsed);
    }

    private static async Task<List<UploadedRow>> ReadAsync(byte[] file)
    {
        using var workbook = await UploadedWorkbook.OpenAsync(file);
        return [.. workbook.Sheets.SelectMany(workbook.Rows)];
    }

    private static byte[] Bytes(XLWorkbook workbook)
    {
        var file = new MemoryStream();
        workbook.SaveAs(file);
        return file.ToArray();
    }
}
