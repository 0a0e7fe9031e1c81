using Declarations.Access;
using Declarations.Data;
using Declarations.Reminders;
using Declarations.Reports;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reading;

/// <summary>A queue of reports to read and sign for each campaign; due by its oldest.</summary>
public sealed class ReadingWork(DeclarationsDb db, Viewer viewer, OfficeClock clock, WorkingDays calendar) : IWork
{
    public bool Concerns => viewer.May(Permission.ReadAndSign);

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var waiting = await viewer.ReportsToRead().Where(r => r.Status == ReportStatus.Submitted)
            .GroupBy(r => r.CampaignId).Select(g => new { g.Key, Count = g.Count(), Oldest = g.Min(r => r.LastSubmittedOn) })
            .Join(db.Campaigns.AsNoTracking(), queue => queue.Key, campaign => campaign.Id, (queue, Campaign) => new { Campaign, queue.Count, queue.Oldest })
            .ToListAsync();
        return
        [
            .. waiting.Select(queue => new WorkItem(
                "read", ReadingTime.DueOn(queue.Oldest!.Value, calendar), queue.Campaign.Today(clock.Now), "eye", "now", Links.Queue)
                { Campaign = queue.Campaign, Count = queue.Count, InWorkingDays = true, Reminds = ReminderKind.Queue }),
        ];
    }
}
