namespace Declarations;

/// <summary>
/// Every reason why an act is not allowed now. The sentence is the word refused.<see cref="Code"/>, into which the arguments
/// are filled; codes are stable, as they stand in logs and imports.
/// </summary>
public sealed record Refusal(string Code, params IReadOnlyList<object> Arguments)
{
    public static Refusal ChangedMeanwhile { get; } = new("changed-meanwhile");

    // The report, from draft to custody
    public static Refusal ReportNotNow(Enum verb, Enum status) => new("report.not-now", verb, status);
    public static Refusal ReportIncomplete(string gap) => new("report.incomplete." + gap);
    public static Refusal ReportNothingNew { get; } = new("report.nothing-new");
    public static Refusal ReportErased { get; } = new("report.erased");
    public static Refusal FiledDiffers(string number) => new("filed.differs", number);
    public static Refusal ReportUnreadable(string number) => new("report.unreadable", number);
    public static Refusal DraftUnreadable { get; } = new("draft.unreadable");
    public static Refusal FileUnreadable { get; } = new("file.unreadable");
    public static Refusal DeterminationUnreadable { get; } = new("determination.unreadable");
    public static Refusal AssistantSameUnit { get; } = new("assistant.same-unit");
    public static Refusal FamilyHasInterest { get; } = new("family.has-interest");
    public static Refusal FileRefused { get; } = new("file.refused");
    public static Refusal FileTooMany(int most) => new("file.too-many", most);
    public static Refusal PaperDraftBegun { get; } = new("paper.draft-begun");
    public static Refusal PaperIncomplete { get; } = new("paper.incomplete");
    public static Refusal PaperNone { get; } = new("paper.none");
    public static Refusal PaperOpen { get; } = new("paper.open");
    public static Refusal PaperSamePerson { get; } = new("paper.same-person");
    public static Refusal SignNewerVersion { get; } = new("sign.newer-version");
    public static Refusal SignNotYourReport { get; } = new("sign.not-your-report");
    public static Refusal SignOnlyTheFiler { get; } = new("sign.only-the-filer");
    public static Refusal SignOpenFirst { get; } = new("sign.open-first");
    public static Refusal SignOwnReport { get; } = new("sign.own-report");
    public static Refusal ReturnNoComment { get; } = new("return.no-comment");
    public static Refusal CustodyGoesToCity { get; } = new("custody.goes-to-city");
    public static Refusal CustodyStaysWithBureau { get; } = new("custody.stays-with-bureau");

    // Campaigns
    public static Refusal CampaignBegun(int filed) => new("campaign.begun", filed);
    public static Refusal CampaignHasPapers { get; } = new("campaign.has-papers");
    public static Refusal CampaignDeadlinesChanged { get; } = new("campaign.deadlines-changed");
    public static Refusal CampaignClosed(DateOnly on) => new("campaign.closed", on);
    public static Refusal CampaignNotClosed { get; } = new("campaign.not-closed");
    public static Refusal CampaignNotDone(int open) => new("campaign.not-done", open);
    public static Refusal CampaignErased(DateOnly on) => new("campaign.erased", on);
    public static Refusal CampaignKeptUntil(DateOnly day) => new("campaign.kept-until", day);
    public static Refusal CampaignNotPractice { get; } = new("campaign.not-practice");
    public static Refusal DeadlineLaterThanAbove { get; } = new("deadline.later-than-above");
    public static Refusal DeadlineNoExtension { get; } = new("deadline.no-extension");
    public static Refusal PolicyUnknown(string version) => new("policy.unknown", version);

