using Declarations.Auditing;
using Declarations.Data.Seeding;
using Declarations.Data.Tips;
using Declarations.Organisation;
using Declarations.Tips;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>The tips of the demo (A19 of the field: 38 items in 5 categories).</summary>
public sealed class DemoTipsTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task The_demo_offers_38_services_in_five_categories_and_has_tips_at_every_step()
    {
        var database = await TestDatabase.CreateAsync();
        await using (var services = new ServiceCollection().AddTipsData(TipScene.SettingsOf(database)).BuildServiceProvider())
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TipsDb>();
            await db.MigrateAsync();
            var act = new Act(null, FakeTime.Beijing(2026, 3, 2, 9, 0), Today);
            var city = Unit.Create(act, "city", "云澜市", UnitKind.City, null);
            var bureau = Unit.Create(act, "bureau", "云澜市水利局", UnitKind.Bureau, city);
            var officers = new[] { Guid.NewGuid(), Guid.NewGuid() };
            var demo = new DemoTips(db, bureau, city, [.. officers.Select(officer => (officer, "a-long-password"))], WorkingDays.Official, Today);
            Assert.True(await demo.IsNeededAsync(default));
            await demo.SeedAsync(default);
            Assert.False(await demo.IsNeededAsync(default));
            var services38 = (await db.Topics.ToListAsync()).Where(topic => topic.Kind == TipKind.Service).ToList();
            Assert.Equal((38, 5), (services38.Count, services38.DistinctBy(topic => topic.Category).Count()));
            using var desk = (await new DeskKeys(db).OpenAsync(officers[1], "a-long-password"))!;
            var (lines, more) = await new TipDesk(db).ListAsync(desk, TipList.Open, [bureau.Id], [], new(90), new(Today, WorkingDays.Official), null, 50);
            Assert.False(more);
            Assert.Equal((7, 7), (lines.Count, lines.Count(line => line.Words is { Facts.Length: > 10 })));
            Assert.Equal([TipStatus.Received, TipStatus.Asked, TipStatus.InCheck, TipStatus.Concluded],
                lines.Select(line => line.Tip.Status).Distinct().Order());
            Assert.Contains(lines, line => line.Clock.IsOverdue(Today));
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await database.DropAsync();
    }
}
