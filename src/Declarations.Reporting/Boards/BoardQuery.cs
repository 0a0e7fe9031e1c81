using Declarations.Data;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Reporting.Boards;

/// <summary>A line with the measure that it is of.</summary>
public sealed record BoardRow(BoardLine Line, Measure Measure);

/// <summary>Reads registers as of a day: their lines, and the figures that are sums of them. The database filters, sorts, pages and counts.</summary>
public sealed class BoardQuery(DeclarationsDb db)
{
    private const string Open = nameof(MeasureStatus.Open), Claimed = nameof(MeasureStatus.Claimed), Basic = nameof(MeasureStatus.Basic),
        Done = nameof(MeasureStatus.Cancelled), Gone = nameof(MeasureStatus.Withdrawn);
    /// <summary>A status as the last digit of a place, to the base of <see cref="Digits"/>.</summary>
    private const int OpenDigit = 0, DoneDigit = 1, BasicDigit = 2, GoneDigit = 3, Digits = 4;

    public IQueryable<BoardLine> Lines(IQueryable<Register> registers, BoardDay on, BoardFilter? filter = null)
    {
        var lines = on.IsToday ? Live(db.Measures.Where(measure => registers.Select(register => register.Id).Contains(measure.RegisterId)), on.Day)
            : AsOf(db.RegisterEntries.Where(entry => registers.Select(register => register.Id).Contains(entry.RegisterId)), on.Day);
        return Chosen(lines, on.Day, filter ?? new());
    }

    /// <summary>Of one register: by its problems, whose index gives the lines in the order of their numbers.</summary>
    public IQueryable<BoardLine> Lines(Register register, BoardDay on, BoardFilter filter) => Chosen(on.IsToday
        ? Live(db.Measures.Where(measure => measure.Problem.RegisterId == register.Id), on.Day)
        : AsOf(db.RegisterEntries.Where(entry => entry.RegisterId == register.Id), on.Day), on.Day, filter);

    /// <summary>Open problems without a measure at work.</summary>
    public IQueryable<Problem> Idle(Register register) => db.Problems.Where(problem => problem.RegisterId == register.Id
        && problem.Status == ProblemStatus.Open
        && !problem.Measures.Any(measure => measure.Status != MeasureStatus.Cancelled && measure.Status != MeasureStatus.Withdrawn));

    /// <summary>Problems that had been taken in by the end of the day.</summary>
    public IQueryable<Problem> Problems(IQueryable<Register> registers, BoardDay on)
    {
        var problems = db.Problems.Where(problem => registers.Select(register => register.Id).Contains(problem.RegisterId));
        return on.IsToday ? problems : problems.Where(problem => db.RegisterEntries.Any(entry => entry.ProblemId == problem.Id && entry.MeasureId == null
            && entry.On <= on.Day));
    }

    /// <summary>Of them, those that were struck off then.</summary>
    public IQueryable<Problem> Solved(IQueryable<Problem> problems, BoardDay on) => on.IsToday
        ? problems.Where(problem => problem.Status == ProblemStatus.Cancelled)
        : problems.Where(problem => db.RegisterEntries.Where(entry => entry.ProblemId == problem.Id && entry.MeasureId == null && entry.On <= on.Day)
            .OrderByDescending(entry => entry.Place).Select(entry => entry.StatusAfter).First() == Done);

    /// <summary>Of them, those that were kept out of the notice then.</summary>
    public IQueryable<Problem> Withheld(IQueryable<Problem> problems, BoardDay on) => on.IsToday ? problems.Where(problem => problem.Withheld != null)
        : problems.Where(problem => db.RegisterEntries.Where(entry => entry.ProblemId == problem.Id && entry.MeasureId == null && entry.On <= on.Day
                && (entry.Kind == EntryKind.Withheld || entry.Kind == EntryKind.Disclosed))
            .OrderByDescending(entry => entry.Place).Select(entry => (EntryKind?)entry.Kind).FirstOrDefault() == EntryKind.Withheld);

    public async Task<BoardFigures> FiguresAsync(IQueryable<Register> registers, BoardDay on, BoardFilter? filter = null,
        CancellationToken cancellation = default)
    {
        var lines = Lines(registers, on, filter);
        var counts = await lines.GroupBy(line => new { line.UnitId, line.Class })
            .Select(group => new LineCount(group.Key.UnitId, group.Key.Class, group.Count())).ToListAsync(cancellation);
        var problems = Problems(registers, on);
        if (filter?.UnitPath is not null)
            problems = problems.Where(problem => lines.Select(line => line.ProblemId).Contains(problem.Id));
        return await FiguresAsync(counts, problems, on, cancellation);
    }

