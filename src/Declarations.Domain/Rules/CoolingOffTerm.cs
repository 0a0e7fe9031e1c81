using Declarations.Roster;

namespace Declarations.Rules;

/// <summary>One text that sets a cooling-off for civil servants who left: whose, and for whom the longer period runs.</summary>
/// <param name="LeftWithin">Leave days it applies to.</param>
/// <param name="ResignedOnly">The text speaks of resignation, not of retirement.</param>
public sealed record CoolingOffTerm(Citation Source, Period LeftWithin, bool ResignedOnly, LongerFor LongerFor)
{
    /// <summary>First leave day under the Civil Servant Law of 2018 (its §113).</summary>
    public static readonly DateOnly Law2018From = new(2019, 6, 1);

    /// <summary>First day of the Civil Servant Law of 2005; before it there was no cooling-off (E43).</summary>
    public static readonly DateOnly Law2005From = new(2006, 1, 1);

    /// <summary>Publication of the Opinions on resigned officials.</summary>
    public static readonly DateOnly OpinionsFrom = new(2017, 5, 26);

    public static CoolingOffTerm Law2005 { get; } =
        new(new(LawDocument.CivilServantLaw2005, "102"), Always, false, LongerFor.LeadingMembers);

    public static CoolingOffTerm Law2018 { get; } =
        new(new(LawDocument.CivilServantLaw2018, "107"), Always, false, LongerFor.LeadingMembersAndCountyPosts);

    public static CoolingOffTerm Opinions2017 { get; } =
        new(new(LawDocument.ResignedOfficialsOpinions2017, "二"), Always, true, LongerFor.LeadingMembersAndCountyRanks);

    /// <summary>The statute of the leave day, and the Opinions beside it for resignations (E10).</summary>
    public static IReadOnlyList<CoolingOffTerm> ByLeaveDay { get; } =
    [
        Law2005 with { LeftWithin = new(Law2005From, Law2018From.AddDays(-1)) },
        Law2018 with { LeftWithin = new(Law2018From, null) },
        Opinions2017 with { LeftWithin = new(OpinionsFrom, null) },
    ];

    private static Period Always => new(DateOnly.MinValue, null);

    public bool AppliesTo(ServiceStatus status, DateOnly leftOn) =>
        LeftWithin.Contains(leftOn) && (status == ServiceStatus.Resigned || (status == ServiceStatus.Retired && !ResignedOnly));

    /// <summary>Whether the longer period runs for this person; null: the facts do not say.</summary>
    public bool? IsLonger(SubjectFacts subject)
    {
        bool? countyRank = subject.Rank is { } rank ? rank <= Rank.CountyDeputy : null;
        return LongerFor switch
        {
            LongerFor.LeadingMembersAndCountyPosts => subject.LeadingMember | (countyRank & subject.HoldsLeadingPost),
            LongerFor.LeadingMembersAndCountyRanks => subject.LeadingMember | countyRank,
            _ => subject.LeadingMember,
        };
    }
}

/// <summary>领导成员; also 县处级以上领导职务 (law of 2018); also 县处级以上职务 (Opinions of 2017).</summary>
public enum LongerFor { LeadingMembers, LeadingMembersAndCountyPosts, LeadingMembersAndCountyRanks }
