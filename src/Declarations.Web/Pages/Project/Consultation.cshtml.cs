using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Project;

/// <summary>One consultation: the office enters who came, what each party says of the minutes, and what was decided, each with owner and day.</summary>
public sealed class ConsultationModel(
    ProjectDesk desk, MeasureDesk measures, PersonField people, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ConsultForm Form { get; set; } = new();
    [BindProperty] public PartyAnswerForm Answer { get; set; } = new();
    [BindProperty] public DecisionForm Decide { get; set; } = new();

    public Activity Held { get; private set; } = null!;
    public bool MayKeep { get; private set; }
    public IReadOnlyList<Measure> Decided { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    /// <summary>Parties that came and have said nothing of the minutes: for the office all, for a representative the own one.</summary>
    public IReadOnlyList<SelectListItem> Waiting => [.. Held.Parties.Where(party => party.Came == true && party.AnsweredOn is null && MayAnswer(party))
        .Select(party => new SelectListItem(party.Party.Name, party.PartyId.ToString()))];
    public IReadOnlyList<SelectListItem> Signs => [.. Held.Register.Problems.Where(problem => problem.Status == ProblemStatus.Open)
        .OrderBy(problem => problem.Number).Select(problem => new SelectListItem($"{problem.Number}", problem.Id.ToString()))];

    private Auditing.Act Act => clock.ActOf(viewer.AccountId, Held.Register);

    public void OnGet()
    {
        Form = new ConsultForm { HeldOn = Held.PlannedOn, Came = [.. Held.Parties.Select(party => party.PartyId)], Version = Held.Version };
        Answer = new PartyAnswerForm { Version = Held.Version };
        Decide = new DecisionForm { Problem = Held.ProblemId };
    }

    [Takes(nameof(Form))]
    public Task<IActionResult> OnPostAsync()
    {
        db.Expect(Held, Form.Version);
        return DoneAsync(() => Held.Consult(Act, Form.HeldOn!.Value, Form.Came, Form.Attendance!, Form.Conclusion!), "project.held");
    }

    [Takes(nameof(Answer))]
    public async Task<IActionResult> OnPostAnswerAsync()
    {
        if (Held.Parties.Find(party => party.PartyId == Answer.Party) is not { } party || !MayAnswer(party))
            return NotFound();
        db.Expect(Held, Answer.Version);
        return await SavedAsync(() => Held.AnswerOf(Act, party.PartyId, Answer.Confirms == true ? null : Answer.Dissent, onPaper: !IsMine(party)),
            "project.answered");
    }

    [Takes(nameof(Decide))]
    public async Task<IActionResult> OnPostDecideAsync()
    {
        if (Held.HeldOn is null || Units.FirstOrDefault(each => each.Code == Decide.Unit) is not { } unit
            || Held.Register.Problems.Find(each => each.Id == Decide.Problem && each.Status == ProblemStatus.Open) is not { } problem)
            return NotFound();
        if (Decide.DueOn < Act.LegalDay)
            return this.BadForm("Decide.DueOn", words["error.day-past"]);
        if (await people.FindAsync(ModelState, "Decide.Person", Decide.Person, withSignIn: true) is not { } person)
            return this.BadForm();
        var leader = await measures.HeadOfAsync(unit) ?? person.Id;
        return await DoneAsync(() => db.Measures.Add(problem.Add(Act,
             new(Decide.Task!, unit, leader, person.Id, Decide.Class!.Value, Decide.DueOn!.Value), Id)),
            "project.decided");
    }

    public async Task<IActionResult> OnGetDocxAsync()
    {
        if (Held.HeldOn is null)
            return NotFound();
        var file = new MemoryStream();
        ProjectDesk.Minutes(Held, await desk.DecidedAsync(Id)).Write(file);
        file.Position = 0;
        return File(file, MediaTypes.Docx, $"{words["minutes.docx"]}-{Held.HeldOn:yyyyMMdd}.docx");
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.ConsultationAsync(Id) is not { } held)
            return false;
        (Held, MayKeep) = (held, await viewer.RegistersKept().AnyAsync(register => register.Id == held.RegisterId));
        Units = await db.Units.Where(unit => unit.Path.StartsWith(held.Register.Unit.Path)).OrderBy(unit => unit.Path).ToListAsync();
        return true;
    }

    public async Task ShowAsync() => Decided = await desk.DecidedAsync(Id);

    private bool IsMine(ActivityParty party) => party.Party.AccountId == viewer.AccountId;
    private bool MayAnswer(ActivityParty party) => MayKeep || IsMine(party);

    private async Task<IActionResult> DoneAsync(Action act, string said) => MayKeep ? await SavedAsync(act, said) : NotFound();

    private async Task<IActionResult> SavedAsync(Action act, string said)
    {
        act();
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Routes.To<ConsultationModel>(Id));
    }
}
