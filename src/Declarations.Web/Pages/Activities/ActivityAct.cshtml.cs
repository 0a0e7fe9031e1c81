using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Activities;

/// <summary>The form of one act on a planned activity.</summary>
public sealed class ActivityActModel(ActivityDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IActPage
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public RegisterAct? Do { get; set; }
    [BindProperty] public ActForm Form { get; set; } = new();

    public Activity Activity { get; private set; } = null!;
    public RegisterAct Act { get; private set; }

    public void OnGet() => Form = Form with { Version = Activity.Version, DueOn = Activity.PlannedOn, HeldOn = Activity.PlannedOn };

    public async Task<IActionResult> OnPostAsync()
    {
        db.Expect(Activity, Form.Version);
        ActivityDesk.Do(Activity, Act, Form, clock.ActOf(viewer.AccountId, Activity.Register));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["act.done", Act];
        return Redirect(Routes.To<ActivityModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.FindAsync(Id) is not { } activity)
            return false;
        if (this.Choose(Do, ActivityDesk.ActsOn(activity), words) is not { } act)
            return false;
        (Activity, Act) = (activity, act);
        ViewData["Campaign"] = activity.Register.Campaign;
        Form.For(Act.Asks(), activity.Register.Today(clock.Now));
        return true;
    }
}
