using Declarations.Reports;
using Declarations.Roster;
using FluentValidation;

namespace Declarations.Web.Pages.Reports;

/// <summary>
/// The claim that a business is innovation with the unit's approval (二(一), E16); the same questions in a report and in the self-check. Null is "not sure".
/// </summary>
public sealed record InnovationForm
{
    public bool Claimed { get; set; }
    public InnovationMode? Mode { get; set; }
    public bool? UnitApproved { get; set; }
    public bool? AgreementSigned { get; set; }
    public bool? ProfessionRelated { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public string? Evidence { get; set; }

    public static InnovationForm Of(InnovationClaim? claim) => claim is null ? new() : new()
    {
        Claimed = true,
        Mode = claim.Mode,
        UnitApproved = claim.UnitApproved,
        AgreementSigned = claim.AgreementSigned,
        ProfessionRelated = claim.ProfessionRelated,
        From = claim.From,
        To = claim.To,
        Evidence = claim.Evidence,
    };

    /// <summary>What was approved counts only when it is said that something was.</summary>
    /// <returns>Null: nothing is claimed.</returns>
    public InnovationClaim? Claim => !Claimed ? null : new()
    {
        Mode = Mode,
        UnitApproved = UnitApproved,
        AgreementSigned = AgreementSigned,
        ProfessionRelated = ProfessionRelated,
        From = From,
        To = To,
        Evidence = Evidence,
    };
}

public sealed class InnovationFormValidator : AbstractValidator<InnovationForm>
{
    private static readonly DateOnly Earliest = new(1949, 10, 1), Latest = new(2100, 12, 31);

    public InnovationFormValidator()
    {
        RuleFor(form => form.Mode).IsInEnum();
        RuleFor(form => form.From).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early").LessThanOrEqualTo(Latest).WithErrorCode("too-late");
        RuleFor(form => form.To).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early").LessThanOrEqualTo(Latest).WithErrorCode("too-late");
        RuleFor(form => form.To).GreaterThanOrEqualTo(form => form.From).When(form => form.From is not null).WithErrorCode("end-before-start");
        RuleFor(form => form.Evidence).MaximumLength(300);
    }
}
