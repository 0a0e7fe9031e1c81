using Declarations.Registers;
using FluentValidation;

namespace Declarations.Web.Pages.Clues;

/// <summary>A clue as it is taken in, by the office or from the head of a unit.</summary>
public sealed record ClueForm
{
    public string? Campaign { get; set; }
    public Origin? Origin { get; set; }
    public string? Unit { get; set; }
    public string? Text { get; set; }
    /// <summary>Staff number or whole name of somebody on the roster.</summary>
    public string? Person { get; set; }
    public string? Named { get; set; }

    internal bool FromOffice { get; set; }
}

public sealed class ClueFormValidator : AbstractValidator<ClueForm>
{
    public ClueFormValidator()
    {
        RuleFor(form => form.Campaign).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Origin).IsInEnum();
        RuleFor(form => form.Origin).NotNull().Must(origin => origin != Declarations.Registers.Origin.Supervision).WithErrorCode("NotNullValidator")
            .When(form => form.FromOffice);
        RuleFor(form => form.Unit).MaximumLength(40);
        RuleFor(form => form.Unit).NotEmpty().When(form => !form.FromOffice);
        RuleFor(form => form.Text).NotEmpty().MaximumLength(4000);
        RuleFor(form => form.Person).MaximumLength(60);
        RuleFor(form => form.Named).MaximumLength(500);
    }
}
