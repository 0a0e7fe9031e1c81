using Declarations.Access;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>Circulars that the viewer has to confirm.</summary>
public sealed class CircularWork(CircularDesk circulars, Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.May(Permission.DoMeasures);
    public IQueryable<object>? Signs => circulars.Waiting;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var waiting = await circulars.Waiting.AsNoTracking().OrderBy(each => each.Id).Take(MeasureWork.Most).ToListAsync();
        var activities = await circulars.OfAsync(waiting);
        return [.. waiting.Select(each => (each.Id, Circular: activities[each.ActivityId])).Select(each => new WorkItem("circular", null,
            each.Circular.Register.Today(clock.Now), "eye", "now", Routes.To<CircularModel>(each.Id))
        { Campaign = each.Circular.Register.Campaign, Name = each.Circular.Title })];
    }
}
