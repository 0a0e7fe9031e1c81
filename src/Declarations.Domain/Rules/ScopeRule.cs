using Declarations.Roster;

namespace Declarations.Rules;

/// <summary>What plan 二 says of the person.</summary>
/// <param name="Left">Resigned or retired. Off post but not retired is still in service (E3).</param>
internal sealed record Scope(
    bool? InScope, bool? LeadingCadre, bool? CivilServant, bool? Left, int? LookbackYears, DateOnly? LookbackLastDay,
    bool Contradictory, IReadOnlyList<Finding> Findings);

/// <summary>二 清理对象: who is a public official, who is a leading cadre, and which leavers are still covered.</summary>
internal static class ScopeRule
{
    public static Scope Apply(CaseFacts facts, Policy policy)
    {
        var subject = facts.Subject;
        var left = HasLeft(subject.Status);
        var leading = IsLeadingCadre(subject);
        var civilServant = IsCivilServant(subject.Category);
        var lookback = left == true ? Lookback(subject.Category, leading, civilServant, policy) : null;
        var lastDay = lookback is { } years && subject.LeftOn is { } leftOn ? Period.LastDay(leftOn, years) : (DateOnly?)null;

        var serving = CoversServing(subject);
        var leaver = CoversLeaver(subject, leading, civilServant, policy);
        var inScope = left switch
        {
            false => serving,
            true => leaver,
            null => serving == leaver ? serving : null,
        };
        var contradictory = (left == false && subject.LeftOn is not null) || (left == true && subject.LeftOn > facts.AsOf);
        return new(inScope, leading, civilServant, left, lookback, lastDay, contradictory,
            Explain(facts, inScope, leading, left, lastDay, contradictory));
    }

    private static bool? HasLeft(ServiceStatus? status) => status switch
    {
        ServiceStatus.InService or ServiceStatus.OffPostNotRetired => false,
        ServiceStatus.Resigned or ServiceStatus.Retired => true,
        _ => null,
    };

    /// <summary>领导干部: by rank alone, leading post or not (E2), or by being in the middle management of a state enterprise (E4).</summary>
    private static bool? IsLeadingCadre(SubjectFacts subject) => subject.Category switch
    {
        null => null,
        PersonCategory.SoeManagerMiddlePlus => true,
        PersonCategory.SoeStaffOther or PersonCategory.NonEstablishment or PersonCategory.VillageCadre => false,
        _ => subject.Rank is { } rank ? rank <= Rank.TownshipDeputy : null,
    };

    /// <summary>公务员: on the state administrative establishment or managed by reference to the law.</summary>
    private static bool? IsCivilServant(PersonCategory? category) =>
        category is null ? null : category is PersonCategory.CivilServant or PersonCategory.RefCivilServant;

    /// <summary>国家公职人员 in service. For 编外 staff and village cadres the office decides whether they file (E5).</summary>
    private static bool? CoversServing(SubjectFacts subject) => subject.Category switch
    {
        null => null,
        PersonCategory.SoeStaffOther => false,
        PersonCategory.NonEstablishment or PersonCategory.VillageCadre => subject.FilesByOfficeDecision,
        _ => true,
    };

    /// <summary>二(三)(四): in scope while the look-back touches the campaign; running out in mid-campaign releases nobody (E6).</summary>
    private static bool? CoversLeaver(SubjectFacts subject, bool? leading, bool? civilServant, Policy policy)
    {
        if (subject.Category is null)
            return null;
        var asLeading = Reaches(subject.LeftOn, policy.LookbackYearsLeadingCadre, policy);
        var asOther = civilServant == true ? Reaches(subject.LeftOn, policy.LookbackYearsOthers, policy) : false;
        return leading switch
        {
            true => asLeading,
            false => asOther,
            null => asLeading == asOther ? asLeading : null,
        };
    }

    private static bool? Reaches(DateOnly? leftOn, int years, Policy policy) =>
        leftOn is { } start ? Period.LastDay(start, years) >= policy.StartsOn : null;

    private static int? Lookback(PersonCategory? category, bool? leading, bool? civilServant, Policy policy) =>
        category is null || leading is null ? null
        : leading.Value ? policy.LookbackYearsLeadingCadre
        : civilServant == true ? policy.LookbackYearsOthers
        : null;

    private static List<Finding> Explain(
        CaseFacts facts, bool? inScope, bool? leading, bool? left, DateOnly? lastDay, bool contradictory)
    {
        var subject = facts.Subject;
        List<Finding> findings = [];
        if (subject.Category is null)
            findings.Add(FindingCodes.CategoryUnknown.Because(Fact.Category));
        if (left is null)
            findings.Add(FindingCodes.StatusUnknown.Because(Fact.Status));
        if (left != false && subject.LeftOn is null)
            findings.Add(FindingCodes.LeaveDayUnknown.Because(Fact.LeftOn));
        if (contradictory)
            findings.Add(FindingCodes.LeaveDayContradicts.Because(Fact.Status, Fact.LeftOn));
        if (leading == true)
            findings.Add(FindingCodes.LeadingCadre.Because(Fact.Category, Fact.Rank));
        if (leading is null && subject.Category is not null)
            findings.Add(FindingCodes.LeadingCadreUnknown.Because(Fact.Rank));
        findings.AddRange(inScope switch
        {
            true when left == true => [FindingCodes.LeaverCovered.Because(Fact.Status, Fact.LeftOn) with { On = lastDay }],
            true when IsLeftToTheOffice(subject.Category) =>
                [FindingCodes.CoveredByOffice.Because(Fact.Category, Fact.FilesByOfficeDecision)],
            true => [FindingCodes.PublicOfficial.Because(Fact.Category, Fact.Status)],
            false when lastDay is not null => [FindingCodes.LookbackOver.Because(Fact.Status, Fact.LeftOn) with { On = lastDay }],
            false when left == true => [FindingCodes.LeaverNotCovered.Because(Fact.Category, Fact.Status)],
            false => [FindingCodes.NotPublicOfficial.Because(Fact.Category)],
            null when subject.FilesByOfficeDecision is null
                && IsLeftToTheOffice(subject.Category) => [FindingCodes.OfficeUndecided.Because(Fact.Category, Fact.FilesByOfficeDecision)],
            _ => Enumerable.Empty<Finding>(),
        });
        if (subject.Status == ServiceStatus.OffPostNotRetired)
            findings.Add(FindingCodes.OffPostServes.Because(Fact.Status));
        return findings;
    }

    private static bool IsLeftToTheOffice(PersonCategory? category) =>
        category is PersonCategory.NonEstablishment or PersonCategory.VillageCadre;
}
