using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Reporting.Statistics;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Pages.Units;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Bulletins;

/// <summary>情况通报: what has been issued, what is being written, and a new draft from the figures of today.</summary>
public sealed class BulletinsModel(BulletinDesk desk, DeclarationsDb db, Viewer viewer, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty] public BulletinsForm Form { get; set; } = new();

    public IReadOnlyList<Declarations.Campaigns.Campaign> Campaigns { get; private set; } = [];
    public UnitField Units { get; private set; } = null!;
    public IReadOnlyList<Bulletin> Bulletins { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        var campaign = await viewer.CampaignsInCharge().SingleOrDefaultAsync(c => c.Code == Form.Campaign);
        if (campaign is null)
            return NotFound();
        if (await viewer.UnitsInCharge().TypedAsync(Form.Unit) is not { } unit)
            return this.BadForm("Form.Unit", words["error.unit-unknown"]);
        if (!unit.IsUnder(campaign.Unit.Path))
            return this.BadForm("Form.Unit", words["error.bulletin-unit", campaign.Unit.Name]);
        var bulletin = await desk.DraftAsync(new FiguresRequest(campaign, unit, Own: false, AsOf: null));
        await db.SaveChangesAsync();
        return Redirect(Routes.To<BulletinModel>(bulletin.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        return true;
    }

    public async Task ShowAsync()
    {
        Campaigns = await viewer.CampaignsInCharge().AsNoTracking().ToListAsync();
        Units = await viewer.UnitsInCharge().AsNoTracking().FieldAsync();
        Form.Campaign ??= Campaigns.Select(campaign => campaign.Code).FirstOrDefault();
        Form.Unit ??= Units.Units.Where(unit => unit.IsUnder(Campaigns.Select(campaign => campaign.Unit.Path).FirstOrDefault("")))
            .Select(unit => Units.IsTyped ? unit.Name : unit.Code).FirstOrDefault();
        Bulletins = await desk.InCharge.AsNoTracking().OrderBy(b => b.Status).ThenByDescending(b => b.AsOf).ThenByDescending(b => b.Number).Take(50)
            .ToListAsync();
    }
}

public sealed record BulletinsForm
{
    public string? Campaign { get; set; }
    public string? Unit { get; set; }
}

public sealed class BulletinsFormValidator : AbstractValidator<BulletinsForm>
{
    public BulletinsFormValidator()
    {
        RuleFor(form => form.Campaign).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Unit).NotEmpty().MaximumLength(120);
    }
}
