using Declarations.Auditing;
using Declarations.Evidence;
using Declarations.Organisation;
using Declarations.Roster;

namespace Declarations.Registers;

/// <summary>What a measure asks of whom by when.</summary>
/// <param name="Unit">That takes the lead.</param>
/// <param name="LeaderId">Who answers for it.</param>
/// <param name="PersonId">Who does it.</param>
/// <param name="DueOn">Of a long-term measure: its day of review.</param>
public sealed record MeasurePlan(string Text, Unit Unit, Guid? LeaderId, Guid? PersonId, DeadlineClass Class, DateOnly DueOn);

/// <summary>Who checks what somebody else claims to have done.</summary>
/// <param name="OfficialId">Null: an account without a place on the roster.</param>
/// <param name="UnitId">Whose unit it is: of the person, or the one that the role is held for.</param>
public sealed record Checker(Guid AccountId, Guid? OfficialId, Guid UnitId);

/// <summary>整改措施: one thing to do for one problem. It is done when somebody else has checked it, never by saying so (G3, G4).</summary>
public sealed class Measure : Entered, ISealed
{
    public required Guid ProblemId { get; init; }
    public Problem Problem { get; init; } = null!;
    /// <summary>Of the problem, by which a board counts.</summary>
    public required Guid RegisterId { get; init; }
    /// <summary>Within its problem, from 1.</summary>
    public required int Number { get; init; }
    /// <summary>Encrypted at rest.</summary>
    public string Text { get; set; } = "";
    public required Guid LeadUnitId { get; init; }
    public Unit LeadUnit { get; init; } = null!;
    public Guid? LeaderId { get; private set; }
    public Official? Leader { get; init; }
    public Guid? PersonId { get; private set; }
    public Official? Person { get; init; }
    public DeadlineClass Class { get; private set; }
    public required DateOnly FirstDueOn { get; init; }
    public DateOnly DueOn { get; private set; }
    /// <summary>By when the rest of what is only basically done is done.</summary>
    public DateOnly? ReviewOn { get; private set; }
    public DateOnly? AcknowledgedOn { get; private set; }
    public MeasureStatus Status { get; private set; }
    /// <summary>Where it stood before the claim that waits.</summary>
    public MeasureStatus? Before { get; private set; }
    public Guid? ClaimedById { get; private set; }
    public DateOnly? ClaimedOn { get; private set; }
    public bool ClaimedBasic { get; private set; }
    /// <summary>When a claim was passed last.</summary>
    public DateOnly? CheckedOn { get; private set; }
    /// <summary>Of a preventive measure in place: when somebody looks whether it still is (G23).</summary>
    public DateOnly? LookBackOn { get; private set; }
    public int ReopenCount { get; private set; }
    public bool IsUnreadable { get; set; }

    private const int LookBackMonths = 12;

    /// <summary>The day it runs to.</summary>
    public DateOnly RunsTo => Status == MeasureStatus.Basic && ReviewOn is { } review ? review : DueOn;
    public ReportedClass? ClassOn(DateOnly day) => Reported.Of(Status, Before, RunsTo, day);
    public Lamp LampOn(DateOnly day) => Lamps.Of(Status, RunsTo, day);

    protected override (Guid, Guid?, Guid?, Guid?, Enum, DateOnly?) Stands => (RegisterId, ProblemId, Id, null, Status, RunsTo);

    internal static Measure For(Act act, Problem problem, int number, MeasurePlan plan, Guid? activity)
    {
        if (plan.DueOn < act.LegalDay)
            throw new RefusedException(Refusal.MeasureDayPast);
        var measure = new Measure
        {
            ProblemId = problem.Id,
            Problem = problem,
            RegisterId = problem.RegisterId,
            Number = number,
            Text = plan.Text,
            LeadUnitId = plan.Unit.Id,
            LeadUnit = plan.Unit,
            LeaderId = plan.LeaderId,
            PersonId = plan.PersonId,
            Class = plan.Class,
            FirstDueOn = plan.DueOn,
            DueOn = plan.DueOn,
        };
        measure.Enter(act, EntryKind.Amended, activity: activity);
        return measure;
    }

    /// <summary>Somebody else does it from now on.</summary>
    /// <exception cref="RefusedException">It is done, or a claim waits.</exception>
    public void Assign(Act act, Guid personId, string reason)
    {
        Status = Next(MeasureVerb.Progress);
        PersonId = personId;
        AcknowledgedOn = null;
        Enter(act, EntryKind.Assigned, new(reason));
    }

    /// <summary>Somebody else answers for it from now on.</summary>
    /// <exception cref="RefusedException">It is done, or a claim waits.</exception>
    public void Lead(Act act, Guid leaderId, string reason)
    {
        Status = Next(MeasureVerb.Progress);
        LeaderId = leaderId;
        Enter(act, EntryKind.Assigned, new(reason));
    }

