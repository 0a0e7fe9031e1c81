using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Xunit;

namespace Declarations.Domain.Tests.Reports;

/// <summary>The aggregate through its own methods: a bureau, an affiliated unit with a head, one member of staff.</summary>
public sealed class PersonalSituationReportTests
{
    private static readonly DateTimeOffset Morning = new(2017, 9, 18, 1, 0, 0, TimeSpan.Zero);
    private static readonly Act Today = On(new(2017, 9, 18));
    private readonly Unit bureau = Unit.Create(Today, "bureau", "云澜市水利局", UnitKind.Bureau, null);
    private readonly Unit station;
    private readonly Official staff;
    private readonly Official head;
    private readonly PersonalSituationReport report;

    public PersonalSituationReportTests()
    {
        station = Unit.Create(Today, "station", "水文监测站", UnitKind.AffiliatedUnit, bureau);
        staff = Person("林知远");
        head = Person("周怀谷");
        station.Give(Today, UnitPostKind.Head, head.Id);
        var campaign = Campaign.Create(Today, Preset.Zhuzhou2017, "c", "专项", "云澜市", bureau, new(2017, 9, 18));
        report = PersonalSituationReport.Open(Today, campaign, staff, station);
    }

    [Fact]
    public void Every_status_takes_exactly_the_verbs_of_the_table()
    {
        var allowed = new HashSet<(ReportStatus, ReportVerb)>
        {
            (ReportStatus.Draft, ReportVerb.SaveDraft), (ReportStatus.Draft, ReportVerb.Submit), (ReportStatus.Draft, ReportVerb.Excuse),
            (ReportStatus.Submitted, ReportVerb.SaveDraft), (ReportStatus.Submitted, ReportVerb.Submit),
            (ReportStatus.Submitted, ReportVerb.Return), (ReportStatus.Submitted, ReportVerb.Sign),
            (ReportStatus.Returned, ReportVerb.SaveDraft), (ReportStatus.Returned, ReportVerb.Submit),
            (ReportStatus.Signed, ReportVerb.HandUp), (ReportStatus.Signed, ReportVerb.Keep), (ReportStatus.Excused, ReportVerb.Readmit),
            (ReportStatus.Signed, ReportVerb.Supplement), (ReportStatus.HandedUp, ReportVerb.Supplement), (ReportStatus.Kept, ReportVerb.Supplement),
            (ReportStatus.Supplementing, ReportVerb.SaveDraft), (ReportStatus.Supplementing, ReportVerb.Submit),
                (ReportStatus.Supplementing, ReportVerb.Discard),
            (ReportStatus.Submitted, ReportVerb.Withdraw), (ReportStatus.Returned, ReportVerb.Withdraw),
            (ReportStatus.Withdrawn, ReportVerb.SaveDraft), (ReportStatus.Withdrawn, ReportVerb.Submit), (ReportStatus.Withdrawn, ReportVerb.Excuse),
        };
        foreach (var status in Enum.GetValues<ReportStatus>())
            foreach (var verb in Enum.GetValues<ReportVerb>())
            {
                var (subject, version) = In(status);
                var entries = subject.Unrecorded.Count;
                if (allowed.Contains((status, verb)))
                {
                    Do(subject, version, verb);
                    Assert.True(subject.Unrecorded.Count > entries, $"{verb} left no audit entry");
                }
                else
                {
                    Assert.Throws<RefusedException>(() => Do(subject, version, verb));
                    Assert.Equal((status, entries), (subject.Status, subject.Unrecorded.Count));
                }
            }
    }

    [Fact]
    public void Interest_keeps_the_day_it_was_first_stated_through_correction_return_and_signature()
    {
        var barge = Barge();
        report.SaveDraft(On(new(2017, 9, 8)), Positive(barge));
        var first = Submit(On(new(2017, 9, 8)));
        report.ReturnForCorrection(On(new(2017, 9, 11)), first, head, station.Posts, [("details", "请补充")]);
        report.SaveDraft(On(new(2017, 10, 3)), Positive(report.Draft.Interests[0] with { Amount = Money.FromWan(40) }, Barge() with { Enterprise = "另一条船" }));
        var second = Submit(On(new(2017, 10, 3)), first);
        report.Sign(On(new(2017, 10, 9)), second, head, station.Posts, opened: true);
        Assert.Equal([new(2017, 9, 8), new DateOnly(2017, 10, 3)], second.Content.Interests.Select(i => i.ReportedOn));
        Assert.Equal(new DateOnly(2017, 9, 8), report.FirstSubmittedOn);
    }

