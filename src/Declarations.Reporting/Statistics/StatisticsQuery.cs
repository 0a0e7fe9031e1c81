using System.Linq.Expressions;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Reporting.Statistics;

/// <summary>Figures of a campaign, from the head-counts of the units, which do not grow with the people. No text is opened.</summary>
public sealed class StatisticsQuery(DeclarationsDb db, TimeProvider time)
{
    public async Task<CampaignFigures> OfAsync(FiguresRequest request, CancellationToken cancellation = default)
    {
        var (campaign, unit, asOf) = (request.Campaign, request.Unit, DayOf(request));
        List<Unit> below = request.Own ? [] : await db.Units.AsNoTracking().Where(each => each.ParentId == unit.Id).OrderBy(each => each.Path)
            .ToListAsync(cancellation);
        var received = await ReceivedAsync(request, cancellation);
        var (own, all) = (await db.CountsAsync(campaign, [unit.Id], asOf, by: null, cancellation))[unit.Id];
        var counts = await db.CountsAsync(campaign, [.. below.Select(each => each.Id)], asOf, [CountedBy.Stage, CountedBy.Outcome], cancellation);
        var children = below.ConvertAll(each => Figures(each, counts[each.Id].All,
            received.Where(sheet => sheet.Path.StartsWith(each.Path, StringComparison.Ordinal))));
        var alone = Figures(unit, own, received.Where(sheet => sheet.UnitId == unit.Id));
        var (asked, total) = request.Own ? (own, alone) : (all, Figures(unit, all, received));
        return new CampaignFigures(request, asOf, total.Filing, alone.Filing, total.Outcomes, alone.Outcomes, children)
        {
            Excuses = (await db.Reports.Where(ReportsOf(request)).Where(report => report.Stage == ReportStage.Excused && report.Excuse != null)
                .GroupBy(report => report.Excuse!.Value).ToDictionaryAsync(group => group.Key, group => group.Count(), cancellation))
                .With(received, numbers => numbers.Excuses),
            BySector = asked.Of<Sector>(CountedBy.Sector).With(received, numbers => numbers.BySector),
            ByHolder = asked.Of<Relation>(CountedBy.Holder).With(received, numbers => numbers.ByHolder),
            ByCategory = asked.Of<PersonCategory>(CountedBy.Category).With(received, numbers => numbers.ByCategory),
            ByRank = asked.Of<Rank>(CountedBy.Rank).With(received, numbers => numbers.ByRank),
            ByDay = await ByDayAsync(request, cancellation),
        };

        static UnitFigures Figures(Unit unit, UnitCounts here, IEnumerable<ReceivedSheet> received) => received.Aggregate(
            new UnitFigures(unit, here.Filing, here.Outcomes),
            (sum, sheet) => sum with { Filing = sum.Filing + sheet.Numbers.Filing, Outcomes = sum.Outcomes + sheet.Numbers.Outcomes });
    }

    /// <summary>Persons by how far they have filed, of the unit with all below it.</summary>
    public async Task<FilingFigures> FilingOfAsync(FiguresRequest request, CancellationToken cancellation = default) =>
        (await ReceivedAsync(request, cancellation)).Aggregate(
            (await db.CountsAsync(request.Campaign, [request.Unit.Id], DayOf(request), [CountedBy.Stage], cancellation))[request.Unit.Id].All.Filing,
            (sum, sheet) => sum + sheet.Numbers.Filing);

    /// <summary>
    /// What units with an installation of their own have stated last, as of the day of the figures: a part of every number, with no name here.
    /// </summary>
    public Task<List<ReceivedSheet>> ReceivedAsync(FiguresRequest request, CancellationToken cancellation = default) =>
        db.SheetsReceived(request.Campaign, request.Unit, request.Own, request.AsOf).AsNoTracking().Shown(db).ToListAsync(cancellation);

    /// <summary>What some units state, at or below the unit of the figures.</summary>
    public async Task<IReadOnlyList<UnitStatement>> StatementsAsync(
        FiguresRequest request, IReadOnlyList<Unit> units, CancellationToken cancellation = default)
    {
        var received = await ReceivedAsync(request, cancellation);
        var counts = await db.CountsAsync(request.Campaign, [.. units.Select(unit => unit.Id)], DayOf(request),
            [CountedBy.Stage, CountedBy.Outcome, CountedBy.Mark], cancellation);
        return [.. units.Select(unit => new UnitStatement(unit, counts[unit.Id].Own, counts[unit.Id].All,
            received.FindAll(sheet => sheet.Path.StartsWith(unit.Path, StringComparison.Ordinal))))];
    }

