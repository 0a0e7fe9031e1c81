using Declarations.References;

namespace Declarations.Tips;

/// <summary>On which legal day something happens, by which working days.</summary>
public sealed record TipDay(DateOnly On, WorkingDays Calendar);

/// <summary>
/// 举报 or 诉求, as far as it stands in clear: a random id, the hash of its code, the desk, days, status and key. There is no finer time and
/// nothing of what it says; the topic is written here only once it has ended, since whoever erases holds no key.
/// </summary>
public sealed class Tip
{
    /// <summary>Random: an id of version 7 would hold the time.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();
    /// <summary>By which people speak of it.</summary>
    public string Reference => CheckedLetters.Of(Id);
    /// <summary>SHA-256 of the code. Null: access was given up, or it came to the desk without one.</summary>
    public string? CodeHash { get; private set; }
    /// <summary>The desk that receives it; of a service problem, the unit that owns the topic.</summary>
    public required Guid DeskId { get; set; }
    /// <summary>The desk that handed it up, which keeps the receipt alone.</summary>
    public Guid? FromDeskId { get; private set; }
    public required TipKind Kind { get; set; }
    public required TipChannel Channel { get; init; }
    public required bool IsNamed { get; init; }
    public required string PolicyVersion { get; init; }
    /// <summary>Working days of the topic of a service problem.</summary>
    public int? ServiceDays { get; set; }
    public TipStatus Status { get; private set; }
    /// <summary>After an erasure the first of its month.</summary>
    public required DateOnly ReceivedOn { get; set; }
    /// <summary>From which day the clock runs: receipt, or the last reopening.</summary>
    public required DateOnly RunsFrom { get; set; }
    public DateOnly? AcceptedOn { get; private set; }
    public DateOnly? ReportedOn { get; private set; }
    public DateOnly? ConcludedOn { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    /// <summary>From it on the days of retention count.</summary>
    public required DateOnly LastActOn { get; set; }
    /// <summary>Of the running clock, for the order of the queue.</summary>
    public DateOnly? DueOn { get; private set; }
    /// <summary>
    /// The desk sees the entries up to this one, and the tip itself once it is not 0; it moves four times a day, so that nobody can hold a tip
    /// against who was just at a computer.
    /// </summary>
    public int ReleasedTo { get; set; }
    /// <summary>The officer who has it in hand.</summary>
    public Guid? OfficerId { get; set; }
    public int Reopened { get; private set; }
    public bool HasObjected { get; private set; }
    /// <summary>The tipster has used the code after sending. Kept as a yes, never a day.</summary>
    public bool CameBack { get; set; }
    public bool IsHeld { get; private set; }
    public Rating? Rating { get; private set; }
    public DeclineReason? Declined { get; private set; }
    public TipResult? Result { get; private set; }
    /// <summary>Whether a step was ever later than its day.</summary>
    public bool WasLate { get; private set; }
    /// <summary>Null: it has not ended.</summary>
    public TopicCategory? Category { get; private set; }
    /// <summary>Calendar days from receipt to each step, written by the erasure: all that is left of the days.</summary>
    public int? DaysToAccept { get; private set; }
    public int? DaysToConclude { get; private set; }
    public int? DaysToEnd { get; private set; }
    /// <summary>Entries so far.</summary>
    public int LastNumber { get; private set; }
    public int Version { get; private set; }

    /// <summary>Under which key of the desk its own key is sealed.</summary>
    public required string KeyId { get; set; }
    /// <summary>Its own key, sealed to the desk. Null: erased.</summary>
    public byte[]? KeyToDesk { get; set; }
    /// <summary>Its own key under the code. Null: no code, given up or erased.</summary>
    public byte[]? KeyUnderCode { get; set; }
    /// <summary>Sealed <see cref="TipIdentity"/>.</summary>
    public byte[]? Identity { get; set; }

    /// <param name="codeHash">Null: without a code.</param>
    public static Tip Receive(TipDay day, Guid desk, TipKind kind, TipChannel channel, bool isNamed, int? serviceDays, string keyId, string? codeHash)
    {
        var tip = new Tip
        {
            CodeHash = codeHash,
            DeskId = desk,
            Kind = kind,
            Channel = channel,
            IsNamed = isNamed,
            PolicyVersion = TipPolicy.Tips2020.Version,
            ServiceDays = kind == TipKind.Service ? serviceDays : null,
            ReceivedOn = day.On,
            RunsFrom = day.On,
            LastActOn = day.On,
            KeyId = keyId,
            ReleasedTo = channel == TipChannel.Web ? 0 : 1,
        };
        tip.DueOn = TipClock.Of(tip, day.Calendar).DueOn;
        return tip;
    }

    /// <summary>An act of the desk that needs nothing else: Ask, Accept, Forward, SendToCheck, ReportCheck, Tell, Note.</summary>
    /// <exception cref="RefusedException">Not in this status.</exception>
    public void Do(TipVerb verb, TipDay day)
    {
        var next = Status.After(verb);
        if (verb == TipVerb.Accept)
            (AcceptedOn, WasLate) = (day.On, WasLate || DueOn < day.On && ServiceDays is null);
        if (verb == TipVerb.ReportCheck)
            (ReportedOn, WasLate) = (day.On, WasLate || DueOn < day.On && ServiceDays is null);
        if (verb == TipVerb.Forward)
            WasLate |= IsLateElsewhere(day);
        Move(next, day, verb is not (TipVerb.Note or TipVerb.Tell));
    }

    /// <param name="above">The desk above, which must be another one.</param>
    /// <exception cref="RefusedException">Not in this status, or there is no desk above.</exception>
    public void HandUp(TipDay day, Guid? above)
    {
        var next = Status.After(TipVerb.HandUp);
        if (above is null || above == DeskId)
            throw new RefusedException(Refusal.TipNoDeskAbove);
        WasLate |= IsLateElsewhere(day);
        (FromDeskId, DeskId) = (DeskId, above.Value);
        Move(next, day);
    }

    /// <param name="second">A second officer agrees: needed where it is said to have no substance.</param>
    /// <exception cref="RefusedException">Not in this status, or no second officer.</exception>
    public void Decline(TipDay day, DeclineReason reason, TopicCategory category, bool second)
    {
        var next = Status.After(TipVerb.Decline);
        if (reason == DeclineReason.NoSubstance && !second)
            throw new RefusedException(Refusal.TipSecondOfficer);
        (Declined, Category, EndedOn) = (reason, category, day.On);
        WasLate |= DueOn < day.On;
        Move(next, day);
    }

    /// <exception cref="RefusedException">Not in this status.</exception>
    public void Conclude(TipDay day, TipResult result)
    {
        var next = Status.After(TipVerb.Conclude);
        (Result, ConcludedOn) = (result, day.On);
        WasLate |= DueOn < day.On;
        Move(next, day);
    }

    /// <exception cref="RefusedException">Not in this status.</exception>
    public void GiveFeedback(TipDay day, TopicCategory category)
    {
        var next = Status.After(TipVerb.GiveFeedback);
        (Category, EndedOn) = (category, day.On);
        WasLate |= DueOn < day.On;
        Move(next, day);
    }

    /// <summary>More words or a file of the tipster. What has ended is received anew, with new clocks.</summary>
    /// <exception cref="RefusedException">It is erased.</exception>
    public void Add(TipDay day)
    {
        var (before, next) = (Status, Status.After(TipVerb.Add));
        if (!before.IsOpen())
            Reopen(day);
        Move(next, day);
    }

    /// <summary>异议, once.</summary>
    /// <exception cref="RefusedException">Not in this status, or not for the first time.</exception>
    public void Object(TipDay day)
    {
        var next = Status.After(TipVerb.Object);
        if (HasObjected)
            throw new RefusedException(Refusal.TipHasObjected);
        HasObjected = true;
        Reopen(day);
        Move(next, day);
    }

    /// <summary>"Not solved" reopens once.</summary>
    /// <exception cref="RefusedException">Not in this status, not a service problem, or rated already.</exception>
    public void Rate(TipDay day, Rating rating)
    {
        var next = Status.After(TipVerb.Rate);
        if (Kind != TipKind.Service || Rating is { } before && (before != Tips.Rating.NotSolved || rating == Tips.Rating.NotSolved))
            throw new RefusedException(Refusal.TipRated);
        Rating = rating;
        if (rating == Tips.Rating.NotSolved)
        {
            Reopen(day);
            next = TipStatus.Received;
        }
        Move(next, day);
    }

    /// <summary>The code opens nothing any more, and nobody reaches the tipster.</summary>
    /// <exception cref="RefusedException">It is erased.</exception>
    public void GiveUp()
    {
        Status.After(TipVerb.GiveUp);
        (CodeHash, KeyUnderCode) = (null, null);
    }

    public void Hold(bool held) => IsHeld = held;

    /// <summary>A service problem is a tip after all; never the other way (F29).</summary>
    public void TurnIntoTip(TipDay day, Guid desk)
    {
        (Kind, ServiceDays, DeskId) = (TipKind.Tip, null, desk);
        Move(Status, day);
    }

    /// <summary>The tombstone: month, channel, topic, outcome and the days to each step. What it said is gone.</summary>
    /// <exception cref="RefusedException">It is open or held.</exception>
    public void Erase()
    {
        var next = Status.After(TipVerb.Expire);
        if (IsHeld)
            throw new RefusedException(Refusal.TipHeld);
        (DaysToAccept, DaysToConclude, DaysToEnd) = (Since(AcceptedOn), Since(ConcludedOn), Since(EndedOn));
        ReceivedOn = RunsFrom = LastActOn = new(ReceivedOn.Year, ReceivedOn.Month, 1);
        (AcceptedOn, ReportedOn, ConcludedOn, EndedOn, DueOn) = (null, null, null, null, null);
        (KeyToDesk, KeyUnderCode, Identity, FromDeskId, OfficerId) = (null, null, null, null, null);
        Status = next;
    }

    /// <summary>The number of the next entry.</summary>
    public int NextNumber() => ++LastNumber;

    private int? Since(DateOnly? day) => day?.DayNumber - ReceivedOn.DayNumber;

    private bool IsLateElsewhere(TipDay day) => TipClock.Of(this, day.Calendar).ElsewhereBy < day.On;

    private void Reopen(TipDay day)
    {
        Reopened++;
        RunsFrom = day.On;
        (AcceptedOn, ReportedOn, ConcludedOn, EndedOn, Declined, Result, Category) = (null, null, null, null, null, null, null);
    }

    private void Move(TipStatus next, TipDay day, bool isAct = true)
    {
        Status = next;
        if (isAct)
            LastActOn = day.On;
        DueOn = TipClock.Of(this, day.Calendar).DueOn;
    }
}
