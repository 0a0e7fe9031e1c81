using System.CommandLine;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Reporting.Uploads;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>import-register FILE: takes a draft over from Excel, as the page does. Exit codes: 0 done (or would be), 1 cells to mend, 2 misused.</summary>
public static class ImportRegisterCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Workbook (.xlsx); the page of the register offers a template." };
        var code = new Option<string>("--register") { Description = "Code of a register that is being drafted.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and change nothing." };
        var command = new Command("import-register", "Take problems and measures over from Excel, all rows or none.") { TreatUnmatchedTokensAsErrors = false };
        command.Arguments.Add(file);
        command.Options.Add(code);
        command.Options.Add(dryRun);
        command.OnDatabase((parsed, services, cancellation) =>
            RunAsync(services, parsed.GetValue(file)!, parsed.GetValue(code)!, parsed.GetValue(dryRun), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, FileInfo file, string code, bool dryRun, CancellationToken cancellation)
    {
        var (db, clock, words) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<OfficeClock>(), new Words(Words.English));
        var register = await db.Registers.Include(each => each.Unit).Include(each => each.Campaign).SingleOrDefaultAsync(each => each.Code == code,
            cancellation)
            ?? throw new InvalidOperationException($"There is no register '{code}'.");
        register.Status.After(RegisterVerb.Edit);
        if (!file.Exists)
            throw new InvalidOperationException($"There is no file '{file}'.");
        if (file.Length > new WorkbookLimits().FileBytes)
            throw new InvalidOperationException(words[Words.KeyOf(WorkbookFault.TooLarge), new WorkbookLimits().FileBytes >> 20]);
        RegisterFile read;
        try
        {
            read = await new RegisterFile(db, register, register.Today(clock.Now)).ReadAsync(await File.ReadAllBytesAsync(file.FullName, cancellation),
                cancellation);
        }
        catch (WorkbookException refused)
        {
            throw new InvalidOperationException(words[Words.KeyOf(refused.Fault), [.. refused.Arguments]], refused);
        }
        foreach (var error in read.Errors)
            await Console.Error.WriteLineAsync($"{error.Where}  {words[Words.KeyOf(error.Fault), [.. error.Arguments]]}");
        await Console.Out.WriteLineAsync($"{read.Problems} problems, {read.Rows.Count} measures; {read.Errors.Count} cells to mend.");
        if (read.Errors.Count > 0)
            return 1;
        if (dryRun)
            return 0;
        read.Apply(clock.ActOf(null, register));
        await db.SaveChangesAsync(cancellation);
        await Console.Out.WriteLineAsync("Imported.");
        return 0;
    }
}