    /// <summary>
    /// Amounts and gains of interests that require an exit, by sector as the rules judge it: as stated or, of what was not reported, as established.
    /// Opens every version that states one, once and in a stream: never on a list page.
    /// </summary>
    /// <returns>Without the sectors in which nothing is stated; and the versions that cannot be read, which are left out.</returns>
    public async Task<(IReadOnlyDictionary<Sector, (Money Amount, Money Profit)> Sums, int Unreadable)> AmountsAsync(
        FiguresRequest request, CancellationToken cancellation = default)
    {
        var rows = Requiring(request, DayOf(request));
        var counted = (await rows.Where(row => row.Sector != null).Select(row => new { row.SubmissionId, row.InterestId, Sector = row.Sector!.Value })
            .ToListAsync(cancellation)).ToLookup(row => row.SubmissionId);
        var (sums, unreadable) = (new Dictionary<Sector, (Money Amount, Money Profit)>(), 0);
        var found = counted[null].ToDictionary(row => row.InterestId, row => row.Sector);
        var checks = db.Checks.AsNoTracking().Where(check => rows.Where(row => row.SubmissionId == null).Select(row => row.InterestId)
            .Contains(check.InterestId!.Value));
        await foreach (var check in checks.AsAsyncEnumerable().WithCancellation(cancellation))
            if (check.Content.Found is { } interest)
                Add(found[check.InterestId!.Value], interest.Amount, interest.Profit);
        var versions = db.Submissions.AsNoTracking().Where(version => rows.Select(row => row.SubmissionId).Contains(version.Id));
        await foreach (var version in versions.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (version.IsUnreadable)
            {
                unreadable++;
                continue;
            }
            var content = version.Content;
            foreach (var row in counted[version.Id])
                if (content.Interests.SingleOrDefault(interest => interest.Id == row.InterestId) is { } interest)
                    Add(row.Sector, interest.Amount, interest.Profit);
        }
        foreach (var (sector, (amount, profit)) in (await ReceivedAsync(request, cancellation)).SelectMany(sheet => sheet.Numbers.Sums))
            Add(sector, amount, profit);
        return (sums, unreadable);

        void Add(Sector sector, Money? amount, Money? profit)
        {
            var before = sums.GetValueOrDefault(sector, (Amount: Money.Zero, Profit: Money.Zero));
            sums[sector] = (Sum(before.Amount, amount), Sum(before.Profit, profit));
        }

        static Money Sum(Money sum, Money? more) => new(sum.Fen + (more?.Fen ?? 0));
    }

    /// <summary>Today of the campaign, unless another day is asked for.</summary>
    public DateOnly DayOf(FiguresRequest request) => request.AsOf ?? request.Campaign.Today(time.GetUtcNow());

    /// <summary>Everything that is counted here of the unit, or of the unit with all below it, on the day of the figures.</summary>
    public async Task<UnitCounts> CountsAsync(FiguresRequest request)
    {
        var (own, all) = (await db.CountsAsync(request.Campaign, [request.Unit.Id], DayOf(request), by: null))[request.Unit.Id];
        return request.Own ? own : all;
    }

    /// <summary>Reports that a number of the filing figures counts, in the order of lists.</summary>
    public IQueryable<PersonalSituationReport> Reports(FiguresRequest request, FilingCell cell)
    {
        var (stages, unit, day) = (cell.Stages(), request.Unit, request.AsOf);
        if (day is null)
        {
            // Everybody is in one of the stages: then other columns narrow it, and the index begins with those.
            var all = db.Reports.Where(ReportsOf(request));
            return (cell == FilingCell.Due ? all : all.Where(report => stages.Contains(report.Stage))).OrderBy(report => report.ListKey);
        }
        var changes = db.StageChanges.Where(change => change.CampaignId == request.Campaign.Id && change.On <= day);
        var standing = changes.Where(change => stages.Contains(change.Stage)
            && !changes.Any(later => later.ReportId == change.ReportId && later.Number > change.Number));
        standing = request.Own ? standing.Where(change => change.UnitId == unit.Id)
            : standing.Where(change => db.Units.Any(each => each.Id == change.UnitId && each.Path.StartsWith(unit.Path)));
        return db.Reports.Where(report => standing.Select(change => change.ReportId).Contains(report.Id)).OrderBy(report => report.ListKey);
    }

    /// <summary>Reports of persons who count by an outcome: they have an interest that counts so, and none that counts worse.</summary>
    public IQueryable<PersonalSituationReport> Reports(FiguresRequest request, Outcome outcome)
    {
        var rows = RowsOf(request, DayOf(request)).Select(Counted(DayOf(request)));
        var worst = (int)outcome;
        var reports = db.Reports.Where(report => rows.Any(row => row.ReportId == report.Id && row.Outcome == worst));
        return (outcome == Outcome.Open ? reports : reports.Where(report => !rows.Any(row => row.ReportId == report.Id && row.Outcome > worst)))
            .OrderBy(report => report.ListKey);
    }

