using Declarations.Access;
using Declarations.Integrity;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.KeyPosts;

/// <summary>Key posts in the viewer's charge whose review is due.</summary>
public sealed class KeyPostWork(Viewer viewer, OfficeClock clock) : IWork
{
    private IQueryable<KeyPost> Due
    {
        get
        {
            var soon = clock.Today.AddDays(KeyPost.ReviewDays);
            return viewer.KeyPostsKept().Where(post => post.EndedOn == null && (post.ReviewFor != RiskTrigger.ReviewDue || post.ReviewBy <= soon));
        }
    }

    public bool Concerns => viewer.May(Permission.KeepRegisters);
    public IQueryable<object>? Signs => Due;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        return await Due.GroupBy(post => 1).Select(all => new { Count = all.Count(), By = all.Min(post => post.ReviewBy) }).SingleOrDefaultAsync()
            is { } waiting
            ? [new WorkItem("key-posts", waiting.By, clock.Today, "clock", "now", $"{Routes.To<KeyPostsModel>()}?list={KeyPostList.Due}")
                { Count = waiting.Count }] : [];
    }
}
