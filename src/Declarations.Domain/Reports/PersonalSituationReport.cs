using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Evidence;
using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>
/// The report of one official in one campaign, from the day the campaign opens. The draft may change until the reader
/// has signed, and then again for each supplement; every submitted version stays for ever, even one that was taken back.
/// Only this class writes <see cref="Status"/>.
/// </summary>
public sealed partial class PersonalSituationReport : Aggregate, ISealed
{
    private readonly List<StageChange> stageChanges = [];

    public required Guid CampaignId { get; init; }
    public Campaign Campaign { get; init; } = null!;
    public required Guid OfficialId { get; init; }
    public Official Official { get; init; } = null!;
    /// <summary>Unit in which the official files.</summary>
    public Guid UnitId { get; private set; }
    public Unit Unit { get; init; } = null!;
    /// <summary>Path of that unit and staff number: a subtree is a prefix, and lists are in its order.</summary>
    public string ListKey { get; private set; } = "";

    public ReportStatus Status { get; private set; }
    /// <summary>How it counts, since which legal day, and how often that has changed.</summary>
    public ReportStage Stage { get; private set; }
    public DateOnly StageOn { get; private set; }
    public Guid StageUnitId { get; private set; }
    public int StageChangeCount { get; private set; }
    /// <exception cref="RefusedException">Unreadable: it is neither shown as empty nor written over.</exception>
    public ReportContent Draft { get => IsUnreadable ? throw new RefusedException(Refusal.DraftUnreadable) : field; private set; } = new();
    public bool IsUnreadable { get; set; }
    /// <summary>Grows with every change of the draft: a draft is submitted once, however often it is sent.</summary>
    public int DraftNumber { get; private set; }
    public DateTimeOffset? DraftSavedAt { get; private set; }

    public int SubmissionCount { get; private set; }
    public int InterestCount { get; private set; }
    /// <summary>Legal day of the first submission that was not taken back: filed in time or not. Null: nothing is filed.</summary>
    public DateOnly? FirstSubmittedOn { get; private set; }
    public DateTimeOffset? LastSubmittedAt { get; private set; }
    public DateOnly? LastSubmittedOn { get; private set; }
    /// <summary>Where the submitted report goes to be read: the route and the unit whose post-holder signs.</summary>
    public SigningRoute? Route { get; private set; }
    public Guid? SigningUnitId { get; private set; }
    public DateOnly? SignedOn { get; private set; }
    /// <summary>The newest version that the reader has signed; 0: none.</summary>
    public int SignedNumber { get; private set; }
    /// <summary>While a supplement is written or waits to be signed: where the signed report stood. Null: there is no such supplement.</summary>
    public ReportStatus? Standing { get; private set; }
    /// <summary>报送 or 留存: when the newest signed version was taken in, and by which account.</summary>
    public DateOnly? TakenInOn { get; private set; }
    public Guid? TakenInById { get; private set; }
    /// <summary>Day on which its contents were erased, with those of the whole campaign.</summary>
    public DateOnly? ErasedOn { get; private set; }
    public NotSubmittedReason? Excuse { get; private set; }
    public string? ExcuseText { get; private set; }
    /// <summary>What the excuse rests on; null: nothing was named.</summary>
    public string? ExcuseDocument { get; private set; }
    public string? ExcuseNumber { get; private set; }
    public DateOnly? ExcuseDocumentOn { get; private set; }
    /// <summary>File that proves the excuse.</summary>
    public Guid? ExcuseFileId { get; private set; }

    /// <summary>A colleague of the same unit who may fill in the draft, never sign it; null: nobody.</summary>
    public Guid? AssistantId { get; private set; }
    /// <summary>Since when the office keys in a report on paper; null: it does not.</summary>
    public DateTimeOffset? PaperBegunAt { get; private set; }

    /// <summary>A draft that has moved on since the last submitted version.</summary>
    public bool HasUnsubmittedChanges { get; private set; }

    /// <param name="unit">The official's.</param>
    public static PersonalSituationReport Open(Act act, Campaign campaign, Official official, Unit unit)
    {
        var report = new PersonalSituationReport { CampaignId = campaign.Id, OfficialId = official.Id };
        report.Place(unit, official);
        report.Record(act, AuditAction.ReportOpened);
        return report;
    }

