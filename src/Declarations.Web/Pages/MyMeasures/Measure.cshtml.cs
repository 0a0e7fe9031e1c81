using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>One measure, for those in whose charge it is.</summary>
public sealed class MyMeasureModel(MeasureDesk desk, RegisterDesk registers, DeclarationsDb db, OfficeClock clock) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public Measure Measure { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public IReadOnlyList<RegisterAct> Acts { get; private set; } = [];
    public IReadOnlyList<TimelineLine> Timeline { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        if (await desk.MeasureAsync(Id, owned: true) is not { } measure)
            return false;
        (Measure, Today, Acts) = (measure, measure.Problem.Register.Today(clock.Now), desk.OwnActsOn(measure));
        Timeline = await registers.TimelineAsync(db.RegisterEntries.Where(entry => entry.MeasureId == Id));
        return true;
    }
}
