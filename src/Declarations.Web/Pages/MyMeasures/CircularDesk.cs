using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>Circulars that were forwarded to units which the viewer heads.</summary>
public sealed class CircularDesk(DeclarationsDb db, Viewer viewer)
{
    public IQueryable<ActivityUnit> Received
    {
        get
        {
            var headed = viewer.UnitsHeaded();
            return db.ActivityUnits.Where(each => headed.Contains(each.UnitId) && db.Activities.Where(activity => activity.Kind == ActivityKind.Circular
                && activity.HeldOn != null && activity.Register.Campaign!.ErasedOn == null).Select(activity => activity.Id).Contains(each.ActivityId));
        }
    }

    public IQueryable<ActivityUnit> Waiting => Received.Where(each => each.AnsweredOn == null);

    public Task<Dictionary<Guid, Activity>> OfAsync(IEnumerable<ActivityUnit> received)
    {
        var ids = received.Select(each => each.ActivityId).ToList();
        return db.Activities.AsNoTracking().Include(activity => activity.Register.Campaign).Where(activity => ids.Contains(activity.Id))
            .ToDictionaryAsync(activity => activity.Id);
    }
}
