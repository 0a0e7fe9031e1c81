using Declarations.Reports;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Filing;

/// <summary>家庭情况核对表: a sheet to print and take home, one page a relative. It is not filed.</summary>
public sealed class WorksheetModel(FilingDesk desk, ReadingLog log) : PageModel, ILoaded
{
    private const int BlankPages = 2;

    [BindProperty(SupportsGet = true)] public string Campaign { get; set; } = "";

    public OpenCase Filing { get; private set; } = null!;
    /// <summary>The relatives entered so far; a blank page is null.</summary>
    public IEnumerable<Relative?> Relatives => Filing.Report.Draft.Relatives is { Count: > 0 } relatives ? relatives
        : Enumerable.Repeat<Relative?>(null, BlankPages);

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenToPrepareAsync(Campaign) is not { HasFamilyStep: true } filing)
            return false;
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        return true;
    }

    public Task OnGetAsync() => log.AddDraftReadingAsync(Filing);
}
