using Declarations.Roster;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>What people of the officer's units ask to have corrected, in the order in which answers are due.</summary>
public sealed class RequestsModel(Viewer viewer, OfficeClock clock) : PageModel
{
    [FromQuery] public bool Answered { get; set; }
    [FromQuery(Name = Paging.Key)] public int Asked { get; set; } = 1;

    public DateOnly Today => clock.Today;
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<RosterRequest> Requests { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await viewer.LoadAsync();
        var requests = viewer.RequestsInCharge().Where(request => (request.Status == RequestStatus.Open) != Answered);
        Paging = await Paging.OfAsync(Asked, requests);
        var ordered = Answered ? requests.OrderByDescending(request => request.AnsweredAt)
            : requests.OrderBy(request => request.DueOn).ThenBy(request => request.AskedAt);
        Requests = await ordered.AsNoTracking().Include(request => request.Official.Unit).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        return Page();
    }
}
