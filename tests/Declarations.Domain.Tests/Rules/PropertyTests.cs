using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Declarations.Rules;

/// <summary>What holds of every determination, whatever the facts.</summary>
public static class PropertyTests
{
    private static readonly Verdict[] Allowed = [Verdict.NotProhibited, Verdict.Exempt, Verdict.NoInterest, Verdict.OutOfScope];

    [Fact]
    public static void Every_determination_cites_a_clause_for_all_it_finds() => Holds((facts, determination) =>
    {
        Assert.NotEmpty(determination.Findings);
        Assert.All(determination.Findings, finding => Assert.NotEmpty(finding.Citations));
        Assert.All(determination.Findings, finding => Assert.NotEmpty(finding.Facts));
    });

    [Fact]
    public static void Every_verdict_has_a_finding_that_carries_it() => Holds((facts, determination) =>
    {
        var kinds = determination.Findings.Select(finding => finding.Kind).ToHashSet();
        Assert.True(determination.Verdict switch
        {
            Verdict.Prohibited => kinds.Contains(FindingKind.Ban),
            Verdict.Review => kinds.Contains(FindingKind.Question),
            Verdict.Exempt => kinds.Contains(FindingKind.Exempt),
            _ => kinds.Contains(FindingKind.Clear),
        });
    });

    [Fact]
    public static void Whatever_is_banned_or_exempt_is_said_of_no_other_verdict() => Holds((facts, determination) =>
    {
        var kinds = determination.Findings.Select(finding => finding.Kind).ToHashSet();
        Assert.True(!kinds.Contains(FindingKind.Ban) || determination.Verdict is Verdict.Prohibited or Verdict.Review);
        Assert.True(determination.Basis is null == determination.Verdict is not Verdict.Prohibited);
        Assert.True(determination.ExitBy is null || determination.Verdict == Verdict.Prohibited);
    });

    [Fact]
    public static void Alerts_are_those_of_the_findings() => Holds((facts, determination) =>
        Assert.Equal(determination.Findings.Select(finding => finding.Alert).OfType<Alert>().ToHashSet(), determination.Alerts));

    [Fact]
    public static void The_annex_prints_one_exit_cell_at_most_and_only_an_exit_that_holds() => Holds((facts, determination) =>
    {
        var row = determination.Row;
        var printed = (row.ExitSelfReport != ExitCell.Blank ? 1 : 0) + (row.ExitVerification != ExitCell.Blank ? 1 : 0) + (row.AgreedExit is null ? 0 : 1);
        Assert.InRange(printed, 0, 1);
        Assert.True(determination.ExitEffective == true || (row.ExitSelfReport == ExitCell.Blank && row.ExitVerification == ExitCell.Blank));
        Assert.True(row.Verification is not { Count: 0 } || determination.VerificationConsistent == true);
    });

    [Fact]
    public static void Leniency_of_the_plan_needs_a_truthful_report_and_an_exit_that_holds() => Holds((facts, determination) =>
    {
        if (determination.Leniency is not (Leniency.ExemptDiscipline or Leniency.Mitigate))
            return;
        Assert.Equal(true, facts.Timeline.Truthful);
        Assert.Equal(true, determination.ExitEffective);
        Assert.Equal(true, determination.ExitCompliant);
        Assert.True(facts.Timeline.ReportedOn <= new DateOnly(2017, 9, 30));
    });

    [Fact]
    public static void Of_a_relative_no_clause_is_cited_that_speaks_of_officials_themselves() => Holds((facts, determination) =>
    {
        if (determination.Row.Self != false)
            return;
        // These speak of the official as well.
        string[] ofBoth = ["scope.off-post-serves", "prohibition.leavers-relative", "prohibition.soe-staff-business"];
        var cited = determination.Findings.Where(finding => !ofBoth.Contains(finding.Code))
            .SelectMany(finding => finding.Citations).Where(citation => citation.Document == LawDocument.Plan).Select(citation => citation.Article);
        Assert.Empty(cited.Intersect(["二(一)", "四1"]));
    });

    [Fact]
    public static void An_amount_is_called_right_only_with_all_five_items_checked() => Holds((facts, determination) =>
        Assert.True(determination.VerificationConsistent != true || facts.Interest is
        {
            VerifiedHolder: not null, VerifiedMode: not null, VerifiedContent: not null, VerifiedAmount: not null, VerifiedProfit: not null,
        }));

