using Declarations.Access;
using Declarations.Bulletins;
using Declarations.Web.Access;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>Notices of rectification that wait for the viewer's approval.</summary>
public sealed class NoticeWork(NoticeDesk notices, Viewer viewer, OfficeClock clock) : IWork
{
    private IQueryable<Bulletin> Drafts => notices.ToApprove.Where(notice => notice.Status == BulletinStatus.Draft);

    public bool Concerns => viewer.May(Permission.DoMeasures);
    public IQueryable<object>? Signs => Drafts;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync() => [.. (await Drafts.AsNoTracking().OrderBy(notice => notice.Id).Take(MeasureWork.Most)
        .ToListAsync()).Select(notice => new WorkItem("notice", null, clock.Today, "eye", "now", Routes.To<ApproveNoticeModel>(notice.Id))
        { Of = notice.Unit.Name, Name = notice.Title })];
}
