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
        var byUnit = new Option<bool>("--by-unit")
        { Description = "Behind the table, the unit's own and those of the units right below, a sheet each; with --subordinates." };
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "Day of filling in, as 2017-11-20: versions submitted up to it, judged as of it. "
                + "Without it, today in the campaign, at most its last day.",
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
        foreach (var option in new Option[] { campaign, unit, subordinates, byUnit, asOf, purpose, language, output })
            command.Options.Add(option);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var (request, officials, rows) = await WriteAsync(services, parsed.GetValue(campaign)!, parsed.GetValue(unit)!, parsed.GetValue(subordinates),
                parsed.GetValue(byUnit), parsed.GetValue(asOf), parsed.GetValue(purpose)!, new Words(parsed.GetValue(language)), parsed.GetValue(output)!,
                cancellation);
            await Console.Out.WriteLineAsync(
                $"{parsed.GetValue(output)}: {officials} officials, {rows} rows, {request.AsOf:yyyy-MM-dd}.");
            return 0;
        });
        return command;
    }

    /// <exception cref="InvalidOperationException">No such campaign, or no such unit in it.</exception>
    private static async Task<(SummaryRequest Request, int Officials, int Rows)> WriteAsync(
        IServiceProvider services, string campaignCode, string unitCode, bool withSubordinates, bool byUnit, DateOnly? asOf, string purpose, Words words,
        FileInfo output, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<DeclarationsDb>();
        var clock = services.GetRequiredService<OfficeClock>();
        var campaign = await db.Campaigns.Include(c => c.Unit).SingleOrDefaultAsync(c => c.Code == campaignCode, cancellation)
            ?? throw new InvalidOperationException($"There is no campaign '{campaignCode}'.");
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == unitCode, cancellation);
        if (unit is null || !unit.IsUnder(campaign.Unit.Path))
            throw new InvalidOperationException($"There is no unit '{unitCode}' in campaign '{campaignCode}'.");
        var request = new SummaryRequest(
            campaign, unit, withSubordinates, asOf ?? SummaryRequest.AsOfIn(campaign, campaign.Today(clock.Now)), new SummaryFilter());
        var query = services.GetRequiredService<SummaryQuery>();
        var (officials, rows) = await query.CountAsync(request, cancellation);
        // the file appears whole, or not at all
        var part = output.FullName + ".part";
        try
        {
            await using (var file = File.Create(part))
                await SummaryWorkbook.WriteAsync(await SummaryDesk.TablesAsync(db, query, request, byUnit, filledBy: null, cancellation),
                    AnnexWords.Of(words), file, cancellation);
            SummaryDesk.Record(request, AuditAction.SummaryDownloaded, clock.ActOf(null, campaign), officials, rows, purpose);
            await db.SaveChangesAsync(cancellation);
            File.Move(part, output.FullName, overwrite: true);
            return (request, officials, rows);
        }
        finally
        {
            if (File.Exists(part))
                File.Delete(part);
        }
    }
}
