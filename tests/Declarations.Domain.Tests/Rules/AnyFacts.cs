using Declarations.Participation;
using Declarations.Roster;
using FsCheck;
using FsCheck.Fluent;

namespace Declarations.Rules;

/// <summary>Facts at random: every code, every unknown, and days where the rules turn.</summary>
internal static class AnyFacts
{
    private static readonly DateOnly[] Turns =
    [
        new(2014, 8, 14), new(2014, 8, 15), new(2014, 8, 16), new(2015, 8, 14), new(2015, 8, 15), new(2016, 2, 29), new(2016, 10, 10),
        new(2017, 5, 25), new(2017, 5, 26), new(2017, 8, 14), new(2017, 8, 15), new(2017, 8, 20), new(2017, 9, 1), new(2017, 9, 15),
        new(2017, 9, 16), new(2017, 9, 30), new(2017, 10, 1), new(2017, 11, 15), new(2017, 12, 31), new(2018, 1, 1), new(2018, 1, 31),
        new(2018, 2, 1), new(2019, 5, 31), new(2019, 6, 1), new(2020, 3, 1), DateOnly.MinValue, DateOnly.MaxValue,
    ];

    private static Gen<DateOnly> Days { get; } = Gen.Frequency(
        (8, Gen.Elements(Turns)),
        (2, from n in Gen.Choose(-1500, 1500) select new DateOnly(2017, 9, 1).AddDays(n)));

    private static Gen<DateOnly?> SomeDay { get; } = Gen.Frequency((1, Gen.Constant((DateOnly?)null)), (2, Days.Select(day => (DateOnly?)day)));
    private static Gen<bool?> Flag { get; } = Gen.Elements<bool?>(null, true, false);
    private static Gen<bool?> Rarely { get; } = Gen.Frequency((6, Gen.Elements<bool?>(null, false)), (1, Gen.Constant((bool?)true)));
    private static Gen<Money?> Amount { get; } = Gen.Elements<Money?>(null, Money.Zero, Money.FromWan(20), Money.FromWan(35.5m));

    private static Gen<T?> Code<T>() where T : struct, Enum =>
        Gen.Frequency((1, Gen.Constant((T?)null)), (6, Gen.Elements(Enum.GetValues<T>()).Select(value => (T?)value)));

    private static Gen<InnovationFacts> Innovation { get; } =
        from mode in Code<InnovationMode>()
        from approved in Flag
        from agreed in Flag
        from related in Flag
        from start in SomeDay
        from end in SomeDay
        select new InnovationFacts { Mode = mode, UnitApproved = approved, AgreementSigned = agreed, ProfessionRelated = related, From = start, To = end };

    private static Gen<SubjectFacts> Subject { get; } =
        from category in Code<PersonCategory>()
        from rank in Code<Rank>()
        from leader in Flag
        from post in Flag
        from city in Flag
        from secretary in Rarely
        from head in Rarely
        from workplace in Code<Workplace>()
        from postType in Code<PostType>()
        from innovation in Gen.Frequency((2, Gen.Constant((InnovationFacts?)null)), (1, Innovation.Select(facts => (InnovationFacts?)facts)))
        from status in Code<ServiceStatus>()
        from left in SomeDay
        from investigated in Rarely
        from dead in Rarely
        from decided in Flag
        select new SubjectFacts
        {
            Category = category,
            Rank = rank,
            LeadingMember = leader,
            HoldsLeadingPost = post,
            CityManaged = city,
            PartyGroupSecretary = secretary,
            UnitHead = head,
            Workplace = workplace,
            PostType = postType,
            Innovation = innovation,
            Status = status,
            LeftOn = status is ServiceStatus.Resigned or ServiceStatus.Retired ? left : investigated == true ? left : null,
            UnderInvestigation = investigated,
            Deceased = dead,
            FilesByOfficeDecision = decided,
        };

    private static Gen<InterestFacts> Verified { get; } =
        from said in Gen.Elements<string?>(null, "采砂", "运砂")
        from holder in Code<Relation>()
        from mode in Code<ParticipationMode>()
        from content in Gen.Elements<string?>(null, "采砂", "运砂")
        select new InterestFacts { Content = said, VerifiedHolder = holder, VerifiedMode = mode, VerifiedContent = content };

