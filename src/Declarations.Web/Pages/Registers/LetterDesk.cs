using Declarations.Auditing;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Reporting.Boards;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>A letter that is due, before it is sent.</summary>
public sealed record DueLetter(Measure Measure, DateOnly Day, Letter Letter);

/// <summary>
/// 督办函: twenty days left, green, to who does it; ten, yellow, and to who answers for it; passed, red, to the head of the unit. Each once for a day
/// that a measure runs to, and none while a claim waits: once that has waited for ten working days, red, to the head of the unit that checks (G7).
/// </summary>
public sealed class LetterDesk(DeclarationsDb db, BoardQuery query, OfficeClock clock, WorkingDays calendar)
{
    private static readonly Lamp[] Colours = [Lamp.Green, Lamp.Yellow, Lamp.Red];

    /// <param name="day">Null: today, of each register.</param>
    /// <param name="practice">Also of registers and campaigns that are for practice.</param>
    public async Task<IReadOnlyList<DueLetter>> DueAsync(DateOnly? day, bool practice, CancellationToken cancellation)
    {
        var registers = await db.Registers.AsNoTracking().Include(register => register.Campaign).Where(register => register.Status == RegisterStatus.Issued
            && register.Kind != RegisterKind.Clue && register.Campaign!.ErasedOn == null && register.Campaign!.ClosedOn == null
            && (practice || register.PracticeDate == null && register.Campaign!.PracticeDate == null)).ToListAsync(cancellation);
        var due = new List<DueLetter>();
        foreach (var group in registers.GroupBy(register => day ?? register.Today(clock.Now)).OrderBy(group => group.Key))
        {
            List<Guid> ids = [.. group.Select(register => register.Id)];
            foreach (var colour in Colours)
                due.AddRange(await DueAsync(ids, group.Key, colour, cancellation));
            due.AddRange(await UncheckedAsync(ids, group.Key, cancellation));
        }
        return due;
    }

    /// <summary>The last day of which a claim has waited too long.</summary>
    public static DateOnly LateSince(WorkingDays calendar, DateOnly day)
    {
        var last = day.AddDays(-Measure.CheckDays);
        while (calendar.After(last, Measure.CheckDays) >= day)
            last = last.AddDays(-1);
        return last;
    }

    /// <summary>Writes them into their registers, with the next save.</summary>
    public static void Send(IEnumerable<DueLetter> letters, DateTimeOffset now)
    {
        foreach (var (measure, day, letter) in letters)
            measure.Send(new Act(null, now, day), letter);
    }

    private async Task<IEnumerable<DueLetter>> DueAsync(List<Guid> registers, DateOnly day, Lamp colour, CancellationToken cancellation)
    {
        var lines = query.Lines(db.Registers.Where(register => registers.Contains(register.Id)), new(day, IsToday: true), new(Colour: colour))
            .Where(line => !db.RegisterEntries.Any(entry => entry.MeasureId == line.MeasureId && entry.Kind == EntryKind.Letter && entry.Colour == colour
                && entry.UnitId == null && entry.DueOn == line.RunsTo)).Select(line => line.MeasureId);
        var measures = await db.Measures.Include(measure => measure.Problem.Register).Where(measure => lines.Contains(measure.Id)
            && measure.Problem.Status == ProblemStatus.Open).OrderBy(measure => measure.RegisterId).ThenBy(measure => measure.Problem.Number)
            .ThenBy(measure => measure.Number).ToListAsync(cancellation);
        var heads = await HeadsAsync(measures.Select(measure => measure.LeadUnitId), cancellation);
        return measures.Select(measure => (measure, Letter: To(colour, measure, heads[measure.LeadUnitId].FirstOrDefault())))
            .Where(each => each.Letter is not null).Select(each => new DueLetter(each.measure, day, each.Letter!));
    }

    private async Task<IEnumerable<DueLetter>> UncheckedAsync(List<Guid> registers, DateOnly day, CancellationToken cancellation)
    {
        var since = LateSince(calendar, day);
        var measures = await db.Measures.Include(measure => measure.Problem.Register).Where(measure => registers.Contains(measure.RegisterId)
            && measure.Status == MeasureStatus.Claimed && measure.ClaimedOn <= since && !db.RegisterEntries.Any(entry => entry.MeasureId == measure.Id
            && entry.Kind == EntryKind.Letter && entry.UnitId != null && entry.On >= measure.ClaimedOn)).OrderBy(measure => measure.RegisterId)
            .ThenBy(measure => measure.Problem.Number).ThenBy(measure => measure.Number).ToListAsync(cancellation);
        var heads = await HeadsAsync(measures.Select(measure => measure.Problem.Register.CheckerId), cancellation);
        return measures.Select(measure => (measure, Checker: measure.Problem.Register.CheckerId)).Where(each => heads[each.Checker].Any())
            .Select(each => new DueLetter(each.measure, day, new(Lamp.Red, heads[each.Checker].First()!.Value, CheckerId: each.Checker)));
    }

    /// <summary>Who heads them, the first of each before others.</summary>
    private async Task<ILookup<Guid, Guid?>> HeadsAsync(IEnumerable<Guid> units, CancellationToken cancellation)
    {
        var ids = units.Distinct().ToList();
        return (await db.ActivePosts().Where(post => ids.Contains(post.UnitId) && post.Kind != UnitPostKind.Deputy).OrderBy(post => post.Kind)
            .ToListAsync(cancellation)).ToLookup(post => post.UnitId, post => (Guid?)post.OfficialId);
    }

    /// <returns>Null: there is nobody to write to.</returns>
    private static Letter? To(Lamp colour, Measure measure, Guid? head)
    {
        var to = colour == Lamp.Red ? head ?? measure.LeaderId ?? measure.PersonId : measure.PersonId ?? measure.LeaderId ?? head;
        return to is not { } somebody ? null : new(colour, somebody, colour == Lamp.Yellow && measure.LeaderId != somebody ? measure.LeaderId : null);
    }
}
