using Declarations.Access;
using Declarations.Roster;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>Requests to correct the roster that the office has to answer.</summary>
public sealed class RequestsWork(Viewer viewer, OfficeClock clock) : IWork
{
    public async Task<IReadOnlyList<WorkItem>> WaitingAsync() =>
        await viewer.MayAsync(Permission.RunCampaign) && await viewer.RequestsInCharge().CountAsync(r => r.Status == RequestStatus.Open) is > 0 and var open
            ? [new("requests", null, clock.Today, "circle-dashed", "now", Links.RosterRequests) { Count = open }]
            : [];
}