    [Fact]
    public static void The_same_facts_give_the_same_determination() =>
        Check((facts, policy) => Assert.Empty(Determination.Differences(Assessor.Assess(facts, policy), Assessor.Assess(facts, policy))));

    /// <summary>
    /// Of these facts null means "not known". Of others it means "none" (no claim, no other owner, no tick), and a day of
    /// beginning is asked for only where it decides.
    /// </summary>
    private static readonly Dictionary<string, Func<CaseFacts, CaseFacts>> Forget = new(StringComparer.Ordinal)
    {
        [Fact.Category] = Of(s => s with { Category = null }),
        [Fact.Rank] = Of(s => s with { Rank = null }),
        [Fact.LeadingMember] = Of(s => s with { LeadingMember = null }),
        [Fact.HoldsLeadingPost] = Of(s => s with { HoldsLeadingPost = null }),
        [Fact.Status] = Of(s => s with { Status = null }),
        [Fact.LeftOn] = Of(s => s with { LeftOn = null }),
        [Fact.PostType] = Of(s => s with { PostType = null }),
        [Fact.FilesByOfficeDecision] = Of(s => s with { FilesByOfficeDecision = null }),
        [Fact.InnovationMode] = OfClaim(i => i with { Mode = null }),
        [Fact.UnitApproved] = OfClaim(i => i with { UnitApproved = null }),
        [Fact.AgreementSigned] = OfClaim(i => i with { AgreementSigned = null }),
        [Fact.ProfessionRelated] = OfClaim(i => i with { ProfessionRelated = null }),
        [Fact.InnovationFrom] = OfClaim(i => i with { From = null }),
        [Fact.Holder] = OfInterest(i => i with { Holder = null, RelationCode = null }),
        [Fact.Sector] = OfInterest(i => i with { Sector = null }),
        [Fact.Mode] = OfInterest(i => i with { Mode = null }),
        [Fact.EntityType] = OfInterest(i => i with { EntityType = null }),
        [Fact.DirectlyRelated] = OfInterest(i => i with { DirectlyRelatedToFormerWork = null }),
        [Fact.Truthful] = facts => facts with { Timeline = facts.Timeline with { Truthful = null } },
    };

    public static TheoryData<string> Forgettable() => [.. Forget.Keys];

    [Theory]
    [MemberData(nameof(Forgettable))]
    public static void Forgetting_a_fact_never_allows_what_was_not(string fact) => Check((facts, policy) =>
    {
        var before = Assessor.Assess(facts, policy);
        var after = Assessor.Assess(Forget[fact](facts), policy);
        // Where two facts contradict each other, or one belies a nil return, forgetting it leaves a whole story.
        var resolved = before.Findings.Any(finding => finding.Code.EndsWith("contradicts", StringComparison.Ordinal)
            || finding.Code is "prohibition.nil-not-truthful" or "timing.dates-contradict");
        if (Allowed.Contains(before.Verdict) || resolved)
            return;
        Assert.DoesNotContain(after.Verdict, Allowed);
    });

    [Theory]
    [MemberData(nameof(Forgettable))]
    public static void A_fact_that_settles_a_review_says_why(string fact) => Check((facts, policy) =>
    {
        // Read backwards: the known fact is the one that was added.
        var without = Assessor.Assess(Forget[fact](facts), policy);
        var with = Assessor.Assess(facts, policy);
        if (without.Verdict != Verdict.Review || !Allowed.Contains(with.Verdict))
            return;
        var why = with.Findings.Where(finding => finding.Kind is FindingKind.Clear or FindingKind.Exempt).Select(finding => finding.Code).ToList();
        var answered = without.Findings.Where(finding => finding.Kind == FindingKind.Question).Select(finding => finding.Code)
            .Except(with.Findings.Select(finding => finding.Code));
        Assert.NotEmpty(why);
        Assert.NotEmpty(why.Except(without.Findings.Select(finding => finding.Code)).Concat(answered));
    });

    private static readonly string[] AfterScope =
        ["relatives", "participation", "sector", "exemption", "timing", "cooling-off", "prohibition", "exit", "leniency", "verification"];

