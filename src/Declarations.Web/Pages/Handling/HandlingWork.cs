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
    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        if (!await viewer.MayAsync(Permission.Collect))
            return [];
        var (items, reports, me) = (new List<WorkItem>(), viewer.ReportsToHandle(), viewer.AccountId);
        foreach (var campaign in await viewer.CampaignsInReachAsync())
        {
            var today = campaign.Today(clock.Now);
            var mine = db.Disposals.Where(each => each.CampaignId == campaign.Id && reports.Select(report => report.Id).Contains(each.ReportId));
            var proposed = mine.Where(each => each.State == DisposalState.Proposed && each.ProposedById != me);
            if (await proposed.CountAsync() is > 0 and var waiting)
                items.Add(Of("handling-second", HandlingList.Proposed, null, "circle-half", "now", waiting));
            var overdue = mine.Where(each => each.State == DisposalState.Deferred && each.DeferredUntil < today);
            if (await overdue.CountAsync() is > 0 and var late)
                items.Add(Of("handling-overdue", HandlingList.Deferred, await overdue.MinAsync(each => each.DeferredUntil), "octagon", "bad", late));

            WorkItem Of(string key, HandlingList list, DateOnly? due, string icon, string weight, int count) =>
                new(key, due, today, icon, weight, $"{Routes.To<HandlingModel>()}?campaign={campaign.Code}&list={list}") { Campaign = campaign, Count = count };
        }
        return items;
    }
}
