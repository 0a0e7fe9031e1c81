using Declarations.Reports;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Filing;

/// <summary>
/// One step of filling in: a form read from the draft and written back to it. Saving goes on to the next step; bad
/// input, or a newer draft from another window, shows the same page with what was typed.
/// </summary>
public abstract class FilingStep<TForm>(FilingDesk desk) : PageModel, IShowAgain where TForm : class, new()
{
    [BindProperty(SupportsGet = true)] public string Campaign { get; set; } = "";
    [BindProperty] public TForm Form { get; set; } = new();
    [BindProperty] public int Version { get; set; }

    public Filing Filing { get; private set; } = null!;
    public ReportContent Draft => Filing.Report.Draft;
    /// <summary>What is stored, when somebody saved it while this form was being filled in.</summary>
    public TForm? Stored { get; private set; }

    /// <summary>Whether the step exists for this report.</summary>
    protected virtual bool Exists => true;
    protected abstract TForm Read();
    protected abstract ReportContent Write(TForm form);
    protected abstract string Next(ReportContent saved);

    public virtual async Task<IActionResult> OnGetAsync()
    {
        if (!await OpenAsync())
            return NotFound();
        (Form, Version) = (Read(), Filing.Report.Version);
        return Page();
    }

    public virtual async Task<IActionResult> OnPostAsync()
    {
        if (!await OpenAsync())
            return NotFound();
        return await SaveAsync(Write(Form));
    }

    public async Task<IActionResult> ShowAgainAsync() => await OpenAsync() ? this.BadForm() : NotFound();

    protected async Task<IActionResult> SaveAsync(ReportContent content)
    {
        if (await desk.SaveAsync(Filing, Version, content))
            return Redirect(Next(content));
        await OpenAsync(again: true);
        (Stored, Version) = (Read(), Filing.Report.Version);
        ModelState.Remove(nameof(Version));
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private async Task<bool> OpenAsync(bool again = false)
    {
        if (Filing is null || again)
        {
            if (await desk.OpenMineAsync(Campaign) is not { } filing)
                return false;
            Filing = filing;
        }
        ViewData["Campaign"] = Filing.Campaign;
        return Exists;
    }
}
