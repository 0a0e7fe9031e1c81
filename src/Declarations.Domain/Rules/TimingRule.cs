namespace Declarations.Rules;

/// <param name="EndedBefore">Over before the launch day: history.</param>
/// <param name="BegunDuring">Begun between the launch day and the day to have exited.</param>
/// <param name="BegunAfter">Begun after that day: 顶风而为.</param>
internal sealed record Timing(bool EndedBefore, bool BegunDuring, bool BegunAfter, bool Contradictory, IReadOnlyList<Finding> Findings);

/// <summary>一, 二(一): old and new participation (E24).</summary>
internal static class TimingRule
{
    public static Timing Apply(InterestFacts interest, CaseFacts facts, Policy policy)
    {
        var begun = interest.StartedOn;
        var ended = interest.EndedOn ?? facts.Timeline.ExitCompletedOn;
        var contradictory = begun > facts.AsOf || ended < begun || facts.Timeline.ExitCompletedOn < begun;
        var before = ended < policy.StartsOn;
        List<Finding> findings = [];
        if (contradictory)
            findings.Add(FindingCodes.DatesContradict.Because(Fact.StartedOn, Fact.EndedOn, Fact.ExitCompletedOn));
        if (before)
            findings.Add(FindingCodes.EndedBeforePlan.Because(Fact.EndedOn, Fact.ExitCompletedOn));
        return new(before,
            begun >= policy.StartsOn && begun <= policy.ReportAndExitBy,
            begun > policy.ReportAndExitBy,
            contradictory, findings);
    }
}
