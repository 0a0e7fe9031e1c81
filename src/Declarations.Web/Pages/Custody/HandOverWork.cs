using Declarations.Access;
using Declarations.Custody;
using Declarations.Data;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Custody;

/// <summary>Lists that somebody else has handed over, and that the viewer can confirm to have received.</summary>
public sealed class HandOverWork(DeclarationsDb db, HandOverDesk desk, Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.May(Permission.Collect);
    public IQueryable<object>? Signs => Open(db.HandOvers);

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var open = await Open(desk.InReach).AsNoTracking().Include(handOver => handOver.Campaign).Include(handOver => handOver.Unit)
            .OrderBy(handOver => handOver.SentOn).Take(10).ToListAsync();
        return [.. open.Select(handOver => new WorkItem("receive", handOver.SentOn, handOver.Campaign.Today(clock.Now), "file-text", "now",
            Routes.To<HandOverModel>(handOver.Id)) { Campaign = handOver.Campaign, Name = handOver.Unit.Name })];
    }

    private IQueryable<HandOver> Open(IQueryable<HandOver> among)
    {
        var me = viewer.AccountId;
        return among.Where(handOver => handOver.ReceivedOn == null && handOver.SentById != me);
    }
}
