using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Activities;

/// <summary>A problem that an activity has found, with its first measure: an owner and a day.</summary>
public sealed class FindingModel(
    ActivityDesk desk, MeasureDesk measures, PersonField people, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public FindingForm Form { get; set; } = new();

    public Activity Activity { get; private set; } = null!;

    public async Task<IActionResult> OnPostAsync()
    {
        if (Activity.Units.Find(each => each.Unit.Code == Form.Unit)?.Unit is not { } unit)
            return NotFound();
        if (Form.DueOn < Activity.Register.Today(clock.Now))
            return this.BadForm("Form.DueOn", words["error.day-past"]);
        if (await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: true) is not { } person)
            return this.BadForm();
        var act = clock.ActOf(viewer.AccountId, Activity.Register);
        var found = Activity.Register.Add(act, new(Origin.Supervision, Form.Text!, unit.Id), Activity.Id);
        found.Add(act, new(Form.Task!, unit, await measures.HeadOfAsync(unit), person.Id, Form.Class!.Value, Form.DueOn!.Value));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["supervision.problem-added", found.Number];
        return Redirect(Routes.To<RegisterProblemModel>(found.Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.FindAsync(Id) is not { HeldOn: not null, NeedsAnswers: false } activity)
            return false;
        (Activity, ViewData["Campaign"]) = (activity, activity.Register.Campaign);
        return true;
    }
}

public sealed record FindingForm
{
    public string? Text { get; set; }
    public string? Unit { get; set; }
    public string? Task { get; set; }
    public string? Person { get; set; }
    public DeadlineClass? Class { get; set; }
    public DateOnly? DueOn { get; set; }
}

public sealed class FindingFormValidator : AbstractValidator<FindingForm>
{
    public FindingFormValidator()
    {
        RuleFor(form => form.Text).NotEmpty().MaximumLength(4000);
        RuleFor(form => form.Unit).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Task).NotEmpty().MaximumLength(2000);
        RuleFor(form => form.Person).NotEmpty().MaximumLength(60);
        RuleFor(form => form.Class).NotNull().IsInEnum();
        RuleFor(form => form.DueOn).NotNull().Plausible();
    }
}
