using Declarations.Data;
using Declarations.Data.Seeding;
using Declarations.Data.Tips;
using Declarations.TipHost;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>
/// The public host of the tips beside the demo, in the same process and on a port of its own, with invented tips. Anywhere but in a demo it is a
/// process of its own, which cannot reach this one.
/// </summary>
public static class DemoTipHost
{
    public const string Connection = "Data Source=data/demo-tips.db";
    public const string Address = "http://127.0.0.1:5090";

    /// <summary>Whose sign-ins of the demo open the desk, with the same passwords.</summary>
    private static readonly string[] Officers = ["tips", "tips-second"];

    /// <param name="signIns">Of a city that was made just now; none: the tips were made with it.</param>
    /// <returns>Null: there are no tips, since the city is older than they are.</returns>
    public static async Task<WebApplication?> StartAsync(
        IServiceProvider services, IReadOnlyList<Data.Seeding.SignIn> signIns, bool fresh, CancellationToken cancellation)
    {
        var settings = services.GetRequiredService<IConfiguration>();
        var app = TipSite.Build(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Tips"] = settings.GetConnectionString("Tips") ?? Connection,
            ["Tips:RetentionDays"] = settings["Tips:RetentionDays"] ?? "90",
            ["Tips:BorderLogs"] = "演示：不经过任何网络边界，什么都不记录。",
            ["Tips:BorderLogsInEnglish"] = "A demo: it passes no border of a network, and nothing is kept.",
            ["urls"] = settings["Tips:Address"] ?? Address,
        }).Build());
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var (tips, db) = (scope.ServiceProvider.GetRequiredService<TipsDb>(), services.GetRequiredService<DeclarationsDb>());
            if (!await IsReadyAsync(tips, db, signIns, fresh, cancellation))
            {
                await app.DisposeAsync();
                return null;
            }
        }
        await TipSite.AssertAsync(app.Services, cancellation);
        await app.StartAsync(cancellation);
        await Console.Out.WriteLineAsync($"Tips and service problems: {string.Join(' ', app.Urls)}");
        return app;
    }

    private static async Task<bool> IsReadyAsync(
        TipsDb tips, DeclarationsDb db, IReadOnlyList<Data.Seeding.SignIn> signIns, bool fresh, CancellationToken cancellation)
    {
        if (tips.Database.IsSqlite() && (fresh || signIns.Count > 0))
            await tips.Database.EnsureDeletedAsync(cancellation);
        await tips.MigrateAsync(cancellation);
        var bureau = await db.Units.AsNoTracking().SingleAsync(unit => unit.Code == DemoTips.BureauCode, cancellation);
        var city = await db.Units.AsNoTracking().SingleAsync(unit => unit.Id == bureau.ParentId, cancellation);
        var accounts = await db.Users.Where(account => Officers.Contains(account.UserName))
            .ToDictionaryAsync(account => account.UserName!, account => account.Id, cancellation);
        var demo = new DemoTips(tips, bureau, city,
            [.. signIns.Where(signIn => accounts.ContainsKey(signIn.UserName)).Select(signIn => (accounts[signIn.UserName], signIn.Password))],
            WorkingDays.Official, BeijingTime.DayOf(TimeProvider.System.GetUtcNow()));
        if (!await demo.IsNeededAsync(cancellation))
            return true;
        if (signIns.Count == 0)
            return false;
        await demo.SeedAsync(cancellation);
        return true;
    }
}
