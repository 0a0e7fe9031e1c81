using Declarations.Participation;

namespace Declarations.Rules;

/// <param name="ClaimedOn">Day of the exit as stated; null: none by the day looked at.</param>
/// <param name="Effective">Counts as completed; null: in question, or no exit is asked for.</param>
/// <param name="AgreedOn">Day fixed by the office in verification; before it a date is a proposal (E40).</param>
/// <param name="Sham">In form only, and established: the benefit was kept, or the family took over.</param>
internal sealed record ExitReading(
    DateOnly? ClaimedOn, bool? Effective, bool? Compliant, DateOnly? AgreedOn, bool Sham, bool Overdue, IReadOnlyList<Finding> Findings)
{
    public static ExitReading None { get; } = new(null, null, null, null, false, false, []);

    public bool Done => ClaimedOn is not null && Effective != false;
}

/// <summary>四5 and 说明3: exit by when, whether it holds (E18), at what price (E22), agreed exits (E21, E39, E40), filing of exits (E33).
/// Of an exit what is stated counts; what is missing is missing only where its way needs it (E45).</summary>
internal static class ExitRule
{
    public static ExitReading Apply(CaseFacts facts, Policy policy, Prohibition prohibition, Timing? timing)
    {
        var open = prohibition.Verdict is Verdict.Prohibited or Verdict.Review;
        if (facts.Interest is not { } interest || !open || timing is null or { EndedBefore: true } or { Contradictory: true })
            return ExitReading.None;
        var stated = facts.Timeline.ExitCompletedOn ?? interest.EndedOn;
        List<Finding> findings = [];
        if (facts.Timeline.ExitCompletedOn > facts.AsOf)
            findings.Add(FindingCodes.ExitInFuture.Because(Fact.ExitCompletedOn) with { On = stated });
        if (stated is { } claimedOn && claimedOn <= facts.AsOf)
            return Claimed(facts, policy, prohibition, claimedOn, findings);
        return prohibition.ExitRequired ? NotExited(facts, policy, null, false, findings) : ExitReading.None with { Findings = findings };
    }

    private static ExitReading Claimed(CaseFacts facts, Policy policy, Prohibition prohibition, DateOnly claimedOn, List<Finding> findings)
    {
        var against = Against(facts).ToList();
        var doubts = Doubts(facts).ToList();
        var price = Price(facts.Exit, policy).ToList();
        bool? effective = against.Count > 0 ? false : doubts.Count > 0 ? null : true;
        bool? compliant = price.Any(finding => finding.Alert == Alert.PriceAboveMarket) ? false : effective;
        findings.AddRange([.. against, .. doubts, .. price]);
        if (effective == true)
            findings.AddRange(Effective(facts, policy, claimedOn));
        findings.Add((facts.Timeline.ExitFiledOn is null ? FindingCodes.ExitToBeFiled : FindingCodes.ExitFiled)
            .Because(Fact.ExitFiledOn) with
        { On = facts.Timeline.ExitFiledOn });
        var sham = facts.Exit.RetainsBenefit == true || IsFamily(facts.Exit.Transferee);
        // While days are left it can be undone.
        if (sham && effective == false && facts.AsOf <= policy.ReportAndExitBy)
            findings.Add(FindingCodes.UndoExit.Because(Fact.RetainsBenefit, Fact.Transferee) with { On = policy.ReportAndExitBy });
        return effective == false && prohibition.ExitRequired
            ? NotExited(facts, policy, claimedOn, sham, findings)
            : new(claimedOn, effective, compliant, Agreed(facts, policy), sham, false, findings);
    }

    /// <summary>The clause is that of the stage (说明3); after it only an agreed date has a cell (E39).</summary>
    private static IEnumerable<Finding> Effective(CaseFacts facts, Policy policy, DateOnly exitedOn)
    {
        var note = exitedOn <= policy.ReportAndExitBy ? "说明3(1)" : exitedOn <= policy.VerifiedBy ? "说明3(2)" : Agreed(facts, policy) is null ? null : "说明3(3)";
        var effective = FindingCodes.ExitEffective.Because(Fact.ExitCompletedOn, Fact.RegistryUpdated, Fact.PaymentProven) with { On = exitedOn };
        yield return effective with
        {
            Citations = [.. effective.Citations.Where(citation => citation.Document != LawDocument.PlanAnnex3 || citation.Article == note)],
        };
        if (note is null)
            yield return FindingCodes.ExitAfterVerification.Because(Fact.ExitCompletedOn, Fact.AgreedExitOn) with { On = policy.VerifiedBy };
    }

