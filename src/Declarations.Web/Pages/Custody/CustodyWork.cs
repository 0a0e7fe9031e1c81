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
        var (items, cityManaged) = (new List<WorkItem>(), db.CityManaged());
        foreach (var campaign in await viewer.CampaignsInReachAsync())
        {
            var signed = viewer.ReportsToCollect().Where(r => r.CampaignId == campaign.Id && r.Status == ReportStatus.Signed && r.ErasedOn == null);
            await AddAsync(true, signed.Where(r => cityManaged.Contains(r.OfficialId)));
            await AddAsync(false, signed.Where(r => !cityManaged.Contains(r.OfficialId)));

            async Task AddAsync(bool handedUp, IQueryable<PersonalSituationReport> queue)
            {
                if (await queue.CountUpAsync() is not (> 0 and var count))
                    return;
                var deadlines = await files.DeadlinesOfAsync(campaign);
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
