using System.CommandLine;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;
using Declarations.Web.Language;
using Declarations.Web.Pages.Summaries;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>summary: writes the summary table (Annex 3) of a campaign and a unit as a workbook for A3 paper.</summary>
public static class SummaryCommand
{
    public static Command Create()
    {
        var campaign = new Option<string>("--campaign") { Description = "Code of the campaign.", Required = true };
        var unit = new Option<string>("--unit") { Description = "Code of the unit.", Required = true };
        var subordinates = new Option<bool>("--subordinates") { Description = "With the units below it." };
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "Day of filling in, as 2017-11-20: versions submitted up to it, judged as of it. Without it, today in the campaign.",
            CustomParser = result =>
            {
                if (WrittenDay.TryRead(result.Tokens[0].Value, out var day))
                    return day;
                result.AddError($"--as-of must be a whole day such as 2017-11-20, not '{result.Tokens[0].Value}'.");
                return null;
            },
        };
        var purpose = new Option<string>("--purpose") { Description = "What the file is for, up to 200 characters; stays in the audit log.", Required = true };
        purpose.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()) || result.GetValueOrDefault<string>()!.Length > 200)
                result.AddError("--purpose must say in 1 to 200 characters what the file is for.");
        });
        var language = new Option<string>("--language") { Description = "Language of the form.", DefaultValueFactory = _ => Words.Chinese };
        language.AcceptOnlyFromAmong(Words.Cultures);
        var output = new Option<FileInfo>("--out") { Description = "The .xlsx file to write; an existing one is replaced.", Required = true };
        var command = new Command("summary", "Write the summary table (Annex 3) as a workbook for A3 paper.") { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in new Option[] { campaign, unit, subordinates, asOf, purpose, language, output })
            command.Options.Add(option);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var table = await WriteAsync(services, parsed.GetValue(campaign)!, parsed.GetValue(unit)!, parsed.GetValue(subordinates),
                parsed.GetValue(asOf), parsed.GetValue(purpose)!, new Words(parsed.GetValue(language)), parsed.GetValue(output)!, cancellation);
            await Console.Out.WriteLineAsync(
                $"{parsed.GetValue(output)}: {table.Officials.Count} officials, {table.RowCount} rows, {table.FilledOn:yyyy-MM-dd}.");
            return 0;
        });
        return command;
    }

    /// <exception cref="InvalidOperationException">No such campaign, no such unit in it, or the file may not be written.</exception>
    private static async Task<SummaryTable> WriteAsync(
        IServiceProvider services, string campaignCode, string unitCode, bool withSubordinates, DateOnly? asOf, string purpose, Words words, FileInfo output,
        CancellationToken cancellation)
    {
        var db = services.GetRequiredService<DeclarationsDb>();
        var clock = services.GetRequiredService<OfficeClock>();
        var campaign = await db.Campaigns.Include(c => c.Unit).SingleOrDefaultAsync(c => c.Code == campaignCode, cancellation)
            ?? throw new InvalidOperationException($"There is no campaign '{campaignCode}'.");
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == unitCode, cancellation);
        if (unit is null || !unit.IsUnder(campaign.Unit.Path))
            throw new InvalidOperationException($"There is no unit '{unitCode}' in campaign '{campaignCode}'.");
        var request = new SummaryRequest(campaign, unit, withSubordinates, asOf ?? campaign.Today(clock.Now), new SummaryFilter());
        var table = await services.GetRequiredService<SummaryQuery>().TableAsync(request, cancellation: cancellation);
        try
        {
            await using var file = output.Create();
            SummaryDesk.Record(request, AuditAction.SummaryDownloaded, clock.ActOf(null, campaign), table.Officials.Count, table.RowCount, purpose);
            await db.SaveChangesAsync(cancellation);
            SummaryWorkbook.Write(table, AnnexWords.Of(words), file);
            return table;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InvalidOperationException(exception.Message, exception);
        }
    }
}
