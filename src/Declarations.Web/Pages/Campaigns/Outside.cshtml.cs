using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>People of the campaign's units without a report in it, and why.</summary>
public sealed class OutsideModel(Viewer viewer, RouteCheck routes, OfficeClock clock) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Campaign Campaign { get; private set; } = null!;
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<AssessedOfficial> People { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsInCharge().AsNoTracking().SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign)
            return false;
        Campaign = campaign;
        ViewData["Campaign"] = campaign;
        var people = viewer.PeopleOutside(campaign);
        // A few are found faster than put in order: looked for in the order of units, everybody is met on the way.
        var few = await people.Select(official => official.Id).Take(Paging.Most + 1).ToListAsync();
        Paging = new Paging(Asked, few.Count);
        var shown = Paging.IsCut ? people : people.Where(official => few.Contains(official.Id));
        People = await routes.AssessAsync(shown.OrderBy(official => official.Unit.Path).ThenBy(official => official.StaffNumber)
            .Skip(Paging.Skip).Take(Paging.Size), CaseFiles.PolicyOf(campaign), campaign.Today(clock.Now));
        return true;
    }
}
