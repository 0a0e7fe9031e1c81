using Declarations.Access;
using Declarations.Web.Access;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>Lists of open lines that the viewer has not confirmed this month.</summary>
public sealed class ReconcileWork(ReconcileDesk lists, Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.May(Permission.DoMeasures);
    public IQueryable<object>? Signs => lists.OpenLines;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync() => [.. (await lists.WaitingAsync()).Select(each => new WorkItem("reconcile", null,
        each.Register.Today(clock.Now), "file-text", "now", $"{Routes.To<ReconcileModel>(each.Register.Id)}?unit={each.Unit.Code}")
    { Of = each.Register.Name, Count = each.Open, Name = each.Unit.Name })];
}