    private static Gen<InterestFacts> Interest { get; } =
        from holder in Code<Relation>()
        from owner in Gen.Frequency((3, Gen.Constant((Relation?)null)), (1, Code<Relation>()))
        from relation in Gen.Elements<string?>(null, null, null, "10", "27", "28", "37", "38", "40", "51", "73", "99")
        from ended in Gen.Frequency((3, Gen.Constant((DateOnly?)null)), (1, SomeDay))
        from sector in Code<Sector>()
        from activity in Gen.Frequency((4, Gen.Constant((SubActivity?)null)), (1, Code<SubActivity>()))
        from capacity in Gen.Elements<decimal?>(null, 0m, 50_000m, 50_001m)
        from mode in Code<ParticipationMode>()
        from entity in Code<EntityType>()
        from gained in Rarely
        from related in Flag
        from start in SomeDay
        from end in Gen.Frequency((3, Gen.Constant((DateOnly?)null)), (1, SomeDay))
        from amounts in Amount.Four()
        from verified in Gen.Frequency((4, Gen.Constant(new InterestFacts())), (1, Verified))
        select new InterestFacts
        {
            Holder = holder,
            BeneficialOwner = owner,
            RelationCode = relation,
            RelationEndedOn = ended,
            Sector = sector,
            SubActivity = activity,
            CapacityKw = capacity,
            Mode = mode,
            EntityType = entity,
            GainedByOffice = gained,
            DirectlyRelatedToFormerWork = related,
            StartedOn = start,
            EndedOn = end,
            DeclaredAmount = amounts.Item1,
            VerifiedAmount = amounts.Item2,
            DeclaredProfit = amounts.Item3,
            VerifiedProfit = amounts.Item4,
            Content = verified.Content,
            VerifiedHolder = verified.VerifiedHolder,
            VerifiedMode = verified.VerifiedMode,
            VerifiedContent = verified.VerifiedContent,
        };

    private static Gen<TimelineFacts> Timeline { get; } =
        from submitted in SomeDay
        from reported in SomeDay
        from truthful in Flag
        from exited in SomeDay
        from filed in SomeDay
        from agreed in SomeDay
        from found in Rarely.Three()
        from refused in Rarely
        select new TimelineFacts
        {
            SubmittedOn = submitted,
            ReportedOn = reported,
            Truthful = truthful,
            ExitCompletedOn = exited,
            ExitFiledOn = filed,
            AgreedExitOn = agreed,
            FoundByVerification = found.Item1,
            FoundByTip = found.Item2,
            TipReceived = found.Item3,
            RefusedOrDelayed = refused,
        };

    private static Gen<ExitFacts> Exit { get; } =
        from way in Code<ExitWay>()
        from transferee in Code<TransfereeRelation>()
        from price in Gen.Elements<decimal?>(null, 0.5m, 1m, 1.3m, 1.31m)
        from registry in Flag
        from paid in Flag
        from kept in Rarely
        select new ExitFacts { Way = way, Transferee = transferee, PriceRatio = price, RegistryUpdated = registry, PaymentProven = paid,
            RetainsBenefit = kept };

    private static Gen<HandlingFacts> Handling { get; } =
        from minor in Flag
        from crime in Rarely
        from obstructed in Rarely
        from gain in Rarely
        select new HandlingFacts { Minor = minor, SuspectedCrime = crime, Obstructed = obstructed, GainForOthers = gain };

    private static Gen<CaseFacts> Cases { get; } =
        from day in Days
        from subject in Subject
        from interest in Gen.Frequency((1, Gen.Constant((InterestFacts?)null)), (6, Interest.Select(facts => (InterestFacts?)facts)))
        from timeline in Timeline
        from exit in Exit
        from handling in Handling
        select new CaseFacts(day, subject) { Interest = interest, Timeline = timeline, Exit = exit, Handling = handling };

    /// <summary>Facts under one of the policy versions.</summary>
    public static Arbitrary<(CaseFacts Facts, Policy Policy)> Any { get; } =
        (from facts in Cases from policy in Gen.Elements(Policies.All.ToArray()) select (facts, policy)).ToArbitrary();
}
