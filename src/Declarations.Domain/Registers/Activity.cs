using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Roster;

namespace Declarations.Registers;

/// <summary>工作活动: something planned and held at units. A supervision plan (监督检查方案) is the planned ones of its register (G15).</summary>
public sealed class Activity : Entered, ISealed
{
    public required Guid RegisterId { get; init; }
    public Register Register { get; init; } = null!;
    public required ActivityKind Kind { get; init; }
    /// <summary>Encrypted at rest, as is the conclusion.</summary>
    public string Title { get; set; } = "";
    public string? Conclusion { get; set; }
    public string? Attendance { get; set; }
    public DateOnly PlannedOn { get; private set; }
    public DateOnly? HeldOn { get; private set; }
    public Guid? ChairId { get; init; }
    public Official? Chair { get; init; }
    public ActivityStatus Status { get; private set; }
    public List<ActivityUnit> Units { get; } = [];
    /// <summary>Called to a consultation.</summary>
    public List<ActivityParty> Parties { get; } = [];
    /// <summary>The early sign that it was called for.</summary>
    public Guid? ProblemId { get; init; }
    public bool IsUnreadable { get; set; }

    /// <summary>Each unit, or each party that came, has to confirm it (G17, G26).</summary>
    public bool NeedsAnswers => Kind == ActivityKind.Circular || Parties.Count > 0;

    protected override (Guid, Guid?, Guid?, Guid?, Enum, DateOnly?) Stands => (RegisterId, null, null, Id, Status, null);

    /// <exception cref="RefusedException">The register is not issued.</exception>
    public static Activity Plan(Act act, Register register, ActivityKind kind, string title, IEnumerable<Guid> units, DateOnly on, Guid? chairId)
    {
        register.Status.After(RegisterVerb.Amend);
        var activity = new Activity { RegisterId = register.Id, Register = register, Kind = kind, Title = title, PlannedOn = on, ChairId = chairId };
        activity.Units.AddRange(units.Select(unit => new ActivityUnit { Id = Guid.CreateVersion7(), ActivityId = activity.Id, UnitId = unit }));
        activity.Enter(act, EntryKind.Planned);
        return activity;
    }

    /// <summary>Working days from the early sign to the consultation (G26).</summary>
    public const int CallDays = 5;

    /// <summary>会商: called by the owner, a party or the supervisor, soon after an early sign.</summary>
    /// <exception cref="RefusedException">Nobody is called, later than five working days after the sign, or the register is not in force.</exception>
    public static Activity Call(Act act, WorkingDays calendar, Register register, Problem sign, string matters, IReadOnlyCollection<Guid> parties, DateOnly on)
    {
        register.Status.After(RegisterVerb.Amend);
        if (parties.Count == 0)
            throw new RefusedException(Refusal.ConsultationAlone);
        var last = calendar.After(act.LegalDay, CallDays);
        if (on < act.LegalDay || on > last)
            throw new RefusedException(Refusal.ConsultationDay(last));
        var activity = new Activity
        {
            RegisterId = register.Id,
            Register = register,
            Kind = ActivityKind.Consultation,
            Title = matters,
            PlannedOn = on,
            ProblemId = sign.Id
        };
        activity.Parties.AddRange(parties.Select(party => new ActivityParty { Id = Guid.CreateVersion7(), ActivityId = activity.Id, PartyId = party }));
        activity.Enter(act, EntryKind.Planned);
        return activity;
    }

    /// <summary>Held with those who came; the others were absent.</summary>
    /// <inheritdoc cref="Hold"/>
    /// <exception cref="RefusedException">Nobody came.</exception>
    public void Consult(Act act, DateOnly on, IReadOnlyCollection<Guid> came, string attendance, string conclusion)
    {
        if (!Parties.Exists(each => came.Contains(each.PartyId)))
            throw new RefusedException(Refusal.ConsultationAlone);
        Hold(act, on, attendance, conclusion);
        Parties.ForEach(each => each.Came = came.Contains(each.PartyId));
    }

    /// <summary>A party confirms the minutes or dissents from them.</summary>
    /// <param name="onPaper">The office enters it.</param>
    /// <exception cref="RefusedException">It was absent, or has answered already.</exception>
    public void AnswerOf(Act act, Guid partyId, string? dissent, bool onPaper = true)
    {
        var next = Status.After(ActivityVerb.Answer);
        var party = Parties.Single(each => each.PartyId == partyId);
        if (party.Came != true)
            throw new RefusedException(Refusal.PartyAbsent);
        if (party.AnsweredOn is not null)
            throw new RefusedException(Refusal.ActivityAnswered);
        (party.AnsweredOn, party.Dissent, party.OnPaper) = (act.LegalDay, dissent, onPaper);
        Status = Parties.TrueForAll(each => each.Came == false || each.AnsweredOn is not null) ? ActivityStatus.Confirmed : next;
        Enter(act, dissent is null ? EntryKind.Confirmed : EntryKind.Dissented, dissent is null ? null : new(dissent));
    }

    public void Move(Act act, DateOnly on, string reason)
    {
        (Status, PlannedOn) = (Status.After(ActivityVerb.Move), on);
        Enter(act, EntryKind.Moved, new(reason));
    }

    public void Drop(Act act, string reason)
    {
        Status = Status.After(ActivityVerb.Drop);
        Enter(act, EntryKind.Dropped, new(reason));
    }

    /// <param name="attendance">Who was there.</param>
    /// <param name="conclusion">What came of it; "nothing found" is words, too.</param>
    /// <exception cref="RefusedException">On a day to come.</exception>
    public void Hold(Act act, DateOnly on, string attendance, string conclusion)
    {
        var next = Status.After(ActivityVerb.Hold);
        if (on > act.LegalDay)
            throw new RefusedException(Refusal.RegisterDayToCome);
        (HeldOn, Attendance, Conclusion) = (on, attendance, conclusion);
        Status = NeedsAnswers ? next : ActivityStatus.Confirmed;
        Enter(act, EntryKind.Held, new(conclusion));
    }

    /// <summary>The head of one of its units has read it, or says what is wrong with it.</summary>
    /// <exception cref="RefusedException">Answered already.</exception>
    public void Answer(Act act, Guid unitId, Guid officialId, string? dissent)
    {
        Status = Status.After(ActivityVerb.Answer);
        var unit = Units.Single(each => each.UnitId == unitId);
        if (unit.AnsweredOn is not null)
            throw new RefusedException(Refusal.ActivityAnswered);
        (unit.AnsweredOn, unit.AnsweredById, unit.Dissent) = (act.LegalDay, officialId, dissent);
        if (Units.TrueForAll(each => each.AnsweredOn is not null))
            Status = ActivityStatus.Confirmed;
        Enter(act, dissent is null ? EntryKind.Confirmed : EntryKind.Dissented, dissent is null ? null : new(dissent));
    }

    private void Enter(Act act, EntryKind kind, Said? said = null) => Enter(act, AuditAction.ActivityChanged, kind, said);
}

/// <summary>A unit that an activity concerns, and what its head answered.</summary>
public sealed class ActivityUnit : ISealed
{
    public required Guid Id { get; init; }
    public required Guid ActivityId { get; init; }
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public DateOnly? AnsweredOn { get; set; }
    public Guid? AnsweredById { get; set; }
    /// <summary>Null: confirmed as read, once there is a day. Encrypted at rest.</summary>
    public string? Dissent { get; set; }
    public bool IsUnreadable { get; set; }
}
