using Declarations.Reports;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Declarations.Web.Pages.Filing;

/// <summary>补充报告: opens a signed report again with a reason, or gives up a supplement that was begun.</summary>
[Kept]
public sealed class SupplementModel(FilingDesk desk) : MyReport<SupplementForm>(desk)
{
    public bool IsBegun => Filing.Report.Status == ReportStatus.Supplementing;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!IsBegun && ReportTransitions.After(Filing.Report.Status, ReportVerb.Supplement) is null)
            throw new RefusedException(Refusal.ReportNotNow(ReportVerb.Supplement, Filing.Report.Status));
        Form = new SupplementForm { Version = Filing.Report.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Desk.SupplementAsync(Filing, Form.Version, Form.Reason!);
        return Redirect(Links.Check(Campaign));
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostDiscardAsync()
    {
        await Desk.DiscardSupplementAsync(Filing, Form.Version);
        return Redirect(Links.Check(Campaign));
    }
}

public sealed record SupplementForm
{
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class SupplementFormValidator : AbstractValidator<SupplementForm>
{
    public SupplementFormValidator() => RuleFor(form => form.Reason).NotEmpty().MaximumLength(300);
}
