using System.CommandLine;
using Declarations.Data;
using Declarations.Data.Tips;
using Declarations.Web.Door;
using Declarations.Web.Language;
using Declarations.Web.Pages.SetUp;
using Declarations.Web.Pages.Tips;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>run (default): serves the application. With --demo it first makes a fictional city in a SQLite file of its own.</summary>
public static class RunCommand
{
    private const string DemoFile = "data/demo.db";

    public static RootCommand Root()
    {
        var demo = new Option<bool>("--demo") { Description = "Serve a fictional city with one bureau of 3,173 officials, made on first start." };
        var fresh = new Option<bool>("--fresh") { Description = "With --demo: make it anew, with new sign-ins." };
        var root = new RootCommand("Declarations: business-interest declarations for civil servants. Without a verb: run.")
        { TreatUnmatchedTokensAsErrors = false };
        root.Options.Add(demo);
        root.Options.Add(fresh);
        root.SetAction((parsed, cancellation) => ServeAsync([.. parsed.UnmatchedTokens], parsed.GetValue(demo), parsed.GetValue(fresh), cancellation));
        var run = new Command("run", "Serve the application.") { TreatUnmatchedTokensAsErrors = false };
        run.Options.Add(demo);
        run.Options.Add(fresh);
        run.SetAction((parsed, cancellation) => ServeAsync([.. parsed.UnmatchedTokens], parsed.GetValue(demo), parsed.GetValue(fresh), cancellation));
        root.Subcommands.Add(run);
        return root;
    }

    private static async Task<int> ServeAsync(string[] args, bool demo, bool fresh, CancellationToken cancellation)
    {
        var app = Application.Build(args, builder =>
        {
            if (demo && builder.Configuration.GetConnectionString("Declarations") is null)
                builder.Configuration["ConnectionStrings:Declarations"] = $"Data Source={DemoFile}";
            if (!demo)
                return;
            builder.Configuration["Security:Https"] ??= "false";
            builder.Configuration["ConnectionStrings:Tips"] ??= DemoTipHost.Connection;
            builder.Configuration["Tips:RetentionDays"] ??= "90";
            builder.Configuration["Tips:Address"] ??= DemoTipHost.Address;
        });
        app.Services.GetRequiredService<Transport>().AssertHostsAreNamed();
        WebApplication? tips = null;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
            if (demo && fresh && db.Database.IsSqlite())
                await db.Database.EnsureDeletedAsync(cancellation);
            var check = scope.ServiceProvider.GetRequiredService<StartCheck>();
            await (db.Database.IsSqlite() ? check.MigrateAsync(cancellation) : check.AssertAsync(cancellation));
            await check.AssertApartAsync(cancellation);
            scope.ServiceProvider.GetRequiredService<KeyRing>().Assert();
            if (scope.ServiceProvider.GetRequiredService<TipSettings>().IsOn && scope.ServiceProvider.GetRequiredService<TipsDb>() is SqliteTipsDb tipsDb)
                await tipsDb.MigrateAsync(cancellation);
            if (demo)
                tips = await DemoTipHost.StartAsync(scope.ServiceProvider,
                    await SeedCommand.SeedAsync(scope.ServiceProvider, SeedCommand.DefaultPeople, SeedCommand.DefaultSeed, cancellation), fresh, cancellation);
            else if (await SetUpCode.IsOpenAsync(db))
                await Console.Out.WriteLineAsync("\n" + new Words(Words.Chinese)["set-up.console", app.Services.GetRequiredService<SetUpCode>().Code]
                    + "\n" + new Words(Words.English)["set-up.console", app.Services.GetRequiredService<SetUpCode>().Code] + "\n");
        }
        await using (tips)
            await app.RunAsync(cancellation);
        return 0;
    }
}
