using Declarations.Jobs;
using Declarations.Summaries;
using Declarations.Web.Forms;
using Declarations.Web.Jobs;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Summaries;

/// <summary>A long workbook: how far it has come, then the file, for as long as it is kept. Its owner's alone.</summary>
public sealed class ExportModel(ExportDesk desk, JobRunner jobs, Words words, OfficeClock clock) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public OpenExport Open { get; private set; } = null!;
    public SummaryExport Export => Open.Export;
    public Job? Job { get; private set; }
    /// <summary>Null: it waits for its turn.</summary>
    public (int Done, int Total)? Progress => Job is null ? null : jobs.ProgressOf(Job);
    /// <summary>There is a file: its day is not over, and the campaign not erased.</summary>
    public bool IsThere => Export.KeptUntil > clock.Now && Open.Campaign.ErasedOn is null;
    public string Part => AnnexWords.Of(words).Part(Open.Part);

    /// <summary>As long as it is not done.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostCancelAsync()
    {
        await desk.CancelAsync(Export);
        return Redirect(Routes.To<ExportModel>(Id));
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostFileAsync() => await desk.OpenAsync(Open);

    public async Task<bool> LoadAsync()
    {
        if (await desk.FindAsync(Id) is not { } open)
            return false;
        Open = open;
        ViewData["Campaign"] = open.Campaign;
        return true;
    }

    public async Task ShowAsync() => Job = await desk.JobAsync(Export);
}
