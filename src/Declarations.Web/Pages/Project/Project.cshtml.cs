using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Found = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.Project;

/// <summary>One project: its parties and what was found; an early sign is raised, a consultation called, a problem handed up.</summary>
public sealed class ProjectModel(ProjectDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, WorkingDays calendar, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public RaiseForm Form { get; set; } = new();
    [BindProperty] public CallForm Call { get; set; } = new();
    [BindProperty] public EscalateForm Escalate { get; set; } = new();

    public Register Register { get; private set; } = null!;
    public bool MayKeep { get; private set; }
    public IReadOnlyList<Activity> Consultations { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Signs => [.. Register.Problems.Where(problem => problem.Status == ProblemStatus.Open)
        .OrderBy(problem => problem.Number)
        .Select(problem => new SelectListItem($"{problem.Number}. {(problem.Text.Length > 40 ? problem.Text[..40] + "…" : problem.Text)}",
            problem.Id.ToString()))];
    /// <summary>Who speaks for parties, by account.</summary>
    public IReadOnlyDictionary<Guid, string> Representatives { get; private set; } = new Dictionary<Guid, string>();

    private Auditing.Act Act => clock.ActOf(viewer.AccountId, Register);

    [Takes(nameof(Form))]
    public Task<IActionResult> OnPostAsync()
    {
        db.Problems.Add(Register.Add(Act, new(Origin.Meeting, Form.Text!, Register.UnitId)));
        return DoneAsync("project.raised");
    }

    [Takes(nameof(Call))]
    public async Task<IActionResult> OnPostCallAsync()
    {
        if (Open(Call.Problem) is not { } sign)
            return NotFound();
        db.Activities.Add(Activity.Call(Act, calendar, Register, sign, Call.Matters!, [.. Register.Parties.Select(party => party.Id)], Call.PlannedOn!.Value));
        return await DoneAsync("project.called");
    }

    [Takes(nameof(Escalate))]
    public async Task<IActionResult> OnPostEscalateAsync()
    {
        if (Open(Escalate.Problem) is not { } problem)
            return NotFound();
        problem.Escalate(Act, Escalate.Text!);
        return await DoneAsync("project.escalated");
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.FindAsync(Id) is not { } register)
            return false;
        (Register, MayKeep) = (register, await viewer.RegistersKept().AnyAsync(each => each.Id == Id));
        Representatives = await desk.RepresentativesAsync(register);
        Consultations = await db.Activities.AsNoTracking().Where(activity => activity.RegisterId == Id && activity.Kind == ActivityKind.Consultation)
            .OrderByDescending(activity => activity.PlannedOn).ThenByDescending(activity => activity.Id).Take(50).ToListAsync();
        return true;
    }

    private Found? Open(Guid? id) => Register.Problems.Find(problem => problem.Id == id && problem.Status == ProblemStatus.Open);

    private async Task<IActionResult> DoneAsync(string said)
    {
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Routes.To<ProjectModel>(Id));
    }
}
