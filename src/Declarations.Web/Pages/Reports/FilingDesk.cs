using Declarations.Auditing;
using Declarations.Data;
using Declarations.Evidence;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Discipline;
using Declarations.Web.Pages.Reading;
using Declarations.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reports;

/// <summary>Opens, saves and submits reports. Shared by the filing steps and everybody who looks at a report.</summary>
public sealed class FilingDesk(DeclarationsDb db, CaseFiles files, Viewer viewer, OfficeClock clock, SigningWindow window)
{
    /// <summary>My own report in a campaign; null: I have none there.</summary>
    public async Task<OpenCase?> OpenMineAsync(string campaignCode)
    {
        await viewer.LoadAsync();
        var mine = viewer.Official?.Id;
        return await OpenAsync(db.Reports.Where(r => r.Campaign.Code == campaignCode && r.OfficialId == mine));
    }

    /// <summary>A report that the viewer may fill in: their own by its campaign, by its id one they assist with or key in from paper.</summary>
    /// <exception cref="RefusedException">Its contents are erased.</exception>
    public async Task<OpenCase?> OpenToPrepareAsync(string key) =>
        await OpenByKeyAsync(key) is not { } filing ? null : filing.Report.ErasedOn is null ? filing : throw new RefusedException(Refusal.ReportErased);

    private async Task<OpenCase?> OpenByKeyAsync(string key)
    {
        if (!Guid.TryParse(key, out var id))
            return await OpenMineAsync(key);
        await viewer.LoadAsync();
        var me = viewer.Official?.Id;
        return await OpenAsync(db.Reports.Where(r => r.AssistantId == me && r.AssistantId != null && r.PaperBegunAt == null), id)
            ?? await OpenAsync(viewer.ReportsInCharge().Where(r => r.PaperBegunAt != null && r.OfficialId != me), id);
    }

    /// <summary>A report out of a scope that the caller has already narrowed; null: not in it.</summary>
    public Task<OpenCase?> OpenAsync(IQueryable<PersonalSituationReport> scope, Guid id) => OpenAsync(scope.Where(r => r.Id == id));

    private async Task<OpenCase?> OpenAsync(IQueryable<PersonalSituationReport> scope) => await files.FindAsync(scope) is { } file ? Open(file) : null;

    private OpenCase Open(CaseFile file) => new(file, file.Campaign.Today(clock.Now)) { IsMine = file.Person.Official.Id == viewer.Official?.Id };

    /// <summary>All reports of a scope, to look at; the viewer is loaded.</summary>
    public async Task<IReadOnlyList<OpenCase>> OpenAllAsync(IQueryable<PersonalSituationReport> scope) => [.. (await files.ListAsync(scope)).Select(Open)];

    /// <summary>A report that the viewer may look at: their own, one that came to them to be read, or one in their charge.</summary>
    public async Task<OpenCase?> OpenVisibleAsync(Guid id)
    {
        await viewer.LoadAsync();
        var mine = viewer.Official?.Id;
        return await OpenAsync(db.Reports.Where(r => r.OfficialId == mine), id)
            ?? await OpenAsync(viewer.ReportsToRead().Where(r => r.SubmissionCount > 0), id)
            ?? await OpenToHandleAsync(id);
    }

    /// <summary>A report in the viewer's charge or under their watch, never their own; null: none such.</summary>
    public async Task<OpenCase?> OpenToHandleAsync(Guid id)
    {
        var mine = (await viewer.LoadAsync()).Official?.Id;
        return (await OpenAsync(viewer.ReportsInCharge().Where(r => r.OfficialId != mine), id)
            ?? await OpenAsync(viewer.ReportsUnderWatch().Where(r => r.OfficialId != mine), id)) is { } filing ? filing with { KnowsAll = true } : null;
    }

    public Act ActOn(OpenCase filing) => clock.ActOf(viewer.AccountId, filing.Campaign);

    /// <summary>Saves the draft as the form left it.</summary>
    /// <param name="attached">A file that the content names and that is new.</param>
    /// <returns>False: somebody, perhaps the same person in another window, saved a newer one.</returns>
    public async Task<bool> SaveAsync(OpenCase filing, int version, ReportContent content, EvidenceFile? attached = null)
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
    public async Task<Submission> SubmitAsync(OpenCase filing, int version, int draftNumber)
    {
        if (!filing.IsMine)
            throw new RefusedException(Refusal.SignOnlyTheFiler);
        if (filing.Report.SubmissionCount > 0 && await ByDraftAsync(filing.Report.Id, draftNumber) is { } done)
            return done;
        db.Expect(filing.Report, version);
        var filed = (await WithVersionsAsync(filing)).Submit(ActOn(filing), await window.RestOfAsync(viewer.Account!));
        await files.AddAsync(filed);
        try
        {
            await db.SaveChangesAsync();
            return filed.Version;
        }
        catch (DbUpdateException) when (db.ChangeTracker.HasChanges())
        {
            // The same form, sent twice at once: the other one was first.
            db.ChangeTracker.Clear();
            return await ByDraftAsync(filing.Report.Id, draftNumber) ?? throw new RefusedException(Refusal.ChangedMeanwhile);
        }
    }

    /// <summary>The same file with every version, to file or take back.</summary>
    public Task<CaseFile> WithVersionsAsync(OpenCase filing) => files.WithVersionsAsync(filing.File);

    /// <summary>补充报告: opens a signed report again.</summary>
    public Task SupplementAsync(OpenCase filing, int version, string reason)
    {
        db.Expect(filing.Report, version);
        filing.Report.Supplement(ActOn(filing), reason);
        return db.SaveChangesAsync();
    }

    /// <summary>Gives up a supplement that is not filed.</summary>
    public async Task DiscardSupplementAsync(OpenCase filing, int version)
    {
        db.Expect(filing.Report, version);
        var signed = await files.VersionsOf(filing.Report.Id).SingleOrDefaultAsync(s => s.Number == filing.Report.SignedNumber)
            ?? throw new RefusedException(Refusal.ReportNotNow(ReportVerb.Discard, filing.Report.Status));
        filing.Report.DiscardSupplement(ActOn(filing), signed);
        await db.SaveChangesAsync();
        await SweepAsync(filing.Report);
    }

    /// <summary>Takes back what is filed and not signed.</summary>
    public async Task WithdrawAsync(OpenCase filing, int version, string reason)
    {
        db.Expect(filing.Report, version);
        var file = await WithVersionsAsync(filing);
        var (withdrawals, rows) = file.Withdraw(ActOn(filing), reason);
        await files.AddAsync(file, withdrawals, rows);
        await db.SaveChangesAsync();
    }

    /// <summary>Lets go of files of the draft that neither it nor a filed version names. No other file is ever touched.</summary>
    public Task SweepAsync(PersonalSituationReport report)
    {
        var named = report.Draft.Files.Select(file => file.Id).ToList();
        return db.EvidenceFiles.Where(file => file.OwnerKind == nameof(PersonalSituationReport) && file.OwnerId == report.Id
            && (file.Purpose == FilePurpose.Exit || file.Purpose == FilePurpose.PaperScan) && !named.Contains(file.Id)
            && !db.FiledFiles.Any(filed => filed.FileId == file.Id)).ExecuteDeleteAsync();
    }

    private Task<Submission?> ByDraftAsync(Guid reportId, int draftNumber) =>
        db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.ReportId == reportId && s.DraftNumber == draftNumber);
}
