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
        var (items, me) = (new List<WorkItem>(), viewer.AccountId);
        foreach (var campaign in await viewer.CampaignsInReachAsync())
            if (await viewer.LeadsInCharge().CountAsync(lead => lead.CampaignId == campaign.Id && lead.State == LeadState.Proposed
                && lead.ProposedById != me) is > 0 and var waiting)
                items.Add(new("lead-second", null, campaign.Today(clock.Now), "circle-half", "now",
                    $"{Routes.To<LeadsModel>()}?campaign={campaign.Code}&list={LeadState.Proposed}")
                { Campaign = campaign, Count = waiting });
        return items;
    }
}
