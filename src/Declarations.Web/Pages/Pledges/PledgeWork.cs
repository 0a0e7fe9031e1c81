using Declarations.Data;
using Declarations.Integrity;
using Declarations.Web.Access;
using Declarations.Web.Pages.MyIntegrity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Pledges;

/// <summary>Pledges that the viewer is asked to sign.</summary>
public sealed class PledgeWork(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IWork
{
    private IQueryable<PledgeText> Open
    {
        get
        {
            var (me, signed) = (viewer.Official!.Id, db.PledgesStanding());
            return viewer.PledgesOfMine().Where(text => text.EndedOn == null
                && !signed.Any(entry => entry.PledgeTextId == text.Id && entry.OfficialId == me));
        }
    }

    public bool Concerns => viewer.Official is not null;
    public IQueryable<object>? Signs => Open;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var open = await Open.AsNoTracking().Include(text => text.Unit).OrderBy(text => text.DueOn).ToListAsync();
        return [.. open.Select(text => new WorkItem("pledge", text.DueOn, clock.Today, "file-text", "now", Routes.To<MyPledgeModel>(text.Id))
        { Of = text.Unit.Name, Name = text.Title })];
    }
}
