using Declarations.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Filing;

/// <summary>家庭情况核对表: a sheet to print and take home, one page a relative. It is not filed.</summary>
public sealed class WorksheetModel(FilingDesk desk, ReadingLog log) : PageModel
{
    private const int BlankPages = 2;

    public OpenCase Filing { get; private set; } = null!;
    /// <summary>The relatives entered so far; a blank page is null.</summary>
    public IEnumerable<Relative?> Relatives => Filing.Report.Draft.Relatives is { Count: > 0 } relatives ? relatives : Enumerable.Repeat<Relative?>(null, BlankPages);

    public async Task<IActionResult> OnGetAsync(string campaign)
    {
        if (await desk.OpenToPrepareAsync(campaign) is not { HasFamilyStep: true } filing)
            return NotFound();
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        await log.AddDraftReadingAsync(filing);
        return Page();
    }
}
