using Declarations.Data;
using Declarations.Registers;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Registers;

/// <summary>The form of one act of the office on a measure: check it, extend it, look at it again.</summary>
public sealed class MeasureActModel(MeasureDesk desk, PersonField people, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words)
    : PageModel, ILoaded, IActPage
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public RegisterAct? Do { get; set; }
    [BindProperty] public ActForm Form { get; set; } = new();

    public Measure Measure { get; private set; } = null!;
    public RegisterAct Act { get; private set; }
    public bool WindowOpen => desk.WindowOpen;

    public void OnGet() => Form = Form with { Version = Measure.Version, Class = Measure.Class };

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await desk.IsProvenAsync(Form))
            return this.NotProven(words, Form.Password);
        Official? person = null;
        if (Form.Asks.HasFlag(Ask.Person) && (person = await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: true)) is null)
            return this.BadForm();
        db.Expect(Measure, Form.Version);
        desk.Do(Measure, Act, Form, clock.ActOf(viewer.AccountId, Measure.Problem.Register), person?.Id);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["act.done", Act];
        return Redirect(Routes.To<RegisterProblemModel>(Measure.ProblemId));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.MeasureAsync(Id, owned: false) is not { } measure)
            return false;
        if (this.Choose(Do, desk.ActsOn(measure), words) is not { } act)
            return false;
        (Measure, Act) = (measure, act);
        ViewData["Campaign"] = measure.Problem.Register.Campaign;
        Form.For(Act.Asks(ofMeasure: true).Signed(Act, measure.Problem.Register.Kind), measure.Problem.Register.Today(clock.Now));
        return true;
    }
}
