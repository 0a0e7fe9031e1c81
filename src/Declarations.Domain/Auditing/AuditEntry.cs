namespace Declarations.Auditing;

/// <summary>Who acts and when: the true UTC instant, with the legal day of the campaign beside it where there is one.</summary>
/// <param name="AccountId">Null: the system itself, e.g. while seeding.</param>
public sealed record Act(Guid? AccountId, DateTimeOffset At, DateOnly LegalDay);

/// <summary>
/// One line of the audit ledger, append-only. <see cref="Reason"/> says why, <see cref="Detail"/> holds codes and numbers, never personal data.
/// </summary>
public sealed class AuditEntry
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateOnly LegalDay { get; init; }
    public Guid? AccountId { get; init; }
    public required AuditAction Action { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    /// <summary>What somebody typed, or a code. Encrypted at rest.</summary>
    public string? Reason { get; set; }
    public string? Detail { get; init; }

    public static AuditEntry Of(Act act, AuditAction action, string subjectKind, Guid subjectId, string? reason = null, string? detail = null) => new()
    {
        Id = Guid.CreateVersion7(),
        At = act.At,
        LegalDay = act.LegalDay,
        AccountId = act.AccountId,
        Action = action,
        SubjectKind = subjectKind,
        SubjectId = subjectId,
        Reason = reason,
        Detail = detail,
    };
}

public enum AuditAction
{
    UnitCreated, UnitRenamed, UnitMoved, UnitDecided, UnitPostGiven, UnitPostTaken,
    OfficialEntered, OfficialChanged, OfficialMoved, OfficialLeft, OfficialReturned, OfficialDied, OfficialMissed, OfficialFound,
    RosterUploaded, RosterImportStarted, RosterImported, RosterImportStopped,
    AccountCreated, GrantGiven,
    SignedIn, SignedOut, SessionEnded, PasswordChanged, SignInDelayed, SlipIssued, SlipUsed, AccountReset, AccountClosed, DelayLifted,
    GrantRequested, GrantRevoked, GrantSuspended, GrantKept, RightsEnded,
    SecondPersonAsked, SecondPersonConfirmed, SecondPersonRefused, ResetAcknowledged, ManyResets, AccessRestored, DeputyNamed, DeputyRevoked, LedgerExported,
    CampaignCreated, CampaignWithdrawn, PracticeDateSet, CampaignExtended, CampaignClosed, UnitDeadlineSet, CampaignErased,
    OfficeMemberNamed, OfficeMemberReleased,
    ReportOpened, DraftSaved, ReportSubmitted, ReportReturned, ReportSigned, ReportHandedUp, ReportKept,
    PaperBegun, PaperObjected, PaperCancelled, AssistantNamed, AssistantReleased,
    PersonalDataExported,
    FileAttached, FileRemoved, FileDownloaded,
    SupplementBegun, SupplementDiscarded, ReportWithdrawn,
    ReportExcused, ReportReadmitted, ReportRead, DraftRead, ReportMoved, ReportRouted,
    CorrectionAsked, CorrectionAnswered,
    HandedOver, HandOverReceived,
    BulletinDrafted, BulletinEdited, BulletinIssued, BulletinReplaced,
    SheetConfirmed, SheetObjected, SheetReceived,
    RemindersSent, RhythmSet,
    RegisterChanged, ProblemChanged, MeasureChanged, ActivityChanged, ClueRead,
    PolicyAsked, PolicyAnswered,
    QuestionAsked, QuestionAnswered, ExplanationPublished, ExplanationWithdrawn,
    ReportChecked, InterestFound, SpotCheckDrawn,
    HandlingProposed, HandlingConfirmed, HandlingSentBack, HandlingDeferred,
    RegistryUploaded, RegistryImported, RegistryImportStopped, CrossCheckAsked, CrossChecked, CrossCheckStopped,
    LeadFound, LeadRenewed, LeadProposed, LeadConfirmed, LeadExcluded, LeadSentBack, LeadAnswered, SectorsSet,
    SummaryRead, SummaryDownloaded, SummaryAsked, SummaryMade, SummaryStopped, SummaryRemoved, ManyReportsRead,
    SecondFactorSet, SecondFactorRemoved,
    BackupMade, KeyMade, KeyUsed, ValuesResealed, ResealStopped, KeyDropped,
    TipRead, TipHandled, TipRegistered, TipFileOpened, TipKeysChanged, TipDeskChanged, TopicChanged,
    PledgeIssued, PledgeEnded, PledgeSigned, IntegrityEntered, IntegrityAnswered, IntegrityFileOpened,
    KeyPostChanged, KeyPostReviewed, KeyPostEnded,
}
