using System.CommandLine;
using Declarations.Data;
using Microsoft.Extensions.Logging.Console;

namespace Declarations.Web.Commands;

/// <summary>What a verb that works on the database does: build the application, check what it rests on, act.</summary>
public static class DatabaseVerb
{
    public static void OnDatabase(this Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> act) =>
        command.After((check, cancellation) => check.AssertAsync(cancellation), act);

    /// <summary>The same, over a database that is made or brought up to date first.</summary>
    public static void OnMigratedDatabase(this Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> act) =>
        command.After((check, cancellation) => check.MigrateAsync(cancellation), act);

    /// <summary>What a verb prints is its answer alone; what the log has to say goes beside it.</summary>
    public static void ToStandardError(WebApplicationBuilder builder) =>
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

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
