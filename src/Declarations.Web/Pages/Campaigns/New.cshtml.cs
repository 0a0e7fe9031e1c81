using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Makes a campaign from a preset and opens a report for everybody on the roster of its unit and below.</summary>
public sealed class NewModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty] public CampaignForm Form { get; set; } = new();

    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IEnumerable<SelectListItem> UnitItems => Units.Select(unit => new SelectListItem(unit.Name, unit.Code));
    public static IEnumerable<SelectListItem> PresetItems(Words words) => Preset.All.Select(preset => new SelectListItem(words["preset." + preset.Code], preset.Code));

    public async Task<IActionResult> OnPostAsync()
    {
        if (Units.FirstOrDefault(u => u.Code == Form.Unit) is not { } unit || Preset.All.FirstOrDefault(p => p.Code == Form.Preset) is not { } preset)
            return BadRequest();
        if (await db.Campaigns.AnyAsync(c => c.Code == Form.Code))
            return this.BadForm("Form.Code", words["error.campaign-exists"]);
        var act = clock.ActOf(viewer.AccountId);
        var campaign = Campaign.Create(act, preset, Form.Code!, Form.Name!, Form.CityName!, unit, Form.PracticeDate);
        db.Campaigns.Add(campaign);
        var path = unit.Path;
        var officials = await db.Officials.AsNoTracking().Include(o => o.Unit).Where(o => o.Unit.Path.StartsWith(path)).OrderBy(o => o.StaffNumber).ToListAsync();
        db.Reports.AddRange(officials.Select(official => PersonalSituationReport.Open(act with { LegalDay = campaign.Today(act.At) }, campaign, official, official.Unit)));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["campaigns.created", campaign.Name, officials.Count];
        return Redirect(Links.Campaign(campaign.Code));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Units = await viewer.UnitsInCharge().AsNoTracking().OrderBy(u => u.Path).ToListAsync();
        return true;
    }
}

public sealed record CampaignForm
{
    public string? Preset { get; set; }
    public string? Name { get; set; }
    [Key] public string? Code { get; set; }
    public string? CityName { get; set; }
    /// <summary>Code of the unit in charge.</summary>
    public string? Unit { get; set; }
    public DateOnly? PracticeDate { get; set; }
}

public sealed class CampaignFormValidator : AbstractValidator<CampaignForm>
{
    private static readonly DateOnly Earliest = new(2017, 1, 1), Latest = new(2100, 12, 31);

    public CampaignFormValidator()
    {
        RuleFor(form => form.Preset).NotEmpty();
        RuleFor(form => form.Code).NotEmpty().MaximumLength(30);
        // An id in this place of an address means a report.
        RuleFor(form => form.Code).Must(code => string.IsNullOrEmpty(code) || code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && code != "new" && !code.StartsWith('-') && !Guid.TryParse(code, out _)).WithErrorCode("campaign-code");
        RuleFor(form => form.Name).NotEmpty().MaximumLength(80);
        RuleFor(form => form.CityName).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Unit).NotEmpty();
        RuleFor(form => form.PracticeDate).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.PracticeDate).LessThanOrEqualTo(Latest).WithErrorCode("too-late");
    }
}
