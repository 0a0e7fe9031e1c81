namespace Declarations.Integrity;

/// <summary>廉政档案记录: what an entry in somebody's integrity file is.</summary>
public enum IntegrityKind
{
    /// <summary>廉政承诺: signed by the person, or on paper.</summary>
    Pledge,
    /// <summary>任前谈话.</summary>
    PrePostTalk,
    /// <summary>谈心谈话.</summary>
    Talk,
    /// <summary>提醒谈话.</summary>
    Reminder,
    /// <summary>廉政家访.</summary>
    HomeVisit,
    /// <summary>警示教育.</summary>
    Education,
    /// <summary>廉政意见: it stands once a second person of another body agrees (G29).</summary>
    Opinion,
    /// <summary>聘任: by a letter with a number, for a period.</summary>
    Appointment,
    /// <summary>礼品上交.</summary>
    Gift,
    /// <summary>核查结论 that was not reached here.</summary>
    Finding,
    /// <summary>处理 that was not decided here.</summary>
    Handling,
    Other,
}

public static class IntegrityKinds
{
    /// <summary>Written down by an office; a pledge is given by the person.</summary>
    public static IReadOnlyList<IntegrityKind> Kept { get; } = [.. Enum.GetValues<IntegrityKind>().Except([IntegrityKind.Pledge])];

    public static bool NeedsTwo(this IntegrityKind kind) => kind == IntegrityKind.Opinion;
}

/// <summary>党组织, 纪检机构: the two bodies that sign an opinion, one each.</summary>
public enum SigningBody { Party, Discipline }

/// <summary>What a later entry says of an earlier one.</summary>
public enum EntryAnswer { Agreed, Objected, TakenBack }

/// <summary>Pending: a second signer is awaited.</summary>
public enum EntryState { Pending, Stands, Objected, TakenBack }

/// <summary>Who is asked to sign a pledge.</summary>
public enum PledgeFor { Everybody, LeadingCadres, KeyPosts }

/// <summary>What makes the review of a key post due (G22).</summary>
public enum RiskTrigger { HolderChanged, PowerChanged, RuleChanged, Finding, ReviewDue }
