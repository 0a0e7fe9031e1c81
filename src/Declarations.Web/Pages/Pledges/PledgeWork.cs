using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Pages.MyIntegrity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Pledges;

/// <summary>Pledges that the viewer is asked to sign.</summary>
public sealed class PledgeWork(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IWork
{
    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        if (viewer.Official is not { } me)
            return [];
        var signed = db.PledgesStanding();
        var open = await viewer.PledgesOfMine().AsNoTracking().Include(text => text.Unit)
            .Where(text => text.EndedOn == null && !signed.Any(entry => entry.PledgeTextId == text.Id && entry.OfficialId == me.Id)).OrderBy(text => text.DueOn)
            .ToListAsync();
        return [.. open.Select(text => new WorkItem("pledge", text.DueOn, clock.Today, "file-text", "now", Routes.To<MyPledgeModel>(text.Id))
        { Of = text.Unit.Name, Name = text.Title })];
    }
}
