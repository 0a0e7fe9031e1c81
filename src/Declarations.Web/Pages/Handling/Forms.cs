using Declarations.Handling;
using Declarations.Rules;
using FluentValidation;

namespace Declarations.Web.Pages.Handling;

public sealed record ProposalForm
{
    /// <summary>Null: all interests of the person.</summary>
    public Guid? Interest { get; set; }
    public DisposalGround? Ground { get; set; }
    public DisposalKind? Kind { get; set; }
    public DisposalMeasure? Measure { get; set; }
    public int? FourForms { get; set; }
    public bool Referred { get; set; }
    public string? Reason { get; set; }
    public string? DecidedBy { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public string? Document { get; set; }
    public string? CaseFacts { get; set; }
    public string? CaseBasis { get; set; }
    public string? CaseOutcome { get; set; }

    internal DisposalProposal Proposal => new(Kind!.Value, Measure!.Value, Reason!, DecidedBy!, DecidedOn!.Value)
    {
        FourForms = FourForms,
        Referred = Referred,
        Document = Document,
        CaseFacts = CaseFacts,
        CaseBasis = CaseBasis,
        CaseOutcome = CaseOutcome,
    };
}

public sealed class ProposalFormValidator : AbstractValidator<ProposalForm>
{
    public ProposalFormValidator()
    {
        RuleFor(form => form.Ground).NotNull().IsInEnum();
        RuleFor(form => form.Kind).NotNull().IsInEnum();
        RuleFor(form => form.Measure).NotNull().IsInEnum();
        RuleFor(form => form.FourForms).InclusiveBetween(1, 4);
        RuleFor(form => form.Reason).NotEmpty().MaximumLength(500);
        RuleFor(form => form.DecidedBy).NotEmpty().MaximumLength(120);
        RuleFor(form => form.DecidedOn).NotNull();
        RuleFor(form => form.Document).MaximumLength(120);
        RuleFor(form => form.CaseFacts).MaximumLength(4000);
        RuleFor(form => form.CaseBasis).MaximumLength(4000);
        RuleFor(form => form.CaseOutcome).MaximumLength(4000);
        // 说明5
        When(form => Disposal.NeedsCasePageFor(form.Kind), () =>
        {
            RuleFor(form => form.CaseFacts).NotEmpty();
            RuleFor(form => form.CaseBasis).NotEmpty();
            RuleFor(form => form.CaseOutcome).NotEmpty();
        });
    }
}

public sealed record DeferForm
{
    public string? Reason { get; set; }
    public DateOnly? Until { get; set; }
}

public sealed class DeferFormValidator : AbstractValidator<DeferForm>
{
    public DeferFormValidator()
    {
        RuleFor(form => form.Reason).NotEmpty().MaximumLength(500);
        RuleFor(form => form.Until).NotNull();
    }
}

public sealed record SecondForm
{
    public Guid Disposal { get; set; }
    public int Version { get; set; }
    public string? Objection { get; set; }
}

public sealed class SecondFormValidator : AbstractValidator<SecondForm>
{
    public SecondFormValidator() => RuleFor(form => form.Objection).NotEmpty().MaximumLength(500);
}

public sealed record CasesForm
{
    public const int Most = 10;

    /// <summary>Reports.</summary>
    public List<Guid> Several { get; set; } = [];
}

public sealed class CasesFormValidator : AbstractValidator<CasesForm>
{
    public CasesFormValidator() => RuleFor(form => form.Several).Must(several => several.Count is > 0 and <= CasesForm.Most).WithErrorCode("cases-none");
}
