using Declarations.Participation;
using Declarations.Reports;
using Declarations.Verification;
using Xunit;

namespace Declarations.Domain.Tests.Verification;

/// <summary>What is asked of a name in a registry, and each piece of evidence that it is this person.</summary>
public sealed class NameMatchTests
{
    private static readonly Guid Spouse = Guid.NewGuid();

    private static RegistryFacts Facts => new("清溪砂石有限公司") { Person = "申报人甲", SharePercent = 20, HasExited = false };

    private static LeadRow Row(RegistryFacts facts, RegistryKind kind = RegistryKind.Shareholders) =>
        new(Guid.NewGuid(), kind, "登记机关", new(2017, 11, 1), facts);

    private static NameMatch Match => new()
    {
        Name = "申报人甲",
        Relation = Relation.Self,
        Rows = [Row(Facts)],
        Firms = 5,
        Namesakes = 0,
        Places = ["云澜市", "清溪管理站"],
    };

    private static Interest Stated => new()
    {
        Id = Guid.NewGuid(),
        Sector = Sector.Sand,
        Holder = Relation.Self,
        Enterprise = "清溪砂石有限公司",
        Mode = ParticipationMode.Equity,
        SharePercent = 20,
    };

    public static TheoryData<string, NameMatch> Pieces => new()
    {
        { "SameNumber", Match with { SameNumber = true } },
        { "OtherNumber", Match with { SameNumber = false } },
        { "SameRegion 云澜市", Match with { Firm = Facts with { City = "云澜市" } } },
        { "SameRegion 云澜", Match with { Rows = [Row(Facts with { Firm = "云澜清溪砂石有限公司" })] } },
        { "OtherRegion 远山市", Match with { Firm = Facts with { City = "远山市" } } },
        { "FamilyInFirm 苏婉宁", Match with { Family = ["苏婉宁"] } },
        { "AgePlausible 1975-03-08 2015-03-08", Match with { BornOn = new(1975, 3, 8), Rows = [Row(Facts with { Since = new(2015, 3, 8) })] } },
        { "AgeImplausible 2005-03-08 2015-03-08", Match with { BornOn = new(2005, 3, 8), Firm = Facts with { FoundedOn = new(2015, 3, 8) } } },
        { "RareName 2", Match with { Firms = 2 } },
        { "CommonName 11", Match with { Firms = 11 } },
        { "SharedName 3", Match with { Namesakes = 3 } },
        { "RegistrySaysExited", Match with { Rows = [Row(Facts with { HasExited = true })] } },
        { "ChangeSaysExited 2017-08-30", Match with { Changes = [Facts with { ChangedOn = new(2017, 8, 30), Before = "申报人甲;何书宁", After = "何书宁" }] } },
        { "FirmGone", Match with { Firm = Facts with { Status = FirmStatus.Deregistered } } },
    };

    [Theory, MemberData(nameof(Pieces))]
    public void Each_piece_of_evidence_stands_beside_the_name(string piece, NameMatch match)
    {
        var (kind, text) = match.Ask()!.Value;
        Assert.Equal(LeadKind.Undeclared, kind);
        Assert.Equal(["SameName 申报人甲", piece], text.Evidence.Select(each => $"{each.Code} {string.Join(' ', each.Arguments)}".Trim()));
    }

    [Fact]
    public void The_score_is_the_sum_of_the_evidence_and_a_number_settles_who_it_is()
    {
        static int Score(NameMatch match) => LeadEvidence.Score(match.Ask()!.Value.Text.Evidence);
        Assert.Equal((30, 90, 0), (Score(Match), Score(Match with { SameNumber = true }), Score(Match with { SameNumber = false })));
        Assert.True(Score(Match with { Family = ["苏婉宁"], Firm = Facts with { City = "云澜市" } }) > Score(Match with { Firm = Facts with { City = "云澜市" } }));
    }

