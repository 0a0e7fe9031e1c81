using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>What the rules may know of one official: the roster entry and the units above it, under one policy.</summary>
/// <param name="Chain">The official's unit and the units above it, nearest first, with their posts.</param>
public sealed record OfficialFile(Official Official, IReadOnlyList<Unit> Chain, Policy Policy)
{
    public SubjectFacts Subject => new()
    {
        Category = Official.Category,
        Tier = Official.Tier,
        Rank = Official.Rank,
        LeadingMember = Official.LeadingMember,
        HoldsLeadingPost = Official.HoldsLeadingPost,
        CityManaged = Official.CityManaged,
        PartyGroupSecretary = Holds(UnitPostKind.PartyGroupSecretary, Chain),
        UnitHead = Holds(UnitPostKind.Head, Chain.Where(unit => unit.Kind == UnitKind.AffiliatedUnit)),
        Workplace = Chain.Any(unit => unit.Kind == UnitKind.AffiliatedUnit) ? Workplace.AffiliatedUnit
            : Chain.Any(unit => unit.Kind == UnitKind.Division) ? Workplace.BureauDivision : null,
        PostType = Official.PostType,
        Status = Official.Status,
        LeftOn = Official.LeftOn,
        UnderInvestigation = Official.UnderInvestigation,
        TransferredToJudiciary = Official.TransferredToJudiciary,
        Deceased = Official.DiedOn is null ? null : true,
        FilesByOfficeDecision = Official.FilesByOfficeDecision ?? Chain.Select(unit => unit.FilesByOfficeDecision).FirstOrDefault(said => said is not null),
    };

    /// <summary>二(一): the exemption is there for staff of public institutions in service.</summary>
    public bool MayClaimInnovation => Official is { Category: PersonCategory.InstitutionStaff, HasLeft: false };

    /// <summary>The official alone, on a day.</summary>
    public CaseFacts Facts(DateOnly asOf) => new(asOf, Subject);
    public Determination Assess(DateOnly asOf) => Assessor.Assess(Facts(asOf), Policy);

    /// <summary>
    /// The unit whose post-holder reads and signs; null: the roster or the unit tree does not say who that is, and the office must complete it.
    /// </summary>
    public Unit? SigningUnitFor(Determination person) =>
        person.SignOff is { } route ? SigningPosts.UnitFor(route, Chain, Subject.PartyGroupSecretary == true) : null;

    /// <summary>Those who could read and sign, the official apart.</summary>
    public IReadOnlyList<Guid> ReadersFor(Determination person) => SigningUnitFor(person) is not { } unit ? []
        : [.. unit.Posts.Where(post => SigningPosts.For(person.SignOff!.Value).Contains(post.Kind) && post.OfficialId != Official.Id)
            .Select(post => post.OfficialId)];

    private bool Holds(UnitPostKind kind, IEnumerable<Unit> units) =>
        units.Any(unit => unit.Posts.Any(post => post.Kind == kind && post.OfficialId == Official.Id));
}
