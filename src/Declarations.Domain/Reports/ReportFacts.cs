using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>The facts that the rules may look at, drawn from the roster, the unit tree and what a report says.</summary>
public static class ReportFacts
{
    /// <param name="chain">The official's unit and the units above it, nearest first, with their posts.</param>
    public static SubjectFacts Subject(Official official, IReadOnlyList<Unit> chain) => new()
    {
        Category = official.Category,
        Tier = official.Tier,
        Rank = official.Rank,
        LeadingMember = official.LeadingMember,
        HoldsLeadingPost = official.HoldsLeadingPost,
        CityManaged = official.CityManaged,
        PartyGroupSecretary = Holds(official, chain, UnitPostKind.PartyGroupSecretary),
        UnitHead = Holds(official, chain.Where(unit => unit.Kind == UnitKind.AffiliatedUnit), UnitPostKind.Head),
        Workplace = chain.Any(unit => unit.Kind == UnitKind.AffiliatedUnit) ? Workplace.AffiliatedUnit
            : chain.Any(unit => unit.Kind == UnitKind.Division) ? Workplace.BureauDivision : null,
        PostType = official.PostType,
        Status = official.Status,
        LeftOn = official.LeftOn,
        UnderInvestigation = official.UnderInvestigation,
        Deceased = official.DiedOn is null ? null : true,
    };

    /// <summary>About the person alone.</summary>
    public static CaseFacts Of(Official official, IReadOnlyList<Unit> chain, DateOnly asOf) => new(asOf, Subject(official, chain));

    /// <summary>About one interest. A draft counts as reported on the day it would be submitted.</summary>
    /// <param name="firstSubmittedOn">Day of the report's first submission: a supplement does not make a punctual report late.</param>
    public static CaseFacts Of(Official official, IReadOnlyList<Unit> chain, Interest interest, DateOnly asOf, DateOnly? firstSubmittedOn) =>
        Of(official, chain, asOf) with
        {
            Interest = new InterestFacts
            {
                Holder = interest.Holder,
                Sector = interest.Sector,
                SubActivity = interest.SubActivity,
                CapacityKw = interest.CapacityKw,
                Mode = interest.Mode,
                EntityType = interest.EntityType,
                DirectlyRelatedToFormerWork = interest.DutyLink switch { DutyLink.Related => true, DutyLink.Unrelated => false, _ => null },
                StartedOn = interest.StartedOn,
                EndedOn = interest.EndedOn,
                DeclaredAmount = interest.Amount,
                DeclaredProfit = interest.Profit,
            },
            Timeline = new TimelineFacts
            {
                SubmittedOn = firstSubmittedOn,
                ReportedOn = interest.ReportedOn ?? asOf,
                ExitCompletedOn = interest.Exit is { State: ExitState.Exited } ? interest.Exit.CompletedOn : null,
                FoundByVerification = false,
                TipReceived = false,
                FoundByTip = false,
                RefusedOrDelayed = false,
                Truthful = true,
            },
            Exit = interest.Exit is { State: ExitState.Exited } exit ? Exit(exit) : new ExitFacts(),
            Handling = new HandlingFacts { SuspectedCrime = false, Obstructed = false, GainForOthers = false },
        };

    private static ExitFacts Exit(Exit exit) => new()
    {
        Way = exit.Way,
        Transferee = exit.TransfereeRelation,
        PriceRatio = exit is { Price: { } price, Valuation: { Fen: > 0 } value } ? (decimal)price.Fen / value.Fen : null,
        RegistryUpdated = exit.RegistryUpdated,
        PaymentProven = exit.PaymentProven,
        RetainsBenefit = exit.RetainsBenefit,
    };

    private static bool Holds(Official official, IEnumerable<Unit> units, UnitPostKind kind) =>
        units.Any(unit => unit.Posts.Any(post => post.Kind == kind && post.OfficialId == official.Id));
}