    private static DateOnly? Agreed(CaseFacts facts, Policy policy) =>
        facts.AsOf > policy.ReportAndExitBy && facts.Timeline.AgreedExitOn > policy.ReportAndExitBy ? facts.Timeline.AgreedExitOn : null;

    /// <summary>What shows that an exit is one in form only.</summary>
    private static IEnumerable<Finding> Against(CaseFacts facts)
    {
        var exit = facts.Exit;
        if (exit.RegistryUpdated == false && HasRegistry(facts))
            yield return FindingCodes.RegistryUnchanged.Because(Fact.RegistryUpdated);
        if (IsFamily(exit.Transferee))
            yield return FindingCodes.TransferredToFamily.Because(Fact.Transferee);
        if (IsFamily(exit.Transferee))
            yield return FindingCodes.RelatedTransferee.Because(Fact.Transferee);
        if (exit.RetainsBenefit == true)
            yield return FindingCodes.BenefitKept.Because(Fact.RetainsBenefit);
    }

    /// <summary>What leaves it in question until a person has looked or a proof has come.</summary>
    private static IEnumerable<Finding> Doubts(CaseFacts facts)
    {
        var exit = facts.Exit;
        if (exit.Transferee is TransfereeRelation.OtherRelative or TransfereeRelation.LinkedEntity)
            yield return FindingCodes.RelatedTransferee.Because(Fact.Transferee);
        string[] missing =
        [
            .. Missing(exit.RetainsBenefit is null, Fact.RetainsBenefit),
            .. Missing(exit.RegistryUpdated is null && HasRegistry(facts), Fact.RegistryUpdated),
            .. Missing(exit.Transferee is null && IsTransfer(facts), Fact.Transferee),
            .. Missing(exit.PaymentProven != true && IsTransfer(facts), Fact.PaymentProven),
            .. Missing(exit.PriceRatio is null && IsTransfer(facts), Fact.PriceRatio),
        ];
        if (missing.Length > 0)
            yield return FindingCodes.EvidenceMissing.Because(missing);
    }

    /// <summary>Clearly above market: more than 130 % of the appraised value, and with relatives any premium is looked at.</summary>
    private static IEnumerable<Finding> Price(ExitFacts exit, Policy policy)
    {
        if (exit.PriceRatio is not { } ratio)
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
    private static ExitReading NotExited(CaseFacts facts, Policy policy, DateOnly? claimedOn, bool sham, List<Finding> findings)
    {
        var agreed = Agreed(facts, policy);
        findings.Add(FindingCodes.ExitDue.Because(Fact.StartedOn, Fact.ExitCompletedOn) with { On = policy.ReportAndExitBy });
        if (facts.Timeline.AgreedExitOn is { } day)
            findings.Add((agreed is null ? FindingCodes.ExitProposed : FindingCodes.ExitAgreed).Because(Fact.AgreedExitOn) with { On = day });
        if (agreed > policy.EndsOn)
            findings.Add(FindingCodes.AgreedAfterPlanEnd.Because(Fact.AgreedExitOn) with { On = agreed });
        var overdue = facts.AsOf > agreed;
        if (overdue)
            findings.Add(FindingCodes.AgreedOverdue.Because(Fact.AgreedExitOn) with { On = agreed });
        if (agreed is null && facts.AsOf > policy.ReportAndExitBy)
            findings.Add(FindingCodes.NoExitNoDate.Because(Fact.ExitCompletedOn, Fact.AgreedExitOn) with { On = policy.ReportAndExitBy });
        return new(claimedOn, false, false, agreed, sham, overdue, findings);
    }

    private static IEnumerable<string> Missing(bool missing, string fact) => missing ? [fact] : [];

    private static bool IsFamily(TransfereeRelation? transferee) =>
        transferee is TransfereeRelation.Spouse or TransfereeRelation.Child or TransfereeRelation.ChildSpouse;

    /// <summary>退股, leaving a post, ending a contract or dissolving the business has neither buyer nor price.</summary>
    private static bool IsTransfer(CaseFacts facts) => Way(facts) is null or ExitWay.Transfer;

    private static bool HasRegistry(CaseFacts facts) => Way(facts) != ExitWay.ContractEnded;

    /// <summary>A post is left and a contract ends, unless another way is stated.</summary>
    private static ExitWay? Way(CaseFacts facts) => facts.Exit.Way ?? facts.Interest!.Mode switch
    {
        ParticipationMode.Officer or ParticipationMode.OrdinaryEmployment => ExitWay.Resignation,
        ParticipationMode.Contracting => ExitWay.ContractEnded,
        _ => null,
    };
}
