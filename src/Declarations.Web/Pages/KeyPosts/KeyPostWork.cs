using Declarations.Access;
using Declarations.Integrity;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.KeyPosts;

/// <summary>Key posts in the viewer's charge whose review is due.</summary>
public sealed class KeyPostWork(Viewer viewer, OfficeClock clock) : IWork
{
    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        if (!await viewer.MayAsync(Permission.KeepRegisters))
            return [];
        var soon = clock.Today.AddDays(KeyPost.ReviewDays);
        var due = viewer.KeyPostsKept().Where(post => post.EndedOn == null && (post.ReviewFor != RiskTrigger.ReviewDue || post.ReviewBy <= soon));
        return await due.GroupBy(post => 1).Select(all => new { Count = all.Count(), By = all.Min(post => post.ReviewBy) }).SingleOrDefaultAsync()
            is { } waiting
            ? [new WorkItem("key-posts", waiting.By, clock.Today, "clock", "now", $"{Routes.To<KeyPostsModel>()}?list={KeyPostList.Due}")
                { Count = waiting.Count }] : [];
    }
}
