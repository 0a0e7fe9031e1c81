using System.ComponentModel.DataAnnotations;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Discipline;

/// <summary>派驻纪检组: every report filed below its unit, to read. Opening one is recorded.</summary>
public sealed class DisciplineModel(DeclarationsDb db, Viewer viewer) : PageModel
{
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<ReportLine> Reports { get; private set; } = [];

    /// <summary>Signatures given after somebody else had reset the sign-in, newest first.</summary>
    public IReadOnlyList<Signature> Marked { get; private set; } = [];

    public ReportSearch Narrowed { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([StringLength(ReportSearch.Longest)] string? search, string? unit, [FromQuery(Name = Paging.Key)] int page = 1)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        await viewer.LoadAsync();
        Narrowed = new ReportSearch(Links.Discipline, search, unit, await viewer.UnitsUnderWatch().OfferedAsync(unit));
        var reports = Narrowed.In(viewer.ReportsUnderWatch());
        Paging = await Paging.OfAsync(page, reports);
        var (stating, nil) = (reports.Where(r => r.InterestCount > 0), reports.Where(r => r.InterestCount == 0));
        Reports = await LinesAsync(stating, Paging.Skip, Paging.Size);
        // Those who state something come first: only the page on which they end looks how many they are.
        if (Reports.Count < Paging.Size)
            Reports = [.. Reports, .. await LinesAsync(nil, Reports.Count > 0 ? 0 : Paging.Skip - await stating.CountAsync(), Paging.Size - Reports.Count)];
        Marked = await db.Signatures.AsNoTracking().Where(s => s.AfterResetAt != null && reports.Any(r => r.Id == s.ReportId))
            .OrderByDescending(s => s.SignedAt).Take(Paging.Size).ToListAsync();
        return Page();
    }

    private static Task<List<ReportLine>> LinesAsync(IQueryable<PersonalSituationReport> reports, int skip, int take) =>
        reports.OrderBy(r => r.ListKey).ThenBy(r => r.Campaign.Code).Skip(skip).Take(take).Select(ReportLine.Of).ToListAsync();
}
