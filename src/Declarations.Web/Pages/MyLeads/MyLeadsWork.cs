using Declarations.Data;
using Declarations.Verification;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyLeads;

/// <summary>What the office holds against the viewer and the viewer has not answered.</summary>
public sealed class MyLeadsWork(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IWork
{
    private IQueryable<Lead> Open => viewer.LeadsAboutMe().Where(lead => lead.AnsweredOn == null);

    public bool Concerns => viewer.Official is not null;
    public IQueryable<object>? Signs => Open;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var open = await Open.GroupBy(lead => lead.CampaignId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        var ids = open.Keys.ToList();
        var campaigns = await db.Campaigns.AsNoTracking().Where(campaign => ids.Contains(campaign.Id)).OrderBy(campaign => campaign.Code).ToListAsync();
        return [.. campaigns.Select(campaign => new WorkItem("my-leads", null, campaign.Today(clock.Now), "triangle", "warn", Routes.To<MyLeadsModel>())
            { Campaign = campaign, Count = open[campaign.Id] })];
    }
}

public static class MyLeadsScope
{
    /// <summary>Leads that the office means to hold against the viewer, or does.</summary>
    public static IQueryable<Lead> LeadsAboutMe(this Viewer viewer)
    {
        var me = viewer.Official?.Id;
        return viewer.Db.Leads.Where(lead => lead.OfficialId == me && lead.Outcome == LeadOutcome.Confirmed
            && (lead.State == LeadState.Proposed || lead.State == LeadState.Confirmed));
    }
}
