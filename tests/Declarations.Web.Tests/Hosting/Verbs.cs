using Declarations.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Tests.Hosting;

/// <summary>Runs a verb as from the command line, on the database of the office unless the arguments say otherwise.</summary>
public static class Verbs
{
    /// <summary>Verbs that whoever owns the tables runs.</summary>
    private static readonly string[] Owners = ["migrate", "erase", "seed", "keys"];

    public static Task<(int Code, string Output, string Errors)> RunAsync(this Office office, params string[] arguments) =>
        Screen.OfAsync(async () => await CommandLine.RunAsync(await office.LineAsync(arguments)));

    /// <summary>The arguments with the settings of the office, as for a process of its own.</summary>
    public static async Task<string[]> LineAsync(this Office office, params string[] arguments)
    {
        var database = Owners.Contains(arguments[0]) ? office.OwnerConnection : await office.InDb(db => Task.FromResult(db.Database.GetConnectionString()!));
        string[] settings = [$"--Database:Provider={(TestDatabase.IsPostgres ? "postgresql" : "sqlite")}", $"--ConnectionStrings:Declarations={database}",
            "--Database:AllowUnsafe=true", "--Logging:LogLevel:Declarations.Data.StartCheck=Error",
            office.KeyFile is { } file ? $"--Encryption:Key:File={file}" : $"--Encryption:Key={Convert.ToBase64String(office.Key)}",
            $"--Keys:Path={Path.Combine(office.Folder, "keys")}", "--Security:Https=false", "--applicationName=Declarations.Web"];
        return [.. arguments, .. settings.Where(setting =>
            !arguments.Any(argument => argument.StartsWith(setting[..(setting.IndexOf('=', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)))];
    }
}
