using Declarations.Access;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Custody;

/// <summary>Lists that somebody else has handed over, and that the viewer can confirm to have received.</summary>
public sealed class HandOverWork(HandOverDesk desk, Viewer viewer, OfficeClock clock) : IWork
{
    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        if (!await viewer.MayAsync(Permission.Collect))
            return [];
        var open = await desk.InReach.AsNoTracking().Include(handOver => handOver.Campaign).Include(handOver => handOver.Unit)
            .Where(handOver => handOver.ReceivedOn == null && handOver.SentById != viewer.AccountId).OrderBy(handOver => handOver.SentOn).Take(10)
                .ToListAsync();
        return [.. open.Select(handOver => new WorkItem("receive", handOver.SentOn, handOver.Campaign.Today(clock.Now), "file-text", "now",
            Routes.To<HandOverModel>(handOver.Id)) { Campaign = handOver.Campaign, Name = handOver.Unit.Name })];
    }
}
