using Declarations.Access;
using Declarations.Roster;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>Requests to correct the roster that the office has to answer.</summary>
public sealed class RequestsWork(Viewer viewer, OfficeClock clock) : IWork
{
    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        if (!await viewer.MayAsync(Permission.RunCampaign))
            return [];
        var due = await viewer.RequestsInCharge().Where(r => r.Status == RequestStatus.Open).Select(r => r.DueOn).ToListAsync();
        return due.Count == 0 ? [] : [new("requests", due.Min(), clock.Today, "circle-dashed", "now", Links.RosterRequests)
            { Count = due.Count, InWorkingDays = true }];
    }
}
