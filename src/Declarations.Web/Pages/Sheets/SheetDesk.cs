using System.Data;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Reporting.Sheets;
using Declarations.Reporting.Summaries;
using Declarations.Sheets;
using Declarations.Web.Access;
using Declarations.Web.Pages.Progress;
using Declarations.Web.Pages.Summaries;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Sheets;

/// <summary>A sheet as it is shown, live or frozen: its figures, and the officials on one page of its rows.</summary>
public sealed record SheetView(SheetContent Content, DateOnly AsOf, Paging Paging, int Rows);

/// <param name="Counts">All units by how they stand.</param>
/// <param name="Units">On one page.</param>
/// <param name="Parents">Those that have others below them.</param>
public sealed record SheetList(
    IReadOnlyDictionary<SheetStatus, int> Counts, IReadOnlyList<UnitState> Units, IReadOnlySet<Guid> Parents, Paging Paging)
{
    public int All => Counts.Values.Sum();
}

/// <summary>Opens the sheets of units and freezes what their heads say of them.</summary>
public sealed class SheetDesk(DeclarationsDb db, Viewer viewer, ProgressDesk progress, SheetQuery query, SummaryQuery summaries, OfficeClock clock)
{
    /// <returns>Null: no such campaign or unit for the viewer.</returns>
    public async Task<OpenProgress?> OpenAsync(string? campaign, string? unit) =>
        await progress.OpenAsync(new ProgressChoice(campaign, unit, Own: false, AsOf: null), await (await viewer.LoadAsync()).PathsOfSheetsAsync());

    public Task<IReadOnlyList<UnitState>> StatesAsync(OpenProgress place) => query.StatesAsync(place.Campaign, place.Unit, place.Today);

    /// <summary>The units below one, page by page, all or those that stand in one way.</summary>
    public async Task<SheetList> ListAsync(OpenProgress place, SheetStatus? status, int page)
    {
        var (campaign, unit, today) = (place.Campaign, place.Unit, place.Today);
        var (due, said) = (query.UnitsDue(campaign, unit, today), await query.SaidAsync(campaign, unit, today));
        var counts = said.Values.CountBy(each => each).ToDictionary();
        counts[SheetStatus.Unconfirmed] = counts.GetValueOrDefault(SheetStatus.Unconfirmed) + await due.CountAsync() - said.Count;
        var standing = said.Where(each => each.Value == status).Select(each => each.Key).ToList();
        var chosen = status switch
        {
            null => due,
            SheetStatus.Unconfirmed => due.Where(each => !said.Keys.Contains(each.Id)),
            _ => due.Where(each => standing.Contains(each.Id)),
        };
        var paging = new Paging(page, status is null ? counts.Values.Sum() : counts.GetValueOrDefault(status.Value));
        var shown = await chosen.OrderBy(each => each.Path).Skip(paging.Skip).Take(paging.Size).ToListAsync();
        var ids = shown.ConvertAll(each => (Guid?)each.Id);
        return new SheetList(counts, await query.StatesAsync(campaign, unit, shown, today),
            await due.Where(each => ids.Contains(each.ParentId)).Select(each => each.ParentId!.Value).Distinct().ToHashSetAsync(), paging);
    }

    public Task<List<LastSheet>> SaidAsync(OpenProgress place) => query.SaidAsync(place.Campaign, place.Unit);

    /// <summary>The sheet as it stands. That it was opened stays in the ledger, like a look at the summary table.</summary>
    public async Task<SheetView> ShowAsync(OpenProgress place, IReadOnlyList<UnitState> states, int page)
    {
        var campaign = await db.Campaigns.SingleAsync(each => each.Id == place.Campaign.Id);
        var rows = SheetQuery.RowsOf(campaign, place.Unit, place.Today);
        var (officials, count) = await summaries.CountAsync(rows);
        var paging = new Paging(page, officials);
        var content = await query.ContentAsync(rows, states, paging.Skip, paging.Size);
        SummaryDesk.Record(rows, AuditAction.SummaryRead, clock.ActOf(viewer.AccountId, campaign), officials, count, purpose: null);
        await db.SaveChangesAsync();
        return new SheetView(content, rows.AsOf, paging, count);
    }

    /// <returns>Null: there is no such version.</returns>
    public Task<UnitSheet?> FindAsync(OpenProgress place, int? number) => db.UnitSheets
        .SingleOrDefaultAsync(sheet => sheet.CampaignId == place.Campaign.Id && sheet.UnitId == place.Unit.Id && sheet.Number == number);

    /// <summary>A sheet as it was frozen.</summary>
    /// <exception cref="RefusedException">It cannot be opened.</exception>
    public async Task<SheetView> ShowAsync(OpenProgress place, UnitSheet sheet, int page)
    {
        var all = SheetContent.Read(sheet.Stated);
        var paging = new Paging(page, all.Officials.Count);
        await RecordAsync(place, sheet, AuditAction.SummaryRead);
        return new SheetView(all with { Officials = [.. all.Officials.Skip(paging.Skip).Take(paging.Size)] }, sheet.AsOf, paging,
            all.Officials.Sum(official => official.Interests.Count));
    }

    /// <summary>Keeps in the ledger that a frozen sheet was looked at, or left the product as a file.</summary>
    public async Task RecordAsync(OpenProgress place, UnitSheet sheet, AuditAction action)
    {
        sheet.Note(clock.ActOf(viewer.AccountId, place.Campaign), action, detail: $"sheet of {place.Unit.Code} no. {sheet.Number}");
        await db.SaveChangesAsync();
    }

    /// <summary>Freezes what the head says, with figures and rows of one moment.</summary>
    /// <param name="shown">State of what the head saw; null: whatever it is now.</param>
    /// <param name="objection">What is wrong; null: nothing is.</param>
    /// <param name="other">What goes with a confirmed table in words (说明1).</param>
    /// <returns>Null: what was shown is not so any more.</returns>
    /// <exception cref="RefusedException">It is confirmed already, or somebody else said something at the same time.</exception>
    public async Task<int?> SayAsync(OpenProgress place, string? shown, string? objection, string? other)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var states = await StatesAsync(place);
        if (shown is not null && shown != states[0].State)
            return null;
        var rows = SheetQuery.RowsOf(place.Campaign, place.Unit, place.Today);
        var stated = await ContentAsync(rows, states);
        var sheet = UnitSheet.Freeze(clock.ActOf(viewer.AccountId, place.Campaign), place.Campaign, place.Unit, viewer.Official!, states[0].Last, rows.AsOf,
            states[0].State, stated.Write(), objection, other);
        db.UnitSheets.Add(sheet);
        try
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        catch (DbUpdateException)
        {
            // Another head of the same unit was first.
            throw new RefusedException(Refusal.ChangedMeanwhile);
        }
        return sheet.Number;
    }

    /// <summary>All that a sheet is frozen with: what is shown, everything it counts, and the papers that go with its table.</summary>
    private async Task<SheetContent> ContentAsync(SummaryRequest rows, IReadOnlyList<UnitState> states)
    {
        var content = await query.ContentAsync(rows, states);
        var (cases, others) = await SummaryDesk.PapersAsync(summaries, rows, CancellationToken.None);
        return content with { Numbers = (await query.NumbersAsync(rows, content)).ByName, Cases = cases, Others = others };
    }
}
