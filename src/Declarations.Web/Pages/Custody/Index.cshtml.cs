using System.ComponentModel.DataAnnotations;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Custody;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Custody;

/// <summary>报送 (city-managed, to the city office), 留存备查 (the others), and what has been done.</summary>
public enum CustodyList { HandUp, Keep, Done }

public sealed record CustodyRow(Pick Pick, string Name, string? Post, string UnitName, int InterestCount, DateOnly SubmittedOn, DateOnly SignedOn);

public sealed record CustodyAct(Guid ReportId, string Name, string UnitName, AuditAction Action, DateOnly On, string? By);

/// <summary>Signed reports in the officer's charge: handed up or kept, one by one or several at once, each by its own act.</summary>
[KeepsStatements]
public sealed class CustodyModel(
    DeclarationsDb db, CaseFiles files, HandOverDesk handOvers, OwnMatters own, Viewer viewer, CampaignChoice choice, OfficeClock clock, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public CustodyList? List { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public CustodyForm Form { get; set; } = new();
    [BindProperty(SupportsGet = true), StringLength(ReportSearch.Longest)] public string? Search { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }

    public ReportSearch Narrowed { get; private set; } = null!;
    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];
    /// <summary>Null: there is no campaign yet.</summary>
    public Campaign? Chosen { get; private set; }
    public IReadOnlyDictionary<CustodyList, int> Counts { get; private set; } = new Dictionary<CustodyList, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<CustodyRow> Rows { get; private set; } = [];
    public IReadOnlyList<CustodyAct> Done { get; private set; } = [];
    public IReadOnlyList<HandOver> HandOvers { get; private set; } = [];
    public Deadlines Deadlines { get; private set; } = null!;
    public DateOnly DueOn => Deadlines.For(List == CustodyList.HandUp, []);
    /// <summary>What moved the day; null: the plan's own day stands.</summary>
    public DeadlineChange? MovedBy => Deadlines.ChangeFor(List == CustodyList.HandUp, []);
    public int DaysLeft => DueOn.DayNumber - Chosen!.Today(clock.Now).DayNumber;

    public Task<IActionResult> OnPostHandUpAsync() => ActAsync(CustodyList.HandUp, (report, act) => report.HandUp(act, report.Official.CityManaged == true));
    public Task<IActionResult> OnPostKeepAsync() => ActAsync(CustodyList.Keep, (report, act) => report.Keep(act, report.Official.CityManaged == true));
    private async Task<IActionResult> ActAsync(CustodyList list, Action<PersonalSituationReport, Act> verb)
    {
        var picks = (Form.Only is { } only ? [only] : Form.Several).DistinctBy(pick => pick.Id).ToDictionary(pick => pick.Id, pick => pick.Version);
        var reports = await viewer.ReportsToCollect().Include(r => r.Official).Include(r => r.Campaign).Where(r => picks.Keys.Contains(r.Id)).ToListAsync();
        if (reports.Count != picks.Count)
            return NotFound();
        await own.EnsureNoneAsync([.. reports.Select(report => report.OfficialId)]);
        foreach (var report in reports)
        {
            db.Expect(report, picks[report.Id]);
            verb(report, clock.ActOf(viewer.AccountId, report.Campaign));
        }
        var handOver = list == CustodyList.HandUp ? await handOvers.MakeAsync(reports) : null;
        await db.SaveChangesAsync();
        TempData["Flash"] = words[$"custody.{list}.done", reports.Count];
        return Redirect(handOver is null ? Links.CustodyOf(reports[0].Campaign.Code, list.ToString()) : Routes.To<HandOverModel>(handOver.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Campaigns = await viewer.CampaignsInReachAsync();
        Chosen = Campaign is null ? choice.Of(Campaigns) : Campaigns.FirstOrDefault(c => c.Code == Campaign);
        ViewData["Campaign"] = Chosen;
        return Chosen is not null || Campaign is null;
    }

    public async Task ShowAsync()
    {
        if (Chosen is null)
            return;
        Deadlines = await files.DeadlinesOfAsync(Chosen);
        var reports = viewer.ReportsToCollect().Where(r => r.CampaignId == Chosen.Id);
        Counts = new Dictionary<CustodyList, int>
        {
            [CustodyList.HandUp] = await Waiting(reports, CustodyList.HandUp).CountUpAsync(),
            [CustodyList.Keep] = await Waiting(reports, CustodyList.Keep).CountUpAsync(),
            [CustodyList.Done] = await reports.Where(r => r.TakenInOn != null).CountUpAsync(),
        };
        List ??= Counts[CustodyList.HandUp] > 0 || Counts[CustodyList.Keep] == 0 ? CustodyList.HandUp : CustodyList.Keep;
        Narrowed = new ReportSearch(Links.Custody, Search, Unit, await viewer.UnitsInReach(Chosen).OfferedAsync(Unit),
            ("campaign", Chosen.Code), ("list", List.Value.ToString()));
        var shown = Narrowed.In(List == CustodyList.Done ? reports.Where(r => r.TakenInOn != null) : Waiting(reports, List.Value));
        Paging = string.IsNullOrEmpty(Search) && string.IsNullOrEmpty(Unit) ? new Paging(Asked, Counts[List.Value]) : await Paging.OfAsync(Asked, shown);
        if (List == CustodyList.Done)
            (Done, HandOvers) = (await DoneAsync(shown), await HandOversAsync());
        else
            Rows = await shown.OrderBy(r => r.ListKey).Skip(Paging.Skip).Take(Paging.Size)
                .Select(r => new CustodyRow(new Pick(r.Id, r.Version), r.Official.Name, r.Official.Post, r.Unit.Name, r.InterestCount,
                    r.LastSubmittedOn!.Value, r.SignedOn!.Value)).ToListAsync();
    }

    private IQueryable<PersonalSituationReport> Waiting(IQueryable<PersonalSituationReport> reports, CustodyList list)
    {
        var (signed, cityManaged) = (reports.Where(r => r.Status == ReportStatus.Signed && r.ErasedOn == null), db.CityManaged());
        return list == CustodyList.HandUp ? signed.Where(r => cityManaged.Contains(r.OfficialId)) : signed.Where(r => !cityManaged.Contains(r.OfficialId));
    }

    private Task<List<HandOver>> HandOversAsync() => handOvers.InReach.AsNoTracking().Include(handOver => handOver.Items)
        .Where(handOver => handOver.CampaignId == Chosen!.Id).OrderByDescending(handOver => handOver.SentOn).ThenBy(handOver => handOver.Number).Take(20)
        .ToListAsync();

    private Task<List<CustodyAct>> DoneAsync(IQueryable<PersonalSituationReport> reports) =>
        reports.OrderByDescending(report => report.TakenInOn).ThenBy(report => report.ListKey).Skip(Paging.Skip).Take(Paging.Size)
            .Select(report => new CustodyAct(report.Id, report.Official.Name, report.Unit.Name,
                report.Official.CityManaged == true ? AuditAction.ReportHandedUp : AuditAction.ReportKept, report.TakenInOn!.Value,
                db.Users.Where(account => account.Id == report.TakenInById).Select(account => account.DisplayName).FirstOrDefault())).ToListAsync();
}
