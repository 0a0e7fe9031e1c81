using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;
using Clue = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.Clues;

/// <summary>A clue as it stands in the queue.</summary>
public sealed record ClueRow(Clue Clue, ClueClock Clock, DateOnly Today, bool IsMine);

/// <summary>
/// 问题线索: takes them in, finds those that the viewer reads, and knows what may be done with one now. Setting: <c>Clues:Days</c>, calendar days for
/// the check of a clue (default 30).
/// </summary>
public sealed class ClueDesk(
    RegisterDesk registers, Viewer viewer, OwnMatters own, WorkingDays calendar, OfficeClock clock, IConfiguration settings)
{
    public ClueDays Days { get; } = new(settings.GetValue("Clues:Days", new ClueDays().Check));

    public ClueClock ClockOf(Clue clue) => ClueClock.Of(clue, Days, calendar);

    /// <summary>A clue in the register of a body, added to the next save. Other features come in here: a lead of a cross-check, a spot check.</summary>
    /// <param name="body">Whose office follows it up.</param>
    public async Task<Clue> RegisterAsync(Act act, Campaign campaign, Unit body, ProblemFacts facts)
    {
        var register = await registers.OpenAsync(act, RegisterKind.Clue, campaign, body);
        return register.Add(act, facts);
    }

    /// <summary>Those that the viewer reads, the soonest due first.</summary>
    public async Task<IReadOnlyList<ClueRow>> RowsAsync(IQueryable<Clue> clues)
    {
        var found = await clues.AsNoTracking().Include(clue => clue.Register.Campaign).Include(clue => clue.Measures).ThenInclude(measure => measure.Person)
            .Include(clue => clue.Unit).AsSplitQuery().ToListAsync();
        var mine = await own.AmongAsync([.. found.Select(clue => clue.OfficialId).OfType<Guid>().Distinct()]);
        var me = viewer.Official?.Id;
        return [.. found.Where(clue => clue.OfficialId is null || !mine.Contains(clue.OfficialId.Value))
            .Select(clue => new ClueRow(clue, ClockOf(clue), clue.Register.Campaign!.Today(clock.Now), me is not null && clue.Current?.PersonId == me))
            .OrderBy(row => row.Clue.EscalatedOn is null).ThenBy(row => row.Clock.DueOn ?? DateOnly.MaxValue).ThenByDescending(row => row.Clue.Number)];
    }

    /// <returns>Null: there is none for the viewer; nor is one that concerns them, or a relative.</returns>
    public async Task<Clue?> FindAsync(Guid id)
    {
        await viewer.LoadAsync();
        var found = await viewer.CluesInReach().Include(clue => clue.Register).ThenInclude(register => register.Campaign).Include(clue => clue.Register.Unit)
            .Include(clue => clue.Official!.Unit).Include(clue => clue.Unit).Include(clue => clue.Measures).ThenInclude(measure => measure.Person)
            .Include(clue => clue.Measures).ThenInclude(measure => measure.LeadUnit).SingleOrDefaultAsync(clue => clue.Id == id);
        return found?.OfficialId is { } concerned && (await own.AmongAsync([concerned])).Count > 0 ? null : found;
    }

    /// <summary>What the viewer may do now, in the order in which it usually happens.</summary>
    public IReadOnlyList<RegisterAct> ActsOn(Clue clue)
    {
        var (current, isOpen) = (clue.Current, clue.Status == ProblemStatus.Open);
        var office = viewer.PathsOfOffice().Any(clue.Register.Unit.IsUnder);
        var step = ClockOf(clue).Step;
        var assigned = viewer.Official is { } me && current?.PersonId == me.Id;
        var checks = office && current is { Status: MeasureStatus.Claimed } && current.MayCheck(registers.Checker(clue.Register));
        return
        [
            .. Of(RegisterAct.Claim, isOpen && assigned && step == ClueStep.Check),
            .. Of(RegisterAct.Progress, isOpen && assigned && step == ClueStep.Check),
            .. Of(RegisterAct.TakeBack, step == ClueStep.SecondPerson && current!.ClaimedById == viewer.AccountId),
            .. Of(RegisterAct.Pass, checks), .. Of(RegisterAct.Return, checks),
            .. Of(RegisterAct.Solve, office && step == ClueStep.Conclude),
            .. Of(RegisterAct.Assign, office && step is ClueStep.Assign or ClueStep.Check),
            .. Of(RegisterAct.Extend, office && step == ClueStep.Check),
            .. Of(RegisterAct.HandOver, office && isOpen && step != ClueStep.SecondPerson),
            .. Of(RegisterAct.Escalate, office && isOpen && clue.EscalatedOn is null),
            .. Of(RegisterAct.Answer, office && clue.EscalatedOn is not null),
            .. Of(RegisterAct.Withdraw, office && isOpen && step != ClueStep.SecondPerson),
            .. Of(RegisterAct.Reopen, office && clue.Status == ProblemStatus.Cancelled),
        ];

        static IEnumerable<RegisterAct> Of(RegisterAct act, bool open) => open ? [act] : [];
    }

    /// <summary>What an act changes: the measure at work, or the clue itself.</summary>
    public static Aggregate TargetOf(Clue clue, RegisterAct act) =>
        act is RegisterAct.Claim or RegisterAct.Progress or RegisterAct.TakeBack or RegisterAct.Pass or RegisterAct.Return or RegisterAct.Extend
        || act == RegisterAct.Assign && IsReassigned(clue) ? clue.Current! : clue;

    /// <param name="person">Whom the act names, if it asks for somebody.</param>
    public void Do(Clue clue, RegisterAct act, ActForm form, Act by, Guid? person)
    {
        var (current, checker) = (clue.Current, registers.Checker(clue.Register));
        switch (act)
        {
            case RegisterAct.Assign when IsReassigned(clue): current!.Assign(by, person!.Value, form.Task!); break;
            case RegisterAct.Assign:
                clue.Add(by, new(form.Task!, clue.Register.Unit, LeaderId: null, person, DeadlineClass.ByDate, form.DueOn!.Value));
                break;
            case RegisterAct.Progress: current!.Progress(by, form.Text!); break;
            case RegisterAct.Claim: current!.Claim(by, form.Result!, form.Proof!); break;
            case RegisterAct.TakeBack: current!.TakeBack(by); break;
            case RegisterAct.Pass: current!.Pass(by, checker, form.How!); break;
            case RegisterAct.Return: current!.Return(by, checker, form.Reason!); break;
            case RegisterAct.Extend: current!.Extend(by, form.DueOn!.Value, form.Basis()); break;
            case RegisterAct.Solve: clue.Solve(by, form.Judgement!, form.Disposition); break;
            case RegisterAct.HandOver: clue.HandOver(by, form.To!.Value, form.Basis()); break;
            case RegisterAct.Escalate: clue.Escalate(by, form.Text!); break;
            case RegisterAct.Answer: clue.Answer(by, form.Text!); break;
            case RegisterAct.Withdraw: clue.Withdraw(by, form.Reason!, form.Basis()); break;
            case RegisterAct.Reopen: clue.Reopen(by, form.Reason!); break;
        }
    }

    /// <summary>A check is under way: the same measure gets another person.</summary>
    public static bool IsReassigned(Clue clue) =>
        clue.Current is { Status: MeasureStatus.Open or MeasureStatus.Basic } current && current.Number > clue.MeasuresBefore;
}