    // The roster
    public static Refusal OfficialHasDied { get; } = new("official.has-died");
    public static Refusal OfficialHasNotLeft { get; } = new("official.has-not-left");
    public static Refusal OfficialHasLeft { get; } = new("official.has-left");
    public static Refusal OfficialSameUnit { get; } = new("official.same-unit");
    public static Refusal ImportDiscarded { get; } = new("import.discarded");
    public static Refusal ImportErrors { get; } = new("import.errors");
    public static Refusal ImportExpired { get; } = new("import.expired");
    public static Refusal ImportFailed { get; } = new("import.failed");
    public static Refusal ImportNotWaiting { get; } = new("import.not-waiting");
    public static Refusal ImportStale { get; } = new("import.stale");
    public static Refusal JobCancelled { get; } = new("job.cancelled");
    public static Refusal ResealStopped { get; } = new("reseal.stopped");
    public static Refusal ResealFailed { get; } = new("reseal.failed");
    public static Refusal ExportFailed { get; } = new("export.failed");
    public static Refusal ExportOver { get; } = new("export.over");
    public static Refusal ExportRunning { get; } = new("export.running");
    public static Refusal SheetConfirmed(int number) => new("sheet.confirmed", number);
    public static Refusal SheetUnreadable(int number) => new("sheet.unreadable", number);
    public static Refusal SheetFileNone { get; } = new("sheet-file.none");
    public static Refusal SheetFileBroken { get; } = new("sheet-file.broken");
    public static Refusal SheetFileObjected(int number) => new("sheet-file.objected", number);
    public static Refusal SheetFileCampaign(string campaign) => new("sheet-file.campaign", campaign);
    public static Refusal SheetFileUnit(string unit) => new("sheet-file.unit", unit);
    public static Refusal SheetFilePeople(string unit) => new("sheet-file.people", unit);
    public static Refusal SheetFileTwice(string unit, string other) => new("sheet-file.twice", unit, other);
    public static Refusal SheetFileSaidHere(string unit) => new("sheet-file.said-here", unit);
    public static Refusal SheetFileDay(DateOnly asOf) => new("sheet-file.day", asOf);
    public static Refusal SheetFileSums { get; } = new("sheet-file.sums");
    public static Refusal SheetFileAgain(int number) => new("sheet-file.again", number);
    public static Refusal SheetFileOlder(int number, int last) => new("sheet-file.older", number, last);
    public static Refusal SheetFileKey { get; } = new("sheet-file.key");
    public static Refusal SheetFileFingerprint { get; } = new("sheet-file.fingerprint");
    public static Refusal HandOverReceived { get; } = new("hand-over.received");
    public static Refusal HandOverSamePerson { get; } = new("hand-over.same-person");
    public static Refusal HandOverDay(DateOnly sentOn) => new("hand-over.day", sentOn);
    public static Refusal CheckUnreadable(int number) => new("check.unreadable", number);
    public static Refusal CheckSourceDay(DateOnly today) => new("check.source-day", today);
    public static Refusal NothingPublished { get; } = new("question.nothing-published");
    public static Refusal QuestionOpen { get; } = new("question.open");
    public static Refusal DisposalConfirmed { get; } = new("disposal.confirmed");
    public static Refusal DisposalDeferDay(DateOnly today) => new("disposal.defer-day", today);
    public static Refusal DisposalDecidedDay(DateOnly today) => new("disposal.decided-day", today);
    public static Refusal DisposalNoCasePage { get; } = new("disposal.no-case-page");
    public static Refusal DisposalNotOffered { get; } = new("disposal.not-offered");
    public static Refusal DisposalNotProposed { get; } = new("disposal.not-proposed");
    public static Refusal DisposalSamePerson { get; } = new("disposal.same-person");
    public static Refusal BulletinSamePerson { get; } = new("bulletin.same-person");
    public static Refusal RegistryNoHeader { get; } = new("registry.no-header");
    public static Refusal RegistryAgain { get; } = new("registry.again");
    public static Refusal CrossCheckNoImport { get; } = new("cross-check.no-import");
    public static Refusal LeadNotOpen { get; } = new("lead.not-open");
    public static Refusal LeadNotProposed { get; } = new("lead.not-proposed");
    public static Refusal LeadSamePerson { get; } = new("lead.same-person");
    public static Refusal RegisterNotNow(Enum verb, Enum status) => new("register.not-now", verb, status);
    public static Refusal ActNotNow(Enum act) => new("act.not-now", act);
    public static Refusal RegisterIncomplete(string gaps) => new("register.incomplete", gaps);
    public static Refusal RegisterEmpty { get; } = new("register.empty");
    public static Refusal RegisterLookBacks(int due) => new("register.look-backs", due);
    public static Refusal RegisterReconciled(DateOnly on) => new("register.reconciled", on);
    public static Refusal NoticeStale { get; } = new("notice.stale");
    public static Refusal ProblemNotWithheld { get; } = new("problem.not-withheld");
    public static Refusal TallyTooMany { get; } = new("tally.too-many");
    public static Refusal RegisterOpen(int open) => new("register.open", open);
    public static Refusal RegisterDayToCome { get; } = new("register.day-to-come");
    public static Refusal ProblemMeasuresOpen { get; } = new("problem.measures-open");
    public static Refusal ProblemNotEscalated { get; } = new("problem.not-escalated");
    public static Refusal ProblemClaimWaits { get; } = new("problem.claim-waits");
    public static Refusal MeasureAcknowledged { get; } = new("measure.acknowledged");
    public static Refusal MeasureDayPast { get; } = new("measure.day-past");
    public static Refusal ClaimWithoutProof { get; } = new("claim.without-proof");
    public static Refusal ClaimOfAnother { get; } = new("claim.of-another");
    public static Refusal CheckSamePerson { get; } = new("check.same-person");
    public static Refusal CheckSameUnit { get; } = new("check.same-unit");
    public static Refusal PledgeSigned { get; } = new("pledge.signed");
    public static Refusal PledgeReplaced { get; } = new("pledge.replaced");
    public static Refusal OpinionOnNothing { get; } = new("opinion.on-nothing");
    public static Refusal AppointmentWithoutLetter { get; } = new("appointment.without-letter");
    public static Refusal EntryAnswered { get; } = new("entry.answered");
    public static Refusal EntryOfAnother { get; } = new("entry.of-another");
    public static Refusal CountersignSameBody { get; } = new("countersign.same-body");
    public static Refusal ConsultationAlone { get; } = new("consultation.alone");
    public static Refusal ConsultationDay(DateOnly last) => new("consultation.day", last);
    public static Refusal PartyAbsent { get; } = new("consultation.absent");
    public static Refusal PartyOfAnother { get; } = new("party.of-another");
    public static Refusal GrantWithoutLetter { get; } = new("grant.without-letter");
    public static Refusal GradeNotNext { get; } = new("grade.not-next");
    public static Refusal ProblemDisposed { get; } = new("problem.disposed");
    public static Refusal KeyPostSameHolder { get; } = new("key-post.same-holder");
    public static Refusal KeyPostBare(int risks, int bare) => new("key-post.bare", risks, bare);
    public static Refusal KeyPostEnded { get; } = new("key-post.ended");
    public static Refusal ActivityAnswered { get; } = new("activity.answered");
    public static Refusal BulletinIssued { get; } = new("bulletin.issued");
    public static Refusal RequestAnswered { get; } = new("request.answered");
    public static Refusal RequestTooMany(int most) => new("request.too-many", most);

