using Declarations.Campaigns;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Notice;

/// <summary>Who must report what, who runs the campaign, and what is kept of whom for how long.</summary>
public sealed class NoticeModel(Retention retention, Viewer viewer) : PageModel
{
    public Retention Retention { get; } = retention;
    /// <summary>Campaigns in which the viewer files, with their leading group and office.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];

    public async Task OnGetAsync()
    {
        if ((await viewer.LoadAsync()).Official is not null)
            Campaigns = (await viewer.OwnCampaigns().AsNoTracking().ToListAsync()).FindAll(campaign => campaign.Office.Count > 0);
    }
}
