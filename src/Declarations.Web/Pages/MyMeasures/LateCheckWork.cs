using Declarations.Access;
using Declarations.Web.Access;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>Claims of other units that the viewer's has not checked in time.</summary>
public sealed class LateCheckWork(LettersToMe letters, Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.May(Permission.DoMeasures);
    public IQueryable<object>? Signs => letters.All;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync() => (await letters.OpenAsync()).Count(letter => letter.Late) is > 0 and var late
        ? [new WorkItem("late-checks", null, clock.Today, "octagon", "bad", Routes.To<MyMeasuresModel>()) { Count = late }] : [];
}
