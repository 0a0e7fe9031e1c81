using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Declarations.Data.Tips;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Declarations.TipHost;

/// <summary>The verbs of the executable. Exit codes: 0 done, 1 could not, 2 misused; errors go to stderr, nothing else is ever logged.</summary>
internal static class Entry
{
    private static readonly string[] Secrets = ["Tips:Password", "ConnectionStrings:Tips"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("The public host for tips and service problems. Without a verb: tips.") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction(ServeAsync);
        var tips = Verb("tips", "Serve the public pages.");
        tips.SetAction(ServeAsync);
        Verb("tips-migrate", "Create the database of the tips, or bring it up to date.").SetAction(OnDatabase(async (_, services, _, cancellation) =>
        {
            await services.GetRequiredService<TipsDb>().MigrateAsync(cancellation);
            return 0;
        }));
        Verb("tips-key", "Make the key pairs of the desk; in a later quarter, the next ones.").SetAction(OnDatabase(KeyAsync));
        var release = Verb("tips-release", "Show the desk what has come in; the host does so itself four times a day.");
        release.SetAction(OnDatabase(async (_, services, _, cancellation) =>
        {
            await services.GetRequiredService<TipKeeping>().ReleaseAsync(cancellation);
            return 0;
        }));
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say how many." };
        var expire = Verb("tips-expire", "Erase what has ended Tips:RetentionDays ago.");
        expire.Options.Add(dryRun);
        expire.SetAction(OnDatabase((parsed, services, settings, cancellation) => ExpireAsync(parsed.GetValue(dryRun), services, settings, cancellation)));
        var (from, to) = (Month("--from", "First month, as 2026-01."), Month("--to", "Last month."));
        var format = new Option<string>("--format") { Description = "json or text.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("json", "text");
        var statistics = Verb("tips-statistics", "How many by month, channel, topic and outcome; cells below 3 are hidden.");
        statistics.Options.Add(from);
        statistics.Options.Add(to);
        statistics.Options.Add(format);
        statistics.SetAction(OnDatabase(async (parsed, services, _, cancellation) =>
        {
            await StatisticsAsync(await services.GetRequiredService<TipDesk>().FiguresAsync(null, parsed.GetValue(from), parsed.GetValue(to), cancellation),
                parsed.GetValue(format) == "json");
            return 0;
        }));
        return await InvokeAsync(root, args);

        Command Verb(string name, string description)
        {
            var verb = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
            root.Subcommands.Add(verb);
            return verb;
        }
    }

    private static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        var misused = parsed.Errors.Select(error => error.Message)
            .Concat(parsed.UnmatchedTokens.Where(token => !token.StartsWith("--", StringComparison.Ordinal) || !token.Contains('=', StringComparison.Ordinal))
                .Select(token => $"Unknown verb or argument '{token}'; a setting is written --Name=value.")).ToList();
        foreach (var message in misused)
            await Console.Error.WriteLineAsync(message);
        if (misused.Count > 0)
            return 2;
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (RefusedException refused)
        {
            await Console.Error.WriteLineAsync(Say.English["refused." + refused.Code, [.. refused.Arguments]]);
            return 1;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or UnauthorizedAccessException
            or System.Net.Sockets.SocketException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = TipSite.Build(SettingsOf(parsed));
        await TipSite.AssertAsync(app.Services, cancellation);
        await app.StartAsync(cancellation);
        // Where it listens is all that it ever says.
        await Console.Out.WriteLineAsync(string.Join(' ', app.Urls));
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task<int> KeyAsync(ParseResult parsed, IServiceProvider services, IConfiguration settings, CancellationToken cancellation)
    {
        var made = await services.GetRequiredService<DeskKeys>().MakeAsync(Today(), cancellation);
        await Console.Out.WriteLineAsync(made.Count == 0 ? "There are keys of this quarter already." : "New keys: " + string.Join(", ", made));
        return made.Count == 0 ? 1 : 0;
    }

    private static async Task<int> ExpireAsync(bool dryRun, IServiceProvider services, IConfiguration settings, CancellationToken cancellation)
    {
        var (keeping, retention) = (services.GetRequiredService<TipKeeping>(), TipsRegistration.RetentionOf(settings));
        var count = dryRun ? (await keeping.DueAsync(retention, Today(), cancellation)).Count : await keeping.ExpireAsync(retention, Today(), cancellation);
        await Console.Out.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task StatisticsAsync(TipFigures figures, bool json)
    {
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, Json));
            return;
        }
        await Console.Out.WriteLineAsync($"total\t{Written(figures.Total)}");
        foreach (var figure in figures.Figures)
            foreach (var cell in figure.Cells)
                await Console.Out.WriteLineAsync($"{figure.Name}\t{cell.Name}\t{Written(cell.Count)}");
    }

    private static string Written(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "<3";

    private static Func<ParseResult, CancellationToken, Task<int>> OnDatabase(
        Func<ParseResult, IServiceProvider, IConfiguration, CancellationToken, Task<int>> act) =>
        async (parsed, cancellation) =>
        {
            var settings = SettingsOf(parsed);
            await using var services = new ServiceCollection().AddTipsData(settings).BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TipsDb>();
            if (db.Database.IsSqlite())
                await db.MigrateAsync(cancellation);
            return await act(parsed, scope.ServiceProvider, settings, cancellation);
        };

    /// <summary>The environment and --Name=value; a secret may lie in a file that NAME:File names.</summary>
    private static IConfigurationRoot SettingsOf(ParseResult parsed)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine([.. parsed.UnmatchedTokens])
            .Build();
        foreach (var name in Secrets)
            if (settings[name + ":File"] is { Length: > 0 } file)
                settings[name] = File.ReadAllText(file).Trim();
        return settings;
    }

    private static Option<DateOnly> Month(string name, string description)
    {
        var month = new Option<DateOnly>(name)
        {
            Description = description,
            Required = true,
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value + "-01", "yyyy-MM-dd", out var first))
                    return first;
                result.AddError($"{name} must be a month such as 2026-01.");
                return default;
            },
        };
        return month;
    }

    private static DateOnly Today() => BeijingTime.DayOf(TimeProvider.System.GetUtcNow());
}
