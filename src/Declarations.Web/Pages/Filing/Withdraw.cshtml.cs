using Declarations.Reports;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Declarations.Web.Pages.Filing;

/// <summary>撤回: takes back what is filed and not signed yet. Nothing is deleted.</summary>
[Kept]
public sealed class WithdrawModel(FilingDesk desk) : MyReport<WithdrawForm>(desk)
{
    public bool IsSupplement => Filing.Report.Standing is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (ReportTransitions.After(Filing.Report.Status, ReportVerb.Withdraw) is null)
            throw new RefusedException(Refusal.ReportNotNow(ReportVerb.Withdraw, Filing.Report.Status));
        Form = new WithdrawForm { Version = Filing.Report.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Desk.WithdrawAsync(Filing, Form.Version, Form.Reason!);
        return Redirect(Links.Check(Campaign));
    }
}

public sealed record WithdrawForm
{
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class WithdrawFormValidator : AbstractValidator<WithdrawForm>
{
    public WithdrawFormValidator() => RuleFor(form => form.Reason).NotEmpty().MaximumLength(300);
}
