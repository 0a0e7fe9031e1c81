using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Filing;

/// <summary>One report with what belongs to it: campaign, official, units above, and what the rules say of the person today.</summary>
public sealed record Filing(PersonalSituationReport Report, IReadOnlyList<Unit> Chain, DateOnly Today, Policy Policy)
{
    public Campaign Campaign => Report.Campaign;
    public Official Official => Report.Official;
    public Determination Person { get; } = Assessor.Assess(ReportFacts.Of(Report.Official, Chain, Today), Policy);

    /// <summary>How the addresses of the filing steps name this report.</summary>
    public string Key => Campaign.Code;
    public bool MayEdit => ReportTransitions.After(Report.Status, ReportVerb.SaveDraft) is not null;

    /// <summary>The family step exists unless the rules say that this person does not report relatives.</summary>
    public bool HasFamilyStep => Person.MustReportRelatives != false;
    public DateOnly DueOn => Person.ReportBy ?? Campaign.ReportBy;

    public CaseFacts FactsOf(Interest interest, DateOnly asOf) => ReportFacts.Of(Official, Chain, interest, asOf, Report.FirstSubmittedOn);
    public Determination Assess(Interest interest) => Assessor.Assess(FactsOf(interest, Today), Policy);
}

/// <summary>Opens, saves and submits reports. Shared by the filing steps and everybody who looks at a report.</summary>
public sealed class FilingDesk(DeclarationsDb db, Viewer viewer, OfficeClock clock)
{
    /// <summary>My own report in a campaign; null: I have none there.</summary>
    public async Task<Filing?> OpenMineAsync(string campaignCode)
    {
        await viewer.LoadAsync();
        var mine = viewer.Official?.Id;
        var report = await Whole().SingleOrDefaultAsync(r => r.Campaign.Code == campaignCode && r.OfficialId == mine);
        return report is null ? null : await WithChainAsync(report);
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
            ?? await OpenAsync(viewer.ReportsInCharge(), id);
    }

    /// <summary>Keeps in the audit ledger that somebody other than the filer opened this version.</summary>
    public async Task RecordReadingAsync(Filing filing, Submission version)
    {
        if (viewer.Official?.Id == filing.Official.Id)
            return;
        filing.Report.RecordReading(ActOn(filing), version);
        await db.SaveChangesAsync();
    }

    public Act ActOn(Filing filing) => clock.ActOf(viewer.AccountId, filing.Campaign);

    /// <summary>Saves the draft as the form left it.</summary>
    /// <returns>False: somebody, perhaps the same person in another window, saved a newer one.</returns>
    public async Task<bool> SaveAsync(Filing filing, int version, ReportContent content)
    {
        db.Expect(filing.Report, version);
        filing.Report.SaveDraft(ActOn(filing), content);
        try
        {
            await db.SaveChangesAsync();
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
        if (await ByDraftAsync(filing.Report.Id, draftNumber) is { } done)
            return done;
        var report = filing.Report;
        var act = ActOn(filing);
        db.Expect(report, version);
        var earlier = await db.Submissions.AsNoTracking().Where(s => s.ReportId == report.Id && s.Withdrawal == null).ToListAsync();
        var route = filing.Person.SignOff ?? throw new RefusedException("route.unknown");
        var signingUnit = SigningPosts.UnitFor(route, filing.Chain, ReportFacts.Subject(filing.Official, filing.Chain).PartyGroupSecretary == true);
        var submission = report.Submit(act, earlier.Select(s => s.Content), filing.Person, signingUnit.Id);
        db.Submissions.Add(submission);
        db.Signatures.Add(Signature.Of(submission, act, filing.Official, SignatureKind.Pledge));
        db.Determinations.AddRange(Determinations(filing, submission));
        try
        {
            await db.SaveChangesAsync();
            return submission;
        }
        catch (DbUpdateException) when (db.ChangeTracker.HasChanges())
        {
            // The same form, sent twice at once: the other one was first.
            db.ChangeTracker.Clear();
            return await ByDraftAsync(report.Id, draftNumber) ?? throw new RefusedException("changed-meanwhile");
        }
    }

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
            ?? throw new RefusedException("report.not-now", ReportVerb.Discard, filing.Report.Status);
        filing.Report.DiscardSupplement(ActOn(filing), signed);
        await db.SaveChangesAsync();
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
        return new Filing(report, [.. chain.OrderByDescending(u => u.Path.Length)], report.Campaign.Today(clock.Now), Policies.Find(report.Campaign.PolicyVersion) ?? throw new RefusedException("policy.unknown", report.Campaign.PolicyVersion));
    }
}
