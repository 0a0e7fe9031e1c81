using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Rules;
using Declarations.Summaries;
using Xunit;
using static Declarations.Web.Tests.Summaries.WrittenSummary;

namespace Declarations.Web.Tests.Summaries;

/// <summary>What stands around the rows, and how the sheet looks and prints.</summary>
public sealed class SummaryLayoutTests
{
    [Fact]
    public async Task Head_and_foot_carry_the_texts_of_the_form()
    {
        var sheet = await Sheet(Official(Interest()));

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
        var sheet = await Sheet(Official(Interest()));

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
    public async Task It_prints_on_A3_landscape_one_page_wide_with_the_header_on_every_page()
    {
        var sheet = await Sheet(Official(Interest()));

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
        var sheet = await Sheet(Official(Interest()));

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
        var sheet = await Sheet(
            Official(Interest() with { Content = "砂" }),
            Official(Interest() with { Content = new string('砂', 60) }),
            Official(Interest(), Interest()) with { UnitAndPost = new string('局', 80) });

        Assert.True(sheet.Height(9) >= sheet.Height(8) + 4 * 14);
        Assert.True(sheet.Height(10) + sheet.Height(11) >= 80 * 2 / 18 * 14);
    }

    [Fact]
    public async Task Without_interests_the_form_has_four_empty_rows()
    {
        var sheet = await Sheet();

        Assert.All(Enumerable.Range(8, 4), row => Assert.All(sheet.Row(row), Assert.Empty));
        Assert.Equal(["thin", "thin", "thin", "thin"], sheet.Borders("S11"));
        Assert.StartsWith("说明", sheet["A12"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_the_table_says_so_in_its_title()
    {
        var sheet = await Sheet(new SummaryTable(Head with { Part = new(UnitAlone: true, Sector.Sand, ExitFilter.Exited) }, [Official(Interest())]));

        Assert.Equal("汇 总 表（本级；涉砂；已退）", sheet["A3"]);
    }

    [Fact]
    public async Task Remarks_follow_the_notes_and_say_what_is_not_signed_yet()
    {
        var sheet = await Sheet(
            Official(Interest()) with { SupplementedOn = new(2017, 10, 9), IsOnPaper = true, Reading = ReadingState.Waiting },
            Official(Interest()) with { Sequence = 2, Name = "顾承泽", Reading = ReadingState.Returned },
            Official(Interest()) with { Sequence = 3 });

        Assert.Equal(
            ["另附说明：序号 1 林知远，按2017年10月9日补充报告填写；按纸质报告录入；报告尚未阅签。", "另附说明：序号 2 顾承泽，报告已退回更正。", "填表人：何书宁"],
            [sheet["A17"], sheet["A18"], sheet["A19"]]);
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

        var sheet = await Sheet(Table(Official(Interest(new() { Sector = Sector.Sand, ExitSelfReport = ExitCell.Exited }))), english);

        Assert.Equal("'Summary'!$5:$7", sheet.PrintTitles);
        Assert.Equal(("Column 2", "Column 8"), (sheet["B6"], sheet["H7"]));
        Assert.Equal(("Sand sector", "Exited"), (sheet["J8"], sheet["O8"]));
    }

    [Fact]
    public Task Words_without_a_heading_for_every_column_are_refused() =>
        Assert.ThrowsAsync<ArgumentException>(() => Sheet(Table(), Chinese with { Headings = ["序号"] }));
}
