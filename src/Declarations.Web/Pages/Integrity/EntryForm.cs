using Declarations.Integrity;
using Declarations.Web.Forms;
using FluentValidation;

namespace Declarations.Web.Pages.Integrity;

public sealed record EntryForm
{
    /// <summary>Staff number or whole name.</summary>
    public string? Person { get; set; }
    public DateOnly? On { get; set; }
    public string? Text { get; set; }
    public string? RestsOn { get; set; }
    public DateOnly? AsOf { get; set; }
    public string? Document { get; set; }
    public string? Number { get; set; }
    public DateOnly? DocumentOn { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    /// <summary>Code of the register on whose occasion it was.</summary>
    public string? Register { get; set; }
    public string? Password { get; set; }

    internal bool IsOpinion { get; set; }
    internal bool IsAppointment { get; set; }
    /// <summary>Something is said of a document: then all of it.</summary>
    internal bool HasDocument => IsAppointment || !string.IsNullOrWhiteSpace(Document) || !string.IsNullOrWhiteSpace(Number) || DocumentOn is not null;

    public Noted Noted(IntegrityKind kind, Guid? register) => new(kind, On!.Value, Text!)
    {
        Document = HasDocument ? new LegalBasis(Document!, Number!, DocumentOn!.Value) : null,
        From = From,
        To = To,
        RestsOn = RestsOn,
        AsOf = AsOf,
        RegisterId = register,
    };
}

public sealed class EntryFormValidator : AbstractValidator<EntryForm>
{
    public EntryFormValidator()
    {
        RuleFor(form => form.Person).NotEmpty().MaximumLength(60);
        RuleFor(form => form.On).NotNull().Plausible();
        RuleFor(form => form.Text).NotEmpty().MaximumLength(4000);
        RuleFor(form => form.RestsOn).NotEmpty().When(form => form.IsOpinion);
        RuleFor(form => form.RestsOn).MaximumLength(2000);
        RuleFor(form => form.AsOf).NotNull().When(form => form.IsOpinion);
        RuleFor(form => form.AsOf).Plausible();
        RuleFor(form => form.Document).NotEmpty().When(form => form.HasDocument);
        RuleFor(form => form.Document).MaximumLength(120);
        RuleFor(form => form.Number).NotEmpty().When(form => form.HasDocument);
        RuleFor(form => form.Number).MaximumLength(60);
        RuleFor(form => form.DocumentOn).NotNull().When(form => form.HasDocument);
        RuleFor(form => form.DocumentOn).Plausible();
        RuleFor(form => form.From).NotNull().When(form => form.IsAppointment);
        RuleFor(form => form.From).Plausible();
        RuleFor(form => form.To).NotNull().When(form => form.IsAppointment);
        RuleFor(form => form.To).Plausible();
        RuleFor(form => form.To).Must((form, to) => to is null || form.From is null || to >= form.From).WithErrorCode("entry-period");
        RuleFor(form => form.Register).MaximumLength(40);
        RuleFor(form => form.Password).MaximumLength(200);
    }
}
