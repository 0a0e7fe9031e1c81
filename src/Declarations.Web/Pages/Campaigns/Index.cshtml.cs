using Declarations.Campaigns;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>The campaigns in the officer's charge: where they stand and how many have filed there.</summary>
public sealed class CampaignsModel(Viewer viewer, OfficeClock clock) : PageModel
{
    public IReadOnlyList<(Campaign Campaign, DateOnly Today, FilingCount Count)> Campaigns { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await viewer.LoadAsync();
        var counts = await FilingCount.ByCampaignAsync(viewer.ReportsInCharge());
        Campaigns = [.. (await viewer.CampaignsInCharge().AsNoTracking().ToListAsync())
            .Select(campaign => (campaign, campaign.Today(clock.Now), counts.GetValueOrDefault(campaign.Id, new FilingCount(0, 0, 0))))];
        ViewData["Campaign"] = Campaigns.Select(each => each.Campaign).FirstOrDefault(campaign => campaign.IsPractice);
    }
}
