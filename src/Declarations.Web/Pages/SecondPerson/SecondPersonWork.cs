using Declarations.Access;
using Declarations.Data;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.SecondPerson;

/// <summary>Requests that the viewer may confirm, and roles that two administrators have to decide about since their holder has moved or left.</summary>
public sealed class SecondPersonWork(SecondPersonDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.May(Permission.Confirm) || viewer.Holds(Role.SecurityAdministrator);

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var items = new List<WorkItem>();
        if (viewer.May(Permission.Confirm) && (await desk.WaitingAsync()).Count(waiting => waiting.MayConfirm) is > 0 and var count)
            items.Add(new("second-person", null, clock.Today, "clock", "now", Links.SecondPerson) { Count = count });
        if (viewer.Holds(Role.SecurityAdministrator)
            && await db.Grants.CountAsync(grant => grant.State == GrantState.Suspended || grant.State == GrantState.Successor) is > 0 and var suspended)
            items.Add(new("suspended", null, clock.Today, "clock", "now", Links.Roles) { Count = suspended });
        return items;
    }
}
