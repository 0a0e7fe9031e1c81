using System.ComponentModel.DataAnnotations;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Discipline;

/// <summary>派驻纪检组: every report filed below its unit, to read. Opening one is recorded.</summary>
public sealed class DisciplineModel(Viewer viewer) : PageModel
{
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<ReportLine> Reports { get; private set; } = [];

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
        return Page();
    }
}
