using System.Globalization;
using Declarations.Handling;
using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Uploads;
using Declarations.Reporting.Workbooks;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Summaries;
using Declarations.Web.Language;
using Declarations.Web.Pages.Summaries;
using Xunit;

namespace Declarations.Web.Tests.Summaries;

/// <summary>The produced file is read as the zipped XML it is, not with the library that wrote it.</summary>
public sealed class SummaryWorkbookTests
{
    private const int FirstRow = 8;
    private static readonly SummaryWords Chinese = AnnexWords.Of(new Words(Words.Chinese));
    private static readonly SummaryHead Head = new("云澜市", "云澜市环境保护局", new(2017, 11, 20), "何书宁", "0700-5550126");

    [Fact]
    public async Task Head_and_foot_carry_the_texts_of_the_form()
    {
        var sheet = await Written(Official(Interest()));

        Assert.Equal("附件3", sheet["A1"]);
        Assert.Equal("云澜市清理整治国家公职人员违规参与涉矿等经营性活动情况", sheet["A2"]);
        Assert.Equal("汇 总 表", sheet["A3"]);
        Assert.Equal("填报单位（盖章）：云澜市环境保护局", sheet["A4"]);
        Assert.Equal("主要负责人（签字）：", sheet["I4"]);
        Assert.Equal("填报日期：2017年11月20日", sheet["O4"]);
        Assert.StartsWith("说明：1．本表供单位统计使用", sheet["A9"], StringComparison.Ordinal);
        Assert.Equal("6．本表格可用A3纸张打印。", sheet["A14"]);
        Assert.Equal("填表人：何书宁", sheet["A15"]);
        Assert.Equal("联系电话：0700-5550126", sheet["I15"]);
        Assert.Superset(new HashSet<string> { "A1:S1", "A2:S2", "A3:S3", "A4:H4", "I4:N4", "O4:S4", "A9:S9", "A14:S14" }, sheet.Merges);
    }

