using Declarations.Participation;
using Declarations.Roster;

namespace Declarations.Rules;

/// <param name="Counts">Is taking part; null: the facts do not say.</param>
internal sealed record Participation(bool? Counts, IReadOnlyList<Finding> Findings);

/// <summary>四1-2: what is 参与 and what is not (E4, E13, E14, E38, E42, E46).</summary>
internal static class ParticipationRule
{
    public static Participation Apply(InterestFacts interest, CaseFacts facts, Scope scope, Sector? sector, bool perhapsOwn)
    {
        var soeManager = facts.Subject.Category is PersonCategory.SoeManagerMiddlePlus;
        var soe = soeManager || facts.Subject.Category is PersonCategory.SoeStaffOther;
        return interest switch
        {
            // What was gained by office is looked at whoever holds it, if it may be listed shares.
            { Mode: null, GainedByOffice: true } => Unclear(FindingCodes.ModeUnknown, Fact.Mode, Fact.GainedByOffice),
            { Mode: null } => Unclear(FindingCodes.ModeUnknown, Fact.Mode),
            { Mode: ParticipationMode.ListedShares } => Listed(interest),
            // 四3 keeps leavers from any post or business, of whatever employer, that is related to their former work.
            _ when perhapsOwn && scope.Left != false => Yes(Forms(interest)),
            { Mode: ParticipationMode.Equity, EntityType: EntityType.Listed } =>
                Unclear(FindingCodes.ListedEquityUnclear, Fact.Mode, Fact.EntityType),
            { Holder: Relation.Self, EntityType: EntityType.StateOwnedEmployer, Mode: ParticipationMode.Officer or ParticipationMode.OrdinaryEmployment }
                when soe =>
                No(FindingCodes.OwnStateEmployer, Fact.EntityType, Fact.Mode, Fact.Category, Fact.Holder),
            { Mode: ParticipationMode.OrdinaryEmployment } when perhapsOwn => Unclear(FindingCodes.OwnEmployment, Fact.Mode, Fact.Holder),
            { Mode: ParticipationMode.OrdinaryEmployment } => No(FindingCodes.OrdinaryEmployment, Fact.Mode, Fact.Holder),
            { EntityType: EntityType.StateOwnedEmployer, Mode: ParticipationMode.Officer } when !perhapsOwn => sector == Sector.Other
                ? No(FindingCodes.OwnStateEmployer, Fact.EntityType, Fact.Mode, Fact.Sector)
                : Unclear(FindingCodes.RelativesStatePost, Fact.EntityType, Fact.Mode, Fact.Sector),
            { EntityType: EntityType.StateOwnedEmployer } => Unclear(FindingCodes.StateEmployerUnclear, Fact.EntityType, Fact.Mode, Fact.Category),
            { EntityType: null or EntityType.Listed } when soeManager && perhapsOwn =>
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
