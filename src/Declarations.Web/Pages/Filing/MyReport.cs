using Declarations.Web.Forms;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Filing;

/// <summary>A page about one's own report in a campaign, with one form.</summary>
public abstract class MyReport<TForm>(FilingDesk desk) : PageModel, ILoaded where TForm : class, new()
{
    [BindProperty(SupportsGet = true)] public string Campaign { get; set; } = "";
    [BindProperty] public TForm Form { get; set; } = new();

    protected FilingDesk Desk => desk;
    public OpenCase Filing { get; private set; } = null!;

    /// <returns>False: the viewer has no report there.</returns>
    /// <exception cref="RefusedException">Its contents are erased.</exception>
    public virtual async Task<bool> LoadAsync()
    {
        if (await desk.OpenMineAsync(Campaign) is not { } filing)
            return false;
        if (filing.Report.ErasedOn is not null)
            throw new RefusedException(Refusal.ReportErased);
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        return true;
    }
}
