using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Pages.Units;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Checks;

/// <summary>抽查: draws people by an announced seed, and lists every draw that was made.</summary>
public sealed class DrawsModel(DeclarationsDb db, Viewer viewer, CampaignChoice choice, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty] public DrawForm Form { get; set; } = new();

    public Campaign Chosen { get; private set; } = null!;
    public UnitField Units { get; private set; } = null!;
    private IQueryable<Unit> UnitsInCharge => viewer.UnitsInCharge().AsNoTracking().Under([Chosen.Unit.Path]);
    public IReadOnlyList<(SpotCheck Draw, int Drawn)> Draws { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        if (await UnitsInCharge.TypedAsync(Form.Unit) is not { } unit)
            return this.BadForm("Form.Unit", words["error.unit-unknown"]);
        var list = await db.DrawablesAsync(Chosen, unit, Form.From!.Value);
        if (list.Count == 0)
            return this.BadForm("Form.From", words["error.draw-empty"]);
        var drawn = SpotCheck.Draw(clock.ActOf(viewer.AccountId, Chosen), Chosen, unit, Form.From.Value, list, Form.Seed!, Form.Share, Form.Count);
        db.SpotChecks.Add(drawn);
        await db.SaveChangesAsync();
        return Redirect(Routes.To<DrawModel>(drawn.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var campaigns = await viewer.CampaignsInReachAsync();
        if ((Campaign is null ? choice.Of(campaigns) : campaigns.FirstOrDefault(c => c.Code == Campaign)) is not { } chosen)
            return false;
        Chosen = chosen;
        ViewData["Campaign"] = chosen;
        Units = await UnitsInCharge.FieldAsync();
        Draws = (await viewer.SpotChecksInReach().AsNoTracking().Include(draw => draw.Unit).Where(draw => draw.CampaignId == chosen.Id)
            .OrderByDescending(draw => draw.DrawnOn).ThenBy(draw => draw.Id).Take(50)
            .Select(draw => new { Draw = draw, Drawn = draw.Items.Count }).ToListAsync()).ConvertAll(each => (each.Draw, each.Drawn));
        return true;
    }
}

public sealed record DrawForm
{
    public string? Unit { get; set; }
    public DrawnFrom? From { get; set; }
    public string? Seed { get; set; }
    /// <summary>Percent.</summary>
    public decimal? Share { get; set; }
    public int? Count { get; set; }
}

public sealed class DrawFormValidator : AbstractValidator<DrawForm>
{
    public DrawFormValidator()
    {
        RuleFor(form => form.Unit).NotEmpty().MaximumLength(120);
        RuleFor(form => form.From).NotNull().IsInEnum();
        RuleFor(form => form.Seed).NotEmpty().MaximumLength(200);
        RuleFor(form => form.Share).InclusiveBetween(0.01m, 100).PrecisionScale(5, 2, true);
        RuleFor(form => form.Count).InclusiveBetween(1, 10_000);
        RuleFor(form => form.Share).Must((form, share) => share is null != form.Count is null).WithErrorCode("draw-share");
    }
}
