using System.ComponentModel.DataAnnotations;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Jobs;
using Declarations.Web.Language;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

public sealed record LeadLine(Lead Lead, string Name, string UnitName);

/// <summary>核查线索: what was held against what, as of when, and the names that came up in both. A match is a lead, never a finding.</summary>
public sealed class LeadsModel(DeclarationsDb db, LeadDesk desk, Viewer viewer, CampaignChoice choice, OfficeClock clock, JobRunner jobs, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public LeadState List { get; set; }
    [BindProperty(SupportsGet = true)] public LeadKind? Kind { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty(SupportsGet = true), StringLength(ReportSearch.Longest)] public string? Search { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }

    /// <summary>Null: there is no campaign yet.</summary>
    public Campaign? Chosen { get; private set; }
    public ReportSearch Narrowed { get; private set; } = null!;
    public IReadOnlyDictionary<LeadState, int> Counts { get; private set; } = new Dictionary<LeadState, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<LeadLine> Lines { get; private set; } = [];
    /// <summary>The newest; null: none yet.</summary>
    public CrossCheck? Check { get; private set; }
    public (int Done, int Total)? Progress { get; private set; }
    public bool MayAct => viewer.MayAct();

    [WithoutForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Chosen is not { } campaign)
            return NotFound();
        await desk.AskAsync(clock.ActOf(viewer.AccountId, campaign), campaign, cancellation);
        TempData["Flash"] = words["leads.asked"];
        return Redirect($"{Routes.To<LeadsModel>()}?campaign={campaign.Code}");
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var campaigns = await viewer.CampaignsInReachAsync();
        Chosen = Campaign is null ? choice.Of(campaigns) : campaigns.FirstOrDefault(c => c.Code == Campaign);
        ViewData["Campaign"] = Chosen;
        return viewer.MaySend(Request) && (Chosen is not null || Campaign is null);
    }

    public async Task ShowAsync()
    {
        if (Chosen is not { } campaign)
            return;
        var all = viewer.ReportsToHandle().Where(report => report.CampaignId == campaign.Id);
        Narrowed = new ReportSearch(Routes.To<LeadsModel>(), Search, Unit, await viewer.UnitsInReach(campaign).OfferedAsync(Unit),
            ("campaign", campaign.Code), ("list", List.ToString()), ("kind", Kind?.ToString() ?? ""));
        var leads = desk.In(Narrowed.In(all), campaign, Kind);
        var counts = await leads.GroupBy(lead => lead.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count);
        Counts = Enum.GetValues<LeadState>().ToDictionary(state => state, state => counts.GetValueOrDefault(state));
        Paging = new Paging(Asked, Counts[List]);
        Lines = [.. (await leads.AsNoTracking().Include(lead => lead.Report.Official).Include(lead => lead.Report.Unit).Where(lead => lead.State == List)
            .OrderByDescending(lead => lead.Score).ThenBy(lead => lead.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync())
            .Select(lead => new LeadLine(lead, lead.Report.Official.Name, lead.Report.Unit.Name))];
        Check = await db.CrossChecks.AsNoTracking().Where(check => check.CampaignId == campaign.Id).OrderByDescending(check => check.At).FirstOrDefaultAsync();
        if (Check is { Status: CrossCheckStatus.Running } && await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.SubjectId == Check.Id) is { } job)
            Progress = jobs.ProgressOf(job);
    }
}
