using Declarations.Access;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Integrity;

/// <summary>Opinions that wait for the viewer as the second signer.</summary>
public sealed class IntegrityWork(Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.May(Permission.KeepRegisters);
    public IQueryable<object>? Signs => viewer.OpinionsOfOthers();

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync() => await viewer.OpinionsToSign().CountAsync() is > 0 and var count
        ? [new WorkItem("opinions", null, clock.Today, "eye", "now", Routes.To<IntegrityModel>() + "?list=ToSign") { Count = count }] : [];
}
