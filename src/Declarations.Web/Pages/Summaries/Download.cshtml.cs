using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Summaries;

/// <summary>The summary table as a workbook for A3 paper, for a purpose: who took it, when and why stays in the audit ledger.</summary>
public sealed class DownloadModel(SummaryDesk desk, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public SummaryScope? Scope { get; set; }
    [BindProperty(SupportsGet = true)] public Sector? Sector { get; set; }
    [BindProperty(SupportsGet = true)] public ExitFilter? Exit { get; set; }
    [BindProperty] public PurposeForm Form { get; set; } = new();

    public OpenSummary Summary { get; private set; } = null!;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var annex = AnnexWords.Of(words);
        var file = await desk.WriteAsync(Summary, annex, Form.Purpose!, Form.ByUnit, cancellation);
        return File(file, MediaTypes.Xlsx,
            $"{words["nav.summary"]}-{Summary.Unit.Name}{annex.Part(Summary.Request.Part)}-{Summary.Request.AsOf:yyyyMMdd}.xlsx");
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(new SummaryChoice(Campaign, Unit, Scope, Sector, Exit)) is not { } summary)
            return false;
        Summary = summary;
        ViewData["Campaign"] = summary.Campaign;
        return true;
    }
}

public sealed record PurposeForm
{
    public bool ByUnit { get; set; }
    public string? Purpose { get; set; }
}

public sealed class PurposeFormValidator : AbstractValidator<PurposeForm>
{
    public PurposeFormValidator() => RuleFor(form => form.Purpose).NotEmpty().MaximumLength(200);
}
