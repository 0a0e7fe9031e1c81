using System.Collections.Frozen;
using Declarations.Participation;

namespace Declarations.Rules;

/// <summary>
/// What the rules propose for one official and at most one interest. All findings, never the first only; a null
/// means that the value cannot be determined from the facts. A person decides.
/// </summary>
public sealed record Determination(string PolicyVersion, DateOnly AsOf, IReadOnlyList<Finding> Findings)
{
    public bool? InScope { get; init; }
    /// <summary>领导干部 as the plan defines it.</summary>
    public bool? LeadingCadre { get; init; }
    public bool? MustReportSelf { get; init; }
    public bool? MustReportRelatives { get; init; }
    /// <summary>Hand-in day, inclusive (E11).</summary>
    public DateOnly? ReportBy { get; init; }
    public SigningRoute? SignOff { get; init; }
    public Custodian? Custody { get; init; }
    public int? LookbackYears { get; init; }
    public DateOnly? LookbackLastDay { get; init; }
    public int? CooldownYears { get; init; }
    public DateOnly? CooldownLastDay { get; init; }
    public bool? CooldownActive { get; init; }
    public Verdict Verdict { get; init; }
    public ProhibitionBasis? Basis { get; init; }
    public RequiredAction Action { get; init; }
    public DateOnly? ExitBy { get; init; }
    /// <summary>Null while the exit is in question (E18).</summary>
    public bool? ExitEffective { get; init; }
    public bool? ExitCompliant { get; init; }
    public Leniency Leniency { get; init; }
    /// <summary>The stricter reading that the plan also allows (E30); null: there is none.</summary>
    public Leniency? StricterLeniency { get; init; }
    public IReadOnlySet<Alert> Alerts { get; init; } = FrozenSet<Alert>.Empty;
    public AnnexRow Row { get; init; } = new();
    public bool? VerificationConsistent { get; init; }
    public IReadOnlyList<DisposalKind> DisposalOptions { get; init; } = [];
    /// <summary>Stays in the number of those who should submit (E23).</summary>
    public bool? CountsInShouldSubmit { get; init; }
    /// <summary>Should have submitted by the day looked at, has not, and no reason excuses it.</summary>
    public bool? Overdue { get; init; }
    public NotSubmittedReason? NotSubmittedReason { get; init; }

    /// <summary>What a second assessment changes: values by the name of the property, findings that went or came.</summary>
    public static IReadOnlyList<Change> Differences(Determination before, Determination after) => Change.Between(before, after);
}

/// <summary>One thing a rule found: a stable code, its weight, where it is written, the facts it rests on, by when.</summary>
/// <param name="Code">Stable, e.g. "prohibition.plan-self"; the words hold its sentence.</param>
/// <param name="Facts">Names of the facts relied on, as paths of <see cref="CaseFacts"/>, e.g. "Interest.Sector".</param>
/// <param name="On">Due day or last day of a period, where the finding has one.</param>
/// <param name="Todo">Code of what the person must do, or null.</param>
public sealed record Finding(
    string Code, FindingKind Kind, IReadOnlyList<Citation> Citations, IReadOnlyList<string> Facts,
    DateOnly? On = null, string? Todo = null)
{
    /// <summary>The mark that this finding sets on the determination.</summary>
    public Alert? Alert { get; init; }

    internal Finding Without(LawDocument document) => this with { Citations = [.. Citations.Where(citation => citation.Document != document)] };
}

/// <summary>Duty: something must be done. Ban, Clear, Exempt, Question: for, against, excepted, unknown. Note: worth knowing.</summary>
public enum FindingKind { Duty, Ban, Clear, Exempt, Question, Note }

public enum Verdict { OutOfScope, NoInterest, Prohibited, NotProhibited, Exempt, Review }
public enum ProhibitionBasis { PlanSelf, PlanRelative, PlanCooldown, LawOtherSector }
public enum RequiredAction { None, ReportNil, ReportOnly, ReportAndExit, ReportAndRelativeExit, ManualReview }

/// <summary>Who reads and signs (plan 五(二)2; E12).</summary>
public enum SigningRoute { PartyGroupSecretary, UnitHeadOrDeputy, SupervisingBureauLeader, HigherLevel }

/// <summary>Where the signed report stays (plan 五(二)3).</summary>
public enum Custodian { CityOffice, BureauOffice }

/// <summary>Proposed class of leniency (plan 五(二)3, 五(三), 四6; E19).</summary>
public enum Leniency
{
    /// <summary>Nothing to be lenient about, or the time for reporting and exit is still running.</summary>
    NotApplicable,
    ExemptDiscipline, Mitigate, NoPlanLeniency, Strict, Judicial,
    /// <summary>A fact that decides it is missing; a finding names it.</summary>
    Undetermined,
}

/// <summary>Why somebody who should have submitted has not, without being overdue (E23).</summary>
public enum NotSubmittedReason { UnderInvestigation, TransferredToJudiciary, Deceased, Other }

/// <summary>Annex 3 说明5.</summary>
public enum DisposalKind { NoAction, Organisational, Disciplinary }

/// <summary>Marks that a reader must not overlook ("flags" of the case book).</summary>
public enum Alert
{
    BriberyCheck, NomineeCheck, ListedExcluded, ShamExitSuspected, RelatedTransferee, PriceAboveMarket, PriceReview,
    AgreedAfterPlanEnd, AgreedExitOverdue, NotExitedNoDate, LateReport, StartedAfterDeadline, EndedBeforePlan,
    EvidenceMissing, CooldownLapsed, StartedDuringCampaign,
}

/// <summary>Annex 3 cells that the rules decide (columns 7-8, 10, 15-18). Nothing is printed that nobody has decided.</summary>
public sealed record AnnexRow
{
    /// <summary>The official in person, or a relative; null: nobody can say.</summary>
    public bool? Self { get; init; }
    public Sector? Sector { get; init; }
    public ExitCell ExitSelfReport { get; init; }
    public ExitCell ExitVerification { get; init; }
    public DateOnly? AgreedExit { get; init; }
    public bool HasExited => ExitSelfReport != ExitCell.Blank || ExitVerification != ExitCell.Blank;
    /// <summary>Items in which verification differs from the report (说明4); null: nobody has checked.</summary>
    public IReadOnlyList<Difference>? Verification { get; init; }
}

public enum ExitCell { Blank, Exited, OrderedExit }

/// <summary>One item of 核查情况 that differs: which, as declared, as verified.</summary>
public sealed record Difference(DifferenceItem Item, Money? Declared = null, Money? Verified = null)
{
    public DifferenceValue? Said { get; init; }
    public DifferenceValue? Found { get; init; }
}

/// <summary>An item of 核查情况 that is not money: of a participant the relation, of a mode its code, of the content its text.</summary>
public sealed record DifferenceValue(Relation? Holder = null, ParticipationMode? Mode = null, string? Content = null);

/// <summary>The five items of 说明4. A participant with nothing said was not reported.</summary>
public enum DifferenceItem { Participant, Mode, Content, Amount, Profit }
