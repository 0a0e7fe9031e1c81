using Declarations.Access;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>Measures in the viewer's charge.</summary>
public sealed class MeasureWork(Viewer viewer, OfficeClock clock) : IWork
{
    /// <summary>Of each kind; the lists hold the others.</summary>
    public const int Most = 10;

    private IQueryable<Measure> Open =>
        viewer.MeasuresOwned().Where(measure => measure.Status == MeasureStatus.Open || measure.Status == MeasureStatus.Basic);

    public bool Concerns => viewer.May(Permission.DoMeasures);
    public IQueryable<object>? Signs => Open;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync() => [.. (await Open.AsNoTracking().Include(measure => measure.Problem.Register.Campaign)
        .OrderBy(measure => measure.DueOn).Take(Most).ToListAsync()).Select(measure => new WorkItem("measure", measure.RunsTo,
            measure.Problem.Register.Today(clock.Now), "file-text", "now", Routes.To<MyMeasureModel>(measure.Id))
        { Campaign = measure.Problem.Register.Campaign, Of = measure.Problem.Register.Title, Name = $"{measure.Problem.Number}.{measure.Number}" })];
}
