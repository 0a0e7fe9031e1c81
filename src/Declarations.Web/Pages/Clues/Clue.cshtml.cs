using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Clues;

/// <summary>One clue: what is known, what has happened, what may be done now. Every look at it is recorded.</summary>
public sealed class ClueModel(ClueDesk desk, RegisterDesk registers, DeclarationsDb db, Viewer viewer, OfficeClock clock) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public ClueRow Row { get; private set; } = null!;
    public IReadOnlyList<RegisterAct> Acts { get; private set; } = [];
    public IReadOnlyList<TimelineLine> Timeline { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Timeline = await registers.TimelineAsync(db.RegisterEntries.Where(entry => entry.ProblemId == Id));
        Row.Clue.NoteReading(clock.ActOf(viewer.AccountId, Row.Clue.Register.Campaign));
        await db.SaveChangesAsync();
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.FindAsync(Id) is not { } clue)
            return false;
        Row = new(clue, desk.ClockOf(clue), clue.Register.Campaign!.Today(clock.Now), IsMine: false);
        ViewData["Campaign"] = clue.Register.Campaign;
        Acts = desk.ActsOn(clue);
        return true;
    }
}
