using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Forms;
using FluentValidation;

namespace Declarations.Web.Pages.Registers;

/// <summary>What an office says of a register that it sets up.</summary>
public sealed record RegisterForm
{
    public RegisterKind? Kind { get; set; }
    public string? Code { get; set; }
    public string? Title { get; set; }
    /// <summary>Code of the body.</summary>
    public string? Unit { get; set; }
    public string? Checking { get; set; }
    public string? Source { get; set; }
    public DateOnly? InspectedFrom { get; set; }
    public DateOnly? InspectedTo { get; set; }
    public DateOnly? FeedbackOn { get; set; }
    /// <summary>Of a clean unit, with its year and its feature in one sentence.</summary>
    public UnitCategory? Category { get; set; }
    public int? Year { get; set; }
    public string? Feature { get; set; }
    public string? Members { get; set; }
    public string? Contact { get; set; }
    public int Version { get; set; }

    internal bool IsNew { get; set; }

    public static RegisterForm Of(Register register) => new()
    {
        Kind = register.Kind,
        Title = register.Title,
        Checking = register.CheckingUnit?.Code,
        Source = register.Source,
        InspectedFrom = register.InspectedFrom,
        InspectedTo = register.InspectedTo,
        FeedbackOn = register.FeedbackOn,
        Category = register.Category,
        Year = register.Year,
        Feature = register.Feature,
        Members = register.Members,
        Contact = register.Contact,
        Version = register.Version,
    };

    public RegisterFacts Facts(string code, Unit checking) => new(code, Title!, Source, checking, InspectedFrom, InspectedTo, FeedbackOn, Members, Contact,
        Clean: Kind == RegisterKind.CleanUnit && Category is { } category && Year is { } year ? new(category, year, Feature!) : null);
}

public sealed class RegisterFormValidator : AbstractValidator<RegisterForm>
{
    public RegisterFormValidator()
    {
        RuleFor(form => form.Kind).NotNull().When(form => form.IsNew);
        RuleFor(form => form.Kind).Must(kind => kind is not { } known || known.IsSetUp()).WithErrorCode("register-kind");
        RuleFor(form => form.Code).NotEmpty().When(form => form.IsNew);
        RuleFor(form => form.Code).MaximumLength(40).Must(code => string.IsNullOrEmpty(code) || code.All(letter => char.IsAsciiLetterOrDigit(letter)
            || letter == '-'))
            .WithErrorCode("register-code");
        RuleFor(form => form.Title).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Unit).NotEmpty().When(form => form.IsNew);
        RuleFor(form => form.Unit).MaximumLength(40);
        RuleFor(form => form.Checking).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Source).MaximumLength(120);
        RuleFor(form => form.InspectedFrom).Plausible();
        RuleFor(form => form.InspectedTo).Plausible();
        RuleFor(form => form.InspectedTo).Must((form, to) => to is null || form.InspectedFrom is null || to >= form.InspectedFrom)
            .WithErrorCode("register-days");
        RuleFor(form => form.FeedbackOn).Plausible();
        RuleFor(form => form.Category).NotNull().When(form => form.Kind == RegisterKind.CleanUnit);
        RuleFor(form => form.Category).IsInEnum();
        RuleFor(form => form.Year).NotNull().When(form => form.Kind == RegisterKind.CleanUnit);
        RuleFor(form => form.Year).InclusiveBetween(2000, 2199);
        RuleFor(form => form.Feature).NotEmpty().When(form => form.Kind == RegisterKind.CleanUnit);
        RuleFor(form => form.Feature).MaximumLength(200);
        RuleFor(form => form.Members).MaximumLength(2000);
        RuleFor(form => form.Contact).MaximumLength(1000);
    }
}
