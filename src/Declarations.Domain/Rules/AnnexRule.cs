
namespace Declarations.Rules;

internal sealed record AnnexReading(AnnexRow Row, bool? Consistent, IReadOnlyList<Finding> Findings);

/// <summary>Annex 3, 说明2-4: the cells that follow from the facts. What nobody has decided or checked stays blank (E21, E28).</summary>
internal static class AnnexRule
{
    public static AnnexReading Apply(CaseFacts facts, Policy policy, InterestReading? reading, Prohibition prohibition, ExitReading exit)
    {
        if (facts.Interest is not { } interest || reading is null)
            return new(new AnnexRow(), null, []);
        var row = new AnnexRow { Self = reading.Ownership.Whose == Whose.Self, Sector = reading.Sector.Sector };
        if (exit is { ClaimedOn: { } day, Effective: true })
            row = day <= policy.ReportAndExitBy
                ? row with { ExitSelfReport = ExitCell.Exited }
                : row with { ExitVerification = ExitCell.OrderedExit };
        else if (prohibition.ExitRequired && exit.Effective == false)
            row = row with { AgreedExit = facts.Timeline.AgreedExitOn };

        var differences = Differences(interest, facts.Timeline);
        var consistent = Consistent(differences, facts.Timeline);
        row = row with { Verification = consistent == false && differences is { Count: 0 } ? null : differences };
        return new(row, consistent, [consistent switch
        {
            true => FindingCodes.Confirmed.Because(Fact.DeclaredAmount, Fact.VerifiedAmount, Fact.DeclaredProfit, Fact.VerifiedProfit),
            false => FindingCodes.Differs.Because(Fact.DeclaredAmount, Fact.VerifiedAmount, Fact.DeclaredProfit, Fact.VerifiedProfit,
                Fact.Truthful, Fact.ReportedOn),
            null => FindingCodes.NotVerified.Because(Fact.VerifiedAmount, Fact.VerifiedProfit),
        }]);
    }

    /// <summary>说明4: the items in which the check differs from the report; null while one declared item is unchecked.</summary>
    private static List<Difference>? Differences(InterestFacts interest, TimelineFacts time)
    {
        if (Found(time) && time.ReportedOn is null)
            return [new(DifferenceItem.Participant, null, null)];
        List<Difference> differences = [];
        if (interest.VerifiedAmount is { } amount && amount != interest.DeclaredAmount)
            differences.Add(new(DifferenceItem.Amount, interest.DeclaredAmount, amount));
        if (interest.VerifiedProfit is { } profit && profit != interest.DeclaredProfit)
            differences.Add(new(DifferenceItem.Profit, interest.DeclaredProfit, profit));
        if (differences.Count > 0)
            return differences;
        var open = (interest.DeclaredAmount is not null && interest.VerifiedAmount is null)
            || (interest.DeclaredProfit is not null && interest.VerifiedProfit is null);
        var nothing = interest.VerifiedAmount is null && interest.VerifiedProfit is null;
        return open || nothing ? null : [];
    }

    private static bool? Consistent(List<Difference>? differences, TimelineFacts time) =>
        differences is { Count: > 0 } || time.Truthful == false ? false : differences is null ? null : true;

    private static bool Found(TimelineFacts time) => time.FoundByVerification == true || time.FoundByTip == true;
}
