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
        root.Subcommands.Add(SummaryCommand.Create());
        root.Subcommands.Add(StatisticsCommand.Create());
        root.Subcommands.Add(RegisterCommand.Create());
        root.Subcommands.Add(ImportRegisterCommand.Create());
        root.Subcommands.Add(LettersCommand.Create());
        root.Subcommands.Add(NoticeCommand.Create());
        root.Subcommands.Add(ImportRosterCommand.Create());
        root.Subcommands.Add(ImportRegistryCommand.Create());
        root.Subcommands.Add(CrossCheckCommand.Create());
        root.Subcommands.Add(RekeyCommand.Create());
        root.Subcommands.Add(KeysCommand.Create());
        root.Subcommands.Add(EraseCommand.Create());
        root.Subcommands.Add(CheckDerivedCommand.Create());
        root.Subcommands.Add(RestoreAccessCommand.Create());
        root.Subcommands.Add(HealthCommand.Create());
        root.Subcommands.Add(AssessCommand.Create());
        root.Subcommands.Add(DrawCommand.Create());
        foreach (var command in CheckpointCommand.Create().Concat(BackupCommand.Create()))
            root.Subcommands.Add(command);
        var parsed = root.Parse(args);
        var misused = parsed.Errors.Select(error => error.Message)
            .Concat(Strays(parsed.UnmatchedTokens).Select(token => $"Unknown verb or argument '{token}'.")).ToList();
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
        catch (Npgsql.PostgresException denied) when (denied.SqlState == Npgsql.PostgresErrorCodes.InsufficientPrivilege)
        {
            await Console.Error.WriteLineAsync(
                $"This role may not do that ({denied.MessageText}). Run the verb as the owner of the tables; see docs/operations.md.");
            return 1;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or UnauthorizedAccessException
            or System.Net.Sockets.SocketException or RefusedException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>What is neither a setting (--Key=value, or --Key value) nor a verb.</summary>
    private static IEnumerable<string> Strays(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal))
                yield return tokens[i];
            else if (!tokens[i].Contains('=', StringComparison.Ordinal))
                i++;
        }
    }
}
