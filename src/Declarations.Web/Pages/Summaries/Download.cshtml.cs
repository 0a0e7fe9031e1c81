using Declarations.Participation;
using Declarations.Summaries;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Summaries;

/// <summary>The summary table as a workbook for A3 paper, for a purpose: who took it, when and why stays in the audit ledger.</summary>
public sealed class DownloadModel(SummaryDesk desk, ExportDesk exports, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public SummaryScope? Scope { get; set; }
    [BindProperty(SupportsGet = true)] public Sector? Sector { get; set; }
    [BindProperty(SupportsGet = true)] public ExitFilter? Exit { get; set; }
    [BindProperty] public PurposeForm Form { get; set; } = new();

    public OpenSummary Summary { get; private set; } = null!;
    public bool IsLong => exports.IsLong(Summary, byUnit: false);
    /// <summary>Only with the sheets of the units is it too long to be waited for.</summary>
    public bool IsLongByUnit => !IsLong && exports.IsLong(Summary, byUnit: true);
    public int AtOnce => exports.AtOnce;
    public IReadOnlyList<(SummaryExport Export, string UnitName)> Mine { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (exports.IsLong(Summary, Form.ByUnit))
            return Redirect(Routes.To<ExportModel>((await exports.QueueAsync(Summary, Form.ByUnit, Form.Purpose!, cancellation)).Id));
        var file = await desk.WriteAsync(Summary, AnnexWords.Of(words), Form.Purpose!, Form.ByUnit, cancellation);
        return File(file, MediaTypes.Xlsx, SummaryDesk.FileNameOf(Summary.Request, words));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(new SummaryChoice(Campaign, Unit, Scope, Sector, Exit)) is not { } summary)
            return false;
        Summary = summary;
        ViewData["Campaign"] = summary.Campaign;
        return true;
    }

    public async Task ShowAsync() => Mine = await exports.MineAsync(Summary.Campaign);
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