    /// <summary>Who does it or answers for it has moved, left or died.</summary>
    public void Release(Act act, Guid officialId)
    {
        (LeaderId, PersonId) = (LeaderId == officialId ? null : LeaderId, PersonId == officialId ? null : PersonId);
        Enter(act, EntryKind.Released);
    }

    /// <exception cref="RefusedException">Acknowledged already, or not open.</exception>
    public void Acknowledge(Act act)
    {
        var next = Next(MeasureVerb.Acknowledge);
        if (AcknowledgedOn is not null)
            throw new RefusedException(Refusal.MeasureAcknowledged);
        (Status, AcknowledgedOn) = (next, act.LegalDay);
        Enter(act, EntryKind.Acknowledged);
    }

    public void Progress(Act act, string text)
    {
        Status = Next(MeasureVerb.Progress);
        Enter(act, EntryKind.Progress, new(text));
    }

    /// <summary>A file that shows what has just been reported or claimed: the entry names it by its digest.</summary>
    public void Attach(Act act, FileReference file) => Enter(act, EntryKind.Attached, new(Document: file.Name) { Digest = file.Digest });

    /// <summary>成果: what it has brought, with the paper that shows it.</summary>
    /// <exception cref="RefusedException">It is done, a claim waits, or there is no proof.</exception>
    public void Achieve(Act act, Achieved achieved, string? text, string proof)
    {
        Status = Next(MeasureVerb.Progress);
        if (string.IsNullOrWhiteSpace(proof))
            throw new RefusedException(Refusal.ClaimWithoutProof);
        Enter(act, EntryKind.Result, new(text, Document: proof) { Achieved = achieved });
    }

    /// <summary>批量统计: the newest of a category is what stands.</summary>
    /// <exception cref="RefusedException">More done than there is, or counted on a day to come.</exception>
    public void Count(Act act, Tally tally, string? proof = null)
    {
        Status = Next(MeasureVerb.Progress);
        if (tally.Total < 0 || tally.Done < 0 || tally.Staged < 0 || tally.Done + tally.Staged > tally.Total)
            throw new RefusedException(Refusal.TallyTooMany);
        if (tally.CountedOn > act.LegalDay)
            throw new RefusedException(Refusal.RegisterDayToCome);
        Enter(act, EntryKind.Tally, new(tally.Category, Document: proof) { Tally = tally });
    }

    /// <summary>指标: the newest of a name is what stands.</summary>
    /// <exception cref="RefusedException">It is done, a claim waits, or it was counted on a day to come.</exception>
    public void Indicate(Act act, Indicator indicator, string? proof = null)
    {
        Status = Next(MeasureVerb.Progress);
        if (indicator.CountedOn > act.LegalDay)
            throw new RefusedException(Refusal.RegisterDayToCome);
        Enter(act, EntryKind.Indicator, new(indicator.Name, Document: proof) { Indicator = indicator });
    }

    /// <summary>Working days within which a claim is checked; from then on the lamp is the checker's (G7).</summary>
    public const int CheckDays = 10;

    /// <summary>督办函: one of each colour for a day that it runs to, one to the checker for a claim; the caller knows which were sent.</summary>
    /// <exception cref="RefusedException">It is done or a claim waits; one to the checker: none does.</exception>
    public void Send(Act act, Letter letter)
    {
        Status = letter.CheckerId is null ? Next(MeasureVerb.Progress) : Status == MeasureStatus.Claimed ? Status
            : throw new RefusedException(Refusal.RegisterNotNow(MeasureVerb.Pass, Status));
        Enter(act, EntryKind.Letter, new() { Letter = letter });
    }

    /// <param name="proof">Title of the document that shows it.</param>
    /// <param name="restBy">Null: all is done. Otherwise the text says what remains, and this is by when.</param>
    /// <exception cref="RefusedException">Without proof, or the rest is due on a day that has passed.</exception>
    public void Claim(Act act, string result, string proof, DateOnly? restBy = null)
    {
        var next = Next(restBy is null ? MeasureVerb.Claim : MeasureVerb.ClaimBasic);
        if (string.IsNullOrWhiteSpace(proof))
            throw new RefusedException(Refusal.ClaimWithoutProof);
        if (restBy is { } day)
            EnsureToCome(act, day);
        (Before, Status) = (Status, next);
        (ClaimedById, ClaimedOn, ClaimedBasic) = (act.AccountId, act.LegalDay, restBy is not null);
        ReviewOn = restBy ?? ReviewOn;
        Enter(act, EntryKind.Claimed, new(result, Document: proof));
    }

