using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.References;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Registers;

/// <summary>What is known of a problem when it is taken in.</summary>
/// <param name="UnitId">That it concerns.</param>
/// <param name="OfficialId">Whom it concerns, if somebody of the roster.</param>
/// <param name="Named">Who it may be, as it was said.</param>
/// <param name="KeyPostId">Whose risk it is or, outside a register of risks, that it names.</param>
public sealed record ProblemFacts(Origin Origin, string Text, Guid? UnitId, Guid? OfficialId = null, string? Named = null, Guid? ReportId = null,
    Guid? InterestId = null, Aspect? Aspect = null, Guid? KeyPostId = null, RiskLevel? Level = null);

/// <summary>方面: the heading under which problems stand together.</summary>
public sealed record Aspect(int Number, string Title);

/// <summary>问题: one line of a register that must be solved. A clue (问题线索) is one of a register of clues.</summary>
public sealed class Problem : Entered, ISealed
{
    public required Guid RegisterId { get; init; }
    public Register Register { get; init; } = null!;
    public required int Number { get; init; }
    public required Origin Origin { get; init; }
    public int? AspectNumber { get; init; }
    /// <summary>Encrypted at rest.</summary>
    public string? AspectTitle { get; set; }
    /// <summary>Encrypted at rest, as are the names given.</summary>
    public string Text { get; set; } = "";
    public string? Named { get; set; }
    public Guid? UnitId { get; init; }
    public Unit? Unit { get; init; }
    public Guid? OfficialId { get; init; }
    public Official? Official { get; init; }
    public Guid? ReportId { get; init; }
    public Guid? InterestId { get; init; }
    /// <summary>The key post whose risk it is or, outside a register of risks, that it names.</summary>
    public Guid? KeyPostId { get; init; }
    /// <summary>How what supervision found was disposed of; null: not yet.</summary>
    public DisposalKind? Disposal { get; private set; }
    /// <summary>Of a risk.</summary>
    public RiskLevel? Level { get; private set; }
    /// <summary>Since when it is open, this time.</summary>
    public DateOnly OpenedOn { get; private set; }
    /// <summary>Handed up, and not answered yet.</summary>
    public DateOnly? EscalatedOn { get; private set; }
    public ProblemStatus Status { get; private set; }
    public ClueDisposition? Disposition { get; private set; }
    public Receiver? HandedTo { get; private set; }
    public int ReopenCount { get; private set; }
    /// <summary>When it was struck off; null: it is not.</summary>
    public DateOnly? SolvedOn { get; private set; }
    /// <summary>By when somebody looks at it again; null: it is open, or has been looked at.</summary>
    public DateOnly? LookBackOn { get; private set; }
    /// <summary>Why it is kept out of the notice; null: it is printed.</summary>
    public WithheldReason? Withheld { get; private set; }
    /// <summary>Its measures up to this number were there when it was reopened: a new one is due.</summary>
    public int MeasuresBefore { get; private set; }
    public List<Measure> Measures { get; } = [];
    /// <summary>By which people speak of a clue.</summary>
    public string Reference => CheckedLetters.Of(Id);
    public bool IsUnreadable { get; set; }

    /// <summary>After it was struck off, a look back is due (G8).</summary>
    private const int LookBackMonths = 6;

    /// <summary>The measure at work now: the last that was not withdrawn.</summary>
    public Measure? Current => Measures.Where(measure => measure.Status != MeasureStatus.Withdrawn).MaxBy(measure => measure.Number);

    protected override (Guid, Guid?, Guid?, Guid?, Enum, DateOnly?) Stands => (RegisterId, Id, null, null, Status, null);

    internal static Problem In(Act act, Register register, int number, ProblemFacts facts, Guid? activity)
    {
        var problem = new Problem
        {
            RegisterId = register.Id,
            Register = register,
            Number = number,
            Origin = facts.Origin,
            AspectNumber = facts.Aspect?.Number,
            AspectTitle = facts.Aspect?.Title,
            Text = facts.Text,
            Named = facts.Named,
            UnitId = facts.UnitId,
            OfficialId = facts.OfficialId,
            ReportId = facts.ReportId,
            InterestId = facts.InterestId,
            KeyPostId = facts.KeyPostId,
            Level = facts.Level,
            OpenedOn = act.LegalDay,
        };
        problem.Enter(act, AuditAction.ProblemChanged, EntryKind.Amended, activity: activity);
        return problem;
    }

    /// <exception cref="RefusedException">It is not open.</exception>
    /// <param name="activity">In which it was decided.</param>
    public Measure Add(Act act, MeasurePlan plan, Guid? activity = null)
    {
        if (Status != ProblemStatus.Open)
            throw new RefusedException(Refusal.RegisterNotNow(RegisterVerb.Amend, Status));
        var measure = Measure.For(act, this, Measures.Count == 0 ? 1 : Measures.Max(each => each.Number) + 1, plan, activity);
        Measures.Add(measure);
        Record(act, AuditAction.ProblemChanged, detail: $"{EntryKind.Amended} {Number}.{measure.Number}");
        return measure;
    }

