using Declarations.Participation;
using Declarations.Roster;
using Declarations.Reports;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Checks;

/// <summary>Writes down an interest that was not reported and that a check found (隐瞒不报): it becomes a row of Annex 3.</summary>
public sealed class FoundModel(CheckDesk desk, Words words) : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    /// <summary>A confirmed lead, from which the form is filled in.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Lead { get; set; }
    [BindProperty] public FoundForm Form { get; set; } = new();

    public CheckedCase Case { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Case.Filing.Official.Id];
    public bool CodeIsWrong => !string.IsNullOrEmpty(Form.CreditCode) && !new UnifiedSocialCreditCode(Form.CreditCode).HasValidCheck;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await desk.FindingAsync(Case, Lead) is { } finding)
            Form = FoundForm.Of(finding);
        await desk.ViewedAsync(Case);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.SourceAsOf > Case.Filing.Today)
            return this.BadForm("Form.SourceAsOf", words["error.not-yet"]);
        if (Form.Holder != Relation.Self && Form.HolderName is null)
            return this.BadForm("Form.HolderName", words["error.found-whose"]);
        if (Form.EndedOn < Form.StartedOn)
            return this.BadForm("Form.EndedOn", words["error.end-before-start"]);
        await desk.AddAsync(Case, null, Form.Source!.Value, Form.SourceAsOf!.Value,
            new CheckText(Form.Basis!, new Established { FoundByTip = Form.FoundByTip }) { Found = Form.Interest });
        TempData["Flash"] = words["checks.found-saved"];
        return Redirect(Routes.To<CheckedCaseModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(Id) is not { } opened)
            return false;
        Case = opened;
        ViewData["Campaign"] = opened.Filing.Campaign;
        return true;
    }
}

/// <summary>Amount and gains in 万元.</summary>
public sealed record FoundForm
{
    public CheckSource? Source { get; set; }
    public DateOnly? SourceAsOf { get; set; }
    public string? Basis { get; set; }
    public bool? FoundByTip { get; set; }
    public Relation? Holder { get; set; }
    public string? HolderName { get; set; }
    public string? Enterprise { get; set; }
    public string? CreditCode { get; set; }
    public Sector? Sector { get; set; }
    public ParticipationMode? Mode { get; set; }
    public EntityType? EntityType { get; set; }
    public string? Content { get; set; }
    public decimal? Amount { get; set; }
    public decimal? Profit { get; set; }
    public DateOnly? StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }

    internal static FoundForm Of(LeadFinding finding) => new()
    {
        Holder = finding.Holder,
        HolderName = finding.Holder == Relation.Self ? null : finding.HolderName,
        Enterprise = finding.Registry.Firm,
        CreditCode = finding.Registry.CreditCode,
        Sector = finding.Registry.Sector,
        Mode = finding.Registry.SharePercent is not null ? ParticipationMode.Equity : finding.Registry.Post is not null ? ParticipationMode.Officer : null,
        Source = CheckSource.Registry,
        SourceAsOf = finding.SourceAsOf,
        Basis = $"{finding.Source}：{finding.Reason}",
    };

    internal FoundInterest Interest => new()
    {
        Holder = Holder!.Value,
        HolderName = Holder == Relation.Self ? null : HolderName,
        Enterprise = Enterprise,
        CreditCode = CreditCode,
        Sector = Sector!.Value,
        Mode = Mode!.Value,
        EntityType = EntityType,
        Content = Content!,
        Amount = Amount is { } amount ? Money.FromWan(amount) : null,
        Profit = Profit is { } profit ? Money.FromWan(profit) : null,
        StartedOn = StartedOn,
        EndedOn = EndedOn,
    };
}

public sealed class FoundFormValidator : AbstractValidator<FoundForm>
{
    public FoundFormValidator()
    {
        RuleFor(form => form.Source).NotNull().IsInEnum();
        RuleFor(form => form.SourceAsOf).NotNull();
        RuleFor(form => form.Basis).NotEmpty().MaximumLength(1000);
        RuleFor(form => form.Holder).NotNull().IsInEnum();
        RuleFor(form => form.HolderName).MaximumLength(60);
        RuleFor(form => form.Enterprise).NotEmpty().MaximumLength(120);
        RuleFor(form => form.CreditCode).MaximumLength(18);
        RuleFor(form => form.Sector).NotNull().IsInEnum();
        RuleFor(form => form.Mode).NotNull().IsInEnum();
        RuleFor(form => form.EntityType).IsInEnum();
        RuleFor(form => form.Content).NotEmpty().MaximumLength(500);
        RuleFor(form => form.Amount).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Profit).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
    }
}
