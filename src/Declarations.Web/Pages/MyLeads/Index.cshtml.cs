using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyLeads;

/// <summary>What registries show under the viewer's name, or that of a relative, and the office holds to be theirs.</summary>
public sealed class MyLeadsModel(Viewer viewer) : PageModel, IShown
{
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<Lead> Leads { get; private set; } = [];

    public async Task ShowAsync()
    {
        Paging = new Paging(Asked, await viewer.LeadsAboutMe().CountAsync());
        Leads = await viewer.LeadsAboutMe().AsNoTracking().OrderBy(lead => lead.AnsweredOn != null).ThenBy(lead => lead.Id).Skip(Paging.Skip).Take(Paging.Size)
            .ToListAsync();
    }
}