    private static readonly (string Fact, Func<CaseFacts, int, CaseFacts> Move, string[] Rules)[] Dates =
    [
        (Fact.LeftOn, (f, n) => Of(s => s with { LeftOn = Shift(s.LeftOn, n) })(f), ["scope", "filing", .. AfterScope]),
        (Fact.InnovationFrom, (f, n) => OfClaim(i => i with { From = Shift(i.From, n) })(f), ["exemption", "prohibition", "exit", "leniency"]),
        (Fact.InnovationTo, (f, n) => OfClaim(i => i with { To = Shift(i.To, n) })(f), ["exemption", "prohibition", "exit", "leniency"]),
        (Fact.RelationEndedOn, (f, n) => OfInterest(i => i with { RelationEndedOn = Shift(i.RelationEndedOn, n) })(f), AfterScope),
        (Fact.StartedOn, (f, n) => OfInterest(i => i with { StartedOn = Shift(i.StartedOn, n) })(f),
            ["filing", "exemption", "timing", "cooling-off", "prohibition", "exit", "leniency"]),
        (Fact.EndedOn, (f, n) => OfInterest(i => i with { EndedOn = Shift(i.EndedOn, n) })(f), ["timing", "cooling-off", "prohibition", "exit", "leniency"]),
        (Fact.SubmittedOn, (f, n) => OfTime(t => t with { SubmittedOn = Shift(t.SubmittedOn, n) })(f), ["filing"]),
        (Fact.ReportedOn, (f, n) => OfTime(t => t with { ReportedOn = Shift(t.ReportedOn, n) })(f), ["filing", "leniency"]),
        (Fact.ExitCompletedOn, (f, n) =>
            OfTime(t => t with { ExitCompletedOn = Shift(t.ExitCompletedOn, n) })(f), ["timing", "cooling-off", "prohibition", "exit", "leniency"]),
        (Fact.ExitFiledOn, (f, n) => OfTime(t => t with { ExitFiledOn = Shift(t.ExitFiledOn, n) })(f), ["exit"]),
        (Fact.AgreedExitOn, (f, n) => OfTime(t => t with { AgreedExitOn = Shift(t.AgreedExitOn, n) })(f), ["exit", "leniency"]),
    ];

    public static TheoryData<string> DateFacts() => [.. Dates.Select(date => date.Fact)];

    [Theory]
    [MemberData(nameof(DateFacts))]
    public static void Moving_a_day_by_one_touches_only_rules_that_read_it(string fact)
    {
        var (_, move, rules) = Dates.Single(date => date.Fact == fact);
        Check((facts, policy) =>
        {
            foreach (var days in (int[])[-1, 1])
            {
                var changes = Determination.Differences(Assessor.Assess(facts, policy), Assessor.Assess(move(facts, days), policy));
                var touched = changes.Where(change => change.Name == nameof(Determination.Findings))
                    .Select(change => (change.Before ?? change.After)!.Split('.')[0]);
                Assert.Empty(touched.Except(rules));
            }
        });
    }

    private static void Holds(Action<CaseFacts, Determination> property) => Check((facts, policy) => property(facts, Assessor.Assess(facts, policy)));

    private static void Check(Action<CaseFacts, Policy> property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(800).WithQuietOnSuccess(true),
            Prop.ForAll(AnyFacts.Any, any => property(any.Facts, any.Policy)));

    private static DateOnly? Shift(DateOnly? day, int days) =>
        day is not { } known || (known == DateOnly.MinValue && days < 0) || (known == DateOnly.MaxValue && days > 0) ? day : known.AddDays(days);

    private static Func<CaseFacts, CaseFacts> Of(Func<SubjectFacts, SubjectFacts> change) => facts => facts with { Subject = change(facts.Subject) };

    private static Func<CaseFacts, CaseFacts> OfClaim(Func<InnovationFacts, InnovationFacts> change) =>
        Of(subject => subject with { Innovation = subject.Innovation is { } claim ? change(claim) : null });

    private static Func<CaseFacts, CaseFacts> OfInterest(Func<InterestFacts, InterestFacts> change) =>
        facts => facts with { Interest = facts.Interest is { } interest ? change(interest) : null };

    private static Func<CaseFacts, CaseFacts> OfTime(Func<TimelineFacts, TimelineFacts> change) => facts => facts with { Timeline = change(facts.Timeline) };
}
