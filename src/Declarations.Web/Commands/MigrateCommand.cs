using System.CommandLine;

namespace Declarations.Web.Commands;

/// <summary>migrate: creates or updates the schema.</summary>
public static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Create the database or bring its schema up to date.") { TreatUnmatchedTokensAsErrors = false };
        command.OnMigratedDatabase(async (parsed, services, cancellation) =>
        {
            await Console.Out.WriteLineAsync("The schema is up to date.");
            return 0;
        });
        return command;
    }
}
