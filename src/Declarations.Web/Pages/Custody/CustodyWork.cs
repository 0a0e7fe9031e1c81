using Declarations.Access;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Custody;

/// <summary>Signed reports that the office hands up or keeps, by campaign.</summary>
public sealed class CustodyWork(DeclarationsDb db, CaseFiles files, Viewer viewer, OfficeClock clock) : IWork
{
    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        if (!await viewer.MayAsync(Permission.Collect))
            return [];
        var items = new List<WorkItem>();
        var waiting = await viewer.ReportsToCollect().Where(r => r.Status == ReportStatus.Signed && r.ErasedOn == null)
            .GroupBy(r => new { r.CampaignId, CityManaged = r.Official.CityManaged == true }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        foreach (var queue in waiting)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == queue.Key.CampaignId);
            var deadlines = await files.DeadlinesOfAsync(campaign);
            items.Add(new(queue.Key.CityManaged ? "hand-up" : "keep", deadlines.For(queue.Key.CityManaged, []), campaign.Today(clock.Now), "file-text", "now",
                Links.CustodyOf(campaign.Code, queue.Key.CityManaged ? "HandUp" : "Keep"))
            {
                Campaign = campaign,
                Count = queue.Count,
                MovedBy = deadlines.ChangeFor(queue.Key.CityManaged, []),
            });
        }
        return items;
    }
}
