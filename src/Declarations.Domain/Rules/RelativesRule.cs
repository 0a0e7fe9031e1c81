using Declarations.Participation;

namespace Declarations.Rules;

/// <summary>Whose an interest is, as far as the plan asks.</summary>
internal enum Whose
{
    Self,
    /// <summary>Spouse, child or child's spouse.</summary>
    CloseRelative,
    /// <summary>Was one of these until the relation ended on or after the launch day.</summary>
    EndedDuringCampaign,
    Others,
    Unknown,
}

/// <param name="Covered">The plan forbids this person's business: the official's own, or a leading cadre's relative's.</param>
/// <param name="PerhapsOwn">The official's own, or nobody can say that it is not.</param>
internal sealed record Ownership(Whose Whose, bool? Covered, bool PerhapsOwn, IReadOnlyList<Finding> Findings);

/// <summary>四2, 二(二): the official in person, and a leading cadre's spouse, children and their spouses; by name or by benefit (E13).</summary>
internal static class RelativesRule
{
    public static Ownership Apply(InterestFacts interest, CaseFacts facts, Policy policy, Scope scope)
    {
        var byName = Of(interest.Holder ?? FromCode(interest.RelationCode), interest.RelationEndedOn, facts, policy);
        var byBenefit = interest.BeneficialOwner is { } owner
            ? Of(owner, owner == Relation.ExSpouse ? interest.RelationEndedOn : null, facts, policy)
            : byName;
        var contradictory = Contradicts(interest.Holder, interest.RelationCode);
        var open = contradictory || byName == Whose.Unknown || byBenefit == Whose.Unknown;
        var whose = contradictory ? Whose.Unknown : Strongest(byName, byBenefit);
        var covered = contradictory ? null : IsCovered(byName, scope.LeadingCadre) | IsCovered(byBenefit, scope.LeadingCadre);
        // A nominee holding by somebody the plan does not cover, and nobody has said for whom.
        if (covered == false && interest is { Mode: null or ParticipationMode.Nominee, BeneficialOwner: null })
            (whose, covered, open) = (Whose.Unknown, null, true);

        List<Finding> findings = [];
        if (contradictory)
            findings.Add(FindingCodes.RelationContradicts.Because(Fact.Holder, Fact.RelationCode));
        else if (covered is null && open)
            findings.Add(FindingCodes.OwnerUnknown.Because(Fact.Holder, Fact.BeneficialOwner, Fact.RelationEndedOn));
        else if (covered is null)
            findings.Add(FindingCodes.RelativesDependOnRank.Because(Fact.Holder, Fact.Rank));
        if (covered == false)
            findings.Add((whose == Whose.Others ? FindingCodes.OutsideRelation : FindingCodes.RelativesNotAsked)
                .Because(Fact.Holder, Fact.RelationEndedOn, Fact.Rank));
        if (whose == Whose.EndedDuringCampaign && covered == true)
            findings.Add(FindingCodes.RelationEndedDuringCampaign.Because(Fact.Holder, Fact.RelationEndedOn) with { On = interest.RelationEndedOn });
        if (whose == Whose.Self && interest.Holder is not (null or Relation.Self))
            findings.Add(FindingCodes.HeldByNominee.Because(Fact.Holder, Fact.BeneficialOwner));
        return new(whose, covered, open || whose == Whose.Self, findings);
    }

    private static bool? IsCovered(Whose whose, bool? leadingCadre) => whose switch
    {
        Whose.Self => true,
        Whose.Others => false,
        Whose.Unknown => null,
        _ => leadingCadre,
    };

    private static Whose Of(Relation? relation, DateOnly? endedOn, CaseFacts facts, Policy policy) => relation switch
    {
        null => Whose.Unknown,
        Relation.Self => Whose.Self,
        Relation.Spouse or Relation.Child or Relation.ChildSpouse => endedOn is { } day && day <= facts.AsOf ? Ended(day, policy) : Whose.CloseRelative,
        Relation.ExSpouse => endedOn is { } day && day <= facts.AsOf ? Ended(day, policy) : Whose.Unknown,
        _ => Whose.Others,
    };

    private static Whose Ended(DateOnly day, Policy policy) => day < policy.StartsOn ? Whose.Others : Whose.EndedDuringCampaign;

    private static Whose Strongest(Whose one, Whose other) =>
        new[] { Whose.Self, Whose.CloseRelative, Whose.EndedDuringCampaign, Whose.Unknown }
            .FirstOrDefault(whose => one == whose || other == whose, Whose.Others);

    /// <summary>GB/T 4761-2008: 27 and 37 are adopted and step-children, 28 and 38 children's spouses (E17).</summary>
    internal static Relation? FromCode(string? code) => int.TryParse(code, out var number) ? number switch
    {
        1 => Relation.Self,
        >= 10 and <= 12 => Relation.Spouse,
        28 or 38 => Relation.ChildSpouse,
        >= 20 and <= 39 => Relation.Child,
        _ => Relation.Other,
    } : null;

    private static bool Contradicts(Relation? holder, string? code) => (holder, FromCode(code)) switch
    {
        (null, _) or (_, null) => false,
        (Relation.ExSpouse, Relation.Spouse) => false,
        (Relation.Parent or Relation.Sibling or Relation.ExSpouse, Relation.Other) => false,
        var (said, coded) => said != coded,
    };
}