    /// <summary>
    /// Of one register. As it stands today the index gives the measures grouped by what decides their class, so that none of them is sorted or looked at twice.
    /// </summary>
    public async Task<BoardFigures> FiguresAsync(Register register, BoardDay on, CancellationToken cancellation = default)
    {
        if (!on.IsToday)
            return await FiguresAsync(db.Registers.Where(each => each.Id == register.Id), on, cancellation: cancellation);
        var groups = await db.Measures.Where(measure => measure.RegisterId == register.Id)
            .GroupBy(measure => new { measure.LeadUnitId, measure.Status, measure.Before, measure.DueOn })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        return await FiguresAsync(groups.ConvertAll(group => new LineCount(group.Key.LeadUnitId,
            (int?)Reported.Of(group.Key.Status, group.Key.Before, group.Key.DueOn, on.Day) ?? BoardLine.Withdrawn, group.Count)),
            db.Problems.Where(problem => problem.RegisterId == register.Id), on, cancellation);
    }

    private async Task<BoardFigures> FiguresAsync(List<LineCount> counts, IQueryable<Problem> problems, BoardDay on, CancellationToken cancellation)
    {
        var ids = counts.Select(each => each.UnitId).Distinct().ToList();
        var units = await db.Units.AsNoTracking().Where(unit => ids.Contains(unit.Id)).OrderBy(unit => unit.Path).ToListAsync(cancellation);
        return new(on.Day,
            await problems.Where(problem => problem.AspectNumber != null).Select(problem => new { problem.RegisterId, problem.AspectNumber }).Distinct()
                .CountAsync(cancellation),
            await problems.CountAsync(cancellation), await Solved(problems, on).CountAsync(cancellation),
            await Withheld(problems, on).CountAsync(cancellation),
            units.ConvertAll(unit => new UnitCount(unit, Of(unit.Id, ReportedClass.Completed), Of(unit.Id, ReportedClass.Basically),
                Of(unit.Id, ReportedClass.InProgress), Of(unit.Id, ReportedClass.Overdue), Of(unit.Id, null))));

        int Of(Guid unit, ReportedClass? reported) =>
            counts.Where(each => each.UnitId == unit && each.Class == ((int?)reported ?? BoardLine.Withdrawn)).Sum(each => each.Count);
    }

