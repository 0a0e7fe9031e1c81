using Declarations.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// Runs a verb as from the command line, on the database of the office unless the arguments say otherwise. Needs the collection of the console.
/// </summary>
public static class Verbs
{
    public static async Task<(int Code, string Output, string Errors)> RunAsync(this Office office, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var (before, beforeErrors) = (Console.Out, Console.Error);
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            var database = await office.InDb(db => Task.FromResult(db.Database.GetConnectionString()!));
            string[] settings = [$"--Database:Provider={(TestDatabase.IsPostgres ? "postgresql" : "sqlite")}", $"--ConnectionStrings:Declarations={database}",
                "--Database:AllowUnsafe=true", "--Logging:LogLevel:Declarations.Data.StartCheck=Error",
                    $"--Encryption:Key={Convert.ToBase64String(office.Key)}", $"--Keys:Path={Path.Combine(office.Folder, "keys")}", "--Security:Https=false",
                        "--applicationName=Declarations.Web"];
            var code = await CommandLine.RunAsync([.. arguments, .. settings.Where(setting =>
                !arguments.Any(argument => argument.StartsWith(setting[..(setting.IndexOf('=', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)))]);
            return (code, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(before);
            Console.SetError(beforeErrors);
        }
    }
}
