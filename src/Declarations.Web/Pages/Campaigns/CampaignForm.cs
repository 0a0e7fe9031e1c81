using Declarations.Campaigns;
using Declarations.Web.Forms;
using FluentValidation;

namespace Declarations.Web.Pages.Campaigns;

public sealed record CampaignForm
{
    public string? Preset { get; set; }
    public string? Name { get; set; }
    [Key] public string? Code { get; set; }
    public string? CityName { get; set; }
    /// <summary>Code of the unit in charge.</summary>
    public string? Unit { get; set; }
    /// <summary>Moves all days of the preset.</summary>
    public DateOnly? StartsOn { get; set; }
    public DateOnly? PracticeDate { get; set; }

    public DateOnly? MobilisationFrom { get; set; }
    public DateOnly? MobilisationTo { get; set; }
    public DateOnly? SelfCheckFrom { get; set; }
    public DateOnly? CityManagedBy { get; set; }
    public DateOnly? ReportBy { get; set; }
    public DateOnly? SelfCheckTo { get; set; }
    public DateOnly? EnforcementFrom { get; set; }
    public DateOnly? EnforcementTo { get; set; }
    public DateOnly? WrapUpFrom { get; set; }
    public DateOnly? WrapUpTo { get; set; }

    /// <summary>The days as typed; null: not all of them are.</summary>
    public CampaignDays? Days => (Stage(StageKind.Mobilisation, MobilisationFrom, MobilisationTo), Stage(StageKind.SelfCheck, SelfCheckFrom, SelfCheckTo),
        Stage(StageKind.Enforcement, EnforcementFrom, EnforcementTo), Stage(StageKind.WrapUp, WrapUpFrom, WrapUpTo), CityManagedBy, ReportBy) is
        ({ } first, { } second, { } third, { } last, { } cityManagedBy, { } reportBy) ? new([first, second, third, last], cityManagedBy, reportBy) : null;

    public void Fill(CampaignDays days)
    {
        (CityManagedBy, ReportBy) = (days.CityManagedBy, days.ReportBy);
        (MobilisationFrom, MobilisationTo) = Of(days, StageKind.Mobilisation);
        (SelfCheckFrom, SelfCheckTo) = Of(days, StageKind.SelfCheck);
        (EnforcementFrom, EnforcementTo) = Of(days, StageKind.Enforcement);
        (WrapUpFrom, WrapUpTo) = Of(days, StageKind.WrapUp);
    }

    private static Stage? Stage(StageKind kind, DateOnly? from, DateOnly? to) => from is { } first && to is { } last ? new(kind, first, last) : null;

    private static (DateOnly? From, DateOnly? To) Of(CampaignDays days, StageKind kind) => days.Stages.Single(stage => stage.Kind == kind) is var stage
        ? (stage.From, stage.To) : default;
}

public sealed class CampaignFormValidator : AbstractValidator<CampaignForm>
{
    private static readonly DateOnly Earliest = new(2017, 1, 1), Latest = new(2099, 12, 31);

    public CampaignFormValidator()
    {
        RuleFor(form => form.Preset).NotEmpty();
        RuleFor(form => form.Code).NotEmpty().MaximumLength(30);
        // An id in this place of an address means a report.
        RuleFor(form => form.Code).Must(code => string.IsNullOrEmpty(code) || code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && code != "new" && !code.StartsWith('-') && !Guid.TryParse(code, out _)).WithErrorCode("campaign-code");
        RuleFor(form => form.Name).NotEmpty().MaximumLength(80);
        RuleFor(form => form.CityName).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Unit).NotEmpty();
        foreach (var day in new System.Linq.Expressions.Expression<Func<CampaignForm, DateOnly?>>[]
            { form => form.StartsOn, form => form.PracticeDate, form => form.MobilisationFrom, form => form.MobilisationTo, form => form.SelfCheckFrom, form =>
                form.SelfCheckTo,
              form => form.EnforcementFrom, form => form.EnforcementTo, form => form.WrapUpFrom, form => form.WrapUpTo, form => form.CityManagedBy, form =>
                  form.ReportBy })
        {
            RuleFor(day).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
            RuleFor(day).LessThanOrEqualTo(Latest).WithErrorCode("too-late");
        }
        RuleFor(form => form.ReportBy).Must((form, _) => form.Days is not { } days || days.IsInOrder).WithErrorCode("campaign-days");
    }
}
