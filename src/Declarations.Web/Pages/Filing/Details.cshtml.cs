using Declarations.Reports;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using FluentValidation;

namespace Declarations.Web.Pages.Filing;

/// <summary>Block 1: pre-filled from the roster; the official confirms it or says what is wrong.</summary>
public sealed class DetailsModel(FilingDesk desk, Words words) : FilingStep<DetailsForm>(desk, words)
{
    public Details Details => Details.Of(Filing.Official, Filing.Report.Unit.Name, Filing.Person.LeadingCadre);

    protected override string Block => "details";
    protected override DetailsForm Read() => new()
    {
        Correct = Draft.Details is null ? null : Draft.Correction is null,
        Correction = Draft.Correction,
    };

    protected override ReportContent Write(DetailsForm form) =>
        Draft with { Details = Details, Correction = form.Correct == true ? null : form.Correction };

    protected override string Next(ReportContent saved) => Steps.NextAfter(Filing, saved);
}

public sealed record DetailsForm
{
    public bool? Correct { get; set; }
    public string? Correction { get; set; }
}

public sealed class DetailsFormValidator : AbstractValidator<DetailsForm>
{
    public DetailsFormValidator()
    {
        RuleFor(form => form.Correct).NotNull();
        RuleFor(form => form.Correction).NotEmpty().When(form => form.Correct == false);
        RuleFor(form => form.Correction).MaximumLength(500);
    }
}