    /// <summary>销号: all measures done is not "solved"; somebody judges, in words (G5).</summary>
    /// <exception cref="RefusedException">Nothing is done, or something waits.</exception>
    public void Solve(Act act, string judgement, ClueDisposition? disposition = null)
    {
        var next = Status.After(ProblemVerb.Solve);
        if (!Measures.Any(measure => measure.Status == MeasureStatus.Cancelled)
            || Measures.Any(measure => measure.Status is MeasureStatus.Open or MeasureStatus.Claimed or MeasureStatus.Basic))
            throw new RefusedException(Refusal.ProblemMeasuresOpen);
        (Status, Disposition, EscalatedOn) = (next, disposition, null);
        (SolvedOn, LookBackOn) = (act.LegalDay, Register.Kind == RegisterKind.Clue ? null : act.LegalDay.AddMonths(LookBackMonths));
        Enter(act, AuditAction.ProblemChanged, EntryKind.Cancelled, new(judgement));
    }

    public void Escalate(Act act, string text)
    {
        (Status, EscalatedOn) = (Status.After(ProblemVerb.Escalate), act.LegalDay);
        Enter(act, AuditAction.ProblemChanged, EntryKind.Escalated, new(text));
    }

    /// <summary>The level above has taken it over, advised or noted it.</summary>
    /// <exception cref="RefusedException">It was not handed up.</exception>
    public void Answer(Act act, string text)
    {
        if (EscalatedOn is null)
            throw new RefusedException(Refusal.ProblemNotEscalated);
        EscalatedOn = null;
        Enter(act, AuditAction.ProblemChanged, EntryKind.Answered, new(text));
    }

    /// <param name="receipt">That the receiver gave for it, with its day.</param>
    /// <exception cref="RefusedException">A claim waits for its check, or the receipt is of a day to come.</exception>
    public void HandOver(Act act, Receiver to, LegalBasis receipt, string? text = null)
    {
        var next = Status.After(ProblemVerb.HandOver);
        if (receipt.On > act.LegalDay)
            throw new RefusedException(Refusal.RegisterDayToCome);
        EndMeasures(act, receipt);
        (Status, HandedTo, EscalatedOn) = (next, to, null);
        Enter(act, AuditAction.ProblemChanged, EntryKind.HandedOver, new(text, receipt));
    }

    /// <param name="reason">Why it never should have stood there: a duplicate, a mistake.</param>
    public void Withdraw(Act act, string reason, LegalBasis basis)
    {
        var next = Status.After(ProblemVerb.Withdraw);
        EndMeasures(act, basis);
        (Status, EscalatedOn) = (next, null);
        Enter(act, AuditAction.ProblemChanged, EntryKind.Withdrawn, new(reason, basis));
    }

    /// <summary>A relapse, or something new: the same number is open again.</summary>
    public void Reopen(Act act, string evidence)
    {
        (Status, OpenedOn, Disposition) = (Status.After(ProblemVerb.Reopen), act.LegalDay, null);
        (SolvedOn, LookBackOn) = (null, null);
        (ReopenCount, MeasuresBefore) = (ReopenCount + 1, Measures.Max(measure => measure.Number));
        Enter(act, AuditAction.ProblemChanged, EntryKind.Reopened, new(evidence));
    }

    /// <summary>回头看: looked at again, and it has not come back.</summary>
    public void LookBack(Act act, string text, Guid? activity = null)
    {
        Status = Status.After(ProblemVerb.LookBack);
        LookBackOn = null;
        Enter(act, AuditAction.ProblemChanged, EntryKind.LookedBack, new(text), activity);
    }

    /// <summary>不公开: kept out of the notice for one of five reasons, with the approval of who inspected.</summary>
    public void Withhold(Act act, WithheldReason reason, string explanation, LegalBasis approval)
    {
        if (approval.On > act.LegalDay)
            throw new RefusedException(Refusal.RegisterDayToCome);
        Withheld = reason;
        Enter(act, AuditAction.ProblemChanged, EntryKind.Withheld, new(explanation, approval));
    }

    /// <summary>Printed from now on.</summary>
    /// <exception cref="RefusedException">It is printed already.</exception>
    public void Disclose(Act act, string reason)
    {
        if (Withheld is null)
            throw new RefusedException(Refusal.ProblemNotWithheld);
        Withheld = null;
        Enter(act, AuditAction.ProblemChanged, EntryKind.Disclosed, new(reason));
    }

    /// <summary>处置: what became of those concerned, once; the case is counted in the month of this day.</summary>
    /// <exception cref="RefusedException">Disposed of already, or not of supervision.</exception>
    public void Dispose(Act act, DisposalKind disposal, string text)
    {
        if (Disposal is not null || Register.Kind != RegisterKind.Supervision)
            throw new RefusedException(Refusal.ProblemDisposed);
        Disposal = disposal;
        Enter(act, AuditAction.ProblemChanged, EntryKind.Disposed, new(text, Document: disposal.ToString()));
    }

    /// <summary>The office takes the risk for a graver or a lighter one (F23).</summary>
    /// <exception cref="RefusedException">It is no risk, or not open.</exception>
    public void Grade(Act act, RiskLevel level, string reason)
    {
        if (Status != ProblemStatus.Open || Level is null)
            throw new RefusedException(Refusal.RegisterNotNow(RegisterVerb.Amend, Status));
        Level = level;
        Enter(act, AuditAction.ProblemChanged, EntryKind.Graded, new(reason));
    }

    /// <summary>Somebody looked at it.</summary>
    public void NoteReading(Act act) => Note(act, AuditAction.ClueRead, detail: $"{Number}");

    private void EndMeasures(Act act, LegalBasis basis)
    {
        if (Measures.Any(measure => measure.Status == MeasureStatus.Claimed))
            throw new RefusedException(Refusal.ProblemClaimWaits);
        foreach (var measure in Measures.Where(measure => measure.Status.Allows(MeasureVerb.Withdraw)))
            measure.Withdraw(act, new(Basis: basis));
    }
}
