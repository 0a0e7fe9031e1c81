using Declarations.Organisation;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>Which posts of which unit read and sign on each route (plan 五(二)2; E12).</summary>
public static class SigningPosts
{
    public static IReadOnlyList<UnitPostKind> For(SigningRoute route) => route switch
    {
        SigningRoute.PartyGroupSecretary => [UnitPostKind.PartyGroupSecretary],
        SigningRoute.UnitHeadOrDeputy => [UnitPostKind.Head, UnitPostKind.Deputy],
        SigningRoute.SupervisingBureauLeader => [UnitPostKind.SupervisingLeader],
        SigningRoute.HigherLevel => [UnitPostKind.PartyGroupSecretary],
        _ => throw new ArgumentOutOfRangeException(nameof(route)),
    };

    /// <summary>The unit whose post-holder signs.</summary>
    /// <param name="chain">The official's unit and the units above it, nearest first.</param>
    /// <returns>Null: the tree has no such unit.</returns>
    public static Unit? UnitFor(SigningRoute route, IReadOnlyList<Unit> chain, bool partyGroupSecretary)
    {
        var bureau = chain.FirstOrDefault(unit => unit.Kind == UnitKind.Bureau);
        return route switch
        {
            SigningRoute.PartyGroupSecretary => bureau,
            SigningRoute.UnitHeadOrDeputy => chain.FirstOrDefault(unit => unit.Kind == UnitKind.AffiliatedUnit),
            SigningRoute.SupervisingBureauLeader => chain.FirstOrDefault(unit => unit.Kind == UnitKind.Division),
            // The secretary's own goes above the bureau, a unit head's own to the bureau.
            SigningRoute.HigherLevel => partyGroupSecretary ? chain.FirstOrDefault(unit => unit.Id == bureau?.ParentId) : bureau,
            _ => null,
        };
    }
}
