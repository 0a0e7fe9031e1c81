using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reporting.Statistics;
using Declarations.Reporting.Summaries;
using Declarations.Reports;
using Declarations.Sheets;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Reporting.Sheets;

/// <summary>A unit as it stands, beside what its head said last.</summary>
public sealed record UnitState(UnitStatement Now, LastSheet? Last)
{
    public Unit Unit => Now.Unit;
    public string State { get; } = Now.State;
    public SheetStatus Status => Last?.StatusAt(State) ?? SheetStatus.Unconfirmed;

    public SheetLine Line => new(Unit.Code, Unit.Name, Now.Figures) { Status = Status, Number = Last?.Number, Digest = Last?.Digest };
}

/// <summary>
/// The sheets of units: how each stands and what was said of it. Whether it has changed is a comparison of states, made of counts, receipt numbers
/// and digests: no text is opened for it.
/// </summary>
public sealed class SheetQuery(DeclarationsDb db, StatisticsQuery statistics, SummaryQuery summaries)
{
    /// <summary>A campaign that is over stands on its last day.</summary>
    public static SummaryRequest RowsOf(Campaign campaign, Unit unit, DateOnly today) =>
        new(campaign, unit, WithSubordinates: true, SummaryRequest.AsOfIn(campaign, today), new(null, null));

    /// <summary>The unit itself first, then those directly below it that have people due, in the order of paths.</summary>
    public async Task<IReadOnlyList<UnitState>> StatesAsync(Campaign campaign, Unit unit, DateOnly today, CancellationToken cancellation = default)
    {
        var below = await db.Units.AsNoTracking().Where(each => each.ParentId == unit.Id).OrderBy(each => each.Path).ToListAsync(cancellation);
        return [.. (await StatesAsync(campaign, unit, [unit, .. below], today, cancellation)).Where((state, index) => index == 0 || state.Now.Due > 0)];
    }

    /// <param name="units">At or below the unit.</param>
    public async Task<IReadOnlyList<UnitState>> StatesAsync(
        Campaign campaign, Unit unit, IReadOnlyList<Unit> units, DateOnly today, CancellationToken cancellation = default)
    {
        var asOf = SummaryRequest.AsOfIn(campaign, today);
        var statements = await statistics.StatementsAsync(new(campaign, unit, Own: false, asOf < today ? asOf : null), units, cancellation);
        var ids = units.Select(each => each.Id).ToList();
        var last = await Shown(LastIn(campaign).Where(sheet => ids.Contains(sheet.UnitId))).ToDictionaryAsync(sheet => sheet.UnitId, cancellation);
        return [.. statements.Select(statement => new UnitState(statement, last.GetValueOrDefault(statement.Unit.Id)))];
    }

    /// <summary>Of one unit.</summary>
    public async Task<SheetStatus> StatusAsync(Campaign campaign, Unit unit, DateOnly today, CancellationToken cancellation = default) =>
        (await StatesAsync(campaign, unit, [unit], today, cancellation))[0].Status;

    /// <summary>Units at and below one that have people due, here or in an installation of their own.</summary>
    public IQueryable<Unit> UnitsDue(Campaign campaign, Unit unit, DateOnly today)
    {
        var (asOf, received) = (SummaryRequest.AsOfIn(campaign, today), db.SheetsReceived(campaign, unit, alone: false, day: null));
        var due = db.HeadCounts.Where(count => count.CampaignId == campaign.Id && count.By == CountedBy.Due && count.On <= asOf)
            .GroupBy(count => count.UnitId).Where(group => group.Sum(count => count.All) > 0).Select(group => group.Key);
        return db.Units.AsNoTracking().Under([unit.Path]).Where(each => due.Contains(each.Id)
            || received.Any(sheet => db.Units.Any(from => from.Id == sheet.UnitId && from.Path.StartsWith(each.Path))));
    }

    /// <summary>How the units stand of which a head has said something: of the others there is nothing to compare.</summary>
    public async Task<IReadOnlyDictionary<Guid, SheetStatus>> SaidAsync(
        Campaign campaign, Unit unit, DateOnly today, CancellationToken cancellation = default)
    {
        var last = LastIn(campaign);
        var units = await UnitsDue(campaign, unit, today).Where(each => last.Any(sheet => sheet.UnitId == each.Id)).ToListAsync(cancellation);
        return (await StatesAsync(campaign, unit, units, today, cancellation)).ToDictionary(state => state.Unit.Id, state => state.Status);
    }

    private IQueryable<UnitSheet> LastIn(Campaign campaign)
    {
        var sheets = db.UnitSheets.Where(sheet => sheet.CampaignId == campaign.Id);
        return sheets.Where(sheet => !sheets.Any(later => later.UnitId == sheet.UnitId && later.Number > sheet.Number));
    }

    /// <param name="states">Of the unit and those directly below it.</param>
    /// <param name="skip">Officials before the first one read.</param>
    /// <param name="take">Officials to read; null: all.</param>
    public async Task<SheetContent> ContentAsync(
        SummaryRequest rows, IReadOnlyList<UnitState> states, int skip = 0, int? take = null, CancellationToken cancellation = default)
    {
        var unit = states[0];
        return new(unit.Line with { Status = null, Number = null, Digest = null }, new(unit.Unit.Code, unit.Unit.Name, unit.Now.Own),
            [.. states.Skip(1).Select(state => state.Line)],
            await summaries.OfficialsAsync(rows, skip, take, cancellation).ToListAsync(cancellation));
    }

    /// <summary>Everything that a whole sheet counts.</summary>
    public async Task<SheetNumbers> NumbersAsync(SummaryRequest rows, SheetContent content, CancellationToken cancellation = default)
    {
        var request = new FiguresRequest(rows.Campaign, rows.Unit, Own: false, rows.AsOf);
        return SheetNumbers.Of(await statistics.OfAsync(request, cancellation), (await statistics.AmountsAsync(request, cancellation)).Sums,
            content.Officials.Count, content.Officials.Sum(official => official.Interests.Count));
    }

    /// <summary>All that was said of a unit, newest first.</summary>
    public Task<List<LastSheet>> SaidAsync(Campaign campaign, Unit unit) => Shown(db.UnitSheets
        .Where(sheet => sheet.CampaignId == campaign.Id && sheet.UnitId == unit.Id).OrderByDescending(sheet => sheet.Number)).ToListAsync();

    private static IQueryable<LastSheet> Shown(IQueryable<UnitSheet> sheets) => sheets.Select(sheet => new LastSheet(
        sheet.UnitId, sheet.Number, sheet.Kind, sheet.AsOf, sheet.At, sheet.ByName, sheet.ByPost, sheet.State, sheet.Digest, sheet.Numbers != null));
}
