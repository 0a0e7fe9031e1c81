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
        var open = await Open.GroupBy(question => question.CampaignId).Select(group => new { group.Key, Count = group.Count() })
            .Join(db.Campaigns.AsNoTracking(), group => group.Key, campaign => campaign.Id, (group, Campaign) => new { Campaign, group.Count }).ToListAsync();
        return [.. open.OrderBy(each => each.Campaign.Code, StringComparer.Ordinal).Select(each => new WorkItem("questions", null,
            each.Campaign.Today(clock.Now), "clock", "now", Routes.To<QuestionsModel>() + "?list=ToAnswer") { Campaign = each.Campaign, Count = each.Count })];
    }
}