    [Fact]
    public void Interest_removed_and_entered_again_keeps_its_day_but_another_put_in_its_place_does_not()
    {
        var barge = Barge();
        report.SaveDraft(Today, Positive(barge));
        var first = Submit(Today);
        var again = barge with { Id = Guid.NewGuid(), ReportedOn = null };
        var swapped = barge with { Enterprise = "另一家砂场", CreditCode = null, RelativeId = Guid.NewGuid(), Holder = Relation.Spouse };
        report.SaveDraft(Today, Positive(again, swapped) with
        {
            Relatives = [new(swapped.RelativeId!.Value, Relation.Spouse, "苏婉宁")],
            Answers = [.. Enum.GetValues<Sector>().Select(s => new SectorAnswer(s, s == Sector.Sand, s == Sector.Sand ? FamilyAnswer.Yes : FamilyAnswer.No))],
        });
        var second = report.Submit(On(new(2017, 10, 2)), [first.Content], Rules(relatives: true), station.Id);
        Assert.Equal([new(2017, 9, 18), new DateOnly(2017, 10, 2)], second.Content.Interests.Select(i => i.ReportedOn));
    }

    [Fact]
    public void Same_draft_is_not_submitted_again_and_a_returned_one_must_be()
    {
        report.SaveDraft(Today, Nil());
        var version = Submit(Today);
        Assert.Equal("report.nothing-new", Assert.Throws<RefusedException>(() => Submit(Today, version)).Code);
        report.ReturnForCorrection(Today, version, head, station.Posts, [("answers", "请再核对")]);
        Assert.Equal(2, Submit(Today, version).Number);
    }

    [Fact]
    public void Sign_by_the_reporter_is_refused_even_with_the_post()
    {
        report.SaveDraft(Today, Nil());
        var version = Submit(Today);
        station.Give(Today, UnitPostKind.Deputy, staff.Id);
        Assert.Equal("sign.own-report", Assert.Throws<RefusedException>(() => report.Sign(Today, version, staff, station.Posts, true)).Code);
    }

    [Fact]
    public void Sign_without_the_post_of_the_route_is_refused()
    {
        report.SaveDraft(Today, Nil());
        var version = Submit(Today);
        var supervising = new UnitPost { UnitId = station.Id, Kind = UnitPostKind.SupervisingLeader, OfficialId = head.Id };
        Assert.Equal("sign.not-your-report", Assert.Throws<RefusedException>(() => report.Sign(Today, version, head, [supervising], true)).Code);
    }

    [Fact]
    public void Deputy_never_signs_a_city_managed_report()
    {
        report.SaveDraft(Today, Nil());
        var version = report.Submit(Today, [], Rules() with { SignOff = SigningRoute.PartyGroupSecretary }, bureau.Id);
        var deputy = new UnitPost { UnitId = bureau.Id, Kind = UnitPostKind.Deputy, OfficialId = head.Id };
        Assert.Equal("sign.not-your-report", Assert.Throws<RefusedException>(() => report.Sign(Today, version, head, [deputy], true)).Code);
    }

    [Fact]
    public void Older_version_cannot_be_signed_once_a_newer_one_is_filed()
    {
        report.SaveDraft(Today, Nil());
        var first = Submit(Today);
        report.SaveDraft(Today, Nil() with { Correction = "职务有误" });
        Submit(Today, first);
        Assert.Equal("sign.newer-version", Assert.Throws<RefusedException>(() => report.Sign(Today, first, head, station.Posts, true)).Code);
    }

    [Fact]
    public void Positive_report_must_be_opened_before_it_is_signed()
    {
        report.SaveDraft(Today, Positive(Barge()));
        var version = Submit(Today);
        Assert.Equal("sign.open-first", Assert.Throws<RefusedException>(() => report.Sign(Today, version, head, station.Posts, opened: false)).Code);
        Assert.Equal(version.Digest, report.Sign(Today, version, head, station.Posts, opened: true).Digest);
    }

    [Fact]
    public void City_managed_reports_go_up_and_others_stay()
    {
        var (signed, _) = In(ReportStatus.Signed);
        Assert.Equal("custody.goes-to-city", Assert.Throws<RefusedException>(() => signed.Keep(Today, cityManaged: true)).Code);
        Assert.Equal("custody.stays-with-bureau", Assert.Throws<RefusedException>(() => signed.HandUp(Today, cityManaged: false)).Code);
    }

