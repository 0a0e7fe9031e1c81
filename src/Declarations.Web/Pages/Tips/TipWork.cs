using System.Data.Common;
using Declarations.Data.Tips;
using Declarations.Web.Access;

namespace Declarations.Web.Pages.Tips;

/// <summary>
/// What waits at the desk. With closed keys only that there is a desk: a count would tell an officer of the tip that they must not know of.
/// </summary>
public sealed class TipWork(TipRoom room, Viewer viewer, ILogger<TipWork> log) : IWork
{
    public bool Concerns => viewer.Holds(Declarations.Access.Role.TipOfficer) || viewer.Posts.Count > 0;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        try
        {
            return await room.LoadAsync() ? await AtTheDeskAsync() : [];
        }
        catch (DbException away)
        {
            // Another database: what waits elsewhere is shown all the same.
            log.LogWarning(away, "The database of the tips does not answer.");
            return [];
        }
    }

    private async Task<IReadOnlyList<WorkItem>> AtTheDeskAsync()
    {
        if (room.Open is null)
            return [new WorkItem("tips-closed", null, room.Day.On, "search", "now", Routes.To<TipsModel>())];
        var items = new List<WorkItem>();
        var lines = (await room.ListAsync(TipList.Open)).Lines.Where(line => line.Clock.DueOn is not null).ToList();
        if (lines.Count > 0)
            items.Add(new("tips", lines.Min(line => line.Clock.DueOn), room.Day.On, "search", "now", Routes.To<TipsModel>())
            { Count = lines.Count, InWorkingDays = true });
        var days = (await room.ListAsync(TipList.Erasing)).Lines.Select(line => room.Retention.ErasedOn(line.Tip)).OfType<DateOnly>().ToList();
        if (days.Count > 0)
            items.Add(new("tips-erasing", days.Min(), room.Day.On, "search", "idle", $"{Routes.To<TipsModel>()}?list={TipList.Erasing}")
            { Count = days.Count });
        return items;
    }
}
