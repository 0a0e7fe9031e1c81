using Declarations.Access;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Reading;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>Random trees of units: what a viewer reaches is what ten lines of reference say, with no id left over or missing.</summary>
public sealed class ScopeTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    [Fact]
    public async Task Reach_follows_the_tree()
    {
        var (trees, seed) = (Settings.Number(10, 200), Settings.Seed);
        var (random, compared, reached) = (new Random(seed), 0, 0);
        for (var tree = 0; tree < trees; tree++)
        {
            var units = await GrowAsync(random, tree);
            var granted = units.Where(_ => random.Next(6) == 0).Append(units[random.Next(units.Count)]).Distinct().ToList();
            var officer = await office.City.OfficerOf(granted[0]);
            foreach (var more in granted.Skip(1))
                await office.InDb(async db =>
                {
                    db.Add(Grant.Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), officer.AccountId, Role.CampaignOfficer, more));
                    await db.SaveChangesAsync();
                });
            var reader = await office.City.Clerk(units[random.Next(units.Count)]);
            foreach (var unit in units.Where(_ => random.Next(3) == 0))
                await office.City.Give(unit, (UnitPostKind)random.Next(4), reader);
            foreach (var person in new[] { officer, reader })
            {
                var (unitIds, inCharge, toRead) = await ReachAsync(person);
                var all = await office.InDb(async db =>
                    (Units: await db.Units.AsNoTracking().Include(u => u.Posts).ToListAsync(), Reports: await db.Reports.AsNoTracking().ToListAsync(),
                    Grants: await db.Grants.AsNoTracking().Where(grant => grant.AccountId == person.AccountId).Select(grant => grant.UnitId).ToListAsync()));
                var parents = all.Units.ToDictionary(unit => unit.Id, unit => unit.ParentId);
                bool IsInCharge(Guid? unit)
                {
                    for (var at = unit; at is { } id; at = parents[id])
                        if (all.Grants.Contains(id))
                            return true;
                    return false;
                }
                bool MayRead(PersonalSituationReport report) => person.Official is { } me && report.OfficialId != me.Id && report.SigningUnitId is { } unit
                    && all.Units.Single(u => u.Id == unit).Posts
                    .Any(post => post.OfficialId == me.Id && SigningPosts.For(report.Route!.Value).Contains(post.Kind));
                Assert.Equal(all.Units.Where(unit => IsInCharge(unit.Id)).Select(unit => unit.Id).Order(), unitIds.Order());
                Assert.Equal(all.Reports.Where(report => IsInCharge(report.UnitId)).Select(report => report.Id).Order(), inCharge.Order());
                Assert.Equal(all.Reports.Where(MayRead).Select(report => report.Id).Order(), toRead.Order());
                compared += all.Units.Count + (2 * all.Reports.Count);
                reached += unitIds.Count + inCharge.Count + toRead.Count;
            }
        }
        output.WriteLine($"{trees} random trees with seed {seed}: {compared} units and reports compared with the reference, {reached} of them in reach.");
        Assert.True(reached > trees, "Nobody reached anything: the comparison proves nothing.");
    }

    /// <summary>Codes begin alike on purpose: u1 and u11 are not under each other.</summary>
    private async Task<List<Unit>> GrowAsync(Random random, int tree)
    {
        var units = new List<Unit> { await office.InDb(db => db.Units.AsNoTracking().SingleAsync(unit => unit.Id == office.City.Bureau.Id)) };
        for (var n = 0; n < 12; n++)
            units.Add(Unit.Create(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), $"t{tree}u{new string('1', n + 1)}", $"单位{n}", UnitKind.AffiliatedUnit,
                units[random.Next(units.Count)]));
        await office.InDb(async db =>
        {
            db.AddRange(units.Skip(1));
            await db.SaveChangesAsync();
        });
        foreach (var unit in units.Skip(1).Where(_ => random.Next(2) == 0))
        {
            var clerk = await office.City.Clerk(unit);
            if (random.Next(2) == 0)
                await office.City.HandIn(clerk, City.Nil(clerk));
        }
        return units;
    }

    private Task<(List<Guid> Units, List<Guid> InCharge, List<Guid> ToRead)> ReachAsync(Person person) => office.As(person, viewer =>
        (viewer.UnitsInCharge().Select(unit => unit.Id).ToList(), viewer.ReportsInCharge().Select(report => report.Id).ToList(),
            viewer.ReportsToRead().Select(report => report.Id).ToList()));
}
