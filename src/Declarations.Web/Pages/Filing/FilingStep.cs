using Declarations.Evidence;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Declarations.Web.Pages.Filing;

/// <summary>
/// One step of filling in: a form read from the draft and written back to it. Saving goes on to the next step; bad
/// input, or a newer draft from another window, shows the same page with what was typed. What would take something out of
/// the draft asks first; a report that takes no changes now is shown read only.
/// </summary>
[Kept]
[InTheLastHour]
public abstract class FilingStep<TForm>(FilingDesk desk, Words words) : PageModel, ILoaded, IActOfOffice where TForm : class, new()
{
    [BindProperty(SupportsGet = true)] public string Campaign { get; set; } = "";
    [BindProperty] public TForm Form { get; set; } = new();
    [BindProperty] public int Version { get; set; }
    /// <summary>Has been told what goes, and wants it so.</summary>
    [BindProperty] public bool Sure { get; set; }

    protected Words Words { get; } = words;
    protected FilingDesk Desk => desk;
    public OpenCase Filing { get; private set; } = null!;
    /// <summary>Keying in from paper is an act of the office; a colleague who assists is none.</summary>
    public IReadOnlyCollection<Guid> About => Filing is { IsMine: false, Report.PaperBegunAt: not null } ? [Filing.Official.Id] : [];
    public ReportContent Draft => Filing.Report.Draft;
    /// <summary>What is stored, when somebody saved it while this form was being filled in.</summary>
    public TForm? Stored { get; private set; }
    /// <summary>A new file that comes with the form.</summary>
    protected EvidenceFile? Attached { get; set; }

    /// <summary>Whether the step exists for this report.</summary>
    protected virtual bool Exists => true;
    /// <summary>Key of the block of the report that this step fills in.</summary>
    protected abstract string Block { get; }
    protected abstract TForm Read();
    protected abstract ReportContent Write(TForm form);
    protected abstract string Next(ReportContent saved);

    /// <summary>What can only be said against the draft: field of the form and key of the message.</summary>
    protected virtual IEnumerable<(string Field, string Key)> Check(TForm form) => [];

    public virtual async Task<IActionResult> OnGetAsync()
    {
        await HttpContext.RequestServices.GetRequiredService<ReadingLog>().AddDraftReadingAsync(Filing);
        if (!Filing.MayEdit)
            return View("_Closed", (Filing, Block));
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
        if (Filing.MayEdit && !Sure && Loss.Between(Draft, content, Words).ToList() is { Count: > 0 } losses)
            return View("_Question", new Question(Filing, losses, [.. Typed()]));
        if (await desk.SaveAsync(Filing, Version, content, Attached))
            return Redirect(next ?? Next(content));
        await LoadAsync();
        (Stored, Version) = (Read(), Filing.Report.Version);
        ModelState.Remove(nameof(Version));
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private IEnumerable<KeyValuePair<string, string>> Typed() => Request.Form.Where(field => field.Key.StartsWith(nameof(Form) + '.', StringComparison.Ordinal)
        || field.Key is nameof(Version) or "relative" or "file")
        .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? ""));

    private ViewResult View<TModel>(string name, TModel model) =>
        new() { ViewName = $"/Pages/Filing/{name}.cshtml", ViewData = new ViewDataDictionary<TModel>(ViewData, model), TempData = TempData };

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenToPrepareAsync(Campaign) is not { } filing)
            return false;
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        return Exists;
    }
}
