using Declarations.Access;
using Declarations.Data;
using Declarations.Handling;
using Declarations.Web.Access;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Checks;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Handling;

/// <summary>What another has proposed and the viewer can confirm, and what was put off until a day that has passed.</summary>
public sealed class HandlingWork(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IWork
{
    /// <summary>Of anybody's.</summary>
    private IQueryable<Disposal> Waiting
    {
        get
        {
            var me = viewer.AccountId;
            return db.Disposals.Where(each => each.State == DisposalState.Proposed && each.ProposedById != me || each.State == DisposalState.Deferred);
        }
    }

    public bool Concerns => viewer.May(Permission.Collect);
    public IQueryable<object>? Signs => Waiting;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var (items, reports) = (new List<WorkItem>(), viewer.ReportsToHandle());
        var waiting = (await Waiting.Where(each => reports.Select(report => report.Id).Contains(each.ReportId))
            .GroupBy(each => new { each.CampaignId, each.State, each.DeferredUntil })
            .Select(group => new { group.Key.CampaignId, group.Key.State, Until = group.Key.DeferredUntil, Count = group.Count() }).ToListAsync())
            .ToLookup(each => each.CampaignId);
        foreach (var campaign in waiting.Count == 0 ? [] : await viewer.CampaignsInReachAsync())
        {
            var today = campaign.Today(clock.Now);
            if (waiting[campaign.Id].Where(each => each.State == DisposalState.Proposed).Sum(each => each.Count) is > 0 and var proposed)
                items.Add(Of("handling-second", HandlingList.Proposed, null, "circle-half", "now", proposed));
            var overdue = waiting[campaign.Id].Where(each => each.State == DisposalState.Deferred && each.Until < today).ToList();
            if (overdue.Count > 0)
                items.Add(Of("handling-overdue", HandlingList.Deferred, overdue.Min(each => each.Until), "octagon", "bad", overdue.Sum(each => each.Count)));

            WorkItem Of(string key, HandlingList list, DateOnly? due, string icon, string weight, int count) =>
                new(key, due, today, icon, weight, $"{Routes.To<HandlingModel>()}?campaign={campaign.Code}&list={list}") { Campaign = campaign, Count = count };
        }
        return items;
    }
}
