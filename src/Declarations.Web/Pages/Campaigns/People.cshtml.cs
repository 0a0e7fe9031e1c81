using Declarations.Campaigns;
using Declarations.Reports;
using Declarations.Web.Forms;
using System.ComponentModel.DataAnnotations;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Campaigns;

/// <summary>The names behind a head-count, by unit.</summary>
public sealed class PeopleModel(Viewer viewer) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty(SupportsGet = true)] public PeopleState State { get; set; } = PeopleState.Due;
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    [BindProperty(SupportsGet = true), StringLength(ReportSearch.Longest)] public string? Search { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }

    public ReportSearch Narrowed { get; private set; } = null!;
    public Campaign Campaign { get; private set; } = null!;
    public FilingCount Count { get; private set; } = null!;
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<ReportLine> People { get; private set; } = [];
    /// <summary>Reports of those shown who are excused, with the reason.</summary>
    public IReadOnlyDictionary<Guid, PersonalSituationReport> Excused { get; private set; } = new Dictionary<Guid, PersonalSituationReport>();

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsInCharge().AsNoTracking().SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign)
            return false;
        Campaign = campaign;
        ViewData["Campaign"] = campaign;
        var reports = viewer.ReportsInCharge().Where(r => r.CampaignId == campaign.Id);
        Count = await FilingCount.OfAsync(viewer.HeadCountsInCharge(), campaign);
        var units = await viewer.UnitsInCharge().Where(unit => unit.Path.StartsWith(campaign.Unit.Path)).OfferedAsync(Unit);
        Narrowed = new ReportSearch(Links.Campaign(Code) + "/people", Search, Unit, units, ("state", State.ToString()));
        var shown = Narrowed.In(FilingCount.Where(reports, State));
        Paging = await Paging.OfAsync(Asked, shown);
        People = await shown.OrderBy(r => r.ListKey).Skip(Paging.Skip).Take(Paging.Size).Select(ReportLine.Of).ToListAsync();
        var excused = People.Where(line => line.Excuse is not null).Select(line => line.Id).ToList();
        Excused = await reports.AsNoTracking().Where(r => excused.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
        return true;
    }
}
