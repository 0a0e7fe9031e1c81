using Declarations.Data;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Pages.Custody;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

/// <summary>What another has proposed about a lead and the viewer can agree to.</summary>
public sealed class LeadsWork(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.MayAct();
    public IQueryable<object>? Signs => Proposed(db.Leads);

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var waiting = await Proposed(viewer.LeadsInCharge())
            .GroupBy(lead => lead.CampaignId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        return [.. from campaign in waiting.Count == 0 ? [] : await viewer.CampaignsInReachAsync()
                   where waiting.ContainsKey(campaign.Id)
                   select new WorkItem("lead-second", null, campaign.Today(clock.Now), "circle-half", "now",
                       $"{Routes.To<LeadsModel>()}?campaign={campaign.Code}&list={LeadState.Proposed}")
                   { Campaign = campaign, Count = waiting[campaign.Id] }];
    }

    private IQueryable<Lead> Proposed(IQueryable<Lead> among)
    {
        var me = viewer.AccountId;
        return among.Where(lead => lead.State == LeadState.Proposed && lead.ProposedById != me);
    }
}
