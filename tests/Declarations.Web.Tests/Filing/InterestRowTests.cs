using Declarations.Auditing;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>The rows that lists and counts read follow from the versions, on every way by which a version comes and goes.</summary>
public sealed class InterestRowTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task A_row_stands_from_the_day_its_version_is_filed_until_another_takes_its_place()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk), City.Real);
        office.Time.Set(FakeTime.Beijing(2017, 9, 8, 9, 0));
        await City.HandIn(clerk, City.Sand(clerk) with
        {
            Interests = [City
            .Sand(clerk).Interests[0] with { Exit = new Exit(ExitState.Exited) { CompletedOn = new(2017, 9, 7) } }]
        }, City.Real);
        office.Time.Set(FakeTime.Beijing(2017, 9, 12, 9, 0));
        await WithdrawAsync(clerk, City.Real);
        office.Time.Set(FakeTime.Beijing(2017, 9, 4, 9, 0));

        Assert.Equal(
            [(new DateOnly(2017, 9, 4), new DateOnly(2017, 9, 8), ExitState.NotYet), (new(2017, 9, 8), new(2017, 9, 12), ExitState.Exited)],
            (await RowsAsync(clerk, City.Real)).Select(row => (row.ValidFrom, row.ValidTo!.Value, row.ExitState)));
    }

    [Fact]
    public async Task A_signed_version_stands_again_when_its_supplement_is_taken_back()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        await City.Sign(clerk);
        await office.InDb(async db =>
        {
            (await db.Reports.SingleAsync(r => r.OfficialId == clerk.Official!.Id && r.Campaign.Code == City.Practice))
                .Supplement(new(clerk.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), "退出");
            await db.SaveChangesAsync();
        });
        await City.HandIn(clerk, City.Nil(clerk));
        Assert.All(await RowsAsync(clerk), row => Assert.NotNull(row.ValidTo));
        await WithdrawAsync(clerk);

        var row = Assert.Single(await RowsAsync(clerk), row => row.ValidTo is null);
        Assert.Equal((Sector.Sand, Relation.Self, Verdict.Prohibited, ProhibitionBasis.PlanSelf), (row.Sector, row.Holder, row.Verdict, row.Basis));
    }

    [Fact]
    public async Task What_differs_from_the_versions_is_found_and_named()
    {
        var (clerk, other) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        var version = await City.HandIn(clerk, City.Sand(clerk), City.Real);
        await City.HandIn(other, City.Nil(other), City.Real);
        var (code, output, errors) = await office.RunAsync("check-derived", "--campaign", City.Real);
        Assert.Equal((0, ""), (code, errors));
        Assert.EndsWith(" 0 differences.\n", output, StringComparison.Ordinal);

        await office.InDb(db => db.InterestRows.Where(row => row.SubmissionId == version.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Sector, Sector.Mining)));
        var (ofReport, sectors) = await DifferencesAsync(version.ReportId);
        Assert.Equal(2, ofReport);
        Assert.True(sectors > 0, "The counts by sector follow from rows that say another one.");
        await office.InDb(db => db.InterestRows.Where(row => row.SubmissionId == version.Id).ExecuteDeleteAsync());
        Assert.Equal(1, (await DifferencesAsync(version.ReportId)).OfReport);
        await office.InDb(db => db.Reports.Where(r => r.Id == version.ReportId).ExecuteUpdateAsync(set => set.SetProperty(r => r.InterestCount, 0)));
        Assert.Equal(2, (await DifferencesAsync(version.ReportId)).OfReport);
        Assert.Equal(1, (await office.RunAsync("check-derived", "--campaign", "no-such")).Code);
    }

    /// <summary>What differs of one report, and in the counts by sector that follow from its rows.</summary>
    private async Task<(int OfReport, int Sectors)> DifferencesAsync(Guid reportId)
    {
        var (code, _, errors) = await office.RunAsync("check-derived", "--campaign", City.Real);
        Assert.Equal(1, code);
        var lines = errors.Split('\n');
        return (lines.Count(line => line.Contains(reportId.ToString(), StringComparison.Ordinal)),
            lines.Count(line => line.Contains("HeadCount", StringComparison.Ordinal) && line.Contains("By = Sector", StringComparison.Ordinal)));
    }

    private Task WithdrawAsync(Person person, string campaign = City.Practice) => office.InDb(async db =>
    {
        var report = await db.Reports.Include(r => r.Campaign).SingleAsync(r => r.OfficialId == person.Official!.Id && r.Campaign.Code == campaign);
        await City.Withdraw(db, report.Id, new Act(person.AccountId, office.Time.GetUtcNow(), report.Campaign.Today(office.Time.GetUtcNow())), "填错了");
        await db.SaveChangesAsync();
    });

    private Task<List<InterestRow>> RowsAsync(Person person, string campaign = City.Practice) => office.InDb(db => db.InterestRows.AsNoTracking()
        .Where(row => row.OfficialId == person.Official!.Id && db.Campaigns.Any(c => c.Id == row.CampaignId && c.Code == campaign))
        .OrderBy(row => row.ValidFrom).ToListAsync());
}
