using Declarations.Data;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Clue = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.Clues;

/// <summary>The form of one act on a clue.</summary>
public sealed class ClueActModel(ClueDesk desk, PersonField people, OwnMatters own, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words)
    : PageModel, ILoaded, IActPage
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public RegisterAct? Do { get; set; }
    [BindProperty] public ActForm Form { get; set; } = new();

    public Clue Clue { get; private set; } = null!;
    public RegisterAct Act { get; private set; }

    public void OnGet() => Form = Form with
    {
        Version = ClueDesk.TargetOf(Clue, Act).Version,
        DueOn = Act == RegisterAct.Assign ? Clue.Current?.DueOn ?? Clue.Register.Campaign!.Today(clock.Now).AddDays(desk.Days.Check) : null,
    };

    public async Task<IActionResult> OnPostAsync()
    {
        Official? person = null;
        if (Form.Asks.HasFlag(Ask.Person) && (person = await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: true)) is null)
            return this.BadForm();
        if (person is not null && person.Id == Clue.OfficialId)
            return this.BadForm("Form.Person", words["error.clue-own"]);
        if (Clue.OfficialId is { } concerned)
            await own.EnsureNoneAsync([concerned]);
        db.Expect(ClueDesk.TargetOf(Clue, Act), Form.Version);
        desk.Do(Clue, Act, Form, clock.ActOf(viewer.AccountId, Clue.Register.Campaign), person?.Id);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["act.done", Act];
        return Redirect(await desk.FindAsync(Id) is null ? Routes.To<CluesModel>() : Routes.To<ClueModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.FindAsync(Id) is not { } clue)
            return false;
        if (this.Choose(Do, desk.ActsOn(clue), words) is not { } act)
            return false;
        (Clue, Act) = (clue, act);
        ViewData["Campaign"] = clue.Register.Campaign;
        Form.For(Act.Asks(ofClue: true), clue.Register.Today(clock.Now));
        return true;
    }
}
