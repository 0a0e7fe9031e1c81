using Declarations.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reminders;

public static class Reminded
{
    /// <summary>The things to do, with the day on which the office last reminded of them. What is done is not among them, and so is not reminded of.</summary>
    public static async Task<List<WorkItem>> MarkedAsync(this IQueryable<Reminder> own, List<WorkItem> items)
    {
        var reminders = await own.AsNoTracking().OrderBy(reminder => reminder.On).ToListAsync();
        return items.ConvertAll(item => item with
        {
            RemindedOn = reminders.LastOrDefault(reminder => reminder.CampaignId == item.Campaign?.Id && (reminder.Kinds & item.Reminds) != 0)?.On,
        });
    }
}
