using Declarations.Campaigns;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>The names behind a head-count, by unit.</summary>
public sealed class PeopleModel(Viewer viewer) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty(SupportsGet = true)] public PeopleState State { get; set; } = PeopleState.Due;
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Campaign Campaign { get; private set; } = null!;
    public FilingCount Count { get; private set; } = null!;
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<ReportLine> People { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsInCharge().AsNoTracking().SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign)
            return false;
        Campaign = campaign;
        ViewData["Campaign"] = campaign;
        var reports = viewer.ReportsInCharge().Where(r => r.CampaignId == campaign.Id);
        Count = (await FilingCount.ByCampaignAsync(reports)).GetValueOrDefault(campaign.Id, new FilingCount(0, 0, 0));
        Paging = new Paging(Asked, Count.Of(State));
        People = await FilingCount.Where(reports, State).OrderBy(r => r.ListKey).Skip(Paging.Skip).Take(Paging.Size).Select(ReportLine.Of).ToListAsync();
        return true;
    }
}
