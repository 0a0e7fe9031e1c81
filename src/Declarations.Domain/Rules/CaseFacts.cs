using Declarations.Participation;
using Declarations.Roster;

namespace Declarations.Rules;

/// <summary>
/// Everything a rule may look at, and nothing else: one official, and at most one interest of theirs, on one day.
/// Null always means that the fact is not known.
/// </summary>
public sealed record CaseFacts(DateOnly AsOf, SubjectFacts Subject)
{
    /// <summary>Null: the official states that there is no interest.</summary>
    public InterestFacts? Interest { get; init; }
    public TimelineFacts Timeline { get; init; } = new();
    public ExitFacts Exit { get; init; } = new();
    public HandlingFacts Handling { get; init; } = new();
}

/// <summary>The official as the roster knows them.</summary>
public sealed record SubjectFacts
{
    public PersonCategory? Category { get; init; }
    public OrgTier? Tier { get; init; }
    public Rank? Rank { get; init; }
    /// <summary>领导成员: leader of the organ itself (Civil Servant Law 2018 §111), not of an internal division.</summary>
    public bool? LeadingMember { get; init; }
    public bool? HoldsLeadingPost { get; init; }
    /// <summary>市管干部.</summary>
    public bool? CityManaged { get; init; }
    public bool? PartyGroupSecretary { get; init; }
    /// <summary>Head of the unit whose staff's reports they sign: their own goes to the level above (E12).</summary>
    public bool? UnitHead { get; init; }
    public Workplace? Workplace { get; init; }
    public PostType? PostType { get; init; }
    /// <summary>Null: no exemption is claimed.</summary>
    public InnovationFacts? Innovation { get; init; }
    public ServiceStatus? Status { get; init; }
    /// <summary>Day on which the resignation or retirement was approved.</summary>
    public DateOnly? LeftOn { get; init; }
    public bool? UnderInvestigation { get; init; }
    public bool? TransferredToJudiciary { get; init; }
    public bool? Deceased { get; init; }
    /// <summary>A relative did not say, or nobody could ask, whether there is an interest.</summary>
    public bool? RelativesSilent { get; init; }
    /// <summary>Whether the office has people like this one file, where the plan does not say (编外, village cadres; E5).</summary>
    public bool? FilesByOfficeDecision { get; init; }
}

/// <summary>What a professional-technical member of staff claims under 人社部规〔2017〕4号.</summary>
public sealed record InnovationFacts
{
    public InnovationMode? Mode { get; init; }
    public bool? UnitApproved { get; init; }
    public bool? AgreementSigned { get; init; }
    public bool? ProfessionRelated { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
}

/// <summary>One interest: holder x enterprise.</summary>
public sealed record InterestFacts
{
    public Relation? Holder { get; init; }
    /// <summary>Whose it really is, when held in another's name; null: the holder's own.</summary>
    public Relation? BeneficialOwner { get; init; }
    /// <summary>GB/T 4761-2008 code of the holder's relation, where known.</summary>
    public string? RelationCode { get; init; }
    public DateOnly? RelationEndedOn { get; init; }
    /// <summary>What the filer ticked; the engine decides from the activity (E15).</summary>
    public Sector? Sector { get; init; }
    public SubActivity? SubActivity { get; init; }
    /// <summary>Installed capacity of a single hydropower plant in kW.</summary>
    public decimal? CapacityKw { get; init; }
    public ParticipationMode? Mode { get; init; }
    public string? Content { get; init; }
    public EntityType? EntityType { get; init; }
    /// <summary>Listed shares gained by office or an insider deal (E14), ticked by a verifier.</summary>
    public bool? GainedByOffice { get; init; }
    public bool? DirectlyRelatedToFormerWork { get; init; }
    public DateOnly? StartedOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public Money? DeclaredAmount { get; init; }
    public Money? VerifiedAmount { get; init; }
    public Money? DeclaredProfit { get; init; }
    public Money? VerifiedProfit { get; init; }
    /// <summary>What a check established beside the two amounts (说明4); null: not checked.</summary>
    public Relation? VerifiedHolder { get; init; }
    public ParticipationMode? VerifiedMode { get; init; }
    public string? VerifiedContent { get; init; }

    /// <summary>The interest as it is known to be: what a check established goes before what was declared.</summary>
    internal InterestFacts Established => this with { Holder = VerifiedHolder ?? Holder, Mode = VerifiedMode ?? Mode };
}

/// <summary>When things happened, as Beijing days.</summary>
public sealed record TimelineFacts
{
    /// <summary>Day the person first submitted a report, nil or not; null: the day the interest was reported, if any.</summary>
    public DateOnly? SubmittedOn { get; init; }
    /// <summary>Day of the first submitted version that states the interest (E29); null: not reported.</summary>
    public DateOnly? ReportedOn { get; init; }
    public bool? Truthful { get; init; }
    /// <summary>Null: not exited.</summary>
    public DateOnly? ExitCompletedOn { get; init; }
    /// <summary>Day on which the exit was reported to the competent office and filed there (四5; E33).</summary>
    public DateOnly? ExitFiledOn { get; init; }
    /// <summary>Date fixed by the office in writing (E21).</summary>
    public DateOnly? AgreedExitOn { get; init; }
    public bool? FoundByVerification { get; init; }
    public bool? TipReceived { get; init; }
    public bool? FoundByTip { get; init; }
    public bool? RefusedOrDelayed { get; init; }

    /// <summary>A check or a tip brought it to light.</summary>
    internal bool Found => FoundByVerification == true || FoundByTip == true;
}

/// <summary>How an exit was carried out.</summary>
public sealed record ExitFacts
{
    /// <summary>Null: not known, so the proofs of a transfer are asked for.</summary>
    public ExitWay? Way { get; init; }
    public TransfereeRelation? Transferee { get; init; }
    /// <summary>Price divided by the appraised value; null: no appraisal.</summary>
    public decimal? PriceRatio { get; init; }
    public bool? RegistryUpdated { get; init; }
    public bool? PaymentProven { get; init; }
    public bool? RetainsBenefit { get; init; }
}

/// <summary>What the office has established about the case.</summary>
public sealed record HandlingFacts
{
    public bool? Minor { get; init; }
    public bool? SuspectedCrime { get; init; }
    public bool? Obstructed { get; init; }
    /// <summary>四4: illegal gain for others by office, ticked by a verifier or a clue (E31).</summary>
    public bool? GainForOthers { get; init; }
}
