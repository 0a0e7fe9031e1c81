using System.Net;
using System.Security.Cryptography;
using ClosedXML.Excel;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;
using Declarations.Web.Pages.Summaries;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>A sealed value that was altered, or is of another key, is named in its place; the rest of the list stays of use.</summary>
public sealed class UnreadableTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task One_unreadable_report_leaves_queue_and_summary_of_use()
    {
        var (broken, whole) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        var version = await City.HandIn(broken, City.Sand(broken));
        var number = version.ReceiptNumber;
        await City.HandIn(whole, City.Sand(whole));
        await Alter("Submissions", "CanonicalSealed", version.Id);
        var judged = await City.Clerk(City.Station);
        var other = await City.HandIn(judged, City.Sand(judged));
        await Alter("Determinations", "FactsSealed",
            (await office.InDb(db => db.Determinations.AsNoTracking().FirstAsync(d => d.SubmissionId == other.Id && d.InterestId != null))).Id);

        var head = await (await office.Visit(City.Head)).Open(Links.Queue);
        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.Contains(Visitor.Words["reading.unreadable", number], head.Text, StringComparison.Ordinal);
        Assert.Contains(whole.Official!.Name, head.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await head.Open(Links.Reading((await City.ReportOf(broken)).Id))).Status);
        Assert.Contains(Visitor.Words["refused.report.unreadable", number], head.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await head.Open(Links.Reading((await City.ReportOf(whole)).Id))).Status);

        var officer = await (await office.Visit(City.Officer)).Open($"/summary?campaign={City.Practice}");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains(Visitor.Words["annex.unreadable", number], officer.Text, StringComparison.Ordinal);
        Assert.Contains(broken.Official!.Name, officer.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["annex.unreadable", other.ReceiptNumber], officer.Text, StringComparison.Ordinal);
        Assert.Contains(whole.Official.Name, officer.Text, StringComparison.Ordinal);

        await using var scope = office.Services.CreateAsyncScope();
        var campaign = await office.InDb(db => db.Campaigns.SingleAsync(c => c.Code == City.Practice));
        using var file = new MemoryStream();
        var request = new SummaryRequest(campaign, City.Bureau, true, new(2017, 9, 18), new());
        await SummaryWorkbook.WriteAsync(SummaryQuery.HeadOf(request, filledBy: null),
            scope.ServiceProvider.GetRequiredService<SummaryQuery>().OfficialsAsync(request), AnnexWords.Of(Visitor.Words), file);
        using var workbook = new XLWorkbook(file);
        var row = workbook.Worksheets.First().RowsUsed().Single(row => row.Cells().Any(cell => cell.GetString() == Visitor.Words["annex.unreadable", number]));
        Assert.Contains(row.Cells(), cell => cell.GetString() == broken.Official.Name);
    }

    [Fact]
    public async Task An_unreadable_draft_is_neither_shown_as_empty_nor_written_over()
    {
        var clerk = await City.Clerk(City.Station);
        var filer = await (await office.Visit(clerk)).Open(Links.Details(City.Practice));
        var form = filer.Form("filing.save").Fill("DetailsForm.Correct", "details.correct");
        await City.Draft(clerk, City.Sand(clerk));
        var id = (await City.ReportOf(clerk)).Id;
        await Alter("Reports", "DraftSealed", id);

        Assert.Contains(Visitor.Words["work.unreadable.text"], (await filer.Open(Links.MyWork)).Text, StringComparison.Ordinal);
        await office.LeavesAllUnchanged(() => form.Submit());
        Assert.Equal(HttpStatusCode.Conflict, filer.Status);
        Assert.Contains(Visitor.Words["refused.draft.unreadable"], filer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_number_is_unknown_until_it_is_entered_again()
    {
        var clerk = await City.Clerk(City.Station);
        await Alter("Officials", "ResidentNumberSealed", clerk.Official!.Id);
        Assert.Null(await Number());
        Assert.Equal(HttpStatusCode.OK, (await (await office.Visit(clerk)).Open(Links.MyWork)).Status);
        await office.InDb(async db =>
        {
            var official = await db.Officials.SingleAsync(o => o.Id == clerk.Official.Id);
            official.ResidentNumber = "990001197503080019";
            official.Record(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), Declarations.Auditing.AuditAction.OfficialEntered);
            await db.SaveChangesAsync();
        });
        Assert.Equal("990001197503080019", await Number());

        async Task<string?> Number() => (await office.InDb(db => db.Officials.AsNoTracking().SingleAsync(o => o.Id == clerk.Official.Id))).ResidentNumber;
    }

    /// <summary>As somebody does who has the database in hand: past the triggers.</summary>
    private Task Alter(string table, string column, Guid id) => office.AsOwner(async db =>
    {
        if (db.Database.IsSqlite())
            foreach (var trigger in await db.Database
                .SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = {table}").ToListAsync())
                await Run($"DROP TRIGGER \"{trigger}\"");
        else
            await Run($"ALTER TABLE \"{table}\" DISABLE TRIGGER USER");
        Assert.Equal(1, await Run($"UPDATE \"{table}\" SET \"{column}\" = {{0}} WHERE \"Id\" = {{1}}", RandomNumberGenerator.GetBytes(100), id));

#pragma warning disable EF1002 // names of our own
        Task<int> Run(string sql, params object[] arguments) => db.Database.ExecuteSqlRawAsync(sql, arguments);
#pragma warning restore EF1002
    });
}
