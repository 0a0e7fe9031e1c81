using Declarations.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Tests.Hosting;

/// <summary>Runs a verb as from the command line, on the database of the office unless the arguments say otherwise.</summary>
public static class Verbs
{
    /// <summary>Verbs that whoever owns the tables runs.</summary>
    private static readonly string[] Owners = ["migrate", "erase", "seed"];

    public static Task<(int Code, string Output, string Errors)> RunAsync(this Office office, params string[] arguments) => Screen.OfAsync(async () =>
    {
        var database = Owners.Contains(arguments[0]) ? office.OwnerConnection : await office.InDb(db => Task.FromResult(db.Database.GetConnectionString()!));
        string[] settings = [$"--Database:Provider={(TestDatabase.IsPostgres ? "postgresql" : "sqlite")}", $"--ConnectionStrings:Declarations={database}",
            "--Database:AllowUnsafe=true", "--Logging:LogLevel:Declarations.Data.StartCheck=Error", $"--Encryption:Key={Convert.ToBase64String(office.Key)}",
            $"--Keys:Path={Path.Combine(office.Folder, "keys")}", "--Security:Https=false", "--applicationName=Declarations.Web"];
        return await CommandLine.RunAsync([.. arguments, .. settings.Where(setting =>
            !arguments.Any(argument => argument.StartsWith(setting[..(setting.IndexOf('=', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)))]);
    });
}
