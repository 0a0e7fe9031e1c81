using Declarations.Participation;

namespace Declarations.Rules;

/// <param name="Breached">The official's own business falls under the ban; null: a fact that decides it is missing.</param>
/// <param name="Lapsed">The period was over on the day looked at.</param>
internal sealed record CoolingOff(int? Years, DateOnly? LastDay, bool? Active, bool? Breached, bool Lapsed, IReadOnlyList<Finding> Findings)
{
    public static CoolingOff None { get; } = new(null, null, null, false, false, []);
}

/// <summary>四3: civil servants who left stay out of directly related business for three years (leading members) or two.</summary>
internal static class CoolingOffRule
{
    public static CoolingOff Apply(CaseFacts facts, Policy policy, Scope scope, InterestReading? reading)
    {
        // 四3 speaks of civil servants only (E8).
        if (scope.Left != true || scope.CivilServant != true || facts.Subject.LeftOn is not { } leftOn)
            return CoolingOff.None;
        if (leftOn < CoolingOffTerm.Law2005From)
            return CoolingOff.None with { Active = false };
        CoolingOffTerm[] terms = [.. policy.CoolingOffTerms.Where(term => term.AppliesTo(facts.Subject.Status!.Value, leftOn))];
        if (terms.Length == 0)
            return CoolingOff.None with { Breached = null, Findings = [FindingCodes.NoCoolingOffText.Because(Fact.Status, Fact.LeftOn)] };

        var years = Longest(terms.Select(term => term.IsLonger(facts.Subject)), policy);
        if (years is null)
            return Judge(facts, reading, null, leftOn,
                [Citing(FindingCodes.PeriodUnknown.Because(Fact.LeadingMember, Fact.Rank, Fact.HoldsLeadingPost), terms)]);
        var period = FindingCodes.CoolingOffPeriod.Because(Fact.LeftOn, Fact.LeadingMember, Fact.Rank) with { On = Period.LastDay(leftOn, years.Value) };
        return Judge(facts, reading, years, leftOn, [Citing(period, terms)]);
    }

    private static Finding Citing(Finding finding, IEnumerable<CoolingOffTerm> terms) =>
        finding with { Citations = [.. finding.Citations, .. terms.Select(term => term.Source)] };

    /// <summary>The longest of the periods that apply (E10); null when an unknown fact could make it longer.</summary>
    private static int? Longest(IEnumerable<bool?> longer, Policy policy)
    {
        var any = longer.Aggregate((bool?)false, (one, other) => one | other);
        return any switch { true => policy.CooldownYearsLeadingMember, false => policy.CooldownYearsOthers, null => null };
    }

    private static CoolingOff Judge(CaseFacts facts, InterestReading? reading, int? years, DateOnly leftOn, List<Finding> findings)
    {
        DateOnly? lastDay = years is { } n ? Period.LastDay(leftOn, n) : null;
        bool? active = lastDay is null ? null : facts.AsOf <= lastDay;
        var result = new CoolingOff(years, lastDay, active, false, active == false, findings);
        if (facts.Interest is not { } interest || reading is not { Ownership.Whose: Whose.Self, Participation.Counts: not false })
            return result;

        var overlaps = years is { } whole ? Overlaps(interest, facts, Period.Following(leftOn, whole)) : null;
        var related = interest.DirectlyRelatedToFormerWork;
        if (related is null && overlaps != false)
            findings.Add(FindingCodes.RelatednessUnknown.Because(Fact.DirectlyRelated));
        if (overlaps is null && related != false && years is not null)
            findings.Add(FindingCodes.OverlapUnknown.Because(Fact.StartedOn));
        var breached = related & overlaps;
        if (breached == true && interest.Mode == ParticipationMode.OrdinaryEmployment)
        {
            findings.Add(FindingCodes.RelatedEmployment.Because(Fact.Mode, Fact.DirectlyRelated));
            breached = null;
        }
        if (breached == false && (interest.StartedOn <= leftOn || EndedOn(facts) <= leftOn))
        {
            findings.Add(FindingCodes.BegunInService.Because(Fact.StartedOn, Fact.EndedOn, Fact.LeftOn));
            breached = null;
        }
        if (breached == true)
            findings.Add(FindingCodes.CoolingOffBreached.Because(Fact.DirectlyRelated, Fact.StartedOn, Fact.LeftOn) with { On = lastDay });
        if (breached == true && active == false)
            findings.Add(FindingCodes.CoolingOffLapsed.Because(Fact.LeftOn) with { On = lastDay });
        if (breached == false)
            findings.Add(FindingCodes.CoolingOffKept.Because(Fact.DirectlyRelated, Fact.StartedOn) with { On = lastDay });
        return result with { Breached = breached };
    }

    /// <summary>
    /// Whether the activity and the period share a day (E27), not whether it goes on today. An activity without a known
    /// start is known to have run on its last day only.
    /// </summary>
    private static bool? Overlaps(InterestFacts interest, CaseFacts facts, Period banned)
    {
        var last = EndedOn(facts) is { } ended && ended < facts.AsOf ? ended : facts.AsOf;
        if (interest.StartedOn is { } first)
            return first > last ? null : new Period(first, last).Overlaps(banned);
        return banned.Contains(last) ? true : last < banned.From ? false : null;
    }

    private static DateOnly? EndedOn(CaseFacts facts) => facts.Interest?.EndedOn ?? facts.Timeline.ExitCompletedOn;
}
