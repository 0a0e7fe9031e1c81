using FluentValidation;

namespace Declarations.Web.Pages.Reading;

/// <summary>Up to three lines of a report, each with what has to be corrected there; the first is required.</summary>
public sealed record ReturnForm
{
    public int Version { get; set; }
    public string? Line { get; set; }
    public string? Comment { get; set; }
    public string? Line2 { get; set; }
    public string? Comment2 { get; set; }
    public string? Line3 { get; set; }
    public string? Comment3 { get; set; }

    public IEnumerable<(string Line, string Comment)> Comments() =>
        from pair in new[] { (Line, Comment), (Line: Line2, Comment: Comment2), (Line: Line3, Comment: Comment3) }
        where pair is { Line: not null, Comment: not null }
        select (pair.Line!, pair.Comment!);
}

public sealed class ReturnFormValidator : AbstractValidator<ReturnForm>
{
    public ReturnFormValidator()
    {
        RuleFor(form => form.Line).NotEmpty();
        RuleFor(form => form.Comment).NotEmpty().MaximumLength(500);
        RuleFor(form => form.Line2).NotEmpty().When(form => form.Comment2 is not null);
        RuleFor(form => form.Comment2).NotEmpty().When(form => form.Line2 is not null).MaximumLength(500);
        RuleFor(form => form.Line3).NotEmpty().When(form => form.Comment3 is not null);
        RuleFor(form => form.Comment3).NotEmpty().When(form => form.Line3 is not null).MaximumLength(500);
    }
}
