using Declarations.Access;
using Declarations.Roster;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>Requests to correct the roster that the office has to answer.</summary>
public sealed class RequestsWork(Viewer viewer, OfficeClock clock) : IWork
{
    private IQueryable<RosterRequest> Open => viewer.RequestsInCharge().Where(r => r.Status == RequestStatus.Open);

    public bool Concerns => viewer.May(Permission.RunCampaign);
    public IQueryable<object>? Signs => Open;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var due = await Open.Select(r => r.DueOn).ToListAsync();
        return due.Count == 0 ? [] : [new("requests", due.Min(), clock.Today, "circle-dashed", "now", Links.RosterRequests)
            { Count = due.Count, InWorkingDays = true }];
    }
}
