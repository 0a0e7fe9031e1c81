using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Units;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>One campaign: stages, deadlines, head-counts of the units in charge; a practice campaign can be moved to another day.</summary>
public sealed class CampaignModel(DeclarationsDb db, CaseFiles files, RouteCheck routes, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    private const int DaysBefore = 30, DaysAfter = 400;

    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public PracticeForm Form { get; set; } = new();

    public Campaign Campaign { get; private set; } = null!;
    public FilingCount Count { get; private set; } = null!;
    public Deadlines Deadlines { get; private set; } = null!;
    /// <summary>Before filing begins: whom nobody could read; null afterwards.</summary>
    public IReadOnlyList<RouteGap>? Gaps { get; private set; }
    public bool MayGiveUp => runs && Count.Filed == 0;
    /// <summary>Only who runs all of it may move a practice campaign.</summary>
    private bool runs;
    public bool MayNameOffice => runs;
    public bool MayMove => runs && Campaign.IsPractice;
    public DateOnly Today => Campaign.Today(clock.Now);
    /// <summary>Days to which a practice campaign may be moved.</summary>
    public Period Allowed { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new PracticeForm { Date = Campaign.PracticeDate, Version = Campaign.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!runs)
            return NotFound();
        if (!Allowed.Contains(Form.Date!.Value))
            return this.BadForm("Form.Date", words["error.practice-date", Allowed.From, Allowed.To]);
        db.Expect(Campaign, Form.Version);
        Campaign.SetPracticeDate(clock.ActOf(viewer.AccountId, Campaign), Form.Date.Value);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["campaigns.moved", Campaign.PracticeDate];
        return Redirect(Links.Campaign(Code));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsInCharge().SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign)
            return false;
        Campaign = campaign;
        ViewData["Campaign"] = campaign;
        runs = await viewer.CampaignsRun().AnyAsync(c => c.Id == campaign.Id);
        Deadlines = await files.DeadlinesOfAsync(campaign);
        var policy = CaseFiles.PolicyOf(campaign);
        Allowed = new Period(policy.StartsOn.AddDays(-DaysBefore), policy.EndsOn.AddDays(DaysAfter));
        Count = await FilingCount.OfAsync(viewer.HeadCountsInCharge(), campaign);
        if (campaign.Stages.All(stage => stage.Kind != StageKind.SelfCheck || Today < stage.From))
            Gaps = await routes.GapsAsync(db.Officials.Where(o => o.Unit.Path.StartsWith(campaign.Unit.Path) && o.DiedOn == null), policy, Today);
        return true;
    }
}

public sealed record PracticeForm
{
    public DateOnly? Date { get; set; }
    public int Version { get; set; }
}

public sealed class PracticeFormValidator : AbstractValidator<PracticeForm>
{
    public PracticeFormValidator() => RuleFor(form => form.Date).NotNull();
}