    // Tips
    public static Refusal TipNotNow(Enum verb, Enum status) => new("tip.not-now", verb, status);
    public static Refusal TipNoDeskAbove { get; } = new("tip.no-desk-above");
    public static Refusal TipSecondOfficer { get; } = new("tip.second-officer");
    public static Refusal TipHasObjected { get; } = new("tip.has-objected");
    public static Refusal TipRated { get; } = new("tip.rated");
    public static Refusal TipHeld { get; } = new("tip.held");
    public static Refusal TipUnreadable { get; } = new("tip.unreadable");
    public static Refusal TipKeyClosed { get; } = new("tip.key-closed");
    public static Refusal TipOneOfficer { get; } = new("tip.one-officer");
    public static Refusal TipNothingProposed { get; } = new("tip.nothing-proposed");

    // Roles, deputies and sign-ins
    public static Refusal DeputyOver { get; } = new("deputy.over");
    public static Refusal DeputySameUnit { get; } = new("deputy.same-unit");
    public static Refusal GrantLastAdministrator(Enum role) => new("grant.last-administrator", role);
    public static Refusal GrantNotWaiting { get; } = new("grant.not-waiting");
    public static Refusal GrantRevoked { get; } = new("grant.revoked");
    public static Refusal GrantSeparation { get; } = new("grant.separation");
    public static Refusal OwnMatter { get; } = new("own-matter");
    public static Refusal PasswordStale { get; } = new("password.stale");
    public static Refusal SecondPersonAsked { get; } = new("second-person.asked");
    public static Refusal SecondPersonOver { get; } = new("second-person.over");
    public static Refusal SecondPersonSame { get; } = new("second-person.same");
    public static Refusal SlipHasSignIn { get; } = new("slip.has-sign-in");
    public static Refusal SlipMeanwhile { get; } = new("slip.meanwhile");
    public static Refusal SlipNoSignIn { get; } = new("slip.no-sign-in");
    public static Refusal SlipOwnAccount { get; } = new("slip.own-account");
}
