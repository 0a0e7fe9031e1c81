using Declarations.Participation;
using Declarations.Roster;
using Xunit;

namespace Declarations.Rules;

public static class DifferencesTests
{
    private static readonly CaseFacts DivisionHeadResigned = new(new(2017, 9, 1), new SubjectFacts
    {
        Category = PersonCategory.CivilServant,
        Rank = Rank.CountyChief,
        LeadingMember = false,
        HoldsLeadingPost = true,
        CityManaged = true,
        PartyGroupSecretary = false,
        Workplace = Workplace.BureauDivision,
        Status = ServiceStatus.Resigned,
        LeftOn = new(2017, 7, 1),
    })
    {
        Interest = new() { Holder = Relation.Self, Sector = Sector.Sand, Mode = ParticipationMode.Officer, DirectlyRelatedToFormerWork = true },
    };

    [Fact]
    public static void Another_version_shows_what_it_changes()
    {
        var plan = Assessor.Assess(DivisionHeadResigned, Policy.Zhuzhou2017);
        var old = Assessor.Assess(DivisionHeadResigned, Policies.Csl2005);
        Assert.Equal(
            [
                new("PolicyVersion", "zhuzhou-2017", "zhuzhou-2017-csl-2005"),
                new("CooldownYears", "3", "2"),
                new("CooldownLastDay", "2020-07-01", "2019-07-01"),
                new("Findings", "cooling-off.period 2020-07-01", null),
                new("Findings", "cooling-off.breached 2020-07-01", null),
                new("Findings", null, "cooling-off.period 2019-07-01"),
                new("Findings", null, "cooling-off.breached 2019-07-01"),
            ],
            Determination.Differences(plan, old));
    }

    [Fact]
    public static void A_new_fact_shows_what_it_changes()
    {
        var october = DivisionHeadResigned with { AsOf = new(2017, 10, 15) };
        var before = Assessor.Assess(october, Policy.Zhuzhou2017);
        var after = Assessor.Assess(october with { Timeline = new() { AgreedExitOn = new(2017, 12, 31) } }, Policy.Zhuzhou2017);
        Assert.Equal(["Alerts", "Row", "Findings", "Findings"], Determination.Differences(before, after).Select(change => change.Name));
    }

    [Fact]
    public static void Every_property_is_compared()
    {
        var row = new AnnexRow { Self = true };
        Finding finding = new("exit.due", FindingKind.Duty, [], []);
        var nothing = new Determination("a", new(2017, 1, 1), []);
        var everything = new Determination("b", new(2017, 1, 2), [finding])
        {
            InScope = true,
            LeadingCadre = true,
            MustReportSelf = true,
            MustReportRelatives = true,
            ReportBy = new(2017, 1, 1),
            SignOff = SigningRoute.HigherLevel,
            Custody = Custodian.CityOffice,
            LookbackYears = 1,
            LookbackLastDay = new(2017, 1, 1),
            CooldownYears = 1,
            CooldownLastDay = new(2017, 1, 1),
            CooldownActive = true,
            Verdict = Verdict.Review,
            Basis = ProhibitionBasis.PlanSelf,
            Action = RequiredAction.ReportNil,
            ExitBy = new(2017, 1, 1),
            ExitEffective = true,
            ExitCompliant = true,
            Leniency = Leniency.Strict,
            StricterLeniency = Leniency.Strict,
            Alerts = new HashSet<Alert> { Alert.LateReport },
            Row = row,
            VerificationConsistent = true,
            DisposalOptions = [DisposalKind.NoAction],
            CountsInShouldSubmit = true,
            Overdue = true,
            NotSubmittedReason = NotSubmittedReason.Deceased,
        };
        Assert.Equal(
            typeof(Determination).GetProperties().Select(property => property.Name).Where(name => name != "EqualityContract").Order(StringComparer.Ordinal),
            Determination.Differences(nothing, everything).Select(change => change.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public static void Every_part_of_the_row_is_compared()
    {
        var blank = new Determination("a", new(2017, 1, 1), []);
        AnnexRow[] rows =
        [
            new() { Self = true }, new() { Sector = Sector.Sand }, new() { ExitSelfReport = ExitCell.Exited }, new()
                { ExitVerification = ExitCell.OrderedExit },
            new() { AgreedExit = new(2017, 1, 1) }, new() { Verification = [] }, new() { Verification = [new(DifferenceItem.Amount, null, Money.Zero)] },
        ];
        Assert.All(rows, row => Assert.Equal("Row", Assert.Single(Determination.Differences(blank, blank with { Row = row })).Name));
    }
}