    /// <summary>Reports of persons with an interest, whatever becomes of it.</summary>
    public IQueryable<PersonalSituationReport> WithInterests(FiguresRequest request)
    {
        var rows = RowsOf(request, DayOf(request));
        return db.Reports.Where(report => rows.Select(row => row.ReportId).Contains(report.Id)).OrderBy(report => report.ListKey);
    }

    /// <summary>Reports of participants with an interest in a sector.</summary>
    public IQueryable<PersonalSituationReport> Reports(FiguresRequest request, Sector sector)
    {
        var rows = Requiring(request, DayOf(request)).Where(row => row.Sector == sector);
        return db.Reports.Where(report => rows.Select(row => row.ReportId).Contains(report.Id)).OrderBy(report => report.ListKey);
    }

    private static Expression<Func<PersonalSituationReport, bool>> ReportsOf(FiguresRequest request)
    {
        var (campaign, unit) = (request.Campaign.Id, request.Unit);
        if (request.Own)
            return report => report.CampaignId == campaign && report.UnitId == unit.Id;
        if (unit.Id == request.Campaign.UnitId)
            return report => report.CampaignId == campaign;
        var (from, to) = (unit.Path, unit.Path + '\uffff');
#pragma warning disable CA1309 // runs in the database, where keys sort by code point
        return report => report.CampaignId == campaign && string.Compare(report.ListKey, from) >= 0 && string.Compare(report.ListKey, to) < 0;
#pragma warning restore CA1309
    }

    private async Task<IReadOnlyList<(DateOnly Day, int Filed)>> ByDayAsync(FiguresRequest request, CancellationToken cancellation)
    {
        var (unit, own, day) = (request.Unit.Id, request.Own, request.AsOf);
        var stages = FilingCell.Filed.Stages().Select(stage => $"{stage}").ToList();
        var days = await db.HeadCounts
            .Where(count => count.CampaignId == request.Campaign.Id && count.By == CountedBy.Stage && count.UnitId == unit && stages.Contains(count.Code)
                && (day == null || count.On <= day))
            .GroupBy(count => count.On).Select(group => new { On = group.Key, Change = group.Sum(count => own ? count.Own : count.All) })
            .OrderBy(each => each.On).ToListAsync(cancellation);
        var changes = days.ConvertAll(each => (Day: each.On, Change: (int)each.Change));
        foreach (var versions in (await db.VersionsReceived(request.Campaign, request.Unit, own, day).AsNoTracking().Shown(db).ToListAsync(cancellation))
            .GroupBy(sheet => sheet.UnitId))
            changes.AddRange(versions.Select((sheet, n) => (sheet.AsOf, sheet.Numbers.Filing.Filed
                - (n == 0 ? 0 : versions.ElementAt(n - 1).Numbers.Filing.Filed))));
        var filed = 0;
        return [.. changes.GroupBy(each => each.Day).OrderBy(each => each.Key).Select(each => (Day: each.Key, Change: each.Sum(change => change.Change)))
            .Where(each => each.Change != 0).Select(each => (each.Day, filed += each.Change))];
    }

    private IQueryable<InterestRow> RowsOf(FiguresRequest request, DateOnly asOf)
    {
        var (campaign, unit) = (request.Campaign, request.Unit);
        var rows = (request.AsOf is null ? db.InterestRows.StandingNow() : db.InterestRows.StandingOn(asOf)).Where(row => row.CampaignId == campaign.Id);
        return request.Own ? rows.Where(row => row.UnitId == unit.Id)
            : unit.Id == campaign.UnitId ? rows
            : rows.Under([unit.Path]);
    }

    private IQueryable<InterestRow> Requiring(FiguresRequest request, DateOnly asOf) => RowsOf(request, asOf)
        .Where(row => row.Verdict == Verdict.Review || row.Action == RequiredAction.ReportAndExit || row.Action == RequiredAction.ReportAndRelativeExit);

    private Expression<Func<InterestRow, CountedRow>> Counted(DateOnly asOf)
    {
        var outcome = Outcomes.On(asOf, db.PolicyQuestions.OpenOn(asOf));
        var row = outcome.Parameters[0];
        return Expression.Lambda<Func<InterestRow, CountedRow>>(Expression.MemberInit(Expression.New(typeof(CountedRow)),
            Bind(nameof(CountedRow.ReportId), Expression.Property(row, nameof(InterestRow.ReportId))),
            Bind(nameof(CountedRow.Outcome), outcome.Body)), row);

        static MemberAssignment Bind(string name, Expression value) => Expression.Bind(typeof(CountedRow).GetProperty(name)!, value);
    }

    /// <summary>One interest of a report, and the number of its outcome.</summary>
    private sealed class CountedRow
    {
        public Guid ReportId { get; init; }
        public int Outcome { get; init; }
    }
}
