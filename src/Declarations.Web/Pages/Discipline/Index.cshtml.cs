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
        Narrowed = new ReportSearch(Links.Discipline, search, unit, await viewer.UnitsUnderWatch().AsNoTracking().OrderBy(each => each.Path).ToListAsync());
        var reports = Narrowed.In(viewer.ReportsUnderWatch());
        Paging = new Paging(page, await reports.CountAsync());
        Reports = await reports.OrderByDescending(r => r.InterestCount > 0).ThenBy(r => r.ListKey).ThenBy(r => r.Campaign.Code)
            .Skip(Paging.Skip).Take(Paging.Size).Select(ReportLine.Of).ToListAsync();
        Marked = await db.Signatures.AsNoTracking().Where(s => s.AfterResetAt != null && reports.Any(r => r.Id == s.ReportId))
            .OrderByDescending(s => s.SignedAt).Take(Paging.Size).ToListAsync();
        return Page();
    }
}
