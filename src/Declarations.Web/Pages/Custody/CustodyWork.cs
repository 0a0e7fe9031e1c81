using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Custody;

/// <summary>Signed reports that the office hands up or keeps, by campaign.</summary>
public sealed class CustodyWork(DeclarationsDb db, CaseFiles files, Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.May(Permission.Collect);
    public IQueryable<object>? Signs => Waiting;

    /// <summary>In which anybody's signed report waits.</summary>
    private IQueryable<Campaign> Waiting => db.Campaigns.Where(campaign => db.Reports.Any(report => report.CampaignId == campaign.Id
        && report.Status == ReportStatus.Signed && report.ErasedOn == null));

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var (items, cityManaged) = (new List<WorkItem>(), db.CityManaged());
        var waiting = await Waiting.Select(campaign => campaign.Id).ToListAsync();
        foreach (var campaign in (await viewer.CampaignsInReachAsync()).Where(campaign => waiting.Contains(campaign.Id)))
        {
            var signed = viewer.ReportsToCollect().Where(r => r.CampaignId == campaign.Id && r.Status == ReportStatus.Signed && r.ErasedOn == null);
            var (handUp, keep) = (await signed.Where(r => cityManaged.Contains(r.OfficialId)).CountUpAsync(),
                // the discipline team takes in those of city-managed cadres alone
                !viewer.Holds(Role.CampaignOfficer) ? 0 : await signed.Where(r => !cityManaged.Contains(r.OfficialId)).CountUpAsync());
            if (handUp + keep == 0)
                continue;
            var deadlines = await files.DeadlinesOfAsync(campaign);
            Add(true, handUp);
            Add(false, keep);

            void Add(bool handedUp, int count)
            {
                if (count > 0)
                    items.Add(new(handedUp ? "hand-up" : "keep", deadlines.For(handedUp, []), campaign.Today(clock.Now), "file-text", "now",
                        Links.CustodyOf(campaign.Code, handedUp ? "HandUp" : "Keep"))
                    {
                        Campaign = campaign,
                        Count = count,
                        MovedBy = deadlines.ChangeFor(handedUp, []),
                    });
            }
        }
        return items;
    }
}
