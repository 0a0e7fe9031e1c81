using System.Net;
using Declarations.Reporting.Summaries;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>What may still be done to a report that is filed: a supplement once it is signed, taking it back while it is not.</summary>
public sealed class SupplementTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task A_supplement_is_filed_with_its_own_day_read_with_its_differences_signed_and_kept()
    {
        var usual = office.Time.GetUtcNow();
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk), City.Real);
        await City.Sign(clerk, City.Real);
        office.Time.Set(FakeTime.Beijing(2017, 10, 3, 9, 0));
        try
        {
            var visitor = await (await office.Visit(clerk)).Open(Links.Check(City.Real));
            Assert.Equal(Visitor.Words["work.exit-signed.do"], Visitor.Words["supplement.title"]);
            await visitor.Open(Links.Supplement(City.Real));
            await visitor.Form("supplement.begin").Fill("SupplementForm.Reason", "漏报了一处砂场").Submit();
            Assert.Equal((Links.Check(City.Real), ReportStatus.Supplementing), (visitor.Address, (await City.ReportOf(clerk, City.Real)).Status));

            var begun = (await City.ReportOf(clerk, City.Real)).Draft;
            await City.Draft(clerk, begun with
            {
                Interests = [begun.Interests[0],
                begun.Interests[0] with { Id = Guid.CreateVersion7(), Enterprise = "另一家砂场", ReportedOn = null }]
            }, City.Real);
            await visitor.Open(Links.Check(City.Real));
            await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password).Submit();
            Assert.Contains("漏报了一处砂场", visitor.Text, StringComparison.Ordinal);

            var second = await office.InDb(db => db.Submissions.SingleAsync(s => s.Report.OfficialId == clerk.Official!.Id && s.Number == 2));
            Assert.Equal((true, new DateOnly(2017, 10, 3)), (second.IsSupplement, second.SubmittedOn));
            Assert.Equal([new(2017, 9, 4), new DateOnly(2017, 10, 3)], second.Content.Interests.Select(i => i.ReportedOn!.Value));
            var said = await office.InDb(db => db.Determinations.Where(d => d.SubmissionId == second.Id && d.InterestId != null).ToListAsync());
            Assert.Equal([false, true], second.Content.Interests.Select(i => said.Single(d => d.InterestId == i.Id))
                .Select(d => d.ReadResult().Findings.Any(finding => finding.Code == FindingCodes.ReportConditionMissed.Code)));

            var reader = await (await office.Visit(City.Head)).Open(Links.Reading(second.ReportId));
            Assert.Contains("漏报了一处砂场", reader.Text, StringComparison.Ordinal);
            Assert.Contains("另一家砂场", reader.Page.QuerySelector(".diff")!.TextContent, StringComparison.Ordinal);
            await reader.Form("reading.sign-on").Fill("SignForm.Password", City.Head.Password).Submit();
            var report = await City.ReportOf(clerk, City.Real);
            Assert.Equal((ReportStatus.Signed, 2, new DateOnly(2017, 9, 4)), (report.Status, report.SignedNumber, report.FirstSubmittedOn));
            var officer = await (await office.Visit(City.Officer)).Open(Links.CustodyOf(City.Real, "Keep"));
            await officer.Post(officer.Form("custody.Keep.do-several").Action,
                [.. officer.Form("custody.Keep.do-several").Fields, KeyValuePair.Create("Form.Only", $"{report.Id}:{report.Version}")]);
            Assert.Equal(ReportStatus.Kept, (await City.ReportOf(clerk, City.Real)).Status);

            var table = await Table(City.Real);
            var row = Assert.Single(table.Officials, official => official.ReportId == report.Id);
            Assert.Equal((2, new DateOnly(2017, 10, 3)), (row.Interests.Count, row.SupplementedOn));
            Assert.Empty(office.Faults);
        }
        finally
        {
            office.Time.Set(usual);
        }
    }

    [Fact]
    public async Task A_supplement_that_is_given_up_leaves_the_signed_report_as_it_was()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Nil(clerk));
        await City.Sign(clerk);
        var visitor = await (await office.Visit(clerk)).Open(Links.Supplement(City.Practice));
        await visitor.Form("supplement.begin").Fill("SupplementForm.Reason", "看错了").Submit();
        await City.Draft(clerk, City.Sand(clerk));

        await visitor.Open(Links.Supplement(City.Practice));
        await visitor.Form("supplement.discard").Submit();

        var report = await City.ReportOf(clerk);
        Assert.Equal((ReportStatus.Signed, 0, 1), (report.Status, report.Draft.Interests.Count, report.SubmissionCount));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task What_is_withdrawn_leaves_the_queue_and_counts_as_missing_but_stays_visible()
    {
        var clerk = await City.Clerk(City.Station);
        var submission = await City.HandIn(clerk, City.Sand(clerk));
        var before = await Count();
        var visitor = await (await office.Visit(clerk)).Open(Links.Withdraw(City.Practice));
        await visitor.Form("withdraw.do").Fill("WithdrawForm.Reason", "金额要重新算").Submit();

        Assert.Equal((before.Filed - 1, before.Missing + 1), ((await Count()).Filed, (await Count()).Missing));
        Assert.DoesNotContain((await Table(City.Practice)).Officials, official => official.ReportId == submission.ReportId);
        var reader = await (await office.Visit(City.Head)).Open(Links.Queue);
        Assert.DoesNotContain(Links.Reading(submission.ReportId), reader.Html, StringComparison.Ordinal);
        var officer = await (await office.Visit(City.Officer)).Open(Links.ReportView(submission.ReportId));
        Assert.Contains("金额要重新算", officer.Text, StringComparison.Ordinal);
        Assert.Contains("清溪砂石有限公司", officer.Text, StringComparison.Ordinal);
        var anybody = await office.Visit().Open(Links.Verify(submission.ReceiptNumber, submission.Digest));
        Assert.Contains(Visitor.Words["verify.withdrawn", new DateOnly(2017, 9, 18)], anybody.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["work.withdrawn.do"], (await visitor.Open(Links.MyWork)).Text, StringComparison.Ordinal);

        await visitor.Open(Links.Check(City.Practice));
        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password).Submit();
        Assert.Equal((before.Filed, 2), ((await Count()).Filed, (await City.ReportOf(clerk)).SubmissionCount));
    }

    [Fact]
    public async Task A_signed_report_cannot_be_withdrawn_and_an_unsigned_one_takes_no_supplement()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Nil(clerk));
        var visitor = await office.Visit(clerk);
        var withdrawal = (await visitor.Open(Links.Withdraw(City.Practice))).Form("withdraw.do").Fill("WithdrawForm.Reason", "不该").Fields;
        await City.Sign(clerk);
        await office.LeavesAllUnchanged(async () =>
        {
            await visitor.Post(Links.Withdraw(City.Practice), withdrawal);
            Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
            Assert.Equal(HttpStatusCode.Conflict, (await visitor.Open(Links.Withdraw(City.Practice))).Status);
        });
        var other = await City.Clerk(City.Station);
        await City.HandIn(other, City.Nil(other));
        Assert.Equal(HttpStatusCode.Conflict, (await (await office.Visit(other)).Open(Links.Supplement(City.Practice))).Status);
    }

    private Task<FilingCount> Count() => office.InDb(async db =>
    {
        var campaign = await db.Campaigns.SingleAsync(c => c.Code == City.Practice);
        return await FilingCount.OfAsync(db.HeadCounts.Where(count => count.UnitId == campaign.UnitId), campaign);
    });

    private async Task<SummaryTable> Table(string campaign)
    {
        await using var scope = office.Services.CreateAsyncScope();
        var found = await office.InDb(db => db.Campaigns.Include(c => c.Unit).SingleAsync(c => c.Code == campaign));
        return await scope.ServiceProvider.GetRequiredService<SummaryQuery>()
            .TableAsync(new(found, found.Unit, WithSubordinates: true, found.Today(office.Time.GetUtcNow()), new()));
    }
}
