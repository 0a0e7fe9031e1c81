using Declarations.Access;
using Declarations.Data;
using Declarations.Questions;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Questions;

/// <summary>What people have asked the viewer's office and nobody has answered.</summary>
public sealed class QuestionsWork(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IWork
{
    private IQueryable<Question> Open => viewer.QuestionsToAnswer().Where(question => question.AnsweredOn == null);

    public bool Concerns => viewer.Holds(Role.CampaignOfficer);
    public IQueryable<object>? Signs => Open;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var open = await Open.GroupBy(question => question.CampaignId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);
        var ids = open.Keys.ToList();
        var campaigns = await db.Campaigns.AsNoTracking().Where(campaign => ids.Contains(campaign.Id)).OrderBy(campaign => campaign.Code).ToListAsync();
        return [.. campaigns.Select(campaign => new WorkItem("questions", null, campaign.Today(clock.Now), "clock", "now",
            Routes.To<QuestionsModel>() + "?list=ToAnswer") { Campaign = campaign, Count = open[campaign.Id] })];
    }
}