    /// <summary>回头看: the list of an earlier campaign says when it was exited.</summary>
    [Theory]
    [InlineData("2015-06-01", false, LeadKind.Relapse)]
    [InlineData("2015-06-01", true, null)]
    [InlineData("2017-11-01", false, null)]
    public void An_earlier_exit_is_asked_about_where_later_data_still_show_the_name(string exitedOn, bool registrySaysExited, LeadKind? kind)
    {
        var before = new LeadRow(Guid.NewGuid(), RegistryKind.EarlierExits, "往次专项办", new(2015, 12, 31),
            new("清溪砂石有限公司") { Person = "申报人甲", HasExited = true, ExitedOn = DateOnly.Parse(exitedOn, System.Globalization.CultureInfo.InvariantCulture) });
        var asked = (Match with { Rows = [Row(Facts with { HasExited = registrySaysExited }), before] }).Ask();
        Assert.Equal(kind, asked?.Kind);
        if (asked is { } found)
            Assert.Contains(found.Text.Evidence, each => each.Code == EvidenceCode.ExitedBefore && each.Arguments[0] == exitedOn);
        Assert.Null((Match with { Rows = [before] }).Ask());
        Assert.Null((Match with { Rows = [Row(Facts), before], Firm = Facts with { Status = FirmStatus.Deregistered } }).Ask());
        Assert.NotEqual(LeadKind.Relapse, (Match with { Rows = [Row(Facts with { SharePercent = 30 }), before], Declared = [Stated] }).Ask()?.Kind);
    }

    [Fact]
    public void A_common_name_alone_asks_nobody()
    {
        static bool NameOnly(NameMatch match) => NameMatch.IsNameOnly(match.Ask()!.Value.Text);
        Assert.True(NameOnly(Match with { Firms = 11 }));
        Assert.False(NameOnly(Match with { Firms = 11, SameNumber = true }));
        Assert.False(NameOnly(Match with { Firms = 11, Family = ["苏婉宁"] }));
    }

    [Fact]
    public void What_the_report_says_too_is_no_lead_and_what_it_says_otherwise_is_listed()
    {
        Assert.Null((Match with { Declared = [Stated] }).Ask());
        var match = Match with
        {
            Declared = [Stated with { RelativeId = Spouse, Holder = Relation.Spouse, SharePercent = 5, Mode = ParticipationMode.OrdinaryEmployment }],
            Relatives = [new Relative(Spouse, Relation.Spouse, "苏婉宁")],
            Rows = [Row(Facts), Row(Facts with { SharePercent = null, Post = "监事" }, RegistryKind.Officers)],
        };
        var (kind, text) = match.Ask()!.Value;
        Assert.Equal(LeadKind.Differing, kind);
        Assert.Equal([new(LeadItem.Holder, "苏婉宁", "申报人甲"), new(LeadItem.Share, "5%", "20%"), new(LeadItem.Mode, "OrdinaryEmployment", "Equity"),
            new LeadDifference(LeadItem.Post, null, "监事")], text.Differences);
        Assert.Contains(text.Evidence, each => each.Code == EvidenceCode.DeclaredThere);
    }

    [Theory]
    [InlineData(30, false, LeadKind.StillRegistered)]
    [InlineData(31, true, null)]
    public void An_exit_is_asked_about_only_by_a_registry_of_a_later_day_that_still_shows_the_name(int day, bool exited, LeadKind? kind)
    {
        var match = Match with
        {
            Declared = [Stated with { Exit = new Exit(ExitState.Exited) { CompletedOn = new(2017, 10, day) } }],
            Rows = [Row(Facts with { HasExited = exited })],
        };
        Assert.Equal(kind, match.Ask()?.Kind);
        Assert.Null((match with { Rows = [match.Rows[0] with { AsOf = new(2017, 10, day) }] }).Ask());
    }

    [Fact]
    public void A_leaver_is_asked_about_business_that_the_former_unit_has_to_do_with_and_where_nothing_is_known_it_is_said()
    {
        var left = Match with { CoolingOff = true, Firm = Facts with { Sector = Sector.Sand } };
        Assert.Equal((LeadKind.Leaver, EvidenceCode.RelatedSector), Last(left with { Supervised = [Sector.Sand] }));
        Assert.Equal((LeadKind.Leaver, EvidenceCode.SectorsNotKept), Last(left));
        Assert.Equal((LeadKind.Leaver, EvidenceCode.CoolingOffUnknown), Last(left with { CoolingOff = null }));
        Assert.Equal(LeadKind.Undeclared, Last(left with { Supervised = [Sector.Mining] }).Kind);
        Assert.Equal(LeadKind.Undeclared, Last(left with { CoolingOff = false }).Kind);

        static (LeadKind Kind, EvidenceCode Last) Last(NameMatch match) => match.Ask() is { } asked ? (asked.Kind, asked.Text.Evidence[^1].Code) : default;
    }
}