    public async Task<BoardResults> ResultsAsync(IQueryable<Register> registers, BoardDay on, BoardFilter? filter = null,
        CancellationToken cancellation = default)
    {
        var entries = db.RegisterEntries.AsNoTracking().Where(entry => entry.On <= on.Day && registers.Select(register => register.Id)
            .Contains(entry.RegisterId));
        if (filter?.UnitPath is not null)
        {
            var lines = Lines(registers, on, filter);
            entries = entries.Where(entry => lines.Select(line => (Guid?)line.MeasureId).Contains(entry.MeasureId));
        }
        var parties = db.Parties.Where(party => registers.Any(register => register.Id == party.RegisterId));
        var results = await entries.Where(entry => entry.Kind == EntryKind.Result).GroupBy(entry => new { entry.Result, entry.Bound })
            .Select(group => new { group.Key.Result, group.Key.Bound, Sum = group.Sum(entry => entry.Quantity) }).ToListAsync(cancellation);
        var tallies = await entries.Where(entry => entry.Kind == EntryKind.Tally).OrderBy(entry => entry.At).ThenBy(entry => entry.Place)
            .ToListAsync(cancellation);
        var letters = await entries.Where(entry => entry.Kind == EntryKind.Letter).GroupBy(entry => entry.Colour)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        var held = await db.Activities.Where(activity => activity.HeldOn <= on.Day && registers.Select(register => register.Id).Contains(activity.RegisterId))
            .GroupBy(activity => activity.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        return new(
            [.. results.GroupBy(each => each.Result!.Value).OrderBy(group => group.Key).Select(group => new ResultSum(group.Key,
                group.Sum(each => each.Sum!.Value) / 100m, group.Max(each => each.Bound ?? Bound.Exact)))],
            [.. tallies.GroupBy(entry => (entry.MeasureId, entry.Text)).Select(group => group.Last()).OrderBy(entry => entry.Text, StringComparer.Ordinal)
                .Select(entry => new Tally(entry.Text ?? "", entry.Total!.Value, entry.Done!.Value, entry.Staged!.Value, entry.CountedOn!.Value))],
            held.ToDictionary(each => each.Key, each => each.Count), letters.ToDictionary(each => each.Key!.Value, each => each.Count))
        {
            Indicators = await IndicatorsAsync(entries, cancellation),
            Raised = await RaisedAsync(entries, cancellation),
            Parties = await parties.CountAsync(cancellation),
            Pledges = await parties.CountAsync(party => party.PledgedOn <= on.Day, cancellation),
            Disposals = await DisposalsAsync(entries, cancellation),
            Integrity = filter?.UnitPath is null ? await IntegrityAsync(registers, on.Day, cancellation) : new Dictionary<IntegrityKind, int>(),
        };
    }

    private static async Task<IReadOnlyList<Indicator>> IndicatorsAsync(IQueryable<RegisterEntry> entries, CancellationToken cancellation) =>
        [.. (await entries.Where(entry => entry.Kind == EntryKind.Indicator).OrderBy(entry => entry.At).ThenBy(entry => entry.Place).ToListAsync(cancellation))
            .GroupBy(entry => (entry.MeasureId, entry.Text)).Select(group => group.Last()).OrderBy(entry => entry.Text, StringComparer.Ordinal)
            .Select(entry => new Indicator(entry.Text ?? "", entry.Quantity!.Value, entry.Former!.Value, entry.CountedOn!.Value))];

    private async Task<IReadOnlyDictionary<ActivityKind, int>> RaisedAsync(IQueryable<RegisterEntry> entries, CancellationToken cancellation) =>
        await entries.Where(entry => entry.Kind == EntryKind.Amended && entry.ProblemId != null && entry.MeasureId == null && entry.ActivityId != null)
            .Join(db.Activities, entry => entry.ActivityId, activity => activity.Id, (entry, activity) => activity.Kind).GroupBy(kind => kind)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Count, cancellation);

    private async Task<IReadOnlyList<DisposedInMonth>> DisposalsAsync(IQueryable<RegisterEntry> entries, CancellationToken cancellation) =>
        [.. (await entries.Where(entry => entry.Kind == EntryKind.Disposed).Join(db.Problems, entry => entry.ProblemId, problem => problem.Id,
            (entry, problem) => new { entry.On, problem.Disposal }).ToListAsync(cancellation)).GroupBy(each => (each.On.Year, each.On.Month))
            .OrderBy(month => month.Key).Select(month => new DisposedInMonth(month.Key.Year, month.Key.Month, month.Count(),
                month.Count(each => each.Disposal == DisposalKind.Disciplinary)))];