    /// <exception cref="RefusedException">Somebody else claimed it.</exception>
    public void TakeBack(Act act)
    {
        var next = Next(MeasureVerb.TakeBack);
        if (act.AccountId != ClaimedById)
            throw new RefusedException(Refusal.ClaimOfAnother);
        End(next);
        Enter(act, EntryKind.TakenBack);
    }

    /// <summary>验收: only this changes what has been done.</summary>
    /// <param name="how">How it was checked, and what was looked at.</param>
    /// <param name="signed">Digest of what the checker signed, where it is signed.</param>
    /// <exception cref="RefusedException">The checker claimed it, does it, answers for it or is of the unit in the lead.</exception>
    public void Pass(Act act, Checker checker, string how, string? signed = null)
    {
        var next = Next(ClaimedBasic ? MeasureVerb.PassBasic : MeasureVerb.Pass);
        EnsureMayCheck(checker);
        (CheckedOn, LookBackOn) = (act.LegalDay, NextLookBack(act, next));
        End(next);
        Enter(act, EntryKind.Passed, new(how) { Digest = signed });
    }

    /// <inheritdoc cref="Pass"/>
    public void Return(Act act, Checker checker, string reason)
    {
        var next = Next(MeasureVerb.Return);
        EnsureMayCheck(checker);
        End(next);
        Enter(act, EntryKind.Returned, new(reason));
    }

    /// <summary>Within a register of clues the checker may be of the same unit; never the same person (0096).</summary>
    public bool MayCheck(Checker checker) => WhyNot(checker) is null;

    /// <summary>Looked at again, and it holds.</summary>
    public void LookBack(Act act, string text, Guid? activity = null)
    {
        Status = Status.After(MeasureVerb.LookBack);
        LookBackOn = NextLookBack(act, Status);
        Enter(act, EntryKind.LookedBack, new(text), activity);
    }

    /// <summary>It does not hold.</summary>
    public void Reopen(Act act, string evidence, DateOnly dueOn, LegalBasis basis)
    {
        var next = Next(MeasureVerb.Reopen);
        EnsureToCome(act, dueOn);
        (Status, DueOn, ReviewOn, LookBackOn) = (next, dueOn, null, null);
        ReopenCount++;
        Enter(act, EntryKind.Reopened, new(evidence, basis));
        Problem.Record(act, AuditAction.ProblemChanged, detail: $"{EntryKind.Reopened} {Problem.Number}.{Number}");
    }

    /// <summary>Another day, or another class with its day: by a document only; the first day stays (G6).</summary>
    public void Extend(Act act, DateOnly dueOn, LegalBasis basis, DeadlineClass? reclass = null)
    {
        var next = Next(MeasureVerb.Extend);
        EnsureToCome(act, dueOn);
        Status = next;
        if (Status == MeasureStatus.Basic)
            ReviewOn = dueOn;
        else
            DueOn = dueOn;
        var changed = reclass is { } other && other != Class;
        Class = reclass ?? Class;
        Enter(act, changed ? EntryKind.Reclassed : EntryKind.Extended, new(Basis: basis));
    }

    public void Withdraw(Act act, Said said)
    {
        Status = Next(MeasureVerb.Withdraw);
        Enter(act, EntryKind.Withdrawn, said);
    }

    private void Enter(Act act, EntryKind kind, Said? said = null, Guid? activity = null) => Enter(act, AuditAction.MeasureChanged, kind, said, activity);

    /// <summary>Nothing but a look back goes on once its problem is closed.</summary>
    private MeasureStatus Next(MeasureVerb verb) => Problem.Status == ProblemStatus.Open ? Status.After(verb, Before)
        : throw new RefusedException(Refusal.RegisterNotNow(verb, Problem.Status));

    private void End(MeasureStatus next) =>
        (Status, Before, ClaimedById, ClaimedOn, ClaimedBasic) = (next, null, null, null, false);

    private Refusal? WhyNot(Checker checker) =>
        checker.AccountId == ClaimedById || checker.OfficialId is { } me && (me == LeaderId || me == PersonId) ? Refusal.CheckSamePerson
        : Problem.Register.Kind != RegisterKind.Clue && checker.UnitId == LeadUnitId ? Refusal.CheckSameUnit : null;

    private void EnsureMayCheck(Checker checker)
    {
        if (WhyNot(checker) is { } refusal)
            throw new RefusedException(refusal);
    }

    private DateOnly? NextLookBack(Act act, MeasureStatus status) =>
        Problem.Register.Kind == RegisterKind.Risk && status == MeasureStatus.Cancelled ? act.LegalDay.AddMonths(LookBackMonths) : null;

    private static void EnsureToCome(Act act, DateOnly day)
    {
        if (day < act.LegalDay)
            throw new RefusedException(Refusal.MeasureDayPast);
    }
}
