using Declarations.Campaigns;
using Declarations.Reports;
using Declarations.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>The names behind a head-count, by unit.</summary>
public sealed class PeopleModel(Viewer viewer) : PageModel
{
    public Campaign Campaign { get; private set; } = null!;
    public PeopleState State { get; private set; }
    public HeadCount Count { get; private set; } = null!;
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<PersonalSituationReport> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, PeopleState state = PeopleState.Due, [FromQuery(Name = Paging.Key)] int page = 1)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        await viewer.LoadAsync();
        if (await viewer.CampaignsInCharge().AsNoTracking().SingleOrDefaultAsync(c => c.Code == code) is not { } campaign)
            return NotFound();
        (Campaign, State) = (campaign, state);
        ViewData["Campaign"] = campaign;
        var reports = viewer.ReportsInCharge().Where(r => r.CampaignId == campaign.Id);
        Count = (await HeadCount.ByCampaignAsync(reports)).GetValueOrDefault(campaign.Id, new HeadCount(0, 0, 0));
        Paging = new Paging(page, Count.Of(state));
        People = await HeadCount.Where(reports, state).AsNoTracking().Include(r => r.Official).Include(r => r.Unit)
            .OrderBy(r => r.Unit.Path).ThenBy(r => r.Official.StaffNumber).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        return Page();
    }
}
