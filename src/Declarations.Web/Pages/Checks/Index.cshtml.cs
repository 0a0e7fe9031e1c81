using System.ComponentModel.DataAnnotations;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Checks;

/// <summary>核查情况 of the rows of Annex 3: not checked in every item, as reported, otherwise, not reported at all; and those who state nothing.</summary>
public enum CheckList { Open, Agrees, Differs, Found, Nil }

public sealed record CheckLine(Guid ReportId, Guid? InterestId, string Name, string UnitName, string? Post, Sector? Sector, Relation? Holder, bool Checked);

/// <summary>What is to be checked, row by row, and what was.</summary>
[KeepsStatements]
public sealed class ChecksModel(DeclarationsDb db, Viewer viewer, CampaignChoice choice) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public CheckList List { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty(SupportsGet = true), StringLength(ReportSearch.Longest)] public string? Search { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }

    /// <summary>Null: there is no campaign yet.</summary>
    public Campaign? Chosen { get; private set; }
    public ReportSearch Narrowed { get; private set; } = null!;
    public IReadOnlyDictionary<CheckList, int> Counts { get; private set; } = new Dictionary<CheckList, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<CheckLine> Lines { get; private set; } = [];

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
        Narrowed = new ReportSearch(Routes.To<ChecksModel>(), Search, Unit, await viewer.UnitsInReach(campaign).OfferedAsync(Unit),
            ("campaign", campaign.Code), ("list", List.ToString()));
        var rows = Narrowed.In(viewer.RowsToHandle(campaign), all).StandingNow();
        var nil = Narrowed.In(all).Where(report => report.SubmissionCount > 0 && report.InterestCount == 0);
        var counts = new Dictionary<CheckList, int>();
        foreach (var list in Enum.GetValues<CheckList>())
            counts[list] = list == CheckList.Nil ? await nil.CountUpAsync() : await Of(rows, list).CountUpAsync();
        (Counts, Paging) = (counts, new Paging(Asked, counts[List]));
        Lines = List == CheckList.Nil ? await NilAsync(nil) : await RowsAsync(Of(rows, List));
    }

    private static IQueryable<InterestRow> Of(IQueryable<InterestRow> rows, CheckList list)
    {
        var consistent = Consistent(list);
        return list == CheckList.Found ? rows.Where(row => row.SubmissionId == null)
            : rows.Where(row => row.SubmissionId != null && row.Consistent == consistent);
    }

    private static bool? Consistent(CheckList list) => list switch { CheckList.Agrees => true, CheckList.Differs => false, _ => null };

    private Task<List<CheckLine>> RowsAsync(IQueryable<InterestRow> rows) => rows
        .Join(db.Reports, row => row.ReportId, report => report.Id, (row, report) => new { row, report })
        .OrderBy(each => each.row.ListKey).ThenBy(each => each.row.InterestId).Skip(Paging.Skip).Take(Paging.Size)
        .Select(each => new CheckLine(each.report.Id, each.row.InterestId, each.report.Official.Name, each.report.Unit.Name, each.report.Official.Post,
            each.row.Sector, each.row.Holder, each.row.Consistent != null)).ToListAsync();

    private Task<List<CheckLine>> NilAsync(IQueryable<PersonalSituationReport> reports) => reports.OrderBy(report => report.ListKey)
        .Skip(Paging.Skip).Take(Paging.Size)
        .Select(report => new CheckLine(report.Id, null, report.Official.Name, report.Unit.Name, report.Official.Post, null, null,
            db.Checks.Where(check => check.InterestId == null).Select(check => check.ReportId).Contains(report.Id))).ToListAsync();
}
