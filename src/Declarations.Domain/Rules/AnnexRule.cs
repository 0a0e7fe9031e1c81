
namespace Declarations.Rules;

internal sealed record AnnexReading(AnnexRow Row, bool? Consistent, IReadOnlyList<Finding> Findings);

/// <summary>Annex 3, 说明2-4: the cells that follow from the facts. What nobody has decided or checked stays blank (E21, E28).</summary>
internal static class AnnexRule
{
    public static AnnexReading Apply(CaseFacts facts, Policy policy, InterestReading? reading, Prohibition prohibition, ExitReading exit)
    {
        if (facts.Interest is not { } interest || reading is null)
            return Nil(facts.Timeline);
        var row = new AnnexRow
        {
            Self = reading.Ownership.Whose switch { Whose.Self => true, Whose.Unknown => null, _ => false },
            Sector = reading.Sector.Sector,
        };
        if (exit is { ClaimedOn: { } day, Effective: true } && day <= policy.VerifiedBy)
            row = day <= policy.ReportAndExitBy
                ? row with { ExitSelfReport = ExitCell.Exited }
                : row with { ExitVerification = ExitCell.OrderedExit };
        else if (prohibition.ExitRequired && (exit.Effective == false || exit.ClaimedOn > policy.VerifiedBy))
            row = row with { AgreedExit = exit.AgreedOn };

        Difference[] differences = [.. Differences(interest, facts.Timeline)];
        bool? consistent = differences.Length > 0 || facts.Timeline.Truthful == false ? false : IsWhollyChecked(interest) ? true : null;
        row = row with { Verification = differences.Length > 0 || consistent == true ? differences : null };
        return new(row, consistent, [consistent switch
        {
            true => FindingCodes.Confirmed.Because(Checked),
            false => FindingCodes.Differs.Because([.. Checked, Fact.Truthful, Fact.ReportedOn]),
            null => FindingCodes.NotVerified.Because(Fact.VerifiedHolder, Fact.VerifiedMode, Fact.VerifiedContent, Fact.VerifiedAmount, Fact.VerifiedProfit),
        }]);
    }

    private static readonly string[] Checked =
    [
        Fact.Holder, Fact.VerifiedHolder, Fact.Mode, Fact.VerifiedMode, Fact.Content, Fact.VerifiedContent,
        Fact.DeclaredAmount, Fact.VerifiedAmount, Fact.DeclaredProfit, Fact.VerifiedProfit,
    ];

    /// <summary>"Nothing" does not agree with a check that found something.</summary>
    private static AnnexReading Nil(TimelineFacts time) => time is { Truthful: false } or { Found: true }
        ? new(new AnnexRow(), false, [FindingCodes.Differs.Because(Fact.Truthful, Fact.FoundByVerification, Fact.FoundByTip)])
        : new(new AnnexRow(), null, []);

    /// <summary>说明4: of the items that were checked those that differ from the report; of a concealed interest all that was established (E37).</summary>
    private static IEnumerable<Difference> Differences(InterestFacts interest, TimelineFacts time)
    {
        var concealed = time.Found && time.ReportedOn is null;
        if (concealed || (interest.VerifiedHolder is not null && interest.VerifiedHolder != interest.Holder))
            yield return new(DifferenceItem.Participant) { Said = concealed ? null : new(interest.Holder), Found = Value(new(interest.VerifiedHolder)) };
        if (interest.VerifiedMode is not null && (concealed || interest.VerifiedMode != interest.Mode))
            yield return new(DifferenceItem.Mode) { Said = concealed ? null : Value(new(Mode: interest.Mode)), Found = new(Mode: interest.VerifiedMode) };
        if (interest.VerifiedContent is not null && (concealed || interest.VerifiedContent != interest.Content))
            yield return new(DifferenceItem.Content)
                { Said = concealed ? null : Value(new(Content: interest.Content)), Found = new(Content: interest.VerifiedContent) };
        if (interest.VerifiedAmount is { } amount && (concealed || amount != interest.DeclaredAmount))
            yield return new(DifferenceItem.Amount, concealed ? null : interest.DeclaredAmount, amount);
        if (interest.VerifiedProfit is { } profit && (concealed || profit != interest.DeclaredProfit))
            yield return new(DifferenceItem.Profit, concealed ? null : interest.DeclaredProfit, profit);
    }

    private static DifferenceValue? Value(DifferenceValue value) => value == new DifferenceValue() ? null : value;

    private static bool IsWhollyChecked(InterestFacts interest) => interest is
    {
        VerifiedHolder: not null, VerifiedMode: not null, VerifiedContent: not null, VerifiedAmount: not null, VerifiedProfit: not null,
    };
}
