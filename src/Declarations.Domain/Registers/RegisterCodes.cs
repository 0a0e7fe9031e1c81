namespace Declarations.Registers;

/// <summary>台账种类. Every kind is the same mechanism: a problem, measures, an owner and a day, a check by somebody else, struck off, looked at again.</summary>
public enum RegisterKind
{
    /// <summary>问题线索 (plan 五(三)).</summary>
    Clue,
    /// <summary>监督检查: what supervision found (plan 五(三), 六(三)).</summary>
    Supervision,
    /// <summary>巡视巡察整改: what an inspection has fed back.</summary>
    Rectification,
    /// <summary>建章立制: gaps that a campaign has shown (plan 五(四)).</summary>
    Gaps,
    /// <summary>廉政风险防控.</summary>
    Risk,
    /// <summary>廉洁会商.</summary>
    Consultation,
    /// <summary>清廉单元创建.</summary>
    CleanUnit,
    /// <summary>小微权力监督.</summary>
    Service,
}

public static class RegisterKinds
{
    /// <summary>Those that an office sets up by itself, each with its code, title and source; what is checked in them is signed (0104).</summary>
    public static IReadOnlyList<RegisterKind> SetUp { get; } = [.. Enum.GetValues<RegisterKind>().Except([RegisterKind.Clue, RegisterKind.Supervision])];

    public static bool IsSetUp(this RegisterKind kind) => SetUp.Contains(kind);
}

/// <summary>Where a problem comes from.</summary>
public enum Origin
{
    /// <summary>监督检查: found in an activity.</summary>
    Supervision,
    /// <summary>比对核查: data of a registry contradict a report.</summary>
    CrossCheck,
    /// <summary>抽查: drawn for a closer look.</summary>
    SpotCheck,
    /// <summary>群众举报 (plan 七).</summary>
    Tip,
    /// <summary>利用职权为他人谋利 (plan 四4).</summary>
    GainForOthers,
    /// <summary>单位上报 (plan 五(三)).</summary>
    Unit,
    Other,
    /// <summary>巡视巡察反馈.</summary>
    Inspection,
    /// <summary>审计.</summary>
    Audit,
    /// <summary>自查.</summary>
    SelfCheck,
    /// <summary>座谈会商.</summary>
    Meeting,
    /// <summary>群众反映.</summary>
    Complaint,
    /// <summary>风险排查.</summary>
    RiskReview,
    /// <summary>专项整治.</summary>
    Campaign,
    /// <summary>上级交办.</summary>
    Upper,
}

/// <summary>立行立改, 限期整改, 长期坚持: the last has a day of review, never an open end.</summary>
public enum DeadlineClass { Immediate, ByDate, LongTerm }

/// <summary>谈话函询, 初步核实, 暂存待查, 予以了结: the four ways in which a clue is disposed of.</summary>
public enum ClueDisposition { Talk, Preliminary, Pending, Closed }

/// <summary>Who takes a problem over: 市专项整治办, 纪检监察机关, 司法机关.</summary>
public enum Receiver { CityOffice, Discipline, Judiciary }

public enum ActivityKind
{
    HearReport, ReadFiles, SpotCheck, Visit, OnSite, Meeting, Symposium, LookBack,
    /// <summary>简报通知: forwarded, and confirmed by the head of each unit as read.</summary>
    Circular,
    Consultation, JointMeeting, ReturnVisit, Training, Education, Study, Pledge, Review,
}

/// <summary>成果: what a measure has brought. A total is the sum of entries, never a number of its own (G12).</summary>
public enum ResultCode
{
    RuleMade, RuleRevised, RuleAbolished,
    /// <summary>The first of those in yuan.</summary>
    MoneyReturned, MoneyRecovered, LossMadeGood, MoneyArranged,
    PeopleHandled, CluesHandedOver, CasesOpened, CasesClosed, CasesPublished, LettersIssued, PeopleTrained,
}

public static class ResultCodes
{
    public static bool IsMoney(this ResultCode code) => code is >= ResultCode.MoneyReturned and <= ResultCode.MoneyArranged;
    public static bool IsRule(this ResultCode code) => code <= ResultCode.RuleAbolished;
}

/// <summary>What a risk of a key post could end in, at its worst (F23): a crime, a disciplinary sanction, an organisational measure.</summary>
public enum RiskLevel { High, Medium, Low }

/// <summary>清廉单元的类别.</summary>
public enum UnitCategory { Organ, Enterprise, School, Hospital, Village, Hall, Project, Park, Pharmacy, Finance, Other }

/// <summary>创建中, 达标, 示范, 撤销: of a clean unit, by decision with a document (G20).</summary>
public enum CleanGrade { Building, Standard, Demonstration, Revoked }

/// <summary>What a clean unit sets out to be.</summary>
/// <param name="Feature">In one sentence.</param>
public sealed record CleanUnit(UnitCategory Category, int Year, string Feature);

/// <summary>余, 近: as a source says it. A sum with such a part is no exact one (F14).</summary>
public enum Bound { Exact, MoreThan, Nearly }

/// <summary>The five reasons for which a problem may be kept out of a notice; each needs an explanation and an approval (F17).</summary>
public enum WithheldReason
{
    /// <summary>涉密.</summary>
    Secret,
    /// <summary>在办案件未公布.</summary>
    CaseOpen,
    /// <summary>可能引起负面炒作.</summary>
    Publicity,
    /// <summary>可能引发群体上访.</summary>
    Petition,
    /// <summary>重大敏感.</summary>
    Sensitive,
}

/// <summary>What an entry says has happened.</summary>
public enum EntryKind
{
    Issued, Amended, Closed, Reopened,
    Assigned, Released, Acknowledged, Progress, Claimed, TakenBack, Passed, Returned, LookedBack, Extended, Reclassed, Withdrawn,
    Cancelled, Escalated, Answered, HandedOver,
    Planned, Moved, Held, Dropped, Confirmed, Dissented,
    Result, Tally, Letter, Reconciled, Withheld, Disclosed, Graded, Disposed, Indicator, Awarded, Attached,
}
