using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>The campaigns in the officer's charge: where they stand and how many have filed there.</summary>
public sealed class CampaignsModel(Viewer viewer, CaseFiles files, OfficeClock clock) : PageModel
{
    public List<(Deadlines Deadlines, DateOnly Today, FilingCount Count)> Campaigns { get; } = [];

    /// <param name="campaign">Code of one that was chosen: leads on to it.</param>
    public async Task<IActionResult> OnGetAsync(string? campaign)
    {
        await viewer.LoadAsync();
        if (campaign is not null && await viewer.CampaignsInCharge().AnyAsync(c => c.Code == campaign))
            return Redirect(Links.Campaign(campaign));
        var counts = await FilingCount.ByCampaignAsync(viewer.HeadCountsInCharge());
        foreach (var each in await viewer.CampaignsInCharge().AsNoTracking().ToListAsync())
            Campaigns.Add((await files.DeadlinesOfAsync(each), each.Today(clock.Now), counts.GetValueOrDefault(each.Id, new FilingCount(0, 0, 0))));
        ViewData["Campaign"] = Campaigns.Select(each => each.Deadlines.Campaign).FirstOrDefault(each => each.IsPractice);
        return Page();
    }
}
