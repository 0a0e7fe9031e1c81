using Declarations.Data;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Trust;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Deep;

/// <summary>A city of more people than the twelve units hold, as the verb lays it down, on the database of the run.</summary>
[Collection(nameof(Console))]
public sealed class LargeCityTests(EmptyOffice office) : IClassFixture<EmptyOffice>
{
    private const int People = 4000, Branches = 9;

    [Fact]
    public async Task Thousands_laid_down_at_once_stand_as_if_each_had_filed_alone()
    {
        var (code, output, errors) = await office.RunAsync("seed", "--demo", "--people", $"{People}");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains($"demo-2017: {People} of {People} reports", output, StringComparison.Ordinal);
        var units = await office.InDb(db => db.Units.AsNoTracking().Where(unit => unit.Code.StartsWith("demo-branch"))
            .OrderBy(unit => unit.Path).ToListAsync());
        var (ids, last) = (units.ConvertAll(unit => unit.Id), units[^1].Id);
        Assert.Equal(Branches, units.Count);
        Assert.All(units.Skip(1), station => Assert.StartsWith(units[0].Path, station.Path, StringComparison.Ordinal));
        Assert.InRange(await office.InDb(db => db.Officials.CountAsync(official => official.UnitId == last)), 91, 92);
        Assert.Equal(Branches * 2, await office.InDb(db => db.UnitPosts.CountAsync(post => ids.Contains(post.UnitId))));

        foreach (var campaign in await office.InDb(db => db.Campaigns.AsNoTracking().ToListAsync()))
        {
            Assert.Equal(People, await office.InDb(db => db.Reports.CountAsync(report => report.CampaignId == campaign.Id)));
            Assert.Empty((await office.InDb(db => db.CheckCountsAsync(campaign))).Differences);
            await office.InDb(async db =>
            {
                await foreach (var report in db.CheckAsync(campaign))
                    Assert.Empty(report.Differences);
            });
        }
        var waiting = await office.InDb(db => db.WaitingLeaves.CountAsync());
        Assert.Equal(waiting, await office.SequenceAsync());
        var tree = await office.InDb(db => db.CheckTreeAsync());
        Assert.Empty(tree.Findings);
        Assert.Equal(tree.Leaves, tree.Size);
    }
}
