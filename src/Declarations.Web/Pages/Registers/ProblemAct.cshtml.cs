using Declarations.Data;
using Declarations.Organisation;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Found = Declarations.Registers.Problem;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Registers;

/// <summary>The form of one act of the office on a problem.</summary>
public sealed class ProblemActModel(MeasureDesk desk, PersonField people, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words)
    : PageModel, ILoaded, IActPage
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public RegisterAct? Do { get; set; }
    [BindProperty] public ActForm Form { get; set; } = new();

    public Found Found { get; private set; } = null!;
    public RegisterAct Act { get; private set; }
    public bool WindowOpen => desk.WindowOpen;
    public IReadOnlyList<Unit> Below { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Units => [.. Below.Select(unit => new SelectListItem(unit.Name, unit.Code))];

    public void OnGet() => Form = Form with { Version = Found.Version, Unit = Found.Unit?.Code };

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await desk.IsProvenAsync(Form))
            return this.NotProven(words, Form.Password);
        var by = clock.ActOf(viewer.AccountId, Found.Register);
        db.Expect(Found, Form.Version);
        if (Act != RegisterAct.AddMeasure)
            MeasureDesk.Do(Found, Act, Form, by);
        else if (Below.FirstOrDefault(unit => unit.Code == Form.Unit) is not { } unit)
            return NotFound();
        else if (await desk.LeaderAsync(people, ModelState, Form, unit) is var leader && ModelState.IsValid
            && await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: true) is { } person)
            Found.Add(by, new(Form.Task!, unit, leader, person.Id, Form.Class!.Value, Form.DueOn!.Value));
        else
            return this.BadForm();
        await db.SaveChangesAsync();
        TempData["Flash"] = words["act.done", Act];
        return Redirect(Routes.To<RegisterProblemModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.ProblemAsync(Id) is not { } found)
            return false;
        if (this.Choose(Do, MeasureDesk.ActsOn(found), words) is not { } act)
            return false;
        (Found, Act) = (found, act);
        ViewData["Campaign"] = found.Register.Campaign;
        Form.For(Act.Asks().Signed(Act, found.Register.Kind), found.Register.Today(clock.Now));
        if (Form.Asks.HasFlag(Ask.Unit))
            Below = await db.Units.Where(unit => unit.Path.StartsWith(found.Register.Unit.Path)).OrderBy(unit => unit.Path).ToListAsync();
        return true;
    }
}
