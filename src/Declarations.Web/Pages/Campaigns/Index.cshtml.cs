using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>The campaigns in the officer's charge: where they stand and how many have filed there.</summary>
public sealed class CampaignsModel(Viewer viewer, CaseFiles files, OfficeClock clock) : PageModel
{
    public List<(Deadlines Deadlines, DateOnly Today, FilingCount Count)> Campaigns { get; } = [];

    public async Task OnGetAsync()
    {
        await viewer.LoadAsync();
        var counts = await FilingCount.ByCampaignAsync(viewer.ReportsInCharge());
        foreach (var campaign in await viewer.CampaignsInCharge().AsNoTracking().ToListAsync())
            Campaigns.Add((await files.DeadlinesOfAsync(campaign), campaign.Today(clock.Now), counts.GetValueOrDefault(campaign.Id, new FilingCount(0, 0, 0))));
        ViewData["Campaign"] = Campaigns.Select(each => each.Deadlines.Campaign).FirstOrDefault(campaign => campaign.IsPractice);
    }
}
