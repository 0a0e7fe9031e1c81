using System.Net;
using Declarations.Auditing;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Uploads;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Summaries;

/// <summary>What the table shows of reports as they stand, on the page and in the file.</summary>
public sealed class SummaryTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task A_row_names_the_enterprise_and_what_is_not_signed_is_remarked()
    {
        var (signed, waiting, returned) = (await City.Clerk(City.Station), await City.Clerk(City.Station), await City.Clerk(City.Station));
        foreach (var person in new[] { signed, waiting, returned })
            await City.HandIn(person, City.Sand(person));
        await City.Sign(signed);
        await Return(returned);

        var visitor = await (await office.Visit(City.Officer)).Open(Links.Summary(City.Practice));
        Assert.Contains("清溪砂石有限公司：入股经营砂石堆场", visitor.Text, StringComparison.Ordinal);
        var remarks = visitor.Page.QuerySelectorAll(".notes p").Select(note => note.TextContent)
            .Where(note => note.StartsWith("另附说明", StringComparison.Ordinal)).ToList();
        Assert.Contains(remarks, remark => remark.EndsWith($" {waiting.Official!.Name}，{Visitor.Words.Of(ReadingState.Waiting)}。", StringComparison.Ordinal));
        Assert.Contains(remarks, remark => remark.EndsWith($" {returned.Official!.Name}，{Visitor.Words.Of(ReadingState.Returned)}。", StringComparison.Ordinal));
        Assert.DoesNotContain(remarks, remark => remark.Contains(signed.Official!.Name, StringComparison.Ordinal));

        // the day before nobody had signed or returned anything, nor filed
        Assert.Empty((await Table(new(2017, 9, 17))).Officials);
    }

    [Fact]
    public async Task A_part_of_the_table_says_so_in_title_file_name_and_ledger()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        var visitor = await (await office.Visit(City.Officer)).Open($"/summary?campaign={City.Practice}&unit=station&scope=Own&sector=Sand&exit=NotExited");
        Assert.Contains("汇 总 表（本级；涉砂；未退出）", visitor.Text, StringComparison.Ordinal);

        await visitor.Open($"/summary/download?campaign={City.Practice}&unit=station&scope=Own&sector=Sand&exit=NotExited");
        await visitor.Form("summary.download").Fill("PurposeForm.Purpose", "只要涉砂的").Submit();
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal("汇总表-清溪管理站（本级；涉砂；未退出）-20170918.xlsx", visitor.Response.Content.Headers.ContentDisposition!.FileNameStar);
        var entry = await office.InDb(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SummaryDownloaded
            && e.AccountId == City.Officer.AccountId));
        Assert.Equal("只要涉砂的", entry.Reason);
        Assert.StartsWith("unit station, only Sand and NotExited, ", entry.Detail, StringComparison.Ordinal);
        using var workbook = await UploadedWorkbook.OpenAsync(visitor.Body, cancellation: TestContext.Current.CancellationToken);
        Assert.Contains(workbook.Rows("汇总表"), row => row.Cells.Any(cell => cell.Text == clerk.Official!.Name));
    }

    [Fact]
    public async Task Units_stand_on_a_sheet_each_behind_the_table_of_all()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        var visitor = await (await office.Visit(City.CityOfficer)).Open($"/summary/download?campaign={City.Practice}&unit={City.Bureau.Code}");
        await visitor.Form("summary.download").Fill("PurposeForm.ByUnit", true).Fill("PurposeForm.Purpose", "分单位").Submit();
        using var workbook = new ClosedXML.Excel.XLWorkbook(new MemoryStream(visitor.Body));
        var below = await office.InDb(db => db.Units.Where(unit => unit.ParentId == City.Bureau.Id).OrderBy(unit => unit.Path).Select(unit => unit.Name)
            .ToListAsync());
        Assert.Equal(["汇总表", City.Bureau.Name, .. below], workbook.Worksheets.Select(sheet => sheet.Name).Take(below.Count + 2));
        var on = workbook.Worksheets.Where(sheet => sheet.CellsUsed().Any(cell => cell.GetString() == clerk.Official!.Name)).Select(sheet => sheet.Name);
        Assert.Equal(["汇总表", City.Station.Name], on);
    }

    [Fact]
    public async Task A_campaign_that_is_over_stands_on_its_last_day()
    {
        var end = await office.InDb(db => db.Campaigns.Where(c => c.Code == City.Real).Select(c => c.Stages).SingleAsync()) is var stages
            ? stages.Max(stage => stage.To) : default;
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk), City.Real);
        var before = office.Time.GetUtcNow();
        office.Time.Set(FakeTime.Beijing(2026, 11, 28, 9, 0));
        try
        {
            var visitor = await (await office.Visit(City.Officer)).Open(Links.Summary(City.Real));
            Assert.Contains(Visitor.Words["annex.filled-on"] + Visitor.Words.Day(end), visitor.Text, StringComparison.Ordinal);
            Assert.Contains(Visitor.Words["summary.finished", end], visitor.Text, StringComparison.Ordinal);
            var row = Assert.Single(visitor.Page.QuerySelectorAll("table.a3 tbody tr"), row =>
                row.TextContent.Contains(clerk.Official!.Name, StringComparison.Ordinal));
            Assert.Equal($"{clerk.Official!.AgeOn(end)}", row.QuerySelectorAll("th, td")[2].TextContent.Trim());
        }
        finally
        {
            office.Time.Set(before);
        }
    }

    [Fact]
    public async Task Page_by_page_it_is_the_same_table()
    {
        foreach (var unit in new[] { City.Station, City.Division, City.Station })
        {
            var clerk = await City.Clerk(unit);
            await City.HandIn(clerk, City.Sand(clerk));
        }
        var whole = await Table(new(2017, 9, 18));
        Assert.Equal(Enumerable.Range(1, whole.Officials.Count), whole.Officials.Select(official => official.Sequence));
        foreach (var (index, official) in whole.Officials.Index())
            Assert.Equal((official.ReportId, official.Sequence), (await Table(new(2017, 9, 18), index, 1)).Officials is [var one] ? (one.ReportId, one.Sequence)
                : default);
    }

    private Task<SummaryTable> Table(DateOnly asOf, int skip = 0, int? take = null) => office.InDb(async db =>
    {
        var campaign = await db.Campaigns.SingleAsync(c => c.Code == City.Practice);
        return await new SummaryQuery(db).TableAsync(new(campaign, City.Bureau, WithSubordinates: true, asOf, new()), null, skip, take);
    });

    private async Task Return(Person person)
    {
        var head = await (await office.Visit(City.Head)).Open(Links.Reading((await City.ReportOf(person)).Id));
        await head.Form("reading.return-do").Fill("ReturnForm.Line", "section.answers").Fill("ReturnForm.Comment", "请补充退出的证明").Submit();
        Assert.Equal(ReportStatus.Returned, (await City.ReportOf(person)).Status);
    }
}
