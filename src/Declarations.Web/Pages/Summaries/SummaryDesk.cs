using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reporting.Documents;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;
using Declarations.Summaries;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Handling;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Pages.Roster;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Summaries;

/// <summary>What an address asks for; null takes the first campaign, its highest unit in charge, and all rows.</summary>
public sealed record SummaryChoice(string? Campaign, string? Unit, SummaryScope? Scope, Sector? Sector, ExitFilter? Exit)
{
    public bool WithSubordinates => Scope is not SummaryScope.Own;
}

public enum SummaryScope { Own, WithSubordinates }

/// <summary>A summary table with what else could have been chosen.</summary>
public sealed record OpenSummary(
    IReadOnlyList<Campaign> Campaigns, IReadOnlyList<Unit> Units, SummaryChoice Choice, SummaryRequest Request, int Officials, int Rows)
{
    public Campaign Campaign => Request.Campaign;
    public Unit Unit => Request.Unit;
}

/// <summary>Opens summary tables within the viewer's charge, for the page and for the download.</summary>
public sealed class SummaryDesk(DeclarationsDb db, Viewer viewer, SummaryQuery query, SummaryMaker maker, OfficeClock clock)
{
    /// <returns>Null: no such campaign or unit in the viewer's charge.</returns>
    public async Task<OpenSummary?> OpenAsync(SummaryChoice choice)
    {
        await viewer.LoadAsync();
        var campaigns = await viewer.CampaignsInReach().ToListAsync();
        if (campaigns.FirstOrDefault(c => choice.Campaign is null || c.Code == choice.Campaign) is not { } campaign)
            return null;
        var units = await viewer.UnitsInCharge().Where(u => u.Path.StartsWith(campaign.Unit.Path)).OfferedAsync(choice.Unit);
        if (units.FirstOrDefault(u => choice.Unit is null || u.Code == choice.Unit) is not { } unit)
            return null;
        var asOf = SummaryRequest.AsOfIn(campaign, campaign.Today(clock.Now));
        var request = new SummaryRequest(campaign, unit, choice.WithSubordinates, asOf, new(choice.Sector, choice.Exit));
        var (officials, rows) = await query.CountAsync(request);
        return new OpenSummary(campaigns, units, choice, request, officials, rows);
    }

    /// <summary>The officials on one page of the table.</summary>
    public Task<SummaryTable> TableAsync(OpenSummary summary, Paging page) =>
        query.TableAsync(summary.Request, viewer.Account!.DisplayName, page.Skip, page.Size);

    /// <summary>The whole table as a workbook; that it leaves the product stays in the ledger.</summary>
    /// <param name="byUnit">Behind it the unit's own table and those of the units right below, each on a sheet.</param>
    public async Task<Stream> WriteAsync(OpenSummary summary, SummaryWords words, string purpose, bool byUnit, CancellationToken cancellation)
    {
        var made = await maker.MakeAsync(summary.Request, byUnit, viewer.Account!.DisplayName, words, progress: null, cancellation);
        await RecordAsync(summary with { Officials = made.Officials, Rows = made.Rows }, AuditAction.SummaryDownloaded, purpose);
        return made.File;
    }

    public static string FileNameOf(SummaryRequest request, Words words) =>
        $"{words["nav.summary"]}-{request.Unit.Name}{AnnexWords.Of(words).Part(request.Part)}-{request.AsOf:yyyyMMdd}.xlsx";

    /// <summary>The table that was asked for and, where it goes by unit, the unit's own and those of the units right below with theirs.</summary>
    public static async Task<IReadOnlyList<(SummaryHead, IAsyncEnumerable<SummaryOfficial>)>> TablesAsync(
        DeclarationsDb db, SummaryQuery query, SummaryRequest request, bool byUnit, string? filledBy, CancellationToken cancellation)
    {
        List<SummaryRequest> requests = [request];
        if (byUnit && request.WithSubordinates)
            requests.AddRange([request with { WithSubordinates = false }, .. (await db.Units.AsNoTracking().Where(unit => unit.ParentId == request.Unit.Id)
                .OrderBy(unit => unit.Path).ToListAsync(cancellation)).Select(unit => request with { Unit = unit })]);
        var tables = new List<(SummaryHead, IAsyncEnumerable<SummaryOfficial>)>();
        foreach (var each in requests)
            tables.Add((each == request ? await HeadAsync(query, request, filledBy, cancellation) : SummaryQuery.HeadOf(each, filledBy),
                query.OfficialsAsync(each, cancellation: cancellation)));
        return tables;
    }

    /// <summary>The head of a workbook, with the pages of the cases that its table mentions and what the heads of units added.</summary>
    public static async Task<SummaryHead> HeadAsync(SummaryQuery query, SummaryRequest request, string? filledBy, CancellationToken cancellation)
    {
        var (cases, others) = await PapersAsync(query, request, cancellation);
        return SummaryQuery.HeadOf(request, filledBy) with
        {
            Cases = cases,
            Others = others.Count == 0 ? null : new OfficialDocument("另附说明", others, []),
        };
    }

    /// <summary>另附页 and 另附说明 of a table: pages of cases, and what the heads of the units added, paragraph by paragraph.</summary>
    public static async Task<(IReadOnlyList<OfficialDocument> Cases, IReadOnlyList<string> Others)> PapersAsync(
        SummaryQuery query, SummaryRequest request, CancellationToken cancellation)
    {
        var (cases, others) = await query.PapersReceivedAsync(request, cancellation);
        var said = await query.OthersAsync(request, cancellation);
        return ([.. (await query.CasesAsync(request, cancellation)).Select(each => HandlingDesk.CasePage(each, request.Campaign.CityName)), .. cases],
        [
            .. said.SelectMany(each => new[]
            {
                $"# {each.UnitName}", each.Sheet.OtherMatters!, $"{each.Sheet.ByName} {each.Sheet.ByPost}，{new Words(Words.Chinese).Day(each.Sheet.AsOf)}",
            }), .. others,
        ]);
    }

    /// <summary>Keeps in the audit ledger that the table was looked at, or left the product as a file.</summary>
    public async Task RecordAsync(OpenSummary summary, AuditAction action, string? purpose = null)
    {
        Record(summary.Request, action, clock.ActOf(viewer.AccountId, summary.Campaign), summary.Officials, summary.Rows, purpose);
        await db.SaveChangesAsync();
    }

    public static void Record(SummaryRequest request, AuditAction action, Act act, int officials, int rows, string? purpose) =>
        request.Campaign.Note(act, action, purpose,
            $"{Said(request)}, {officials} officials, {rows} rows");

    /// <summary>Which table, as the ledger says it.</summary>
    public static string Said(SummaryRequest request) =>
        $"unit {request.Unit.Code}{(request.WithSubordinates ? " with subordinates" : "")}{Only(request.Filter)}";

    private static string Only(SummaryFilter filter) => (filter.Sector, filter.Exit) switch
    {
        (null, null) => "",
        ({ } sector, null) => $", only {sector}",
        (null, { } exit) => $", only {exit}",
        ({ } sector, { } exit) => $", only {sector} and {exit}",
    };
}
