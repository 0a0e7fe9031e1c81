using System.Diagnostics;
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
        var refused = await Task.WhenAll(files.Select(file => Task.Run(() => ReadAsync(file).ContinueWith(read => read.Exception?.InnerException, TaskScheduler.Default))));
        output.WriteLine($"{refused.Length} refused in {watch.ElapsedMilliseconds:N0} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) >> 10:N0} KiB kept");
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
        Assert.Equal(["A1 Text 文字", "B1 Number 1001", "C1 Day 1975-03-08", "D1 YesNo 1", "E1 Text =cmd|' /C calc'!A0", "F1 Formula ", "G1 Number 12.5", "AB3 Text 𡘙<&\""],
            rows.SelectMany(row => row.Cells.Select(cell => $"{UploadedRow.Address(cell.Column, row.Number)} {cell.Kind} {cell.Text}")));
    }

    [Theory]
    [InlineData("yyyy-mm-dd", true), InlineData("yyyy\"年\"m\"月\"", true), InlineData("[$-804]d/m/yy", true), InlineData("mmm", true), InlineData("0.00", false), InlineData("[Red]0", false), InlineData("0\"day\"", false), InlineData("#,##0\\d", false), InlineData("General", false)]
    public async Task A_number_is_a_day_where_it_is_shown_as_one(string format, bool day)
    {
        var styles = $"<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"{format.Replace("\"", "&quot;", StringComparison.Ordinal)}\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
        var rows = await ReadAsync(Sheets.Raw(Sheets.Sheet("<row><c s=\"1\"><v>27461</v></c></row>"), more: ("xl/styles.xml", styles)));
        Assert.Equal(day ? "1975-03-08" : "27461", Assert.Single(rows).Cells[0].Text);
    }

    [Fact]
    public async Task Runs_make_one_text_and_the_reading_of_characters_is_left_out()
    {
        var rows = await ReadAsync(Sheets.Raw(Sheets.Sheet("<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row>"), "<sst><si><r><rPr><b/></rPr><t>王</t></r><r><t>小明</t></r><rPh sb=\"0\" eb=\"1\"><t>wáng</t></rPh></si></sst>"));
        Assert.Equal((2, 2, "王小明"), (rows[0].Number, rows[0].Cells[0].Column, rows[0].Cells[0].Text));
    }

    [Fact]
    public async Task What_is_just_within_the_caps_is_read()
    {
        var limits = new WorkbookLimits();
        var rows = string.Concat(Enumerable.Range(1, limits.Rows).Select(n => $"<row r=\"{n}\"><c r=\"A{n}\" t=\"inlineStr\"><is><t>{(n == 1 ? new string('字', limits.CellCharacters) : "a")}</t></is></c></row>"));
        var read = await ReadAsync(Sheets.Raw(Sheets.Sheet(rows)));
        Assert.Equal((limits.Rows, limits.CellCharacters), (read.Count, read[0].Cells[0].Text.Length));
        Assert.Equal(WorkbookFault.LongCell, Refused(Sheets.Raw(Sheets.Sheet($"<row><c/><c t=\"inlineStr\"><is><t>{new string('字', limits.CellCharacters + 1)}</t></is></c></row>"))).Fault.Fault);
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