    [Fact]
    public async Task Header_has_three_merged_levels_over_nineteen_columns()
    {
        var sheet = await Written(Official(Interest()));

        Assert.Equal(
            ["序号", "国家公职人员基本情况", "参与经营性活动情况", "清理纠正情况", "核查情况", "处理情况"], sheet.Texts(5));
        Assert.Equal(
            ["姓名", "年龄", "工作单位及职务", "职级", "政治面貌", "参与经营性活动人员", "参与方式", "涉及行业部门", "参与时间",
             "参与内容", "涉及金额（万元）", "获利（万元）", "主动报告阶段退出", "核查阶段退出", "约定退出"], sheet.Texts(6));
        Assert.Equal(["本人", "近亲属（姓名、关系）"], sheet.Texts(7));
        Assert.Equal(
            ["A5:A7", "B5:F5", "B6:B7", "C6:C7", "D6:D7", "E6:E7", "F6:F7", "G5:N5", "G6:H6", "I6:I7", "J6:J7", "K6:K7",
             "L6:L7", "M6:M7", "N6:N7", "O5:Q5", "O6:O7", "P6:P7", "Q6:Q7", "R5:R7", "S5:S7"],
            sheet.Merges.Where(merge => merge[1] is >= '5' and <= '7').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_interest_has_a_row_and_the_block_of_the_official_is_merged_over_them()
    {
        var sheet = await Written(
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
        var sheet = await Written(Official(
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
        var sheet = await Written(Official(
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
        var sheet = await Written(Official(
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
        var sheet = await Written(
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

        var sheet = await Written(new SummaryTable(Head with { CityName = "云\u0002澜市", UnitName = "环保\u0003局" }, [official]));

        Assert.Equal("甲\uFFFD乙\uFFFD丙\uFFFD丁\uFFFD", sheet["L8"]);
        Assert.Equal("免予处理（情节轻微）：第一行\n第二行", sheet["S8"]);
        Assert.Equal("填报单位（盖章）：环保\uFFFD局", sheet["A4"]);
    }

    [Fact]
    public async Task Rare_characters_of_names_are_written_as_they_are()
    {
        var sheet = await Written(Official(Interest() with { RelativeName = "𠮷小川" }) with { Name = "𬭎" });

        Assert.Equal("𬭎", sheet["B8"]);
        Assert.Equal("𠮷小川（本人）", sheet["H8"]);
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_is_cut_with_an_ellipsis()
    {
        var sheet = await Written(Official(Interest() with { Content = new string('砂', 40_000) }));

        Assert.Equal(32_767, sheet["L8"].Length);
        Assert.EndsWith("砂…", sheet["L8"], StringComparison.Ordinal);
        Assert.Equal(409, sheet.Height(8));
    }

    [Fact]
    public async Task It_prints_on_A3_landscape_one_page_wide_with_the_header_on_every_page()
    {
        var sheet = await Written(Official(Interest()));

        var page = sheet.Element("pageSetup");
        Assert.Equal("8", (string?)page.Attribute("paperSize"));
        Assert.Equal("landscape", (string?)page.Attribute("orientation"));
        Assert.Equal("1", (string?)sheet.Element("pageSetUpPr").Attribute("fitToPage"));
        Assert.Equal("1", (string?)page.Attribute("fitToWidth") ?? "1");
        Assert.Equal("0", (string?)page.Attribute("fitToHeight"));
        Assert.Equal("1", (string?)sheet.Element("printOptions").Attribute("horizontalCentered"));
        Assert.Equal("&C第 &P 页，共 &N 页", sheet.Element("oddFooter").Value);
        Assert.Equal(0.4, (double)sheet.Element("pageMargins").Attribute("left")!);
        Assert.Equal("'汇总表'!$5:$7", sheet.PrintTitles);
        var pane = sheet.Element("pane");
        Assert.Equal(("2", "7", "C8"), ((string?)pane.Attribute("xSplit"), (string?)pane.Attribute("ySplit"), (string?)pane.Attribute("topLeftCell")));
    }

    [Fact]
    public async Task Nineteen_columns_have_fixed_widths_and_all_their_cells_thin_borders_and_wrapped_text()
    {
        var sheet = await Written(Official(Interest()));

        var widths = sheet.Elements("col")
            .SelectMany(col => Enumerable.Repeat((double)col.Attribute("width")!, (int)col.Attribute("max")! - (int)col.Attribute("min")! + 1)).ToList();
        Assert.Equal(19, widths.Count);
        Assert.All(widths, width => Assert.InRange(width, 6, 30));
        foreach (var column in Enumerable.Range(0, 19).Select(index => (char)('A' + index)))
        {
            foreach (var row in (int[])[7, 8])
            {
                Assert.Equal(["thin", "thin", "thin", "thin"], sheet.Borders($"{column}{row}"));
                Assert.True(sheet.Wraps($"{column}{row}"));
            }
        }
    }

    [Fact]
    public async Task Rows_grow_with_their_text()
    {
        var sheet = await Written(
            Official(Interest() with { Content = "砂" }),
            Official(Interest() with { Content = new string('砂', 60) }),
            Official(Interest(), Interest()) with { UnitAndPost = new string('局', 80) });

        Assert.True(sheet.Height(9) >= sheet.Height(8) + 4 * 14);
        Assert.True(sheet.Height(10) + sheet.Height(11) >= 80 * 2 / 18 * 14);
    }

    [Fact]
    public async Task Without_interests_the_form_has_four_empty_rows()
    {
        var sheet = await Written();

        Assert.All(Enumerable.Range(8, 4), row => Assert.All(sheet.Row(row), Assert.Empty));
        Assert.Equal(["thin", "thin", "thin", "thin"], sheet.Borders("S11"));
        Assert.StartsWith("说明", sheet["A12"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_thousand_officials_with_three_interests_each_fit()
    {
        var sheet = await Written([.. Enumerable.Range(1, 3000).Select(number =>
            Official(Interest(), Interest(), Interest()) with { Sequence = number })]);

        Assert.Equal("3000", sheet[$"A{8 + 2999 * 3}"]);
        Assert.Contains("F9005:F9007", sheet.Merges);
        Assert.StartsWith("说明", sheet["A9008"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_table_gives_the_same_sheet()
    {
        var official = Official(Interest(), Interest());

        Assert.Equal((await Written(official)).Xml, (await Written(official)).Xml);
    }

    [Fact]
    public async Task The_reader_of_uploads_finds_every_row_in_its_place()
    {
        var file = await File(Table(
            Official(Interest() with { Enterprise = "清溪砂石有限公司", Content = "甲<乙>&丙" }, Interest()),
            Official(Interest()) with { Sequence = 2 }));

        using var workbook = await UploadedWorkbook.OpenAsync(file.ToArray(), cancellation: TestContext.Current.CancellationToken);
        var rows = workbook.Rows("汇总表").Where(row => row.Number is >= FirstRow and < FirstRow + 3).ToList();
        Assert.Equal([8, 9, 10], rows.Select(row => row.Number));
        Assert.Equal(["1", "清溪砂石有限公司：甲<乙>&丙", "35"], rows[0].Cells.Where(cell => cell.Column is 1 or 12 or 13).Select(cell => cell.Text));
        Assert.Equal([7, 9, 10, 11, 12, 13, 14], rows[1].Cells.Select(cell => cell.Column));
        Assert.Equal("2", rows[2].Cells[0].Text);
    }

    [Fact]
    public async Task A_part_of_the_table_says_so_in_its_title()
    {
        var sheet = await Written(new SummaryTable(Head with { Part = new(UnitAlone: true, Sector.Sand, ExitFilter.Exited) }, [Official(Interest())]));

        Assert.Equal("汇 总 表（本级；涉砂；已退）", sheet["A3"]);
    }

    [Fact]
    public async Task Remarks_follow_the_notes_and_say_what_is_not_signed_yet()
    {
        var sheet = await Written(
            Official(Interest()) with { SupplementedOn = new(2017, 10, 9), IsOnPaper = true, Reading = ReadingState.Waiting },
            Official(Interest()) with { Sequence = 2, Name = "顾承泽", Reading = ReadingState.Returned },
            Official(Interest()) with { Sequence = 3 });

        Assert.Equal(
            ["另附说明：序号 1 林知远，按2017年10月9日补充报告填写；按纸质报告录入；报告尚未阅签。", "另附说明：序号 2 顾承泽，报告已退回更正。", "填表人：何书宁"],
            [sheet["A17"], sheet["A18"], sheet["A19"]]);
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
    public async Task Other_words_give_the_form_in_another_language()
    {
        var english = Chinese with
        {
            SheetName = "Summary",
            Exited = "Exited",
            Headings = [.. Enumerable.Range(1, 19).Select(number => $"Column {number}")],
            Sector = sector => $"{sector} sector",
        };

        var sheet = await Written(Table(Official(Interest(new() { Sector = Sector.Sand, ExitSelfReport = ExitCell.Exited }))), english);

        Assert.Equal("'Summary'!$5:$7", sheet.PrintTitles);
        Assert.Equal(("Column 2", "Column 8"), (sheet["B6"], sheet["H7"]));
        Assert.Equal(("Sand sector", "Exited"), (sheet["J8"], sheet["O8"]));
    }

    [Fact]
    public Task Words_without_a_heading_for_every_column_are_refused() =>
        Assert.ThrowsAsync<ArgumentException>(() => Written(Table(), Chinese with { Headings = ["序号"] }));

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

    private static SummaryInterest Interest(AnnexRow? cells = null) =>
        new(Guid.Empty, null, Relation.Self, ParticipationMode.Equity, new(2015, 3, 1), null, null, "经营砂石堆场",
            Money.FromWan(35), Money.FromWan(6.8m), cells ?? new() { Sector = Sector.Sand });

    private static SummaryDisposal Decided(string reason) => new(DisposalKind.NoAction, DisposalMeasure.MinorCircumstances, reason, HasCasePage: false);

    private static SummaryOfficial Official(params SummaryInterest[] interests) =>
        new(Guid.Empty, 1, "林知远", 36, "环境监察支队副大队长", Rank.TownshipDeputy, PoliticalStatus.CpcMember, interests);

    private static SummaryTable Table(params SummaryOfficial[] officials) =>
        new(Head, officials);

    private static Task<WrittenSheet> Written(params SummaryOfficial[] officials) => Written(Table(officials));

    private static async Task<WrittenSheet> Written(SummaryTable table, SummaryWords? words = null) => new(await File(table, words));

    private static async Task<MemoryStream> File(SummaryTable table, SummaryWords? words = null)
    {
        var stream = new MemoryStream();
        await SummaryWorkbook.WriteAsync(table.Head, table.Officials.ToAsyncEnumerable(), words ?? Chinese, stream);
        stream.Position = 0;
        return stream;
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Length + buffer.Length > 100_000 ? throw new IOException("No space left on device") : base.WriteAsync(buffer, cancellationToken);
    }
}
