using Declarations.Participation;

namespace Declarations.Rules;

/// <param name="ClaimedOn">Day of the exit as stated; null: none by the day looked at.</param>
/// <param name="Effective">Counts as completed; null: in question, or no exit is asked for.</param>
/// <param name="Sham">In form only, and established: the benefit was kept, or the family took over.</param>
internal sealed record ExitReading(
    DateOnly? ClaimedOn, bool? Effective, bool? Compliant, bool Sham, bool Overdue, IReadOnlyList<Finding> Findings)
{
    public static ExitReading None { get; } = new(null, null, null, false, false, []);

    public bool Done => ClaimedOn is not null && Effective != false;
}

/// <summary>四5 and 说明3: exit by when, whether it holds (E18), at what price (E22), agreed exits (E21), filing of exits (E33).</summary>
internal static class ExitRule
{
    public static ExitReading Apply(CaseFacts facts, Policy policy, Prohibition prohibition, Timing? timing)
    {
        var open = prohibition.Verdict is Verdict.Prohibited or Verdict.Review;
        if (facts.Interest is not { } interest || !open || timing is null or { EndedBefore: true })
            return ExitReading.None;
        var stated = facts.Timeline.ExitCompletedOn ?? interest.EndedOn;
        List<Finding> findings = [];
        if (facts.Timeline.ExitCompletedOn > facts.AsOf)
            findings.Add(FindingCodes.ExitInFuture.Because(Fact.ExitCompletedOn) with { On = stated });
        if (stated is { } claimedOn && claimedOn <= facts.AsOf)
            return Claimed(facts, policy, prohibition, claimedOn, findings);
        return prohibition.ExitRequired ? NotExited(facts, policy, false, findings) : ExitReading.None with { Findings = findings };
    }

    private static ExitReading Claimed(CaseFacts facts, Policy policy, Prohibition prohibition, DateOnly claimedOn, List<Finding> findings)
    {
        var against = Against(facts.Exit).ToList();
        var doubts = Doubts(facts.Exit).ToList();
        var price = Price(facts.Exit, policy).ToList();
        bool? effective = against.Count > 0 ? false : doubts.Count > 0 ? null : true;
        bool? compliant = price.Any(finding => finding.Alert == Alert.PriceAboveMarket) ? false : effective;
        findings.AddRange([.. against, .. doubts, .. price]);
        if (effective == true)
            findings.Add(FindingCodes.ExitEffective.Because(Fact.ExitCompletedOn, Fact.RegistryUpdated, Fact.PaymentProven) with { On = claimedOn });
        findings.Add((facts.Timeline.ExitFiledOn is null ? FindingCodes.ExitToBeFiled : FindingCodes.ExitFiled)
            .Because(Fact.ExitFiledOn) with
        { On = facts.Timeline.ExitFiledOn });
        var sham = facts.Exit.RetainsBenefit == true || (IsTransfer(facts.Exit) && IsFamily(facts.Exit.Transferee));
        return effective == false && prohibition.ExitRequired
            ? NotExited(facts, policy, sham, findings) with { ClaimedOn = claimedOn }
            : new(claimedOn, effective, compliant, sham, false, findings);
    }

    /// <summary>What shows that an exit is one in form only.</summary>
    private static IEnumerable<Finding> Against(ExitFacts exit)
    {
        if (exit.RegistryUpdated == false && HasRegistry(exit))
            yield return FindingCodes.RegistryUnchanged.Because(Fact.RegistryUpdated);
        if (IsTransfer(exit) && IsFamily(exit.Transferee))
            yield return FindingCodes.TransferredToFamily.Because(Fact.Transferee);
        if (IsTransfer(exit) && IsFamily(exit.Transferee))
            yield return FindingCodes.RelatedTransferee.Because(Fact.Transferee);
        if (exit.RetainsBenefit == true)
            yield return FindingCodes.BenefitKept.Because(Fact.RetainsBenefit);
    }

    /// <summary>What leaves it in question until a person has looked or a proof has come.</summary>
    private static IEnumerable<Finding> Doubts(ExitFacts exit)
    {
        if (IsTransfer(exit) && exit.Transferee is TransfereeRelation.OtherRelative or TransfereeRelation.LinkedEntity)
            yield return FindingCodes.RelatedTransferee.Because(Fact.Transferee);
        string[] missing =
        [
            .. Missing(exit.RetainsBenefit is null, Fact.RetainsBenefit),
            .. Missing(exit.RegistryUpdated is null && HasRegistry(exit), Fact.RegistryUpdated),
            .. Missing(exit.Transferee is null && IsTransfer(exit), Fact.Transferee),
            .. Missing(exit.PaymentProven != true && IsTransfer(exit), Fact.PaymentProven),
            .. Missing(exit.PriceRatio is null && IsTransfer(exit), Fact.PriceRatio),
        ];
        if (missing.Length > 0)
            yield return FindingCodes.EvidenceMissing.Because(missing);
    }

    /// <summary>Clearly above market: more than 130 % of the appraised value, and with relatives any premium is looked at.</summary>
    private static IEnumerable<Finding> Price(ExitFacts exit, Policy policy)
    {
        if (exit.PriceRatio is not { } ratio || !IsTransfer(exit))
            yield break;
        var related = exit.Transferee is not (null or TransfereeRelation.Unrelated);
        if (ratio > policy.PriceAboveMarketRatio)
            yield return FindingCodes.PriceAboveMarket.Because(Fact.PriceRatio);
        if (related && ratio > 1m)
            yield return FindingCodes.PricePremiumRelated.Because(Fact.PriceRatio, Fact.Transferee);
        if (ratio < policy.PriceLowRatio)
            yield return FindingCodes.PriceLow.Because(Fact.PriceRatio);
    }

    /// <summary>Not out by the day looked at. The date that counts is the plan's, or one that the office fixed in writing.</summary>
    private static ExitReading NotExited(CaseFacts facts, Policy policy, bool sham, List<Finding> findings)
    {
        var agreed = facts.Timeline.AgreedExitOn;
        findings.Add(FindingCodes.ExitDue.Because(Fact.StartedOn, Fact.ExitCompletedOn) with { On = policy.ReportAndExitBy });
        if (agreed is { } day)
            findings.Add(FindingCodes.ExitAgreed.Because(Fact.AgreedExitOn) with { On = day });
        if (agreed > policy.EndsOn)
            findings.Add(FindingCodes.AgreedAfterPlanEnd.Because(Fact.AgreedExitOn) with { On = agreed });
        var overdue = facts.AsOf > agreed;
        if (overdue)
            findings.Add(FindingCodes.AgreedOverdue.Because(Fact.AgreedExitOn) with { On = agreed });
        if (agreed is null && facts.AsOf > policy.ReportAndExitBy)
            findings.Add(FindingCodes.NoExitNoDate.Because(Fact.ExitCompletedOn, Fact.AgreedExitOn) with { On = policy.ReportAndExitBy });
        return new(null, false, false, sham, overdue, findings);
    }

    private static IEnumerable<string> Missing(bool missing, string fact) => missing ? [fact] : [];

    private static bool IsFamily(TransfereeRelation? transferee) =>
        transferee is TransfereeRelation.Spouse or TransfereeRelation.Child or TransfereeRelation.ChildSpouse;

    /// <summary>Leaving a post, ending a contract or dissolving the business has neither buyer nor price.</summary>
    private static bool IsTransfer(ExitFacts exit) => exit.Way is null or ExitWay.Transfer or ExitWay.Withdrawal;

    private static bool HasRegistry(ExitFacts exit) => exit.Way != ExitWay.ContractEnded;
}
