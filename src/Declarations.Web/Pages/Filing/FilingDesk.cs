using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Discipline;
using Declarations.Web.Pages.Reading;
using Declarations.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Filing;

/// <summary>One report with what belongs to it: campaign, official, units above, and what the rules say of the person today.</summary>
public sealed record Filing(PersonalSituationReport Report, IReadOnlyList<Unit> Chain, DateOnly Today, Policy Policy)
{
    public Campaign Campaign => Report.Campaign;
    public Official Official => Report.Official;
    public Determination Person { get; } = Assessor.Assess(ReportFacts.Of(Report.Official, Chain, Today), Policy);

    /// <summary>Whose report it is, seen from the viewer.</summary>
    public bool IsMine { get; init; }
    /// <summary>How the addresses of the filing steps name this report: one's own by its campaign, another's by its id.</summary>
    public string Key => IsMine ? Campaign.Code : Report.Id.ToString();
    public bool MayEdit => ReportTransitions.After(Report.Status, ReportVerb.SaveDraft) is not null;

    /// <summary>The family step exists unless the rules say that this person does not report relatives.</summary>
    public bool HasFamilyStep => Person.MustReportRelatives != false;
    /// <summary>Hand-in days of the campaign after all changes.</summary>
    public Deadlines Deadlines { get; init; } = new(Report.Campaign, []);
    public DateOnly DueOn => Deadlines.For(Official.CityManaged == true, Chain.Select(unit => unit.Id));
    /// <summary>What moved the day; null: the plan's own day stands.</summary>
    public DeadlineChange? MovedBy => Deadlines.ChangeFor(Official.CityManaged == true, Chain.Select(unit => unit.Id));

    public CaseFacts FactsOf(Interest interest, DateOnly asOf) => ReportFacts.Of(Official, Chain, interest, asOf, Report.FirstSubmittedOn);
    public Determination Assess(Interest interest) => Assessor.Assess(FactsOf(interest, Today), Policy);
}

/// <summary>Opens, saves and submits reports. Shared by the filing steps and everybody who looks at a report.</summary>
public sealed class FilingDesk(DeclarationsDb db, Viewer viewer, OfficeClock clock, SigningWindow window)
{
    /// <summary>My own report in a campaign; null: I have none there.</summary>
    public async Task<Filing?> OpenMineAsync(string campaignCode)
    {
        await viewer.LoadAsync();
        var mine = viewer.Official?.Id;
        var report = await Whole().SingleOrDefaultAsync(r => r.Campaign.Code == campaignCode && r.OfficialId == mine);
        return report is null ? null : await WithChainAsync(report);
    }

    /// <summary>A report that the viewer may fill in: their own by its campaign, by its id one they assist with or key in from paper.</summary>
    /// <exception cref="RefusedException">Its contents are erased.</exception>
    public async Task<Filing?> OpenToPrepareAsync(string key) =>
        await OpenByKeyAsync(key) is not { } filing ? null : filing.Report.ErasedOn is null ? filing : throw new RefusedException(Refusal.ReportErased);

    private async Task<Filing?> OpenByKeyAsync(string key)
    {
        if (!Guid.TryParse(key, out var id))
            return await OpenMineAsync(key);
        await viewer.LoadAsync();
        var me = viewer.Official?.Id;
        return await OpenAsync(db.Reports.Where(r => r.AssistantId == me && r.AssistantId != null && r.PaperBegunAt == null), id)
            ?? await OpenAsync(viewer.ReportsInCharge().Where(r => r.PaperBegunAt != null && r.OfficialId != me), id);
    }

    /// <summary>A report out of a scope that the caller has already narrowed; null: not in it.</summary>
    public async Task<Filing?> OpenAsync(IQueryable<PersonalSituationReport> scope, Guid id)
    {
        var report = await Whole(scope).SingleOrDefaultAsync(r => r.Id == id);
        return report is null ? null : await WithChainAsync(report);
    }

    /// <summary>A report that the viewer may look at: their own, one that came to them to be read, or one in their charge.</summary>
    public async Task<Filing?> OpenVisibleAsync(Guid id)
    {
        await viewer.LoadAsync();
        var mine = viewer.Official?.Id;
        return await OpenAsync(db.Reports.Where(r => r.OfficialId == mine), id)
            ?? await OpenAsync(viewer.ReportsToRead().Where(r => r.SubmissionCount > 0), id)
            ?? await OpenAsync(viewer.ReportsInCharge(), id)
            ?? await OpenAsync(viewer.ReportsUnderWatch(), id);
    }

    public Act ActOn(Filing filing) => clock.ActOf(viewer.AccountId, filing.Campaign);

