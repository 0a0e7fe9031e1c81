using System.CommandLine;

namespace Declarations.Web.Commands;

/// <summary>The verbs of the executable. Exit codes: 0 done, 1 could not, 2 misused; errors go to stderr.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = RunCommand.Root();
        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(SeedCommand.Create());
        root.Subcommands.Add(HealthCommand.Create());
        var parsed = root.Parse(args);
        var misused = parsed.Errors.Select(error => error.Message).Concat(parsed.UnmatchedTokens
            .Where(token => !token.StartsWith("--", StringComparison.Ordinal)).Select(token => $"Unknown verb or argument '{token}'.")).ToList();
        if (misused.Count > 0)
        {
            foreach (var message in misused)
                await Console.Error.WriteLineAsync(message);
            await Console.Error.WriteLineAsync("See --help.");
            return 2;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or RefusedException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
