using Declarations.Data;
using Declarations.Evidence;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Reports on paper: the office keys one in beside its scan, another officer compares and files it.</summary>
public sealed class PaperDesk(DeclarationsDb db, CaseFiles files, FilingDesk desk, Viewer viewer)
{
    /// <summary>A report of a campaign in the viewer's charge, and not the viewer's own; null: there is none.</summary>
    public async Task<OpenCase?> OpenAsync(string code, Guid id)
    {
        await viewer.LoadAsync();
        var (mine, campaigns) = (viewer.Official?.Id, viewer.CampaignsInCharge().Where(c => c.Code == code));
        return await desk.OpenAsync(viewer.ReportsInCharge()
            .Where(r => r.ErasedOn == null && campaigns.Any(c => c.Id == r.CampaignId) && r.OfficialId != mine), id);
    }

    public Task BeginAsync(OpenCase filing, int version, DateOnly signedOn, DateOnly receivedOn, EvidenceFile scan)
    {
        db.Expect(filing.Report, version);
        filing.Report.BeginPaper(desk.ActOn(filing), new PaperOriginal(signedOn, receivedOn, scan.Reference));
        db.EvidenceFiles.Add(scan);
        return db.SaveChangesAsync();
    }

    public async Task CancelAsync(OpenCase filing, int version)
    {
        db.Expect(filing.Report, version);
        filing.Report.CancelPaper(desk.ActOn(filing));
        await db.SaveChangesAsync();
        await desk.SweepAsync(filing.Report);
    }

    public Task ObjectAsync(OpenCase filing, int version, string difference)
    {
        db.Expect(filing.Report, version);
        filing.Report.ObjectToPaper(desk.ActOn(filing), difference);
        return db.SaveChangesAsync();
    }

    /// <summary>Files what was keyed in. Signed on paper on the day that stands there, handed in on the day of receipt.</summary>
    public async Task<Submission> ConfirmAsync(OpenCase filing, int version)
    {
        db.Expect(filing.Report, version);
        var file = await desk.WithVersionsAsync(filing);
        var filed = file.SubmitPaper(desk.ActOn(filing), await KeyersAsync(filing.Report), viewer.Account!.DisplayName);
        await files.AddAsync(filed);
        await db.SaveChangesAsync();
        return filed.Version;
    }

    /// <summary>Who has keyed in the paper that is open: accounts and their names.</summary>
    public Task<Dictionary<Guid, string>> KeyersAsync(PersonalSituationReport report)
    {
        var keyers = report.Draft.Paper?.Keyers ?? [];
        return db.Users.Where(account => keyers.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName);
    }
}
