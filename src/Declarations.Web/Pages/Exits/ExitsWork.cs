using Declarations.Access;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.Custody;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Exits;

/// <summary>Exits whose agreed day has passed, or for which the office has yet to fix one.</summary>
public sealed class ExitsWork(Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.May(Permission.RunCampaign);

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var items = new List<WorkItem>();
        foreach (var campaign in await viewer.CampaignsInReachAsync())
        {
            var (today, last) = (campaign.Today(clock.Now), CaseFiles.PolicyOf(campaign).ReportAndExitBy);
            if (today <= last)
                continue;
            var open = viewer.RowsToHandle(campaign).StandingNow().OpenOn(today)
                .Where(row => !row.ExitInQuestion && (row.AgreedExitOn == null || row.AgreedExitOn < today));
            if (await open.GroupBy(row => 1).Select(all => new { Count = all.Count(), Agreed = all.Min(row => row.AgreedExitOn) }).SingleOrDefaultAsync()
                is { } late)
                items.Add(new WorkItem("exits", late.Agreed ?? last, today, "octagon", "bad", $"{Routes.To<ExitsModel>()}?campaign={campaign.Code}")
                { Campaign = campaign, Count = late.Count });
        }
        return items;
    }
}