    /// <exception cref="RefusedException">Not now, or too many files.</exception>
    public void SaveDraft(Act act, ReportContent content)
    {
        var (before, now) = (Draft.Files.ToDictionary(file => file.Id), content.Files.ToDictionary(file => file.Id));
        if (now.Count > Math.Max(EvidenceFile.Most, before.Count))
            throw new RefusedException(Refusal.FileTooMany(EvidenceFile.Most));
        Become(ReportVerb.SaveDraft);
        foreach (var file in now.Values.Where(file => !before.ContainsKey(file.Id)))
            Record(act, AuditAction.FileAttached, detail: $"{file.Kind}, {file.Size} bytes, digest {file.Digest}");
        foreach (var file in before.Values.Where(file => !now.ContainsKey(file.Id)))
            Record(act, AuditAction.FileRemoved, detail: $"digest {file.Digest}");
        Draft = content with { SupplementReason = Draft.SupplementReason, Paper = Draft.Paper?.KeyedInBy(act.AccountId) };
        DraftNumber++;
        DraftSavedAt = act.At;
        HasUnsubmittedChanges = true;
        Record(act, AuditAction.DraftSaved, detail: $"draft {DraftNumber}");
    }

    /// <summary>Freezes the draft as the next version and sends it to its reader.</summary>
    /// <param name="earlier">Contents of the earlier versions that were not taken back: an interest keeps the day it was first stated (E29).</param>
    /// <param name="determination">What the rules say of the person: gives the route and who must report relatives.</param>
    /// <param name="asksForExit">Whether the rules ask for an exit from an interest; null: from all.</param>
    /// <exception cref="RefusedException">Incomplete, already signed, or nothing new.</exception>
    internal Submission Submit(
        Act act, IEnumerable<ReportContent> earlier, Determination determination, Guid? signingUnitId, Func<Interest, bool>? asksForExit = null)
    {
        if (PaperBegunAt is not null)
            throw new RefusedException(Refusal.PaperOpen);
        return Freeze(act, earlier, determination, signingUnitId, act.LegalDay, asksForExit);
    }

    private Submission Freeze(
        Act act, IEnumerable<ReportContent> earlier, Determination determination, Guid? signingUnitId, DateOnly handedInOn, Func<Interest, bool>? asksForExit)
    {
        if (Completeness.FirstGap(Draft, determination, asksForExit ?? (_ => true)) is { } gap)
            throw new RefusedException(Refusal.ReportIncomplete(gap.Code));
        if (Status == ReportStatus.Submitted && !HasUnsubmittedChanges)
            throw new RefusedException(Refusal.ReportNothingNew);
        Become(ReportVerb.Submit);
        var stated = earlier.SelectMany(content => content.Interests).ToList();
        Draft = Draft with { Interests = [.. Draft.Interests.Select(interest => interest with { ReportedOn = FirstStated(interest, stated) ?? handedInOn })] };
        var submission = Submission.Freeze(this, act with { LegalDay = handedInOn }, Draft, ++SubmissionCount);
        InterestCount = Draft.Interests.Count;
        FirstSubmittedOn ??= handedInOn;
        (LastSubmittedAt, LastSubmittedOn) = (act.At, handedInOn);
        (Route, SigningUnitId) = (determination.SignOff, signingUnitId);
        HasUnsubmittedChanges = false;
        Record(act, AuditAction.ReportSubmitted, detail: $"version {SubmissionCount}, digest {submission.Digest}");
        return submission;
    }

    /// <summary>Lets a colleague fill in the draft until that is taken back; signing stays with the filer.</summary>
    public void NameAssistant(Act act, Official assistant)
    {
        if (assistant.Id == OfficialId || assistant.UnitId != UnitId)
            throw new RefusedException(Refusal.AssistantSameUnit);
        AssistantId = assistant.Id;
        Record(act, AuditAction.AssistantNamed);
    }

    public void ReleaseAssistant(Act act)
    {
        AssistantId = null;
        Record(act, AuditAction.AssistantReleased);
    }

    /// <summary>阅签: the reader signs the newest version.</summary>
    /// <param name="posts">Posts that the reader holds.</param>
    /// <param name="opened">Whether the reader has opened this version.</param>
    /// <param name="deputyFor">Name of the post-holder, if these are a deputy's posts.</param>
    /// <exception cref="RefusedException">One's own report, not this reader's, a newer version, or not opened though drawn.</exception>
    public Signature Sign(Act act, Submission version, Official reader, IEnumerable<UnitPost> posts, bool opened, string? deputyFor = null)
    {
        EnsureReader(reader, posts);
        EnsureNewest(version);
        if (version.MustBeOpened && !opened)
            throw new RefusedException(Refusal.SignOpenFirst);
        Become(ReportVerb.Sign);
        (SignedOn, SignedNumber, Standing) = (act.LegalDay, version.Number, null);
        Draft = Draft with { SupplementReason = null };
        Record(act, AuditAction.ReportSigned, detail: $"version {version.Number}, digest {version.Digest}");
        return Signature.Of(version, act, reader, SignatureKind.Reader, Route, deputyFor: deputyFor);
    }