    private async Task<IReadOnlyDictionary<IntegrityKind, int>> IntegrityAsync(IQueryable<Register> registers, DateOnly day, CancellationToken cancellation) =>
        await db.IntegrityEntries.StandingOf(db.IntegrityEntries.Where(entry => entry.AnswersId == null && entry.On <= day
            && registers.Any(register => register.Id == entry.RegisterId))).GroupBy(entry => entry.Kind)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Count, cancellation);

    /// <summary>Lines in their order, with their measures.</summary>
    public async Task<IReadOnlyList<BoardRow>> RowsAsync(IQueryable<BoardLine> page, CancellationToken cancellation = default)
    {
        var lines = await page.ToListAsync(cancellation);
        var ids = lines.ConvertAll(line => line.MeasureId);
        var measures = await db.Measures.AsNoTracking().Include(measure => measure.Problem).Include(measure => measure.LeadUnit)
            .Include(measure => measure.Leader).Include(measure => measure.Person).Where(measure => ids.Contains(measure.Id))
            .ToDictionaryAsync(measure => measure.Id, cancellation);
        return lines.ConvertAll(line => new BoardRow(line, measures[line.MeasureId]));
    }

    private static IQueryable<BoardLine> Live(IQueryable<Measure> measures, DateOnly day) => measures.Select(measure => new BoardLine
    {
        MeasureId = measure.Id,
        ProblemId = measure.ProblemId,
        ProblemNumber = measure.Problem.Number,
        Number = measure.Number,
        UnitId = measure.LeadUnitId,
        UnitPath = measure.LeadUnit.Path,
        LeaderId = measure.LeaderId,
        PersonId = measure.PersonId,
        RunsTo = measure.Status == MeasureStatus.Basic && measure.ReviewOn != null ? measure.ReviewOn.Value : measure.DueOn,
        AtWork = measure.Status == MeasureStatus.Open || measure.Status == MeasureStatus.Basic,
        Class = measure.Status == MeasureStatus.Cancelled ? (int)ReportedClass.Completed
            : measure.Status == MeasureStatus.Basic || measure.Status == MeasureStatus.Claimed && measure.Before == MeasureStatus.Basic
                ? (int)ReportedClass.Basically
            : measure.Status == MeasureStatus.Withdrawn ? BoardLine.Withdrawn
            : measure.DueOn < day ? (int)ReportedClass.Overdue : (int)ReportedClass.InProgress,
    });

    /// <summary>
    /// The last entry of the day or before; of a waiting claim, what stood before it. Both are found by their places in one pass, the second with its status as
    /// the last digit of what is largest. The first is joined by the id of the measure: by keys that might be null on both sides a database does
    /// not join, but tries each with each.
    /// </summary>
    private IQueryable<BoardLine> AsOf(IQueryable<RegisterEntry> entries, DateOnly day) =>
        db.Measures.Join(entries.Where(entry => entry.MeasureId != null && entry.On <= day).GroupBy(entry => entry.MeasureId!.Value)
                .Select(of => new
                {
                    of.Key,
                    Last = of.Max(entry => entry.Place),
                    Checked = of.Max(entry => entry.StatusAfter == Claimed ? null : (int?)(entry.Place * Digits + (entry.StatusAfter == Done ? DoneDigit
                        : entry.StatusAfter == Basic ? BasicDigit : entry.StatusAfter == Gone ? GoneDigit : OpenDigit))),
                }), measure => measure.Id, at => at.Key, (measure, at) => new { measure, at })
            .Join(db.RegisterEntries, each => new { Id = (Guid?)each.measure.Id, Place = each.at.Last }, entry => new { Id = entry.MeasureId, entry.Place },
                (each, last) => new { each.measure, last, Checked = (each.at.Checked!.Value % Digits + Digits) % Digits }).Select(each => new BoardLine
                {
                    MeasureId = each.measure.Id,
                    ProblemId = each.measure.ProblemId,
                    ProblemNumber = each.measure.Problem.Number,
                    Number = each.measure.Number,
                    UnitId = each.measure.LeadUnitId,
                    UnitPath = each.measure.LeadUnit.Path,
                    LeaderId = each.measure.LeaderId,
                    PersonId = each.measure.PersonId,
                    RunsTo = each.last.DueOn!.Value,
                    AtWork = each.last.StatusAfter == Open || each.last.StatusAfter == Basic,
                    Class = each.Checked == DoneDigit ? (int)ReportedClass.Completed : each.Checked == BasicDigit ? (int)ReportedClass.Basically
                        : each.Checked == GoneDigit ? BoardLine.Withdrawn
                        : each.last.DueOn!.Value < day ? (int)ReportedClass.Overdue : (int)ReportedClass.InProgress,
                });

    private static IQueryable<BoardLine> Chosen(IQueryable<BoardLine> lines, DateOnly day, BoardFilter filter)
    {
        if (filter.Class is { } only)
            lines = lines.Where(line => line.Class == (int)only);
        if (filter.UnitPath is { } path)
            lines = filter.WithBelow ? lines.Where(line => line.UnitPath.StartsWith(path)) : lines.Where(line => line.UnitPath == path);
        if (filter.PersonId is { } person)
            lines = lines.Where(line => line.PersonId == person || line.LeaderId == person);
        var (yellow, green) = (day.AddDays(Lamps.YellowDays), day.AddDays(Lamps.GreenDays));
        return filter.Colour switch
        {
            Lamp.Red => lines.Where(line => line.AtWork && line.RunsTo < day),
            Lamp.Yellow => lines.Where(line => line.AtWork && line.RunsTo >= day && line.RunsTo <= yellow),
            Lamp.Green => lines.Where(line => line.AtWork && line.RunsTo > yellow && line.RunsTo <= green),
            Lamp.None => lines.Where(line => !line.AtWork || line.RunsTo > green),
            _ => lines,
        };
    }

    /// <param name="Class">As of <see cref="BoardLine.Class"/>.</param>
    private sealed record LineCount(Guid UnitId, int Class, int Count);
}
