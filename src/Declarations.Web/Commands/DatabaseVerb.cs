using System.CommandLine;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Web.Jobs;
using Declarations.Web.Language;
using Microsoft.Extensions.Logging.Console;

namespace Declarations.Web.Commands;

/// <summary>What a verb that works on the database does: build the application, check what it rests on, act.</summary>
public static class DatabaseVerb
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public static void OnDatabase(this Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> act) =>
        command.After((check, cancellation) => check.AssertAsync(cancellation), act);

    /// <summary>The same, over a database that is made or brought up to date first.</summary>
    public static void OnMigratedDatabase(this Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> act) =>
        command.After((check, cancellation) => check.MigrateAsync(cancellation), act);

    /// <summary>What a verb prints is its answer alone; what the log has to say goes beside it.</summary>
    public static void ToStandardError(WebApplicationBuilder builder) =>
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    /// <summary>Waits for a job to end; the server may be the one that does it.</summary>
    /// <exception cref="InvalidOperationException">It stopped.</exception>
    public static async Task WorkOffAsync(this IServiceProvider services, Job job, CancellationToken cancellation)
    {
        var (db, jobs) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<JobRunner>());
        while (job.EndedAt is null)
        {
            await jobs.WorkOffAsync(cancellation);
            await db.Entry(job).ReloadAsync(cancellation);
            if (job.EndedAt is null)
                await Task.Delay(Glance, cancellation);
        }
        if (job.StoppedBy is { } why)
            throw new InvalidOperationException(new Words(Words.English)["refused." + why]);
    }

    private static void After(this Command command, Func<StartCheck, CancellationToken, Task> check, Func<ParseResult, IServiceProvider, CancellationToken,
        Task<int>> act) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = Application.Build([.. parsed.UnmatchedTokens], ToStandardError);
            await using var scope = app.Services.CreateAsyncScope();
            await check(scope.ServiceProvider.GetRequiredService<StartCheck>(), cancellation);
            return await act(parsed, scope.ServiceProvider, cancellation);
        });
}
