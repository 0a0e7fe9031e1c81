using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Progress;
using Declarations.Web.Pages.Registers;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Activities;

/// <summary>Adds to the supervision plan: a meeting or a circular for several units at once, anything else for each of them.</summary>
public sealed class NewActivityModel(
    RegisterDesk registers, PersonField people, DeclarationsDb db, Viewer viewer, CampaignChoice choice, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty] public ActivityForm Form { get; set; } = new();

    public Campaign Chosen { get; private set; } = null!;
    public IReadOnlyList<Unit> Units { get; private set; } = [];

    public void OnGet() => Form = Unit is null ? Form : Form with { Units = [Unit], Kind = ActivityKind.HearReport };

    public async Task<IActionResult> OnPostAsync()
    {
        var chosen = Units.Where(unit => Form.Units.Contains(unit.Code)).ToList();
        if (chosen.Count != Form.Units.Distinct().Count())
            return NotFound();
        Official? chair = null;
        if (!string.IsNullOrWhiteSpace(Form.Chair) && (chair = await people.FindAsync(ModelState, "Form.Chair", Form.Chair, withSignIn: false)) is null)
            return this.BadForm();
        var act = clock.ActOf(viewer.AccountId, Chosen);
        var register = await registers.OpenAsync(act, RegisterKind.Supervision, Chosen, registers.BodyFor(Chosen, null));
        IEnumerable<IEnumerable<Guid>> each = Form.Kind is ActivityKind.Circular or ActivityKind.Meeting or ActivityKind.Symposium
            ? [chosen.Select(unit => unit.Id)] : chosen.Select(unit => new[] { unit.Id });
        db.Activities.AddRange(each.Select(units => Activity.Plan(act, register, Form.Kind!.Value, Form.Title!, units, Form.PlannedOn!.Value, chair?.Id)));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["supervision.planned"];
        return Redirect($"{Routes.To<SupervisionModel>()}?campaign={Chosen.Code}");
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var (paths, campaigns) = (viewer.PathsOfOffice(), await viewer.CampaignsFollowed(viewer.PathsOfOffice()).ToListAsync());
        if ((Campaign is null ? choice.Of(campaigns) : campaigns.Find(each => each.Code == Campaign)) is not { } campaign)
            return false;
        (Chosen, ViewData["Campaign"]) = (campaign, campaign);
        Units = await db.Units.Where(unit => paths.Any(path => unit.Path.StartsWith(path)) && unit.Path.StartsWith(campaign.Unit.Path))
            .OrderBy(unit => unit.Path).ToListAsync();
        return true;
    }
}

public sealed record ActivityForm
{
    public ActivityKind? Kind { get; set; }
    public string? Title { get; set; }
    /// <summary>Codes.</summary>
    public List<string> Units { get; set; } = [];
    public DateOnly? PlannedOn { get; set; }
    public string? Chair { get; set; }
}

public sealed class ActivityFormValidator : AbstractValidator<ActivityForm>
{
    public ActivityFormValidator()
    {
        RuleFor(form => form.Kind).NotNull().IsInEnum();
        RuleFor(form => form.Title).NotEmpty().MaximumLength(200);
        RuleFor(form => form.Units).NotEmpty().WithErrorCode("activity-units");
        RuleFor(form => form.PlannedOn).NotNull().Plausible();
        RuleFor(form => form.Chair).MaximumLength(60);
    }
}
