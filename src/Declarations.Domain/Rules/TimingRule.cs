namespace Declarations.Rules;

/// <param name="EndedBefore">Over before the launch day: history.</param>
/// <param name="BegunDuring">Begun between the launch day and the day to have exited.</param>
/// <param name="BegunAfter">Begun after that day.</param>
/// <param name="Defiant">Begun after it while the plan still ran: 顶风而为 (E40).</param>
internal sealed record Timing(
    bool EndedBefore, bool BegunDuring, bool BegunAfter, bool Defiant, bool Contradictory, IReadOnlyList<Finding> Findings);

/// <summary>一, 二(一): old and new participation (E24), and days that cannot all be true (E48).</summary>
internal static class TimingRule
{
    public static Timing Apply(InterestFacts interest, CaseFacts facts, Policy policy)
    {
        var (begun, ended, exited) = (interest.StartedOn, interest.EndedOn, facts.Timeline.ExitCompletedOn);
        var contradictory = begun > facts.AsOf || ended < begun || exited < begun || exited < ended
            || (ended < policy.StartsOn && exited >= policy.StartsOn);
        // History needs a settled end.
        var before = !contradictory && (ended ?? exited) < policy.StartsOn;
        List<Finding> findings = [];
        if (contradictory)
            findings.Add(FindingCodes.DatesContradict.Because(Fact.StartedOn, Fact.EndedOn, Fact.ExitCompletedOn));
        if (before)
            findings.Add(FindingCodes.EndedBeforePlan.Because(Fact.EndedOn, Fact.ExitCompletedOn));
        return new(before,
            begun >= policy.StartsOn && begun <= policy.ReportAndExitBy,
            begun > policy.ReportAndExitBy,
            begun > policy.ReportAndExitBy && begun <= policy.EndsOn,
            contradictory, findings);
    }
}
