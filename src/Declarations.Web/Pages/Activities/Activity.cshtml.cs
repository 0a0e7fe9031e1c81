using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Activities;

/// <summary>One activity: what was planned and held, what came of it, which problems were found, which heads have confirmed.</summary>
public sealed class ActivityModel(ActivityDesk desk, RegisterDesk registers, DeclarationsDb db, OfficeClock clock) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public Activity Activity { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public IReadOnlyList<RegisterAct> Acts { get; private set; } = [];
    public IReadOnlyList<(Guid Id, int Number, ProblemStatus Status)> Found { get; private set; } = [];
    public IReadOnlyList<TimelineLine> Timeline { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        if (await desk.FindAsync(Id) is not { } activity)
            return false;
        (Activity, Today, Acts) = (activity, activity.Register.Today(clock.Now), ActivityDesk.ActsOn(activity));
        ViewData["Campaign"] = activity.Register.Campaign;
        var entries = db.RegisterEntries.Where(entry => entry.ActivityId == Id);
        Found = [.. (await db.Problems.Where(problem => entries.Select(entry => entry.ProblemId).Contains(problem.Id)).OrderBy(problem => problem.Number)
            .Select(problem => new { problem.Id, problem.Number, problem.Status }).ToListAsync()).Select(each => (each.Id, each.Number, each.Status))];
        Timeline = await registers.TimelineAsync(entries.Where(entry => entry.ProblemId == null));
        return true;
    }
}
