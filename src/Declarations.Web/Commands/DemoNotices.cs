using Declarations.Auditing;
using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>
/// The notices of the demo's rectification, drafted from its entries as anybody drafts them: one published, and the next, which waits for the first
/// responsible person.
/// </summary>
internal static class DemoNotices
{
    private static readonly DateOnly First = new(2023, 10, 31), Next = new(2023, 11, 16);

    public static async Task AddAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (db, desk, now) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<NoticeDesk>(),
            services.GetRequiredService<TimeProvider>().GetUtcNow());
        var register = await db.Registers.Include(each => each.Unit).Include(each => each.Campaign)
            .SingleAsync(each => each.Code == "demo-rectification", cancellation);
        var cast = await db.Users.Where(user => user.UserName == "office" || user.UserName == "secretary")
            .ToDictionaryAsync(user => user.UserName!, cancellation);
        var published = await DraftAsync(First);
        published.Approve(By("secretary", First), cast["secretary"].OfficialId!.Value, before: null);
        db.Bulletins.AddRange(published, await DraftAsync(Next));
        await db.SaveChangesAsync(cancellation);

        Act By(string who, DateOnly day) => new(cast[who].Id, now, day);

        async Task<Bulletin> DraftAsync(DateOnly day)
        {
            var (title, paragraphs, figures) = await desk.TextAsync(register, day);
            var notice = Bulletin.Draft(By("office", day), register.Id, register.Unit, day, title, paragraphs, figures);
            notice.Ask(By("office", day));
            return notice;
        }
    }
}
