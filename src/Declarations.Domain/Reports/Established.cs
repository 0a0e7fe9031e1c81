using Declarations.Participation;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>
/// 认定: what a check established of a person or an interest. Null: this check says nothing of it, and what an earlier one established stands.
/// </summary>
public sealed record Established
{
    // The five items of 说明4, as they really are.
    public Relation? Holder { get; init; }
    public ParticipationMode? Mode { get; init; }
    public string? Content { get; init; }
    public Money? Amount { get; init; }
    public Money? Profit { get; init; }

    // 五(二)3, 五(三), 四4, 四6
    public bool? Truthful { get; init; }
    public bool? FoundByTip { get; init; }
    public bool? RefusedOrDelayed { get; init; }
    public bool? Obstructed { get; init; }
    public bool? Minor { get; init; }
    public bool? GainedByOffice { get; init; }
    public bool? GainForOthers { get; init; }
    public bool? SuspectedCrime { get; init; }

    // 四5: how the exit was made, and that it was filed with the competent office
    public DateOnly? ExitedOn { get; init; }
    public ExitWay? Way { get; init; }
    public TransfereeRelation? Transferee { get; init; }
    public Money? Price { get; init; }
    public Money? Valuation { get; init; }
    public bool? PaymentProven { get; init; }
    public bool? RegistryUpdated { get; init; }
    public bool? RetainsBenefit { get; init; }
    public DateOnly? ExitFiledOn { get; init; }

    /// <summary>说明3(3): the day that the office fixed in writing.</summary>
    public DateOnly? AgreedExitOn { get; init; }
    public string? AgreedDocument { get; init; }

    /// <summary>What was found is no interest after all: it has no row any more.</summary>
    public bool? NoInterest { get; init; }

    /// <summary>What the person may read: results and days, never a suspicion, nor that there was a tip.</summary>
    public Established Told => this with
    {
        FoundByTip = null,
        RefusedOrDelayed = null,
        Obstructed = null,
        Minor = null,
        GainedByOffice = null,
        GainForOthers = null,
        SuspectedCrime = null,
    };

    /// <summary>The facts as they are known after this check.</summary>
    public CaseFacts Apply(CaseFacts facts) => facts with
    {
        Interest = facts.Interest is not { } interest ? null : interest with
        {
            VerifiedHolder = Holder ?? interest.VerifiedHolder,
            VerifiedMode = Mode ?? interest.VerifiedMode,
            VerifiedContent = Content ?? interest.VerifiedContent,
            VerifiedAmount = Amount ?? interest.VerifiedAmount,
            VerifiedProfit = Profit ?? interest.VerifiedProfit,
            GainedByOffice = GainedByOffice ?? interest.GainedByOffice,
        },
        Timeline = facts.Timeline with
        {
            Truthful = Truthful ?? facts.Timeline.Truthful,
            FoundByTip = FoundByTip ?? facts.Timeline.FoundByTip,
            RefusedOrDelayed = RefusedOrDelayed ?? facts.Timeline.RefusedOrDelayed,
            ExitCompletedOn = ExitedOn ?? facts.Timeline.ExitCompletedOn,
            ExitFiledOn = ExitFiledOn ?? facts.Timeline.ExitFiledOn,
            AgreedExitOn = AgreedExitOn ?? facts.Timeline.AgreedExitOn,
        },
        Exit = facts.Exit with
        {
            Way = Way ?? facts.Exit.Way,
            Transferee = Transferee ?? facts.Exit.Transferee,
            PriceRatio = Price is { } price && Valuation is { Fen: > 0 } value ? (decimal)price.Fen / value.Fen : facts.Exit.PriceRatio,
            PaymentProven = PaymentProven ?? facts.Exit.PaymentProven,
            RegistryUpdated = RegistryUpdated ?? facts.Exit.RegistryUpdated,
            RetainsBenefit = RetainsBenefit ?? facts.Exit.RetainsBenefit,
        },
        Handling = facts.Handling with
        {
            Minor = Minor ?? facts.Handling.Minor,
            Obstructed = Obstructed ?? facts.Handling.Obstructed,
            SuspectedCrime = SuspectedCrime ?? facts.Handling.SuspectedCrime,
            GainForOthers = GainForOthers ?? facts.Handling.GainForOthers,
        },
    };
}

/// <summary>
/// An interest that the person did not report and a check found (隐瞒): what was established of it. It is a row of Annex 3 like a reported one, and a
/// person who has filed nothing can have one (E44).
/// </summary>
public sealed record FoundInterest
{
    public required Relation Holder { get; init; }
    /// <summary>Null: the official in person.</summary>
    public string? HolderName { get; init; }
    public string? Enterprise { get; init; }
    public string? CreditCode { get; init; }
    public required Sector Sector { get; init; }
    public required ParticipationMode Mode { get; init; }
    public EntityType? EntityType { get; init; }
    public required string Content { get; init; }
    public Money? Amount { get; init; }
    public Money? Profit { get; init; }
    public DateOnly? StartedOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public bool? DirectlyRelated { get; init; }

    /// <summary>Nothing of it was declared: what was established is all there is.</summary>
    internal InterestFacts Facts => new()
    {
        Holder = Holder,
        VerifiedHolder = Holder,
        Sector = Sector,
        Mode = Mode,
        VerifiedMode = Mode,
        VerifiedContent = Content,
        VerifiedAmount = Amount,
        VerifiedProfit = Profit,
        EntityType = EntityType,
        StartedOn = StartedOn,
        EndedOn = EndedOn,
        DirectlyRelatedToFormerWork = DirectlyRelated,
    };
}
