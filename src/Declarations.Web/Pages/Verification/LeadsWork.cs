using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Pages.Custody;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

/// <summary>What another has proposed about a lead and the viewer can agree to.</summary>
public sealed class LeadsWork(Viewer viewer, OfficeClock clock) : IWork
{
    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        if (!viewer.MayAct())
            return [];
        var me = viewer.AccountId;
        var waiting = await viewer.LeadsInCharge().Where(lead => lead.State == LeadState.Proposed && lead.ProposedById != me)
            .GroupBy(lead => lead.CampaignId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        return [.. from campaign in waiting.Count == 0 ? [] : await viewer.CampaignsInReachAsync()
                   where waiting.ContainsKey(campaign.Id)
                   select new WorkItem("lead-second", null, campaign.Today(clock.Now), "circle-half", "now",
                       $"{Routes.To<LeadsModel>()}?campaign={campaign.Code}&list={LeadState.Proposed}")
                   { Campaign = campaign, Count = waiting[campaign.Id] }];
    }
}