    [Theory]
    [InlineData("details"), InlineData("answers"), InlineData("missing-interest"), InlineData("interest"), InlineData("family"), InlineData("family-refused")]
    public void Incomplete_draft_is_not_filed(string gap)
    {
        var content = gap switch
        {
            "details" => Nil() with { Details = null },
            "answers" => Nil() with { Answers = [] },
            "missing-interest" => Positive(),
            "interest" => Positive(Barge() with { Exit = null }),
            "family-refused" => Nil() with { Relatives = [new(Guid.NewGuid(), Relation.Spouse, "苏婉宁")] },
            _ => Nil(),
        };
        report.SaveDraft(Today, content);
        var refusal = Assert.Throws<RefusedException>(() => report.Submit(Today, [], Rules(relatives: gap == "family"), station.Id));
        Assert.Equal("report.incomplete." + gap, refusal.Code);
        Assert.Equal(ReportStatus.Draft, report.Status);
    }

    [Theory, InlineData(ReportStatus.Signed), InlineData(ReportStatus.HandedUp), InlineData(ReportStatus.Kept)]
    public void A_supplement_that_is_given_up_or_taken_back_leads_back_to_where_the_report_stood(ReportStatus standing)
    {
        var (given, signed) = In(standing);
        given.Supplement(Today, "漏报了一项");
        given.SaveDraft(Today, Positive(Barge()));
        given.DiscardSupplement(Today, signed!);
        Assert.Equal((standing, 0, false), (given.Status, given.Draft.Interests.Count, given.HasUnsubmittedChanges));

        given.Supplement(Today, "漏报了一项");
        given.SaveDraft(Today, Positive(Barge()));
        var second = given.Submit(On(new(2017, 10, 3)), [signed!.Content], Rules(), station.Id);
        var taken = Assert.Single(given.Withdraw(Today, [signed, second], "搞错了"));
        Assert.Equal((standing, second.Id, 0, new DateOnly(2017, 9, 18)), (given.Status, taken.SubmissionId, given.InterestCount, given.FirstSubmittedOn));
    }

    [Fact]
    public void A_supplement_has_its_own_day_for_what_it_adds_and_is_read_and_signed_again()
    {
        report.SaveDraft(Today, Positive(Barge()));
        var first = Submit(Today);
        report.Sign(Today, first, head, station.Posts, opened: true);
        report.Supplement(On(new(2017, 10, 3)), "另有一条船");
        report.SaveDraft(On(new(2017, 10, 3)), Positive(report.Draft.Interests[0], Barge() with { Enterprise = "另一条船" }));
        var second = Submit(On(new(2017, 10, 3)), first);

        Assert.Equal((true, true, "另有一条船"), (second.IsSupplement, second.MustBeOpened, second.Content.SupplementReason));
        Assert.Equal([new(2017, 9, 18), new DateOnly(2017, 10, 3)], second.Content.Interests.Select(i => i.ReportedOn));
        Assert.Equal((new DateOnly(2017, 9, 18), ReportStatus.Submitted), (report.FirstSubmittedOn, report.Status));
        report.Sign(On(new(2017, 10, 9)), second, head, station.Posts, opened: true);
        Assert.Equal((2, null, null), (report.SignedNumber, report.Standing, report.Draft.SupplementReason));
    }

    [Fact]
    public void What_was_taken_back_counts_as_missing_and_begins_a_new_day()
    {
        report.SaveDraft(Today, Positive(Barge()));
        var first = Submit(Today);
        report.SaveDraft(Today, report.Draft with { Correction = "职务有误" });
        var second = Submit(Today, first);
        var taken = report.Withdraw(Today, [first, second], "想清楚再报");
        Assert.Equal([first.Id, second.Id], taken.Select(t => t.SubmissionId));
        Assert.Equal((null, 0), (report.FirstSubmittedOn, report.InterestCount));

        var third = Submit(On(new(2017, 10, 3)));
        Assert.Equal((3, new DateOnly(2017, 10, 3), new DateOnly(2017, 10, 3)), (third.Number, third.Content.Interests[0].ReportedOn, report.FirstSubmittedOn));
    }

