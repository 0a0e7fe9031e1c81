using System.CommandLine;
using Declarations.Data;
using Declarations.Reporting.Registries;
using Declarations.Reporting.Uploads;
using Declarations.Verification;
using Declarations.Web.Language;
using Declarations.Web.Pages.Verification;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>import-registry: takes a file of company data in, as the page does. Exit codes: 0 done, or the same file is there already; 1
/// refused; 2 misused.</summary>
public static class ImportRegistryCommand
{
    public static Command Create()
    {
        var file = new Option<FileInfo>("--file") { Description = "Company data (.xlsx or .csv).", Required = true };
        var source = new Option<string>("--source") { Description = "Whose data it is; of one source and kind the newest day counts.", Required = true };
        var asOf = WrittenDayOption.Create("--as-of", "Day of the export, as 2017-11-20.");
        asOf.Required = true;
        var kind = new Option<RegistryKind?>("--kind") { Description = "Companies, Shareholders, Officers or Changes. Without it, as its columns say." };
        var coverage = new Option<string>("--coverage") { Description = "Which region and companies it covers.", DefaultValueFactory = _ => "" };
        var command = new Command("import-registry", "Take a file of company data in: rows that can be read are kept, the others are listed.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        foreach (var option in new Option[] { file, source, asOf, kind, coverage })
            command.Options.Add(option);
        command.OnDatabase((parsed, services, cancellation) => ImportAsync(services, parsed.GetValue(file)!, parsed.GetValue(kind),
            parsed.GetValue(source)!, parsed.GetValue(asOf)!.Value, parsed.GetValue(coverage)!, cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(
        IServiceProvider services, FileInfo file, RegistryKind? kind, string source, DateOnly asOf, string coverage, CancellationToken cancellation)
    {
        var (db, desk, clock) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<RegistryDesk>(),
            services.GetRequiredService<OfficeClock>());
        var words = new Words(Words.English);
        if (!file.Exists)
            throw new InvalidOperationException($"There is no file '{file}'.");
        if (file.Length > new WorkbookLimits().FileBytes)
            throw new InvalidOperationException(words[Words.KeyOf(WorkbookFault.TooLarge), new WorkbookLimits().FileBytes >> 20]);
        if (source is { Length: > 60 } || coverage.Length > 200 || asOf > clock.Today)
            throw new InvalidOperationException("--source is at most 60 characters, --coverage 200, and --as-of no later than today.");
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellation);
        if (await desk.SameAsync(RegistryDesk.DigestOf(bytes), cancellation) is { } same)
        {
            await Console.Out.WriteLineAsync($"The same file was taken in on {BeijingTime.DayOf(same.At):yyyy-MM-dd}; nothing was changed.");
            return 0;
        }
        try
        {
            kind = (await RegistryFile.ReadAsync(bytes, kind, cancellation: cancellation)).Kind;
        }
        catch (WorkbookException refused)
        {
            throw new InvalidOperationException(words[Words.KeyOf(refused.Fault), [.. refused.Arguments]], refused);
        }
        catch (RefusedException refused)
        {
            throw new InvalidOperationException(words["refused." + refused.Code], refused);
        }
        var (import, job) = await desk.QueueAsync(clock.ActOf(null), new(kind.Value, source, asOf, coverage), file.Name, bytes, cancellation);
        await services.WorkOffAsync(job, cancellation);
        var done = await db.RegistryImports.AsNoTracking().SingleAsync(each => each.Id == import.Id, cancellation);
        foreach (var problem in done.Problems)
            await Console.Error.WriteLineAsync($"{problem.Where}  {problem.Column}  {words.Of(problem.Fault)}{(problem.Kept ? " (row kept)" : "")}");
        var counts = words["registries.counts", done.RowsRead, done.Kept, done.Unreadable, done.Unmatched, done.Doubtful];
        await Console.Out.WriteLineAsync($"{words.Of(done.Kind)}: {counts}");
        return 0;
    }
}
