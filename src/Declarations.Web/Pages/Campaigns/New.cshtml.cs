using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Pages.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Makes a campaign from a preset: shows its days and who is due, and opens a report for each of them when that is agreed to.</summary>
public sealed class NewModel(DeclarationsDb db, Viewer viewer, RouteCheck routes, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty] public CampaignForm Form { get; set; } = new();

    public IReadOnlyList<Unit> Units { get; private set; } = [];
    /// <summary>Everybody on the roster below the unit, with what the policy says of them; null: not looked at yet.</summary>
    public IReadOnlyList<AssessedOfficial>? People { get; private set; }
    /// <summary>The days are there to be looked at and mended.</summary>
    public bool HasDays => People is not null || Request.HasFormContentType && Request.Form.ContainsKey("Form.ReportBy");
    public IEnumerable<SelectListItem> UnitItems => Units.Select(unit => new SelectListItem(unit.Name, unit.Code));
    public static IEnumerable<SelectListItem> PresetItems(Words words) =>
        Preset.All.Select(preset => new SelectListItem(words["preset." + preset.Code], preset.Code));

    /// <summary>Fills in the days of the preset where none are typed, and shows who would be due.</summary>
    public async Task<IActionResult> OnPostPreviewAsync()
    {
        if (await CampaignAsync() is not var (campaign, unit))
            return this.BadForm();
        Form.Fill(new(campaign.Stages, campaign.CityManagedBy, campaign.ReportBy));
        ModelState.Clear();
        People = await routes.AssessAsync(unit.Path, CaseFiles.PolicyOf(campaign), campaign.Today(clock.Now));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await CampaignAsync() is not var (campaign, unit))
            return this.BadForm();
        var people = await routes.AssessAsync(unit.Path, CaseFiles.PolicyOf(campaign), campaign.Today(clock.Now));
        var act = clock.ActOf(viewer.AccountId, campaign);
        db.Campaigns.Add(campaign);
        var due = people.Where(each => each.IsDue).Select(each => each.File.Official).ToList();
        db.Reports.AddRange(due.Select(official => PersonalSituationReport.Open(act, campaign, official, official.Unit)));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["campaigns.created", campaign.Name, due.Count];
        return Redirect(Links.Campaign(campaign.Code));
    }

    /// <returns>Null: the messages stand beside their fields.</returns>
    private async Task<(Campaign Campaign, Unit Unit)?> CampaignAsync()
    {
        var (unit, preset) = (Units.FirstOrDefault(u => u.Code == Form.Unit), Preset.All.FirstOrDefault(p => p.Code == Form.Preset));
        if (unit is null)
            ModelState.AddModelError("Form.Unit", words["error.no-unit"]);
        if (preset is null)
            ModelState.AddModelError("Form.Preset", words["error.no-preset"]);
        if (await db.Campaigns.AnyAsync(c => c.Code == Form.Code))
            ModelState.AddModelError("Form.Code", words["error.campaign-exists"]);
        return !ModelState.IsValid ? null
            : (Campaign.Create(clock.ActOf(viewer.AccountId), preset!, Form.Code!, Form.Name!, Form.CityName!, unit!, Form.PracticeDate,
            Form.Days ?? (Form.StartsOn is { } first ? preset!.Days.From(first) : null)), unit!);
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Units = await viewer.UnitsInCharge().AsNoTracking().OrderBy(u => u.Path).ToListAsync();
        return true;
    }
}