    /// <summary>Gives the report back with a comment on each line that needs it.</summary>
    public IReadOnlyList<ReturnNote> ReturnForCorrection(
        Act act, Submission version, Official reader, IEnumerable<UnitPost> posts, IReadOnlyList<(string Line, string Comment)> comments)
    {
        EnsureReader(reader, posts);
        EnsureNewest(version);
        if (comments.Count == 0)
            throw new RefusedException(Refusal.ReturnNoComment);
        Become(ReportVerb.Return);
        DraftNumber++;
        HasUnsubmittedChanges = true;
        Record(act, AuditAction.ReportReturned, detail: $"version {version.Number}, {comments.Count} comments");
        return [.. comments.Select(c => new ReturnNote
        {
            Id = Guid.CreateVersion7(), ReportId = Id, SubmissionId = version.Id, Line = c.Line, Comment = c.Comment,
            ByOfficialId = reader.Id, ByName = reader.Name, ByPost = reader.Post, At = act.At, On = act.LegalDay,
        })];
    }

    /// <summary>补充报告: opens the signed report once more. The signed versions stand; what the supplement adds has its own day (E29).</summary>
    public void Supplement(Act act, string reason)
    {
        var standing = Status;
        Become(ReportVerb.Supplement);
        Standing = standing;
        Draft = Draft with { SupplementReason = reason };
        DraftNumber++;
        (DraftSavedAt, HasUnsubmittedChanges) = (act.At, true);
        Record(act, AuditAction.SupplementBegun, detail: $"after version {SubmissionCount}");
    }

    /// <summary>Gives up a supplement that was begun and not filed.</summary>
    /// <param name="signed">The newest signed version.</param>
    public void DiscardSupplement(Act act, Submission signed)
    {
        Become(ReportVerb.Discard, Standing);
        FallBackTo(signed);
        Record(act, AuditAction.SupplementDiscarded, detail: $"back to version {signed.Number}");
    }

    /// <summary>
    /// Takes back what was filed and is not signed yet. The versions stay, with a mark; without a signed version before
    /// them the report counts as missing, and what is filed later has its own day.
    /// </summary>
    /// <param name="versions">All versions of this report.</param>
    internal IReadOnlyList<Withdrawal> Withdraw(Act act, IReadOnlyList<Submission> versions, string reason)
    {
        Become(ReportVerb.Withdraw, Standing);
        var taken = versions.Where(version => version.Number > SignedNumber && version.Withdrawal is null).ToList();
        if (versions.SingleOrDefault(version => version.Number == SignedNumber) is { } signed)
            FallBackTo(signed);
        else
        {
            Draft = Draft with { Interests = [.. Draft.Interests.Select(interest => interest with { ReportedOn = null })] };
            DraftNumber++;
            (FirstSubmittedOn, LastSubmittedAt, LastSubmittedOn, InterestCount, HasUnsubmittedChanges) = (null, null, null, 0, true);
        }
        Record(act, AuditAction.ReportWithdrawn, detail: string.Join(", ", taken.Select(version => $"version {version.Number}")));
        return [.. taken.Select(version => Withdrawal.Of(version, act, reason))];
    }

    /// <summary>报送: a city-managed official's signed report goes to the city office.</summary>
    public void HandUp(Act act, bool cityManaged)
    {
        if (!cityManaged)
            throw new RefusedException(Refusal.CustodyStaysWithBureau);
        Become(ReportVerb.HandUp);
        (TakenInOn, TakenInById) = (act.LegalDay, act.AccountId);
        Record(act, AuditAction.ReportHandedUp);
    }

    /// <summary>留存备查: any other signed report stays with the bureau office.</summary>
    public void Keep(Act act, bool cityManaged)
    {
        if (cityManaged)
            throw new RefusedException(Refusal.CustodyGoesToCity);
        Become(ReportVerb.Keep);
        (TakenInOn, TakenInById) = (act.LegalDay, act.AccountId);
        Record(act, AuditAction.ReportKept);
    }

    /// <param name="proof">Null: there is no paper.</param>
    public void ExcuseFor(Act act, Excuse excuse, FileReference? proof = null)
    {
        Become(ReportVerb.Excuse);
        (Excuse, ExcuseText, ExcuseFileId) = (excuse.Reason, excuse.Text, proof?.Id);
        (ExcuseDocument, ExcuseNumber, ExcuseDocumentOn) = (excuse.Basis?.Document, excuse.Basis?.Number, excuse.Basis?.On);
        Record(act, AuditAction.ReportExcused, reason: excuse.ToString());
    }

    public void Readmit(Act act, string reason)
    {
        Become(ReportVerb.Readmit);
        (Excuse, ExcuseFileId, ExcuseText, ExcuseDocument, ExcuseNumber, ExcuseDocumentOn) = (null, null, null, null, null, null);
        Record(act, AuditAction.ReportReadmitted, reason: reason);
    }

