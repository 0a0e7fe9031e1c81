namespace Declarations.Registers;

public enum RegisterStatus { Drafting, Issued, Closed }

public enum RegisterVerb { Edit, Issue, Amend, Close, Reopen }

/// <summary>Cancelled is 销号: struck off, with a judgement.</summary>
public enum ProblemStatus { Open, Cancelled, HandedOver, Withdrawn }

public enum ProblemVerb { Solve, Escalate, HandOver, Withdraw, LookBack, Reopen }

/// <summary>Basic is 基本完成: checked, and something still remains.</summary>
public enum MeasureStatus { Open, Claimed, Basic, Cancelled, Withdrawn }

public enum MeasureVerb { Acknowledge, Progress, Claim, ClaimBasic, TakeBack, Pass, PassBasic, Return, LookBack, Reopen, Extend, Withdraw }

public enum ActivityStatus { Planned, Held, Confirmed, Dropped }

public enum ActivityVerb { Move, Hold, Drop, Answer }

/// <summary>One table for each status: what may be done, and where it leads.</summary>
public static class Transitions
{
    private static readonly Dictionary<(RegisterStatus, RegisterVerb), RegisterStatus> Registers = new()
    {
        [(RegisterStatus.Drafting, RegisterVerb.Edit)] = RegisterStatus.Drafting,
        [(RegisterStatus.Drafting, RegisterVerb.Issue)] = RegisterStatus.Issued,
        [(RegisterStatus.Issued, RegisterVerb.Amend)] = RegisterStatus.Issued,
        [(RegisterStatus.Issued, RegisterVerb.Close)] = RegisterStatus.Closed,
        [(RegisterStatus.Closed, RegisterVerb.Reopen)] = RegisterStatus.Issued,
    };

    private static readonly Dictionary<(ProblemStatus, ProblemVerb), ProblemStatus> Problems = new()
    {
        [(ProblemStatus.Open, ProblemVerb.Solve)] = ProblemStatus.Cancelled,
        [(ProblemStatus.Open, ProblemVerb.Escalate)] = ProblemStatus.Open,
        [(ProblemStatus.Open, ProblemVerb.HandOver)] = ProblemStatus.HandedOver,
        [(ProblemStatus.Open, ProblemVerb.Withdraw)] = ProblemStatus.Withdrawn,
        [(ProblemStatus.Cancelled, ProblemVerb.LookBack)] = ProblemStatus.Cancelled,
        [(ProblemStatus.Cancelled, ProblemVerb.Reopen)] = ProblemStatus.Open,
    };

    /// <summary>Null: back to where it stood before the claim.</summary>
    private static readonly Dictionary<(MeasureStatus, MeasureVerb), MeasureStatus?> Measures = new()
    {
        [(MeasureStatus.Open, MeasureVerb.Acknowledge)] = MeasureStatus.Open,
        [(MeasureStatus.Open, MeasureVerb.Progress)] = MeasureStatus.Open,
        [(MeasureStatus.Basic, MeasureVerb.Progress)] = MeasureStatus.Basic,
        [(MeasureStatus.Open, MeasureVerb.Claim)] = MeasureStatus.Claimed,
        [(MeasureStatus.Open, MeasureVerb.ClaimBasic)] = MeasureStatus.Claimed,
        [(MeasureStatus.Basic, MeasureVerb.Claim)] = MeasureStatus.Claimed,
        [(MeasureStatus.Claimed, MeasureVerb.TakeBack)] = null,
        [(MeasureStatus.Claimed, MeasureVerb.Pass)] = MeasureStatus.Cancelled,
        [(MeasureStatus.Claimed, MeasureVerb.PassBasic)] = MeasureStatus.Basic,
        [(MeasureStatus.Claimed, MeasureVerb.Return)] = null,
        [(MeasureStatus.Cancelled, MeasureVerb.LookBack)] = MeasureStatus.Cancelled,
        [(MeasureStatus.Basic, MeasureVerb.LookBack)] = MeasureStatus.Basic,
        [(MeasureStatus.Cancelled, MeasureVerb.Reopen)] = MeasureStatus.Open,
        [(MeasureStatus.Basic, MeasureVerb.Reopen)] = MeasureStatus.Open,
        [(MeasureStatus.Open, MeasureVerb.Extend)] = MeasureStatus.Open,
        [(MeasureStatus.Basic, MeasureVerb.Extend)] = MeasureStatus.Basic,
        [(MeasureStatus.Open, MeasureVerb.Withdraw)] = MeasureStatus.Withdrawn,
        [(MeasureStatus.Basic, MeasureVerb.Withdraw)] = MeasureStatus.Withdrawn,
    };

    private static readonly Dictionary<(ActivityStatus, ActivityVerb), ActivityStatus> Activities = new()
    {
        [(ActivityStatus.Planned, ActivityVerb.Move)] = ActivityStatus.Planned,
        [(ActivityStatus.Planned, ActivityVerb.Hold)] = ActivityStatus.Held,
        [(ActivityStatus.Planned, ActivityVerb.Drop)] = ActivityStatus.Dropped,
        [(ActivityStatus.Held, ActivityVerb.Answer)] = ActivityStatus.Held,
    };

    public static bool Allows(this RegisterStatus status, RegisterVerb verb) => Registers.ContainsKey((status, verb));
    public static bool Allows(this ProblemStatus status, ProblemVerb verb) => Problems.ContainsKey((status, verb));
    public static bool Allows(this MeasureStatus status, MeasureVerb verb) => Measures.ContainsKey((status, verb));
    public static bool Allows(this ActivityStatus status, ActivityVerb verb) => Activities.ContainsKey((status, verb));

    /// <exception cref="RefusedException">Not in this status.</exception>
    public static RegisterStatus After(this RegisterStatus status, RegisterVerb verb) =>
        Registers.TryGetValue((status, verb), out var next) ? next : throw NotNow(verb, status);

    /// <inheritdoc cref="After(RegisterStatus, RegisterVerb)"/>
    public static ProblemStatus After(this ProblemStatus status, ProblemVerb verb) =>
        Problems.TryGetValue((status, verb), out var next) ? next : throw NotNow(verb, status);

    /// <param name="before">Where it stood before the claim.</param>
    /// <inheritdoc cref="After(RegisterStatus, RegisterVerb)"/>
    public static MeasureStatus After(this MeasureStatus status, MeasureVerb verb, MeasureStatus? before = null) =>
        Measures.TryGetValue((status, verb), out var next) ? next ?? before!.Value : throw NotNow(verb, status);

    /// <inheritdoc cref="After(RegisterStatus, RegisterVerb)"/>
    public static ActivityStatus After(this ActivityStatus status, ActivityVerb verb) =>
        Activities.TryGetValue((status, verb), out var next) ? next : throw NotNow(verb, status);

    private static RefusedException NotNow(Enum verb, Enum status) => new(Refusal.RegisterNotNow(verb, status));
}
