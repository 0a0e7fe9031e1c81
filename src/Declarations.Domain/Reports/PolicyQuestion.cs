using Declarations.Auditing;

namespace Declarations.Reports;

/// <summary>
/// 待政策界定: the office has asked whether an interest falls under the plan at all. Until there is an answer it counts as awaiting a policy
/// definition, neither open nor exited (E23).
/// </summary>
public sealed class PolicyQuestion : Aggregate
{
    public required Guid CampaignId { get; init; }
    public required Guid ReportId { get; init; }
    public required Guid InterestId { get; init; }
    public required DateOnly AskedOn { get; init; }
    /// <summary>Encrypted at rest, like all its texts.</summary>
    public required string Question { get; set; }
    /// <summary>Whom the office has asked, and by which paper.</summary>
    public required string AskedOf { get; set; }
    public DateOnly? AnsweredOn { get; private set; }
    public string? Answer { get; private set; }

    protected override (string Kind, Guid Id) Subject => (nameof(PersonalSituationReport), ReportId);

    public static PolicyQuestion Ask(Act act, PersonalSituationReport report, Guid interestId, string question, string askedOf)
    {
        var asked = new PolicyQuestion
        {
            CampaignId = report.CampaignId,
            ReportId = report.Id,
            InterestId = interestId,
            AskedOn = act.LegalDay,
            Question = question,
            AskedOf = askedOf,
        };
        asked.Record(act, AuditAction.PolicyAsked);
        return asked;
    }

    /// <summary>What was answered; from that day the interest counts as the rules say.</summary>
    /// <exception cref="RefusedException">Answered already.</exception>
    public void Settle(Act act, string answer)
    {
        if (AnsweredOn is not null)
            throw new RefusedException(Refusal.RequestAnswered);
        (AnsweredOn, Answer) = (act.LegalDay < AskedOn ? AskedOn : act.LegalDay, answer);
        Record(act, AuditAction.PolicyAnswered);
    }
}