    /// <summary>Saves the draft as the form left it.</summary>
    /// <param name="attached">A file that the content names and that is new.</param>
    /// <returns>False: somebody, perhaps the same person in another window, saved a newer one.</returns>
    public async Task<bool> SaveAsync(Filing filing, int version, ReportContent content, EvidenceFile? attached = null)
    {
        if (filing is { IsMine: true, Report.PaperBegunAt: not null })
            throw new RefusedException(Refusal.PaperOpen);
        db.Expect(filing.Report, version);
        filing.Report.SaveDraft(ActOn(filing), content);
        if (attached is not null)
            db.EvidenceFiles.Add(attached);
        try
        {
            await db.SaveChangesAsync();
            await SweepAsync(filing.Report);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // What is opened next must come from the database, not from this failed save.
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>
    /// Signs and files the draft that the form showed. Sent twice, it files once: the second time returns the submission of
    /// the first.
    /// </summary>
    public async Task<Submission> SubmitAsync(Filing filing, int version, int draftNumber)
    {
        if (!filing.IsMine)
            throw new RefusedException(Refusal.SignOnlyTheFiler);
        if (await ByDraftAsync(filing.Report.Id, draftNumber) is { } done)
            return done;
        var report = filing.Report;
        var act = ActOn(filing);
        db.Expect(report, version);
        var submission = report.Submit(act, await StatedAsync(report), filing.Person, SigningUnitOf(filing));
        db.Signatures.Add(Signature.Of(submission, act, filing.Official, SignatureKind.Pledge).RestingOn(window.RestOf(viewer.Account!)));
        Add(filing, submission);
        try
        {
            await db.SaveChangesAsync();
            return submission;
        }
        catch (DbUpdateException) when (db.ChangeTracker.HasChanges())
        {
            // The same form, sent twice at once: the other one was first.
            db.ChangeTracker.Clear();
            return await ByDraftAsync(report.Id, draftNumber) ?? throw new RefusedException(Refusal.ChangedMeanwhile);
        }
    }

    /// <summary>Keeps a new version with its files and what the rules say of it.</summary>
    public void Add(Filing filing, Submission submission)
    {
        db.Submissions.Add(submission);
        db.FiledFiles.AddRange(FiledFile.Of(submission));
        db.Determinations.AddRange(Determinations(filing, submission));
    }

    /// <summary>What the versions of a report say, except those taken back.</summary>
    public async Task<IReadOnlyList<ReportContent>> StatedAsync(PersonalSituationReport report) =>
        [.. (await db.Submissions.AsNoTracking().Where(s => s.ReportId == report.Id && s.Withdrawal == null).ToListAsync()).Select(s => s.Content)];

    /// <exception cref="RefusedException">The roster or the unit tree does not say who reads it.</exception>
    public static Guid SigningUnitOf(Filing filing) => SigningPosts.UnitFor(
        filing.Person.SignOff ?? throw new RefusedException(Refusal.RouteUnknown), filing.Chain,
        ReportFacts.Subject(filing.Official, filing.Chain).PartyGroupSecretary == true).Id;

    /// <summary>补充报告: opens a signed report again.</summary>
    public Task SupplementAsync(Filing filing, int version, string reason)
    {
        db.Expect(filing.Report, version);
        filing.Report.Supplement(ActOn(filing), reason);
        return db.SaveChangesAsync();
    }

    /// <summary>Gives up a supplement that is not filed.</summary>
    public async Task DiscardSupplementAsync(Filing filing, int version)
    {
        db.Expect(filing.Report, version);
        var signed = await VersionsOf(filing.Report.Id).SingleOrDefaultAsync(s => s.Number == filing.Report.SignedNumber)
            ?? throw new RefusedException(Refusal.ReportNotNow(ReportVerb.Discard, filing.Report.Status));
        filing.Report.DiscardSupplement(ActOn(filing), signed);
        await db.SaveChangesAsync();
        await SweepAsync(filing.Report);
    }

    /// <summary>Takes back what is filed and not signed.</summary>
    public async Task WithdrawAsync(Filing filing, int version, string reason)
    {
        db.Expect(filing.Report, version);
        db.Withdrawals.AddRange(filing.Report.Withdraw(ActOn(filing), await VersionsOf(filing.Report.Id).ToListAsync(), reason));
        await db.SaveChangesAsync();
    }

    /// <summary>All versions of a report, oldest first, with what was taken back marked.</summary>
    public IQueryable<Submission> VersionsOf(Guid reportId) =>
        db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Where(s => s.ReportId == reportId).OrderBy(s => s.Number);

    /// <summary>Lets go of files that neither the draft nor a filed version names.</summary>
    public Task SweepAsync(PersonalSituationReport report)
    {
        var named = report.Draft.Files.Select(file => file.Id).ToList();
        return db.EvidenceFiles.Where(file => file.ReportId == report.Id && file.Purpose != FilePurpose.Excuse && !named.Contains(file.Id)
            && !db.FiledFiles.Any(filed => filed.FileId == file.Id)).ExecuteDeleteAsync();
    }

    private Task<Submission?> ByDraftAsync(Guid reportId, int draftNumber) =>
        db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.ReportId == reportId && s.DraftNumber == draftNumber);

    /// <summary>What the rules say of a submitted version, to be kept as it stands: the person, then each interest.</summary>
    public static IEnumerable<StoredDetermination> Determinations(Filing filing, Submission submission)
    {
        var cases = submission.Content.Interests
            .Select(interest => ((Guid?)interest.Id, Facts: filing.FactsOf(interest, submission.SubmittedOn)))
            .Prepend((null, ReportFacts.Of(filing.Official, filing.Chain, submission.SubmittedOn)));
        foreach (var (interestId, facts) in cases)
            yield return StoredDetermination.Of(submission.Id, interestId, facts, Assessor.Assess(facts, filing.Policy));
    }

    private IQueryable<PersonalSituationReport> Whole(IQueryable<PersonalSituationReport>? scope = null) =>
        (scope ?? db.Reports).Include(r => r.Campaign).Include(r => r.Official).Include(r => r.Unit);

    private async Task<Filing> WithChainAsync(PersonalSituationReport report)
    {
        var path = report.Unit.Path;
        var chain = await db.Units.AsNoTracking().Include(u => u.Posts).Where(u => path.StartsWith(u.Path)).ToListAsync();
        return new Filing(report, [.. chain.OrderByDescending(u => u.Path.Length)], report.Campaign.Today(clock.Now), Policies.Find(report.Campaign.PolicyVersion) ?? throw new RefusedException(Refusal.PolicyUnknown(report.Campaign.PolicyVersion)))
        {
            Deadlines = new(report.Campaign, await db.DeadlineChanges.AsNoTracking().Where(c => c.CampaignId == report.CampaignId).ToListAsync()),
            IsMine = report.OfficialId == viewer.Official?.Id,
        };
    }
}
