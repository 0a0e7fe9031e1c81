using Declarations.Reports;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Filing;

/// <summary>
/// One step of filling in: a form read from the draft and written back to it. Saving goes on to the next step; bad
/// input, or a newer draft from another window, shows the same page with what was typed.
/// </summary>
public abstract class FilingStep<TForm>(FilingDesk desk, Words words) : PageModel, ILoaded where TForm : class, new()
{
    [BindProperty(SupportsGet = true)] public string Campaign { get; set; } = "";
    [BindProperty] public TForm Form { get; set; } = new();
    [BindProperty] public int Version { get; set; }

    protected Words Words { get; } = words;
    protected FilingDesk Desk => desk;
    public OpenCase Filing { get; private set; } = null!;
    public ReportContent Draft => Filing.Report.Draft;
    /// <summary>What is stored, when somebody saved it while this form was being filled in.</summary>
    public TForm? Stored { get; private set; }
    /// <summary>A new file that comes with the form.</summary>
    protected EvidenceFile? Attached { get; set; }

    /// <summary>Whether the step exists for this report.</summary>
    protected virtual bool Exists => true;
    protected abstract TForm Read();
    protected abstract ReportContent Write(TForm form);
    protected abstract string Next(ReportContent saved);

    /// <summary>What can only be said against the draft: field of the form and key of the message.</summary>
    protected virtual IEnumerable<(string Field, string Key)> Check(TForm form) => [];

    public virtual async Task<IActionResult> OnGetAsync()
    {
        await HttpContext.RequestServices.GetRequiredService<ReadingLog>().AddDraftReadingAsync(Filing);
        (Form, Version) = (Read(), Filing.Report.Version);
        return Page();
    }

    public virtual async Task<IActionResult> OnPostAsync()
    {
        foreach (var (field, key) in Check(Form))
            ModelState.AddModelError($"{nameof(Form)}.{field}", Words[key]);
        return ModelState.IsValid ? await SaveAsync(Write(Form)) : this.BadForm();
    }

    protected async Task<IActionResult> SaveAsync(ReportContent content, string? next = null)
    {
        if (await desk.SaveAsync(Filing, Version, content, Attached))
            return Redirect(next ?? Next(content));
        await LoadAsync();
        (Stored, Version) = (Read(), Filing.Report.Version);
        ModelState.Remove(nameof(Version));
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenToPrepareAsync(Campaign) is not { } filing)
            return false;
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        return Exists;
    }
}
