using System.Globalization;
using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Uploads;
using Declarations.Reporting.Workbooks;
using Declarations.Rules;
using Declarations.Web.Pages.Summaries;
using Xunit;
using static Declarations.Web.Tests.Summaries.WrittenSummary;

namespace Declarations.Web.Tests.Summaries;

/// <summary>The produced file is read as the zipped XML it is, not with the library that wrote it.</summary>
public sealed class SummaryWorkbookTests
{
    [Fact]
    public async Task Each_interest_has_a_row_and_the_block_of_the_official_is_merged_over_them()
    {
        var sheet = await Sheet(
            Official(
                Interest() with { From = new(2015, 3, 8), To = null, Content = "经营清溪码头砂石堆场" },
                Interest() with { RelativeName = "苏婉宁", Relation = Relation.Spouse, From = new(2012, 5, 1), To = new(2017, 9, 30) }),
            Official(Interest()) with { Sequence = 2, Name = "顾承泽", Age = null, Rank = null, PoliticalStatus = null });

        Assert.Equal(["1", "林知远", "36", "环境监察支队副大队长", "副科级", "中共党员", "√", "", "入股、参股", "涉砂", "2015.3至今", "经营清溪码头砂石堆场"],
            sheet.Row(FirstRow).Take(12));
        Assert.Equal(["", "", "", "", "", "", "", "苏婉宁（配偶）", "入股、参股", "涉砂", "2012.5\n至2017.9"], sheet.Row(FirstRow + 1).Take(11));
        Assert.Equal(["2", "顾承泽", "", "环境监察支队副大队长", "", "", "√", ""], sheet.Row(FirstRow + 2).Take(8));
        Assert.Equal(["A8:A9", "B8:B9", "C8:C9", "D8:D9", "E8:E9", "F8:F9"],
            sheet.Merges.Where(merge => merge[1..].StartsWith("8:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(sheet.Merges, merge => merge.Contains("10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Amounts_are_numbers_in_wan_shown_with_two_decimals()
    {
        var sheet = await Sheet(Official(
            Interest() with { Amount = Money.FromWan(35.5m), Profit = Money.FromWan(0) },
            Interest() with { Amount = null, Profit = null }));

        Assert.True(sheet.IsNumber("M8") && sheet.IsNumber("N8") && sheet.IsNumber("A8") && sheet.IsNumber("C8"));
        Assert.Equal(35.5, double.Parse(sheet["M8"], CultureInfo.InvariantCulture));
        Assert.Equal("0", sheet["N8"]);
        Assert.Equal(("", ""), (sheet["M9"], sheet["N9"]));
        Assert.Equal("0.00", sheet.Format("M8"));
        Assert.Equal("0.00", sheet.Format("N8"));
    }

    [Fact]
    public async Task Exit_cells_hold_the_fixed_words_or_the_agreed_date()
    {
        var sheet = await Sheet(Official(
            Interest(new() { ExitSelfReport = ExitCell.Exited }),
            Interest(new() { ExitVerification = ExitCell.OrderedExit }),
            Interest(new() { AgreedExit = new(2018, 3, 31) }),
            Interest(new())));

        Assert.Equal(["已退", "", ""], sheet.Row(8)[14..17]);
        Assert.Equal(["", "已责成退出", ""], sheet.Row(9)[14..17]);
        Assert.Equal(["", "", "2018年3月31日"], sheet.Row(10)[14..17]);
        Assert.Equal(["", "", ""], sheet.Row(11)[14..17]);
    }

    [Fact]
    public async Task Verification_is_blank_until_checked_and_handling_until_decided()
    {
        var sheet = await Sheet(Official(
            Interest(new()),
            Interest(new() { Verification = [] }),
            Interest(new()
            {
                Verification =
                [
                    new(DifferenceItem.Amount, Money.FromWan(20), Money.FromWan(35)),
                    new(DifferenceItem.Profit, Money.FromWan(0), Money.FromWan(6.5m)),
                ],
            }),
            Interest(new() { Verification = [] }) with { Disposals = [Decided("主动报告并按期退出")] }));

        Assert.Equal(["", ""], sheet.Row(8)[17..]);
        Assert.Equal("属实", sheet["R9"]);
        Assert.Equal("涉及金额：申报20万元，核实35万元；获利：申报0万元，核实6.5万元", sheet["R10"]);
        Assert.Equal(["属实", "免予处理（情节轻微）：主动报告并按期退出"], sheet.Row(11)[17..]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("'=1+1")]
    [InlineData("+1+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1:A9)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠A1")]
    [InlineData("=HYPERLINK(\"http://example.invalid\",\"x\")")]
    [InlineData("1e5")]
    [InlineData("00123")]
    [InlineData("2017-01-01")]
    [InlineData("TRUE")]
    [InlineData("_x0041_")]
    public async Task Text_that_looks_like_something_else_stays_text(string text)
    {
        var sheet = await Sheet(
            new SummaryTable(new(text, text, new(2017, 11, 20), text, text),
            [
                Official(Interest() with { RelativeName = text, Content = text })
                    with { Name = text, UnitAndPost = text },
            ]));

        var kept = text.Replace('\r', '\n');
        foreach (var cell in (string[])["B8", "D8", "L8"])
        {
            Assert.Equal(kept, sheet[cell]);
            Assert.False(sheet.IsNumber(cell));
            Assert.Equal("@", sheet.Format(cell));
        }
        Assert.Equal($"{kept}（本人）", sheet["H8"]);
        Assert.Empty(sheet.Formulas);
    }

    [Fact]
    public async Task Characters_that_no_workbook_can_hold_are_replaced_and_the_file_opens()
    {
        var official = Official(Interest() with { Content = "甲\u0001乙\u000B丙\uD800丁\uFFFE", Disposals = [Decided("第一行\r\n第二行")] });

        var sheet = await Sheet(new SummaryTable(Head with { CityName = "云\u0002澜市", UnitName = "环保\u0003局" }, [official]));

        Assert.Equal("甲\uFFFD乙\uFFFD丙\uFFFD丁\uFFFD", sheet["L8"]);
        Assert.Equal("免予处理（情节轻微）：第一行\n第二行", sheet["S8"]);
        Assert.Equal("填报单位（盖章）：环保\uFFFD局", sheet["A4"]);
    }

    [Fact]
    public async Task Rare_characters_of_names_are_written_as_they_are()
    {
        var sheet = await Sheet(Official(Interest() with { RelativeName = "𠮷小川" }) with { Name = "𬭎" });

        Assert.Equal("𬭎", sheet["B8"]);
        Assert.Equal("𠮷小川（本人）", sheet["H8"]);
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_is_cut_with_an_ellipsis()
    {
        var sheet = await Sheet(Official(Interest() with { Content = new string('砂', 40_000) }));

        Assert.Equal(32_767, sheet["L8"].Length);
        Assert.EndsWith("砂…", sheet["L8"], StringComparison.Ordinal);
        Assert.Equal(409, sheet.Height(8));
    }

    [Fact]
    public async Task Three_thousand_officials_with_three_interests_each_fit()
    {
        var sheet = await Sheet([.. Enumerable.Range(1, 3000).Select(number =>
            Official(Interest(), Interest(), Interest()) with { Sequence = number })]);

        Assert.Equal("3000", sheet[$"A{8 + 2999 * 3}"]);
        Assert.Contains("F9005:F9007", sheet.Merges);
        Assert.StartsWith("说明", sheet["A9008"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_table_gives_the_same_sheet()
    {
        var official = Official(Interest(), Interest());

        Assert.Equal((await Sheet(official)).Xml, (await Sheet(official)).Xml);
    }

    [Fact]
    public async Task The_reader_of_uploads_finds_every_row_in_its_place()
    {
        var file = await Workbook(Table(
            Official(Interest() with { Enterprise = "清溪砂石有限公司", Content = "甲<乙>&丙" }, Interest()),
            Official(Interest()) with { Sequence = 2 }));

        using var workbook = await UploadedWorkbook.OpenAsync(file.ToArray(), cancellation: TestContext.Current.CancellationToken);
        var rows = workbook.Rows("汇总表").Where(row => row.Number is >= FirstRow and < FirstRow + 3).ToList();
        Assert.Equal([8, 9, 10], rows.Select(row => row.Number));
        Assert.Equal(["1", "清溪砂石有限公司：甲<乙>&丙", "35"], rows[0].Cells.Where(cell => cell.Column is 1 or 12 or 13).Select(cell => cell.Text));
        Assert.Equal([7, 9, 10, 11, 12, 13, 14], rows[1].Cells.Select(cell => cell.Column));
        Assert.Equal("2", rows[2].Cells[0].Text);
    }

    [Theory, InlineData(3), InlineData(40_000)]
    public async Task Cancelled_it_ends_at_once_and_leaves_no_file(int after)
    {
        using var cancelling = new CancellationTokenSource();
        var before = Directory.GetFiles(Path.GetTempPath(), "tmp*.tmp");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SummaryFile.WriteAsync(output =>
            SummaryWorkbook.WriteAsync(Head, Endless(), Chinese, output, cancelling.Token)));

        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "tmp*.tmp").Except(before));

        async IAsyncEnumerable<SummaryOfficial> Endless()
        {
            for (var sequence = 1; ; sequence++)
            {
                if (sequence == after)
                    await cancelling.CancelAsync();
                yield return Official(Interest()) with { Sequence = sequence };
            }
        }
    }

    [Fact]
    public async Task What_goes_wrong_below_ends_the_writing_above()
    {
        await using var full = new FullDisk();

        await Assert.ThrowsAsync<IOException>(() => SummaryWorkbook.WriteAsync(
            Head, Enumerable.Repeat(Official(Interest()), 1_000_000).ToAsyncEnumerable(), Chinese, full));
    }

    [Fact]
    public void Every_code_has_its_own_name_on_the_official_form()
    {
        var words = Chinese;

        AssertNamed(words.Rank);
        AssertNamed(words.PoliticalStatus);
        AssertNamed(words.Mode);
        AssertNamed(words.Sector);
        AssertNamed<Relation>(relation => words.Relative("", relation));

        static void AssertNamed<TCode>(Func<TCode, string> name) where TCode : struct, Enum
        {
            var names = Enum.GetValues<TCode>().Select(name).ToList();
            Assert.All(names, Assert.NotEmpty);
            Assert.Equal(names.Count, names.Distinct().Count());
        }
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Length + buffer.Length > 100_000 ? throw new IOException("No space left on device") : base.WriteAsync(buffer, cancellationToken);
    }
}
