using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>A circular as the head of a unit reads it: confirmed as read, or objected to.</summary>
public sealed class CircularModel(CircularDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public CircularForm Form { get; set; } = new();

    public ActivityUnit Unit { get; private set; } = null!;
    public Activity Activity { get; private set; } = null!;

    [WithoutForm]
    public Task<IActionResult> OnPostConfirmAsync() => AnswerAsync(null);

    public Task<IActionResult> OnPostDissentAsync() => AnswerAsync(Form.Dissent);

    private async Task<IActionResult> AnswerAsync(string? dissent)
    {
        Activity.Answer(clock.ActOf(viewer.AccountId, Activity.Register), Unit.UnitId, viewer.Official!.Id, dissent);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["my-measures.answered"];
        return Redirect(Routes.To<CircularModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await desk.Received.Include(each => each.Unit).SingleOrDefaultAsync(each => each.Id == Id) is not { } unit)
            return false;
        Unit = unit;
        Activity = await db.Activities.Include(activity => activity.Register).ThenInclude(register => register.Campaign).Include(activity => activity.Units)
            .SingleAsync(activity => activity.Id == unit.ActivityId);
        return true;
    }
}

public sealed record CircularForm
{
    public string? Dissent { get; set; }
}

public sealed class CircularFormValidator : AbstractValidator<CircularForm>
{
    public CircularFormValidator() => RuleFor(form => form.Dissent).NotEmpty().MaximumLength(2000);
}
