using Declarations.Reports;
using Declarations.Roster;

namespace Declarations.Rules;

/// <param name="Counts">Is taking part; null: the facts do not say.</param>
internal sealed record Participation(bool? Counts, IReadOnlyList<Finding> Findings);

/// <summary>四1-2: what is 参与 and what is not (E4, E13, E14).</summary>
internal static class ParticipationRule
{
    public static Participation Apply(InterestFacts interest, CaseFacts facts, Scope scope, Whose whose)
    {
        var soeManager = facts.Subject.Category is PersonCategory.SoeManagerMiddlePlus;
        var soe = soeManager || facts.Subject.Category is PersonCategory.SoeStaffOther;
        return interest switch
        {
            { Mode: null } => Unclear(FindingCodes.ModeUnknown, Fact.Mode),
            { Mode: ParticipationMode.ListedShares } => Listed(interest),
            { Mode: ParticipationMode.Equity, EntityType: EntityType.Listed } =>
                Unclear(FindingCodes.ListedEquityUnclear, Fact.Mode, Fact.EntityType),
            // A leaver may not take a post in a related business: for them employment counts until a person has looked (四3).
            { Mode: ParticipationMode.OrdinaryEmployment } when whose == Whose.Self && scope.Left == true => Yes([]),
            { Mode: ParticipationMode.OrdinaryEmployment } => No(FindingCodes.OrdinaryEmployment, Fact.Mode),
            { EntityType: EntityType.StateOwnedEmployer, Mode: ParticipationMode.Officer } when soe || whose != Whose.Self =>
                No(FindingCodes.OwnStateEmployer, Fact.EntityType, Fact.Mode, Fact.Category),
            { EntityType: EntityType.StateOwnedEmployer } => Unclear(FindingCodes.StateEmployerUnclear, Fact.EntityType, Fact.Mode, Fact.Category),
            { EntityType: null or EntityType.Listed } when soeManager && whose == Whose.Self =>
                Unclear(FindingCodes.SoeBusinessUnclear, Fact.EntityType),
            _ => Yes(Forms(interest)),
        };
    }

    private static Participation Listed(InterestFacts interest) => interest switch
    {
        { GainedByOffice: true } => Unclear(FindingCodes.ListedGainedByOffice, Fact.Mode, Fact.GainedByOffice),
        { EntityType: null or EntityType.Listed } => No(FindingCodes.ListedShares, Fact.Mode, Fact.EntityType),
        _ => Unclear(FindingCodes.ListedContradicts, Fact.Mode, Fact.EntityType),
    };

    private static IEnumerable<Finding> Forms(InterestFacts interest) => interest.Mode switch
    {
        ParticipationMode.DryShare => [FindingCodes.DryShare.Because(Fact.Mode)],
        ParticipationMode.LoanDisguised => [FindingCodes.DisguisedLoan.Because(Fact.Mode)],
        _ => [],
    };

    private static Participation Yes(IEnumerable<Finding> findings) => new(true, [.. findings]);
    private static Participation No(FindingCode code, params string[] facts) => new(false, [code.Because(facts)]);
    private static Participation Unclear(FindingCode code, params string[] facts) => new(null, [code.Because(facts)]);
}
