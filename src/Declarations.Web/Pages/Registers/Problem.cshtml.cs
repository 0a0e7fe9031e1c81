using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Found = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.Registers;

/// <summary>One problem with its measures: what has happened, and what the office may do now.</summary>
public sealed class RegisterProblemModel(MeasureDesk desk, RegisterDesk registers, DeclarationsDb db, OfficeClock clock) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public Found Found { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public IReadOnlyList<RegisterAct> Acts { get; private set; } = [];
    public IReadOnlyList<(Measure Measure, IReadOnlyList<RegisterAct> Acts)> Measures { get; private set; } = [];
    public IReadOnlyList<TimelineLine> Timeline { get; private set; } = [];
    /// <summary>In which it was found.</summary>
    public Guid? Activity { get; private set; }

    public async Task<bool> LoadAsync()
    {
        if (await desk.ProblemAsync(Id) is not { } found)
            return false;
        (Found, Today, Acts) = (found, found.Register.Today(clock.Now), MeasureDesk.ActsOn(found));
        ViewData["Campaign"] = found.Register.Campaign;
        Measures = [.. found.Measures.OrderBy(measure => measure.Number).Select(measure => (measure, desk.ActsOn(measure)))];
        Timeline = await registers.TimelineAsync(db.RegisterEntries.Where(entry => entry.ProblemId == Id));
        Activity = Timeline.Select(line => line.Entry).LastOrDefault(entry => entry.Kind == EntryKind.Amended && entry.MeasureId is null)?.ActivityId;
        return true;
    }
}
