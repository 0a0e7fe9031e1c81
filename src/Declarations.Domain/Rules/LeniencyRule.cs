namespace Declarations.Rules;

internal sealed record LeniencyReading(
    Leniency Leniency, Leniency? Stricter, IReadOnlyList<DisposalKind> Disposals, IReadOnlyList<Finding> Findings);

/// <summary>五(二)3, 五(三), 四6: the class of leniency that the facts support, as a proposal (E19, E35, E36), and the stricter reading (E30).</summary>
internal static class LeniencyRule
{
    public static LeniencyReading Apply(CaseFacts facts, Policy policy, Prohibition prohibition, ExitReading exit, Timing? timing, bool? consistent)
    {
        if (facts.Handling.SuspectedCrime == true)
            return Propose(Leniency.Judicial, facts, [FindingCodes.SuspectedCrime.Because(Fact.SuspectedCrime)]);
        if (prohibition.Verdict != Verdict.Prohibited)
            return Propose(Leniency.NotApplicable, facts, []);
        List<Finding> aggravating = [.. Aggravating(facts, policy, exit, timing!)];
        if (aggravating.Count > 0)
            return Propose(Leniency.Strict, facts, aggravating);

        var reported = facts.Timeline.ReportedOn is { } on && on <= facts.AsOf ? on : (DateOnly?)null;
        var inTime = reported <= policy.ReportAndExitBy && exit.Done && exit.ClaimedOn <= policy.ReportAndExitBy;
        if (!inTime && facts.AsOf <= policy.ReportAndExitBy)
            return Propose(Leniency.NotApplicable, facts,
                [FindingCodes.LeniencyStillOpen.Because(Fact.ReportedOn, Fact.ExitCompletedOn) with { On = policy.ReportAndExitBy }]);
        // 如实 is a condition of every class below the strict one, in time or not.
        List<Finding> open = [.. Truthfulness(facts, consistent)];
        if (inTime && exit.Effective is null)
            open.Add(FindingCodes.ExitInQuestion.Because(Fact.ExitCompletedOn));
        // A price against the plan has already cost the leniency that the exit could bring.
        var settled = open.Count == 0 || (exit.Compliant == false && open.TrueForAll(finding => finding.Code == FindingCodes.ExitInQuestion.Code));
        var findings = inTime ? InTime(facts, exit, open) : Late(policy, reported, exit);
        return Propose(settled ? Class(facts, inTime, exit) : Leniency.Undetermined, facts, [.. findings, .. open]);
    }

    /// <summary>Refused, delayed, concealed, untruthful, in form only, or begun in the face of the campaign.</summary>
    private static IEnumerable<Finding> Aggravating(CaseFacts facts, Policy policy, ExitReading exit, Timing timing)
    {
        var time = facts.Timeline;
        if (time.Truthful == false)
            yield return FindingCodes.Untruthful.Because(Fact.Truthful);
        if (time.RefusedOrDelayed == true)
            yield return FindingCodes.RefusedOrDelayed.Because(Fact.RefusedOrDelayed);
        if (facts.Handling.Obstructed == true)
            yield return FindingCodes.Obstructed.Because(Fact.Obstructed);
        if (time.Found && !(time.ReportedOn <= policy.ReportAndExitBy))
            yield return FindingCodes.Concealed.Because(Fact.FoundByVerification, Fact.FoundByTip, Fact.ReportedOn);
        if (timing.Defiant)
            yield return FindingCodes.DefiantOffence.Because(Fact.StartedOn);
        if (exit.Overdue || (exit.Done && exit.ClaimedOn > exit.AgreedOn))
            yield return FindingCodes.AgreedDateMissed.Because(Fact.AgreedExitOn, Fact.ExitCompletedOn);
        if (exit.Sham && facts.AsOf > policy.ReportAndExitBy)
            yield return FindingCodes.ShamExit.Because(Fact.RetainsBenefit, Fact.Transferee);
    }

    private static IEnumerable<Finding> Truthfulness(CaseFacts facts, bool? consistent)
    {
        if (facts.Timeline.Truthful is null)
            yield return FindingCodes.TruthfulnessUnknown.Because(Fact.Truthful);
        else if (consistent == false)
            yield return FindingCodes.TruthfulnessContradicted.Because(Fact.Truthful);
    }

    private static Leniency Class(CaseFacts facts, bool inTime, ExitReading exit) =>
        !inTime || exit.Compliant == false ? Leniency.NoPlanLeniency
        : facts.Handling.Minor == true ? Leniency.ExemptDiscipline
        : Leniency.Mitigate;

    private static List<Finding> InTime(CaseFacts facts, ExitReading exit, List<Finding> open)
    {
        if (exit.Compliant == false)
            return [FindingCodes.PriceAgainstPlan.Because(Fact.PriceRatio)];
        if (open.Count > 0)
            return [];
        var code = facts.Handling.Minor == true ? FindingCodes.ExemptFromDiscipline : FindingCodes.MayBeMitigated;
        return
        [
            code.Because(Fact.ReportedOn, Fact.ExitCompletedOn, Fact.Minor),
            .. facts.Timeline.FoundByTip == true ? [FindingCodes.ReportedAfterTip.Because(Fact.FoundByTip, Fact.ReportedOn)] : Enumerable.Empty<Finding>(),
        ];
    }

    private static List<Finding> Late(Policy policy, DateOnly? reported, ExitReading exit)
    {
        List<Finding> findings = [];
        if (!(reported <= policy.ReportAndExitBy))
            findings.Add(FindingCodes.ReportConditionMissed.Because(Fact.ReportedOn) with { On = policy.ReportAndExitBy });
        if (!(exit.Done && exit.ClaimedOn <= policy.ReportAndExitBy))
            findings.Add(FindingCodes.ExitConditionMissed.Because(Fact.ExitCompletedOn) with { On = policy.ReportAndExitBy });
        return findings;
    }

    private static LeniencyReading Propose(Leniency leniency, CaseFacts facts, IReadOnlyList<Finding> findings)
    {
        Leniency? stricter = leniency switch
        {
            Leniency.NoPlanLeniency => Leniency.Strict,
            Leniency.ExemptDiscipline or Leniency.Mitigate when facts.Timeline.FoundByTip == true => Leniency.NoPlanLeniency,
            _ => null,
        };
        if (leniency == Leniency.NoPlanLeniency)
            findings = [.. findings, FindingCodes.StricterReading.Because(Fact.ReportedOn, Fact.ExitCompletedOn)];
        return new(leniency, stricter, Disposals(leniency, facts.Handling.Minor), findings);
    }

    /// <summary>免予处分 drops discipline only (E20); 免予处理 stays open while nobody has said that the case is not minor.</summary>
    private static DisposalKind[] Disposals(Leniency leniency, bool? minor) => leniency switch
    {
        Leniency.ExemptDiscipline => [DisposalKind.NoAction, DisposalKind.Organisational],
        Leniency.Mitigate or Leniency.NoPlanLeniency when minor != false =>
            [DisposalKind.NoAction, DisposalKind.Organisational, DisposalKind.Disciplinary],
        Leniency.Mitigate or Leniency.NoPlanLeniency or Leniency.Strict or Leniency.Judicial =>
            [DisposalKind.Organisational, DisposalKind.Disciplinary],
        _ => [],
    };
}
