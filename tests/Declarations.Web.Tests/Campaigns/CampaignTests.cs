using System.IO.Compression;
using System.Net;
using Declarations.Auditing;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Campaigns;

/// <summary>What an officer does: moves the practice day, excuses, counts, and takes the summary table home.</summary>
public sealed class CampaignTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task A_practice_campaign_moves_to_another_day_and_the_audit_says_from_where()
    {
        var visitor = await (await office.Visit(City.CityOfficer)).Open(Links.Campaign(City.Practice));
        await visitor.Form("campaigns.move").Fill("PracticeForm.Date", new DateOnly(2017, 9, 19)).Submit();
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal("2017-09-18 -> 2017-09-19",
            await office.InDb(db => db.AuditEntries.Where(e => e.Action == AuditAction.PracticeDateSet).Select(e => e.Detail).SingleAsync()));
        await visitor.Form("campaigns.move").Fill("PracticeForm.Date", new DateOnly(2017, 9, 18)).Submit();
    }

    [Theory, InlineData("1999-01-01"), InlineData("2030-01-01"), InlineData("9999-12-31"), InlineData("0001-01-01"), InlineData("abc"), InlineData("")]
    public async Task But_not_out_of_sight_of_the_plan(string day)
    {
        var visitor = await (await office.Visit(City.CityOfficer)).Open(Links.Campaign(City.Practice));
        await office.LeavesAllUnchanged(() => visitor.Form("campaigns.move").Fill("PracticeForm.Date", day).Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Fact]
    public async Task A_real_campaign_keeps_to_the_calendar()
    {
        var visitor = await (await office.Visit(City.CityOfficer)).Open(Links.Campaign(City.Practice));
        var fields = visitor.Form("campaigns.move").Fields;
        await office.LeavesAllUnchanged(() => visitor.Post(Links.Campaign(City.Real), fields));
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains(Visitor.Words["refused.campaign.not-practice"], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_of_a_part_runs_that_part_and_cannot_move_the_day()
    {
        var (mine, theirs) = (await City.Clerk(City.Station), await City.Clerk(City.OtherDivision));
        var visitor = await office.Visit(City.Officer);
        Assert.Contains("练习专项", (await visitor.Open(Links.Campaigns)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["campaigns.move"], (await visitor.Open(Links.Campaign(City.Practice))).Text, StringComparison.Ordinal);
        await visitor.Open(Links.People(City.Practice, nameof(PeopleState.Missing)));
        Assert.Contains(mine.Official!.Name, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Official!.Name, visitor.Text, StringComparison.Ordinal);
        foreach (var (person, status) in new[] { (mine, HttpStatusCode.OK), (theirs, HttpStatusCode.NotFound) })
            foreach (var address in new Func<string, Guid, string>[] { Links.Person, Links.Paper })
                Assert.Equal(status, (await visitor.Open(address(City.Practice, (await City.ReportOf(person)).Id))).Status);

        var fields = (await (await office.Visit(City.CityOfficer)).Open(Links.Campaign(City.Practice)))
            .Form("campaigns.move").Fields.Where(field => field.Key != "__RequestVerificationToken");
        var token = (await visitor.Open(Links.MyWork)).Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await office.LeavesAllUnchanged(
            () => visitor.Post(Links.Campaign(City.Practice), [.. fields, KeyValuePair.Create("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task Who_is_excused_and_readmitted_counts_each_time_in_one_place()
    {
        var clerk = await City.Clerk(City.Division);
        var id = (await City.ReportOf(clerk)).Id;
        var visitor = await (await office.Visit(City.CityOfficer)).Open(Links.Person(City.Practice, id));
        await visitor.Forms().Single().Fill("ExcuseForm.Reason", NotSubmittedReason.Deceased).Submit();
        Assert.Equal((HttpStatusCode.OK, ReportStatus.Excused), (visitor.Status, (await City.ReportOf(clerk)).Status));
        Assert.Contains(clerk.Official!.Name, visitor.Text, StringComparison.Ordinal);
        Assert.Empty((await (await office.Visit(clerk)).Open(Links.Details(City.Practice))).Forms());

        await visitor.Open(Links.Person(City.Practice, id));
        await visitor.Forms().Single().Fill("ExcuseForm.Why", "登记有误").Submit();
        Assert.Equal(ReportStatus.Draft, (await City.ReportOf(clerk)).Status);
    }

    [Fact]
    public async Task A_free_reason_needs_words_and_the_decision_that_it_rests_on_and_is_shown_with_both()
    {
        var clerk = await City.Clerk(City.Division);
        var id = (await City.ReportOf(clerk)).Id;
        var visitor = await (await office.Visit(City.CityOfficer)).Open(Links.Person(City.Practice, id));
        await office.LeavesAllUnchanged(() => visitor.Forms().Single().Fill("ExcuseForm.Reason", NotSubmittedReason.Other)
            .Fill("ExcuseForm.Text", "援外在途").Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("援外在途", visitor.Text, StringComparison.Ordinal);
        await visitor.Forms().Single().Fill("ExcuseForm.Document", "援外人员填报安排").Fill("ExcuseForm.Number", "云整办〔2017〕7号")
            .Fill("ExcuseForm.DocumentOn", new DateOnly(2017, 9, 12)).Submit();
        Assert.Equal((HttpStatusCode.OK, ReportStatus.Excused), (visitor.Status, (await City.ReportOf(clerk)).Status));
        foreach (var address in new[] { visitor.Address, Links.Person(City.Practice, id), Links.ReportView(id) })
        {
            await visitor.Open(address);
            foreach (var said in new[] { Visitor.Words.Of(NotSubmittedReason.Other), "援外在途", "援外人员填报安排", "云整办〔2017〕7号", Visitor.Words.Day(new(2017, 9, 12)) })
                Assert.Contains(said, visitor.Text, StringComparison.Ordinal);
        }
        var entry = await office.InDb(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.ReportExcused && e.SubjectId == id));
        Assert.Equal("Other 援外在途 援外人员填报安排 云整办〔2017〕7号 2017-09-12", entry.Reason);

        await visitor.Open(Links.Person(City.Practice, id));
        await visitor.Forms().Single().Fill("ExcuseForm.Why", "已回国").Submit();
        Assert.Equal((null, null), ((await City.ReportOf(clerk)).ExcuseText, (await City.ReportOf(clerk)).ExcuseDocument));
    }

    [Fact]
    public async Task Due_is_the_sum_of_filed_excused_and_missing()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Nil(clerk));
        var visitor = await office.Visit(City.CityOfficer);
        var counted = new Dictionary<PeopleState, int>();
        foreach (var state in Enum.GetValues<PeopleState>())
        {
            await visitor.Open(Links.People(City.Practice, state.ToString()));
            counted[state] = visitor.Page.QuerySelectorAll("main tbody tr").Length;
        }
        Assert.Equal(counted[PeopleState.Due], counted[PeopleState.Filed] + counted[PeopleState.Excused] + counted[PeopleState.Missing]);
        Assert.Equal(await office.InDb(db => db.Reports.CountAsync(r => r.Campaign.Code == City.Practice)), counted[PeopleState.Due]);
    }

    [Fact]
    public async Task The_summary_shows_and_downloads_each_interest_of_ones_own_subtree_only()
    {
        var (mine, theirs) = (await City.Clerk(City.Station), await City.Clerk(City.OtherDivision));
        await City.HandIn(mine, City.Sand(mine));
        await City.HandIn(theirs, City.Sand(theirs));
        foreach (var (officer, seen, unseen) in new[] { (City.Officer, mine, theirs), (City.OtherOfficer, theirs, mine) })
        {
            var visitor = await (await office.Visit(officer)).Open(Links.Summary(City.Practice));
            var row = Assert.Single(visitor.Page.QuerySelectorAll("table.a3 tbody tr"), row =>
                row.TextContent.Contains(seen.Official!.Name, StringComparison.Ordinal));
            var cells = row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim()).ToList();
            Assert.Equal(19, cells.Count);
            Assert.Equal(("42", Visitor.Words.Of(ParticipationMode.Equity), Visitor.Words.Of(Sector.Sand), "35.00", "6.00"),
                (cells[2], cells[8], cells[9], cells[12], cells[13]));
            Assert.DoesNotContain(unseen.Official!.Name, visitor.Text, StringComparison.Ordinal);

            await visitor.Open("/summary/download?campaign=" + City.Practice);
            await visitor.Form("summary.download").Submit();
            Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
            Assert.Equal(0, await Downloads(officer));
            await visitor.Form("summary.download").Fill("PurposeForm.Purpose", "第一次汇总").Submit();
            Assert.Equal(("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "no-store"),
                (visitor.Response.Content.Headers.ContentType!.MediaType, visitor.Response.Headers.CacheControl?.ToString()));
            var texts = await TextsOf(visitor.Body);
            Assert.Contains(seen.Official!.Name, texts, StringComparison.Ordinal);
            Assert.DoesNotContain(unseen.Official!.Name, texts, StringComparison.Ordinal);
            Assert.Equal(1, await Downloads(officer));
        }

        Task<int> Downloads(Person officer) => office.InDb(async db =>
            (await db.AuditEntries.Where(e => e.Action == AuditAction.SummaryDownloaded && e.AccountId == officer.AccountId).ToListAsync())
                .Count(e => e.Reason == "第一次汇总"));
    }

    [Theory, InlineData("unit=forest"), InlineData("unit=yunlan"), InlineData("campaign=none"), InlineData("campaign=practice&unit=nowhere")]
    public async Task A_unit_that_is_not_ones_own_has_no_summary(string query)
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        var visitor = await office.Visit(City.Officer);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/summary/download?" + query)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/summary?campaign=practice&"
            + query.Replace("campaign=practice&", "", StringComparison.Ordinal).Replace("campaign=none", "unit=forest", StringComparison.Ordinal))).Status);
    }

    [Theory, InlineData("/summary?page=0"), InlineData("/summary?page=-1"), InlineData("/summary?page=2147483647"), InlineData("/summary?page=abc"),
        InlineData("/summary?sector=NoSuch"),
     InlineData("/summary?scope=9"), InlineData("/summary/download?exit=x"), InlineData("/custody?list=NoSuch"), InlineData("/custody?page=99999999999"),
         InlineData("/campaigns/practice/people?state=7"),
     InlineData("/campaigns/practice/people?page=-5"), InlineData("/custody?campaign=none")]
    public async Task An_odd_choice_breaks_nothing(string path)
    {
        var visitor = await office.Visit(City.CityOfficer);
        await office.LeavesAllUnchanged(() => visitor.Open(path));
        Assert.True((int)visitor.Status is 200 or 400 or 404, $"{path}: {visitor.Status} {string.Join(' ', office.Faults)}");
        Assert.True(office.Faults.IsEmpty, string.Join("\n", office.Faults));
    }

    private async Task<Visitor> TryToFile(Person clerk)
    {
        var visitor = await (await office.Visit(clerk)).Open(Links.Details(City.Practice));
        return await visitor.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
    }

    private static async Task<string> TextsOf(byte[] workbook)
    {
        await using var zip = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync());
        return await reader.ReadToEndAsync();
    }
}
