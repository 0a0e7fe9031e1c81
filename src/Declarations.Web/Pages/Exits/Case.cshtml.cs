using Declarations.Participation;
using Declarations.Reports;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Checks;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Exits;

/// <summary>
/// Sees one exit through: the day that the office fixes in writing (说明3(3)), the proofs of the exit as they were looked at, its filing with the competent
/// office (四5).
/// </summary>
public sealed class ExitCaseModel(CheckDesk desk, Words words) : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public string Item { get; set; } = "";
    /// <summary>A confirmed lead: the registry still shows the holder.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Lead { get; set; }
    [BindProperty] public ExitCheckForm Form { get; set; } = new();

    public CheckedCase Case { get; private set; } = null!;
    public CheckedItem Checked { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Case.Filing.Official.Id];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await desk.FindingAsync(Case, Lead) is { Kind: LeadKind.StillRegistered } finding)
            Form = new ExitCheckForm
            {
                RegistryUpdated = false,
                Source = CheckSource.Registry,
                SourceAsOf = finding.SourceAsOf,
                Basis = $"{finding.Source}：{finding.Reason}",
            };
        await desk.ViewedAsync(Case);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        foreach (var (field, key) in Faults())
            ModelState.AddModelError($"Form.{field}", words[key, Case.Filing.Policy.ReportAndExitBy]);
        if (!ModelState.IsValid)
            return this.BadForm();
        await desk.AddAsync(Case, Checked.Id, Form.Source!.Value, Form.SourceAsOf!.Value, new CheckText(Form.Basis!, Form.Established));
        TempData["Flash"] = words["checks.saved"];
        return Redirect($"{Routes.To<CheckedCaseModel>(Id)}#i-{Checked.Key}");
    }

    private IEnumerable<(string Field, string Key)> Faults()
    {
        var today = Case.Filing.Today;
        if (Form.SourceAsOf > today)
            yield return ("SourceAsOf", "error.not-yet");
        if (Form.ExitedOn > today)
            yield return ("ExitedOn", "error.not-yet");
        if (Form.ExitedOn < Checked.Facts.Interest!.StartedOn)
            yield return ("ExitedOn", "error.end-before-start");
        if (Form.ExitFiledOn > today)
            yield return ("ExitFiledOn", "error.not-yet");
        if (Form.AgreedExitOn is { } agreed && agreed <= Case.Filing.Policy.ReportAndExitBy)
            yield return ("AgreedExitOn", "error.agreed-too-early");
        if (Form.AgreedExitOn is not null && Form.AgreedDocument is null)
            yield return ("AgreedDocument", "error.agreed-document");
        if (Form.AgreedExitOn is null && Form.AgreedDocument is not null)
            yield return ("AgreedExitOn", "error.agreed-day");
        if (Form.Established == new Established())
            yield return ("Basis", "error.check-nothing");
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(Id) is not { } opened || opened.Find(Item) is not { Id: not null, MayCheckExit: true } item)
            return false;
        (Case, Checked) = (opened, item);
        ViewData["Campaign"] = opened.Filing.Campaign;
        return true;
    }
}

/// <summary>Price and valuation in 万元. Null: nothing new.</summary>
public sealed record ExitCheckForm
{
    public CheckSource? Source { get; set; }
    public DateOnly? SourceAsOf { get; set; }
    public string? Basis { get; set; }
    public DateOnly? AgreedExitOn { get; set; }
    public string? AgreedDocument { get; set; }
    public DateOnly? ExitedOn { get; set; }
    public ExitWay? Way { get; set; }
    public TransfereeRelation? Transferee { get; set; }
    public decimal? Price { get; set; }
    public decimal? Valuation { get; set; }
    public bool? PaymentProven { get; set; }
    public bool? RegistryUpdated { get; set; }
    public bool? RetainsBenefit { get; set; }
    public DateOnly? ExitFiledOn { get; set; }

    internal Established Established => new()
    {
        AgreedExitOn = AgreedExitOn,
        AgreedDocument = AgreedDocument,
        ExitedOn = ExitedOn,
        Way = Way,
        Transferee = Transferee,
        Price = Price is { } price ? Money.FromWan(price) : null,
        Valuation = Valuation is { } valuation ? Money.FromWan(valuation) : null,
        PaymentProven = PaymentProven,
        RegistryUpdated = RegistryUpdated,
        RetainsBenefit = RetainsBenefit,
        ExitFiledOn = ExitFiledOn,
    };
}

public sealed class ExitCheckFormValidator : AbstractValidator<ExitCheckForm>
{
    public ExitCheckFormValidator()
    {
        RuleFor(form => form.AgreedDocument).MaximumLength(200);
        RuleFor(form => form.Way).IsInEnum();
        RuleFor(form => form.Transferee).IsInEnum();
        RuleFor(form => form.Price).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Valuation).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        // a price is compared with the appraised value, never alone
        RuleFor(form => form.Valuation).NotNull().When(form => form.Price is not null);
        RuleFor(form => form.Price).NotNull().When(form => form.Valuation is not null);
        RuleFor(form => form.Source).NotNull().IsInEnum();
        RuleFor(form => form.SourceAsOf).NotNull();
        RuleFor(form => form.Basis).NotEmpty().MaximumLength(1000);
    }
}