    /// <summary>An official who moves takes an open report along; one that has been filed stays where it was read.</summary>
    /// <returns>Whether it went along.</returns>
    public bool FollowTo(Act act, Unit unit, Official official)
    {
        if (UnitId == unit.Id || Status is not (ReportStatus.Draft or ReportStatus.Returned or ReportStatus.Excused))
            return false;
        Place(unit, official);
        Record(act, AuditAction.ReportMoved);
        return true;
    }

    /// <summary>Roster or unit tree now say who reads what was filed before they did.</summary>
    /// <returns>Whether they do.</returns>
    public bool FindReader(Act act, SigningRoute? route, Guid? signingUnitId)
    {
        if (Status != ReportStatus.Submitted || SigningUnitId is not null || route is null || signingUnitId is null)
            return false;
        (Route, SigningUnitId) = (route, signingUnitId);
        Record(act, AuditAction.ReportRouted, detail: $"{route}");
        return true;
    }

    /// <summary>Somebody other than the filer opened a version; the audit ledger keeps it.</summary>
    public void NoteReading(Act act, Submission version) =>
        Note(act, AuditAction.ReportRead, detail: version.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Somebody other than the filer opened what is not filed yet.</summary>
    public void NoteDraftReading(Act act) => Note(act, AuditAction.DraftRead);

    /// <summary>Somebody other than the filer took a copy of a file; the audit ledger keeps it.</summary>
    public void NoteDownload(Act act, FileReference file) => Note(act, AuditAction.FileDownloaded, detail: $"digest {file.Digest}");

    public bool MaySign(Guid readerId, IEnumerable<UnitPost> posts) =>
        readerId != OfficialId && posts.Any(post => post.UnitId == SigningUnitId && Route is { } route && SigningPosts.For(route).Contains(post.Kind));

    private void EnsureReader(Official reader, IEnumerable<UnitPost> posts)
    {
        if (reader.Id == OfficialId)
            throw new RefusedException(Refusal.SignOwnReport);
        if (!MaySign(reader.Id, posts))
            throw new RefusedException(Refusal.SignNotYourReport);
    }

    private void EnsureNewest(Submission version)
    {
        if (version.ReportId != Id || version.Number != SubmissionCount)
            throw new RefusedException(Refusal.SignNewerVersion);
    }

    /// <summary>A supplement is over, and what counts is again the version signed before it.</summary>
    private void FallBackTo(Submission signed)
    {
        Draft = signed.Content with { SupplementReason = null };
        DraftNumber++;
        (Standing, HasUnsubmittedChanges) = (null, false);
        (LastSubmittedAt, LastSubmittedOn, InterestCount) = (signed.SubmittedAt, signed.SubmittedOn, signed.InterestCount);
    }

    /// <summary>Called by the save, like the entries of the ledger.</summary>
    public IReadOnlyList<StageChange> TakeStageChanges()
    {
        StageChange[] taken = [.. stageChanges];
        stageChanges.Clear();
        return taken;
    }

    /// <summary>Days never run backwards: a practice campaign that is moved back counts on from where it was.</summary>
    protected override void Recorded(Act act)
    {
        var stage = Excuse is not null ? ReportStage.Excused : FirstSubmittedOn is null ? ReportStage.Missing : (Standing ?? Status) switch
        {
            ReportStatus.Signed => ReportStage.Signed,
            ReportStatus.HandedUp => ReportStage.HandedUp,
            ReportStatus.Kept => ReportStage.Kept,
            _ => ReportStage.Filed,
        };
        if (StageChangeCount > 0 && (stage, UnitId) == (Stage, StageUnitId))
            return;
        var on = act.LegalDay < StageOn ? StageOn : act.LegalDay;
        stageChanges.Add(new StageChange
        {
            ReportId = Id,
            Number = StageChangeCount + 1,
            CampaignId = CampaignId,
            On = on,
            UnitId = UnitId,
            Stage = stage,
            LeftUnitId = StageChangeCount > 0 ? StageUnitId : null,
            LeftStage = StageChangeCount > 0 ? Stage : null,
        });
        (Stage, StageOn, StageUnitId) = (stage, on, UnitId);
        StageChangeCount++;
    }

    private void Place(Unit unit, Official official) => (UnitId, ListKey) = (unit.Id, $"{unit.Path} {official.StaffNumber}");

    private void Become(ReportVerb verb, ReportStatus? standing = null)
    {
        if (ErasedOn is not null)
            throw new RefusedException(Refusal.ReportErased);
        Status = ReportTransitions.After(Status, verb, standing) ?? throw new RefusedException(Refusal.ReportNotNow(verb, Status));
    }

    private static DateOnly? FirstStated(Interest interest, IEnumerable<Interest> stated) =>
        stated.Where(interest.Continues).Min(earlier => earlier.ReportedOn);
}
