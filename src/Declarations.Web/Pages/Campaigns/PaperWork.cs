using Declarations.Access;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Pages.Reports;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Reports on paper that the office keys in, but never one's own.</summary>
public sealed class PaperWork(DeclarationsDb db, FilingDesk desk, Viewer viewer) : IWork
{
    private const int Shown = 20;

    public bool Concerns => viewer.Holds(Role.CampaignOfficer);
    public IQueryable<object>? Signs => db.Reports.Where(r => r.PaperBegunAt != null && r.ErasedOn == null);

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var me = viewer.Official?.Id;
        var papers = await desk.OpenAllAsync(viewer.ReportsInCharge().Where(r => r.PaperBegunAt != null && r.OfficialId != me && r.ErasedOn == null)
            .OrderBy(r => r.PaperBegunAt).Take(Shown));
        return [.. papers.Select(filing => new WorkItem("paper", filing.DueOn, filing.Today, "file-text", "now",
            Links.Paper(filing.Campaign.Code, filing.Report.Id)) { Campaign = filing.Campaign, Name = filing.Official.Name, MovedBy = filing.MovedBy })];
    }
}