    private (PersonalSituationReport, Submission?) In(ReportStatus status)
    {
        var subject = PersonalSituationReport.Open(Today, report.Campaign ?? Campaign.Create(Today, Preset.Zhuzhou2017, "x", "x", "x", bureau), staff, station);
        if (status == ReportStatus.Draft)
        {
            subject.SaveDraft(Today, Nil());
            return (subject, null);
        }
        if (status == ReportStatus.Excused)
        {
            subject.ExcuseFor(Today, NotSubmittedReason.UnderInvestigation);
            return (subject, null);
        }
        subject.SaveDraft(Today, Nil());
        var version = subject.Submit(Today, [], Rules(), station.Id);
        if (status == ReportStatus.Returned)
            subject.ReturnForCorrection(Today, version, head, station.Posts, [("details", "请补充")]);
        if (status is ReportStatus.Signed or ReportStatus.HandedUp or ReportStatus.Kept or ReportStatus.Supplementing)
            subject.Sign(Today, version, head, station.Posts, opened: true);
        if (status == ReportStatus.HandedUp)
            subject.HandUp(Today, cityManaged: true);
        if (status == ReportStatus.Kept)
            subject.Keep(Today, cityManaged: false);
        if (status == ReportStatus.Supplementing)
            subject.Supplement(Today, "新办了一个砂场");
        if (status == ReportStatus.Withdrawn)
            subject.Withdraw(Today, [version], "填错了");
        if (status == ReportStatus.Submitted)
            subject.SaveDraft(Today, Nil());
        return (subject, version);
    }

    private void Do(PersonalSituationReport subject, Submission? version, ReportVerb verb)
    {
        // A version that never was: the newest-version check must not hide that the verb itself is refused.
        version ??= new Submission
        {
            Id = Guid.NewGuid(),
            ReportId = subject.Id,
            Number = subject.SubmissionCount,
            DraftNumber = 0,
            SubmittedAt = Morning,
            SubmittedOn = new(2017, 9, 18),
            InterestCount = 0,
            Salt = [],
            Digest = new string('f', 64),
            ReceiptNumber = "",
            Canonical = CanonicalReport.Write("", 0, subject, Today, Nil()),
        };
        switch (verb)
        {
            case ReportVerb.SaveDraft: subject.SaveDraft(Today, Nil()); break;
            case ReportVerb.Submit: subject.Submit(Today, [], Rules(), station.Id); break;
            case ReportVerb.Return: subject.ReturnForCorrection(Today, version, head, station.Posts, [("details", "请补充")]); break;
            case ReportVerb.Sign: subject.Sign(Today, version, head, station.Posts, opened: true); break;
            case ReportVerb.HandUp: subject.HandUp(Today, cityManaged: true); break;
            case ReportVerb.Keep: subject.Keep(Today, cityManaged: false); break;
            case ReportVerb.Excuse: subject.ExcuseFor(Today, NotSubmittedReason.Deceased); break;
            case ReportVerb.Readmit: subject.Readmit(Today, "误列"); break;
            case ReportVerb.Supplement: subject.Supplement(Today, "漏报了一项"); break;
            case ReportVerb.Discard: subject.DiscardSupplement(Today, version); break;
            case ReportVerb.Withdraw: subject.Withdraw(Today, [version], "填错了"); break;
            default: throw new ArgumentOutOfRangeException(nameof(verb));
        }
    }

    private Submission Submit(Act act, params Submission[] earlier) => report.Submit(act, earlier.Select(e => e.Content), Rules(), station.Id);

    private static Determination Rules(bool relatives = false) =>
        new("zhuzhou-2017", new(2017, 9, 18), []) { SignOff = SigningRoute.UnitHeadOrDeputy, MustReportRelatives = relatives };

    private Official Person(string name) => new() { StaffNumber = name, Name = name, UnitId = station.Id };

    private ReportContent Nil() => new()
    {
        Details = Details.Of(staff, station.Name, leadingCadre: false),
        Answers = [.. Enum.GetValues<Sector>().Select(sector => new SectorAnswer(sector, false, null))],
    };

    private ReportContent Positive(params Interest[] interests) => Nil() with
    {
        Answers = [.. Enum.GetValues<Sector>().Select(sector => new SectorAnswer(sector, sector == Sector.Sand, null))],
        Interests = interests,
    };

    private static Interest Barge() => new()
    {
        Id = Guid.NewGuid(),
        Sector = Sector.Sand,
        Holder = Relation.Self,
        Enterprise = "运砂 0217 号船",
        Mode = ParticipationMode.VehicleVessel,
        Content = "自有运砂船",
        Amount = Money.FromWan(35),
        Exit = new Exit(ExitState.NotYet),
    };

    private static Act On(DateOnly day) => new(null, Morning, day);
}
