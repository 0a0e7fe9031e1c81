using System.CommandLine;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Reporting.Uploads;
using Declarations.Roster;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>
/// import-roster FILE: takes a roster file over into the units of a campaign, as the page does. Exit codes: 0 done (or would
/// be, with --dry-run), 1 the file has cells to mend or cannot be read, 2 misused.
/// </summary>
public static class ImportRosterCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Roster workbook (.xlsx); the page /roster offers a template." };
        var campaign = new Option<string>("--campaign")
        { Description = "Code of the campaign: its units are in charge, its reports are opened.", Required = true };
        var covers = new Option<FileCovers>("--covers")
        { Description = "Of whom the file is complete; those it should name and does not are marked as missing." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and change nothing." };
        var command = new Command("import-roster", "Take a roster file over, all rows or none.") { TreatUnmatchedTokensAsErrors = false };
        command.Arguments.Add(file);
        foreach (var option in new Option[] { campaign, covers, dryRun })
            command.Options.Add(option);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            return await ImportAsync(services, parsed.GetValue(file)!, parsed.GetValue(campaign)!, parsed.GetValue(covers), parsed.GetValue(dryRun),
                cancellation);
        });
        return command;
    }

    private static async Task<int> ImportAsync(
        IServiceProvider services, FileInfo file, string code, FileCovers covers, bool dryRun, CancellationToken cancellation)
    {
        var (db, desk, clock) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<RosterDesk>(),
            services.GetRequiredService<OfficeClock>());
        var words = new Words(Words.English);
        var campaign = await db.Campaigns.Include(c => c.Unit).SingleOrDefaultAsync(c => c.Code == code, cancellation)
            ?? throw new InvalidOperationException($"There is no campaign '{code}'.");
        if (!file.Exists)
            throw new InvalidOperationException($"There is no file '{file}'.");
        if (file.Length > new WorkbookLimits().FileBytes)
            throw new InvalidOperationException(words[Words.KeyOf(WorkbookFault.TooLarge), new WorkbookLimits().FileBytes >> 20]);
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellation);
        RosterPlan plan;
        try
        {
            plan = await desk.PlanAsync(bytes, [campaign.Unit.Path], covers, cancellation);
        }
        catch (WorkbookException refused)
        {
            throw new InvalidOperationException(words[Words.KeyOf(refused.Fault), [.. refused.Arguments]], refused);
        }
        foreach (var error in plan.File.Errors)
            await Console.Error.WriteLineAsync($"{error.Where}  {words[Words.KeyOf(error.Fault), [.. error.Arguments]]}");
        var counts = plan.Counts;
        await Console.Out.WriteLineAsync($"{counts.Joins} join, {counts.Changes} change, {counts.Leavers} leave, {counts.Missing} missing from the file, "
            + $"{counts.Units} units, {counts.Unchanged} unchanged; {plan.File.Errors.Count} cells to mend.");
        if (!plan.MayBeAgreedTo)
            return 1;
        if (dryRun)
            return 0;
        var act = clock.ActOf(null, campaign);
        var import = RosterImport.Upload(act, campaign.Id, covers, file.Name.Length > 120 ? file.Name[..120] : file.Name, bytes);
        import.Start(act, plan.Digest);
        var job = Job.About(import, act);
        db.AddRange(import, job);
        await db.SaveChangesAsync(cancellation);
        await services.WorkOffAsync(job, cancellation);
        await Console.Out.WriteLineAsync("Imported.");
        return 0;
    }
}
