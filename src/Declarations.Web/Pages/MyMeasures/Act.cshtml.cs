using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>The form of one act of those in whose charge a measure is: acknowledge, report, claim, take back.</summary>
public sealed class MyMeasureActModel(MeasureDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IActPage
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public RegisterAct? Do { get; set; }
    [BindProperty] public ActForm Form { get; set; } = new();

    public Measure Measure { get; private set; } = null!;
    public RegisterAct Act { get; private set; }

    public void OnGet() => Form = Form with { Version = Measure.Version };

    public async Task<IActionResult> OnPostAsync()
    {
        db.Expect(Measure, Form.Version);
        desk.Do(Measure, Act, Form, clock.ActOf(viewer.AccountId, Measure.Problem.Register), person: null);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["act.done", Act];
        return Redirect(Routes.To<MyMeasureModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.MeasureAsync(Id, owned: true) is not { } measure)
            return false;
        if (this.Choose(Do, desk.OwnActsOn(measure), words) is not { } act)
            return false;
        (Measure, Act) = (measure, act);
        Form.Asks = Act.Asks(ofMeasure: true);
        return true;
    }
}
