using Declarations.Access;
using Declarations.Registers;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Activities;

/// <summary>Activities of the plan that are due, by campaign.</summary>
public sealed class ActivityWork(ActivityDesk desk, Viewer viewer, OfficeClock clock) : IWork
{
    /// <summary>Days before the planned one.</summary>
    private const int Ahead = 7;

    private IQueryable<Activity> Planned => desk.Kept.Where(activity => activity.Status == ActivityStatus.Planned);

    public bool Concerns => viewer.May(Permission.KeepRegisters);
    public IQueryable<object>? Signs => Planned;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var planned = await Planned.AsNoTracking().Include(activity => activity.Register.Campaign).ToListAsync();
        return [.. planned.GroupBy(activity => activity.Register.CampaignId).Select(group =>
        {
            var campaign = group.First().Register.Campaign!;
            var today = campaign.Today(clock.Now);
            var due = group.Where(activity => activity.PlannedOn.DayNumber - today.DayNumber <= Ahead).ToList();
            return due.Count == 0 ? null : new WorkItem("activities", due.Min(activity => activity.PlannedOn), today, "calendar", "now",
                $"{Routes.To<SupervisionModel>()}?campaign={campaign.Code}&status={ActivityStatus.Planned}") { Campaign = campaign, Count = due.Count };
        }).OfType<WorkItem>()];
    }
}
