using System.Net;
using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Pages.Rulebook;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Law;

/// <summary>The pages that explain the law: rules in full, self-check, periods of leavers, the panel beside a report.</summary>
public sealed class LawPagesTests(Office office) : IClassFixture<Office>
{
    private static string Word(string key, params ReadOnlySpan<object?> arguments) => Visitor.Words[key, arguments];

    [Theory]
    [InlineData("zh-CN"), InlineData("en")]
    public async Task The_rules_of_every_version_stand_in_full(string language)
    {
        foreach (var policy in Policies.All)
        {
            var visitor = await office.Visit().Open($"{Links.Policy(policy.Version)}?culture={language}");
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            foreach (var rule in policy.Rules)
            {
                Assert.NotNull(visitor.Page.GetElementById(rule.Code));
                Assert.All(rule.Findings, finding => Assert.Contains(finding.Code, visitor.Text, StringComparison.Ordinal));
                Assert.All(rule.Citations, citation => Assert.NotNull(visitor.Page.GetElementById(CitationText.Key(citation))));
            }
            Assert.DoesNotMatch(@"(rule|parameter|policy|clause|finding)\.[a-zA-Z]", visitor.Text);
        }
    }

    [Fact]
    public async Task A_version_that_nobody_made_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await office.Visit().Open(Links.Policy("zhuzhou-1999"))).Status);

    [Fact]
    public async Task Asking_whether_one_may_answers_on_the_page_and_keeps_nothing()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var visitor = await (await office.Visit(clerk)).Open(Links.MayI);
        await office.LeavesAllUnchanged(() => visitor.Form("may-i.ask")
            .Fill("SelfCheckForm.Sector", Sector.Sand).Fill("SelfCheckForm.Mode", ParticipationMode.Equity).Fill("SelfCheckForm.EntityType", EntityType.Private)
            .Submit());
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(Word("verdict.PlanSelf"), visitor.Page.QuerySelector(".det h2")!.TextContent);
        Assert.Contains(Word("clause.Plan.四1"), visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Word("todo.exit"), visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_is_not_sure_of_goes_to_the_office()
    {
        var visitor = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.MayI);
        await visitor.Form("may-i.ask").Fill("SelfCheckForm.Holder", "unsure").Submit();
        Assert.Equal(Word("verdict.Review"), visitor.Page.QuerySelector(".det h2")!.TextContent);
        Assert.Contains(Word("finding.relatives.owner-unknown"), visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Word("finding.participation.mode-unknown"), visitor.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("2017-09-20"), InlineData("2017-11-01"), InlineData(null)]
    public async Task What_is_only_thought_of_is_not_to_begin_and_nobody_is_told_to_exit(string? day)
    {
        var visitor = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.MayI);
        await visitor.Form("may-i.ask").Fill("SelfCheckForm.Sector", Sector.Sand).Fill("SelfCheckForm.Mode", ParticipationMode.Equity)
            .Fill("SelfCheckForm.EntityType", EntityType.Private)
            .Fill("SelfCheckForm.Planned", true).Fill("SelfCheckForm.StartedOn", day ?? "").Submit();
        Assert.Equal(Word("verdict.tag.not-to-begin"), visitor.Page.QuerySelector(".det .stag")!.TextContent.Trim());
        Assert.Contains(Word("planned.not-to-begin", new DateOnly(2017, 8, 15), new DateOnly(2017, 9, 30), new DateOnly(2018, 1, 31)), visitor.Text,
            StringComparison.Ordinal);
        foreach (var key in new[] { "todo.exit", "todo.file-report", "leniency.title", "finding.timing.begun-after-deadline" })
            Assert.DoesNotContain(Word(key), visitor.Page.QuerySelector(".det")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_rules_cannot_answer_promises_no_outcome()
    {
        var visitor = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.MayI);
        await visitor.Form("may-i.ask").Fill("SelfCheckForm.Sector", "unsure").Submit();
        Assert.Contains(Word("question.ask"), visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Word("determination.wait"), visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_former_relation_is_asked_when_it_ended()
    {
        var visitor = await (await office.Visit(await office.City.LeadingCadre(office.City.Station))).Open(Links.MayI);
        Assert.NotNull(visitor.Page.QuerySelector("label.choice:has([value=ExSpouse]) + .reveal [name='Form.RelationEndedOn']"));
        Assert.Single(visitor.Page.QuerySelectorAll("[name='Form.RelationEndedOn']"));
        await visitor.Form("may-i.ask").Fill("SelfCheckForm.Holder", Relation.ExSpouse).Fill("SelfCheckForm.RelationEndedOn", new DateOnly(2016, 5, 1))
            .Fill("SelfCheckForm.Sector", Sector.Sand)
            .Fill("SelfCheckForm.Mode", ParticipationMode.Equity).Fill("SelfCheckForm.EntityType", EntityType.Private).Submit();
        Assert.Equal(Word("verdict.NotProhibited"), visitor.Page.QuerySelector(".det h2")!.TextContent);
    }

    [Theory]
    [InlineData("sand", "verdict.PlanSelf"), InlineData("shop", "verdict.LawOtherSector"), InlineData("wages", "verdict.NotProhibited"),
        InlineData("listed", "verdict.NotProhibited")]
    public async Task An_example_fills_in_the_form_and_has_its_answer(string example, string verdict)
    {
        var visitor = await (await office.Visit(await office.City.LeadingCadre(office.City.Station))).Open($"{Links.MayI}?example={example}");
        await visitor.Form("may-i.ask").Submit();
        Assert.Equal(Word(verdict), visitor.Page.QuerySelector(".det h2")!.TextContent);
    }

    [Fact]
    public async Task A_moved_day_is_said_in_the_panel_and_in_the_list_of_campaigns()
    {
        await using var other = new Office();
        await other.InitializeAsync();
        var clerk = await other.City.Clerk(other.City.Station);
        await other.InDb(async db =>
        {
            var campaign = await db.Campaigns.SingleAsync(c => c.Code == City.Practice);
            db.DeadlineChanges.Add(new Declarations.Campaigns.Deadlines(campaign, [])
                .Change(new(null, other.Time.GetUtcNow(), new(2017, 9, 18)), Declarations.Campaigns.DeadlineKind.Report, [],
                new(2017, 10, 9), new LegalBasis("延期通知", "整治办〔2017〕9号", new(2017, 9, 17))));
            await db.SaveChangesAsync();
        });
        await other.City.Draft(clerk, City.Nil(clerk));
        Assert.Equal("2017-10-09", (await (await other.Visit(clerk)).Open(Links.Check(City.Practice))).Page
            .QuerySelector(".todo time")!.GetAttribute("datetime"));
        Assert.Contains(Visitor.Words.Day(new(2017, 10, 9)), (await (await other.Visit(other.City.CityOfficer)).Open(Links.Campaigns)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spouse_is_barred_for_a_leading_cadre_and_not_for_a_clerk()
    {
        foreach (var (person, verdict) in new[] { (await office.City.LeadingCadre(office.City.Station), "verdict.PlanRelative"),
            (await office.City.Clerk(office.City.Station), "verdict.NotProhibited") })
        {
            var visitor = await (await office.Visit(person)).Open(Links.MayI);
            await visitor.Form("may-i.ask").Fill("SelfCheckForm.Holder", Relation.Spouse).Fill("SelfCheckForm.Sector", Sector.Mining)
                .Fill("SelfCheckForm.Mode", ParticipationMode.Equity).Fill("SelfCheckForm.EntityType", EntityType.Private).Submit();
            Assert.Equal(Word(verdict), visitor.Page.QuerySelector(".det h2")!.TextContent);
        }
    }

    [Fact]
    public async Task A_suspicion_is_not_shown_to_the_person_it_is_about()
    {
        var visitor = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.MayI);
        await visitor.Form("may-i.ask").Fill("SelfCheckForm.Sector", Sector.Sand).Fill("SelfCheckForm.Mode", ParticipationMode.DryShare)
            .Fill("SelfCheckForm.EntityType", EntityType.Private).Submit();
        Assert.DoesNotContain(Word("determination.alerts"), visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Word("todo.check-bribery"), visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exit_without_its_day_shows_the_question_again()
    {
        var visitor = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.MayI);
        await visitor.Form("may-i.ask").Fill("SelfCheckForm.Exited", true).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Null(visitor.Page.QuerySelector(".det"));
    }

    [Fact]
    public async Task An_exit_can_be_asked_about_without_knowing_when_it_began()
    {
        var visitor = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.MayI);
        await visitor.Form("may-i.ask").Fill("SelfCheckForm.Sector", Sector.Sand).Fill("SelfCheckForm.Mode", ParticipationMode.Equity)
            .Fill("SelfCheckForm.EntityType", EntityType.Private)
            .Fill("SelfCheckForm.Exited", true).Fill("SelfCheckForm.CompletedOn", new DateOnly(2017, 9, 10))
            .Fill("SelfCheckForm.TransfereeRelation", TransfereeRelation.Spouse).Submit();
        Assert.Contains(Word("finding.exit.transferred-to-family"), visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Word("leniency.exit-open"), visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_filed_is_not_told_to_file()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var visitor = await (await office.Visit(clerk)).Open(Links.MayI);
        Assert.Contains(Word("todo.file-report"), (await visitor.Form("may-i.ask").Submit()).Text, StringComparison.Ordinal);
        await office.City.HandIn(clerk, City.Nil(clerk));
        Assert.DoesNotContain(Word("todo.file-report"), (await visitor.Form("may-i.ask").Submit()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_left_is_asked_about_the_former_work_and_held_to_the_restriction()
    {
        var visitor = await (await office.Visit(await Retired(await office.City.LeadingCadre(office.City.Station), new(2016, 2, 29)))).Open(Links.MayI);
        await visitor.Form("may-i.ask").Fill("SelfCheckForm.Sector", Sector.Sand).Fill("SelfCheckForm.Mode", ParticipationMode.Officer)
            .Fill("SelfCheckForm.EntityType", EntityType.Private).Fill("SelfCheckForm.FormerWork", "yes")
            .Fill("SelfCheckForm.StartedOn", new DateOnly(2017, 3, 1)).Submit();
        Assert.Equal(Word("verdict.PlanCooldown"), visitor.Page.QuerySelector(".det h2")!.TextContent);
    }

    [Fact]
    public async Task Somebody_who_left_sees_both_periods_with_their_last_days()
    {
        var visitor = await (await office.Visit(await Retired(await office.City.LeadingCadre(office.City.Station), new(2016, 2, 29)))).Open(Links.Leaver);
        Assert.Contains(Word("leaver.arithmetic-month-end", new DateOnly(2016, 2, 29), 3, new DateOnly(2019, 2, 28)), visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Word("leaver.arithmetic-month-end", new DateOnly(2016, 2, 29), 2, new DateOnly(2018, 2, 28)), visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Word("clause.Plan.四3"), visitor.Text, StringComparison.Ordinal);
        Assert.Equal(2, visitor.Page.QuerySelectorAll(".timeline").Length);
        Assert.NotNull(visitor.Page.QuerySelector($".nav-main a[href='{Links.Leaver}']"));
    }

    [Fact]
    public async Task Somebody_in_service_can_ask_what_if_and_nothing_is_kept()
    {
        var visitor = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.Leaver);
        Assert.Null(visitor.Page.QuerySelector($".nav-main a[href='{Links.Leaver}']"));
        await office.LeavesAllUnchanged(() =>
            visitor.Form("leaver.work-out").Fill("LeaverForm.Status", ServiceStatus.Resigned).Fill("LeaverForm.LeftOn", new DateOnly(2017, 12, 1)).Submit());
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains(Word("leaver.arithmetic-same-day", new DateOnly(2017, 12, 1), 2, new DateOnly(2019, 12, 1)), visitor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ServiceStatus.InService, "2017-12-01"), InlineData(ServiceStatus.Retired, ""), InlineData(ServiceStatus.Retired, "1917-12-01"),
        InlineData(ServiceStatus.Retired, "9999-12-31")]
    public async Task What_if_needs_a_way_of_leaving_and_a_sensible_day(ServiceStatus status, string day)
    {
        var visitor = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.Leaver);
        var token = visitor.Form("leaver.work-out").Fields.Single(field => field.Key == "__RequestVerificationToken");
        await visitor.Post(Links.Leaver, [token, new("Form.Status", status.ToString()), new("Form.LeftOn", day)]);
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Fact]
    public async Task Every_fact_of_the_panel_leads_to_the_line_that_states_it()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        await office.City.HandIn(clerk, City.Sand(clerk));
        var report = await office.City.ReportOf(clerk);
        foreach (var visitor in new[] { await (await office.Visit(clerk)).Open(Links.Check(City.Practice)), await (await office.Visit(office.City.Head))
            .Open(Links.ReportView(report.Id)) })
        {
            var links = visitor.Page.QuerySelectorAll(".det a[href^='#']").Select(link => link.GetAttribute("href")![1..]).ToList();
            Assert.Contains($"interest.{report.Draft.Interests[0].Id}.mode", links);
            Assert.All(links, id => Assert.NotNull(visitor.Page.GetElementById(id)));
        }
    }

    [Fact]
    public async Task The_officer_sees_the_stored_determination_beside_another_version_and_changes_nothing()
    {
        var leaver = await Retired(await office.City.LeadingCadre(office.City.Division), new(2015, 9, 30));
        var submission = await office.City.HandIn(leaver, City.Sand(leaver));
        var report = Links.ReportView((await office.City.ReportOf(leaver)).Id);
        var officer = await (await office.Visit(office.City.Officer)).Open(report);
        Assert.NotNull(officer.Page.QuerySelector("select[name=policy]"));
        await office.LeavesAllUnchanged(() => officer.Open(report + "?policy=zhuzhou-2017-csl-2018"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        var rows = officer.Page.QuerySelectorAll(".diff tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent))).ToList();
        Assert.Contains($"{Word("reassess.CooldownYears")} | 2 | 3", rows);
        Assert.Contains($"{Word("reassess.CooldownLastDay")} | {Visitor.Words.Day(new(2017, 9, 30))} | {Visitor.Words.Day(new(2018, 9, 30))}", rows);
    }

    [Fact]
    public async Task Only_the_officer_in_charge_re_assesses_and_only_by_a_known_version()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        await office.City.HandIn(clerk, City.Nil(clerk));
        var report = Links.ReportView((await office.City.ReportOf(clerk)).Id);
        var reader = await (await office.Visit(office.City.Head)).Open(report);
        Assert.Equal(HttpStatusCode.OK, reader.Status);
        Assert.Null(reader.Page.QuerySelector("select[name=policy]"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Open(report + "?policy=zhuzhou-2017-csl-2018")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(office.City.Officer)).Open(report + "?policy=zhuzhou-1999")).Status);
    }

    private async Task<Person> Retired(Person person, DateOnly leftOn)
    {
        await office.InDb(db => db.Officials.Where(o => o.Id == person.Official!.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, ServiceStatus.Retired).SetProperty(o => o.LeftOn, leftOn)));
        return person;
    }
}
