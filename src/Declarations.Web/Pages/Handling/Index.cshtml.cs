using System.ComponentModel.DataAnnotations;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Handling;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Bulletins;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Pages.Roster;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Handling;

public sealed record HandlingLine(Guid ReportId, string Name, string UnitName, string? Post, IReadOnlyList<Disposal> Disposals);

/// <summary>Every finding with what is decided about it, or until when it is put off (六).</summary>
[KeepsStatements]
public sealed class HandlingModel(
    HandlingDesk desk, BulletinDesk bulletins, DeclarationsDb db, Viewer viewer, CampaignChoice choice, OfficeClock clock, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public HandlingList List { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty(SupportsGet = true), StringLength(ReportSearch.Longest)] public string? Search { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }

    [BindProperty] public CasesForm Form { get; set; } = new();

    /// <summary>Null: there is no campaign yet.</summary>
    public Campaign? Chosen { get; private set; }
    public DateOnly Today => Chosen!.Today(clock.Now);
    public ReportSearch Narrowed { get; private set; } = null!;
    public IReadOnlyDictionary<HandlingList, int> Counts { get; private set; } = new Dictionary<HandlingList, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<HandlingLine> Lines { get; private set; } = [];

    /// <summary>公开曝光: drafts a notice of chosen decided cases.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var cases = await desk.CasesAsync(Chosen!, Form.Several);
        if (cases.Count == 0 || await viewer.UnitsInCharge().OrderBy(unit => unit.Path).FirstOrDefaultAsync() is not { } unit)
            return this.BadForm("Form.Several", words["error.cases-none", CasesForm.Most]);
        var notice = bulletins.DraftCases(Chosen!, unit, cases);
        await db.SaveChangesAsync();
        return Redirect(Routes.To<BulletinModel>(notice.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var campaigns = await viewer.CampaignsInReachAsync();
        Chosen = Campaign is null ? choice.Of(campaigns) : campaigns.FirstOrDefault(c => c.Code == Campaign);
        ViewData["Campaign"] = Chosen;
        return Chosen is not null || Campaign is null;
    }

    public async Task ShowAsync()
    {
        if (Chosen is not { } campaign)
            return;
        var all = viewer.ReportsToHandle().Where(report => report.CampaignId == campaign.Id);
        Narrowed = new ReportSearch(Routes.To<HandlingModel>(), Search, Unit, await viewer.UnitsInReach(campaign).OfferedAsync(Unit),
            ("campaign", campaign.Code), ("list", List.ToString()));
        Counts = await desk.CountsAsync(campaign, Narrowed.IsNone ? null : Narrowed.In);
        Paging = new Paging(Asked, Counts[List]);
        var shown = await Narrowed.In(desk.In(List, campaign)).OrderBy(report => report.ListKey).Skip(Paging.Skip).Take(Paging.Size)
            .Select(report => new { report.Id, report.Official.Name, UnitName = report.Unit.Name, report.Official.Post }).ToListAsync();
        var ids = shown.ConvertAll(report => report.Id);
        var disposals = (await db.Disposals.AsNoTracking().Where(each => ids.Contains(each.ReportId)).ToListAsync()).ToLookup(each => each.ReportId);
        Lines = [.. shown.Select(report => new HandlingLine(report.Id, report.Name, report.UnitName, report.Post, [.. disposals[report.Id]]))];
    }
}
