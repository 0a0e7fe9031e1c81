using System.IO.Compression;
using System.Net;
using ClosedXML.Excel;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Handling;
using Declarations.Participation;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.Handling;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Checks;

/// <summary>What the office checks, sees through and decides, in the campaign's autumn: pages, table, counts and rows speak of one record.</summary>
public sealed class CheckTests(Office office) : IClassFixture<Office>, IAsyncLifetime
{
    private City City => office.City;

    public ValueTask InitializeAsync()
    {
        office.Time.Set(FakeTime.Beijing(2017, 9, 4, 9, 0));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => InitializeAsync();

    [Fact]
    public async Task Only_when_all_five_items_were_checked_and_agree_does_the_table_say_as_reported()
    {
        var (clerk, report, interest) = await FiledAsync();
        office.Time.Set(FakeTime.Beijing(2017, 10, 20, 9, 0));
        var officer = await CheckAsync(report, interest, form => form.Fill("CheckForm.Amount", CheckAnswer.Agrees));
        Assert.Empty(await CellAsync(clerk, 18));

        await CheckAsync(report, interest, form => form.Fill("CheckForm.Holder", CheckAnswer.Agrees).Fill("CheckForm.Mode", CheckAnswer.Agrees)
            .Fill("CheckForm.Content", CheckAnswer.Agrees).Fill("CheckForm.Profit", CheckAnswer.Agrees));

        Assert.Equal("属实", await CellAsync(clerk, 18));
        await officer.Open($"/checks?campaign={City.Real}&list=Agrees");
        Assert.Contains(clerk.Official!.Name, officer.Text, StringComparison.Ordinal);
        await AssertDerivedAsync();
    }

    [Fact]
    public async Task What_differs_is_written_with_both_values_and_a_slip_of_the_form_keeps_what_was_typed()
    {
        var (clerk, report, interest) = await FiledAsync();
        office.Time.Set(FakeTime.Beijing(2017, 10, 20, 9, 0));
        var officer = await CheckAsync(report, interest, form => form.Fill("CheckForm.Amount", CheckAnswer.Differs));
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["error.check-what"], officer.Text, StringComparison.Ordinal);
        Assert.Contains("调取工商档案", officer.Html, StringComparison.Ordinal);

        await CheckAsync(report, interest, form => form.Fill("CheckForm.Amount", CheckAnswer.Differs).Fill("CheckForm.AmountFound", "50")
            .Fill("CheckForm.Truthful", true).Fill("CheckForm.FoundByTip", true));

        Assert.Equal("涉及金额：申报35万元，核实50万元", await CellAsync(clerk, 18));
        var (facts, said) = await FactsAsync(report, interest);
        Assert.Equal((Money.FromWan(50), Leniency.Undetermined), (facts.Interest!.VerifiedAmount, said.Leniency));
        // the person reads the result, never that there was a tip
        var mine = await (await office.Visit(clerk)).Open(Links.ReportView(report));
        Assert.DoesNotContain(Visitor.Words["finding.leniency.reported-after-tip"], mine.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interest_that_was_not_reported_is_a_row_of_the_table_and_goes_when_it_is_none_after_all()
    {
        var silent = await City.Clerk(City.Station);
        var report = (await City.ReportOf(silent, City.Real)).Id;
        office.Time.Set(FakeTime.Beijing(2017, 10, 20, 9, 0));
        var before = await ParticipantsAsync();
        var officer = await (await office.Visit(City.Officer)).Open($"/checks/{report}/found");
        await Sourced(officer.Form("checks.save"), "FoundForm").Fill("FoundForm.Holder", Relation.Spouse).Fill("FoundForm.HolderName", "苏婉宁")
            .Fill("FoundForm.Enterprise", "清溪砂石有限公司").Fill("FoundForm.Sector", Sector.Sand).Fill("FoundForm.Mode", ParticipationMode.Equity)
            .Fill("FoundForm.EntityType", EntityType.Private).Fill("FoundForm.Content", "入股砂石堆场").Fill("FoundForm.Amount", "20").Submit();
        Assert.Contains(Visitor.Words["checks.found-saved"], officer.Text, StringComparison.Ordinal);

        Assert.StartsWith("参与人员：", await CellAsync(silent, 18), StringComparison.Ordinal);
        Assert.Equal(before + 1, await ParticipantsAsync());
        var found = Assert.Single(await office.InDb(db => db.InterestRows.Where(row => row.ReportId == report).ToListAsync()));
        Assert.Equal((null, false, Relation.Spouse), (found.SubmissionId, found.Consistent, found.Holder));
        await AssertDerivedAsync();

        await CheckAsync(report, found.InterestId, form => form.Fill("CheckForm.NoInterest", true));
        Assert.Equal(before, await ParticipantsAsync());
        await AssertDerivedAsync();
    }

    [Fact]
    public async Task An_exit_agreed_in_writing_stands_in_the_table_runs_overdue_and_opens_again_when_the_registry_still_shows_the_holder()
    {
        var (clerk, report, interest) = await FiledAsync();
        office.Time.Set(FakeTime.Beijing(2017, 10, 20, 9, 0));
        await ExitAsync(report, interest, form => form.Fill("ExitCheckForm.AgreedExitOn", new DateOnly(2017, 9, 20))
            .Fill("ExitCheckForm.AgreedDocument", "约定书"), HttpStatusCode.BadRequest);
        await ExitAsync(report, interest, form => form.Fill("ExitCheckForm.AgreedExitOn", new DateOnly(2017, 12, 20)), HttpStatusCode.BadRequest);
        var officer = await ExitAsync(report, interest, form => form.Fill("ExitCheckForm.AgreedExitOn", new DateOnly(2017, 12, 20))
            .Fill("ExitCheckForm.AgreedDocument", "整治办〔2017〕12号"));
        Assert.Equal("2017年12月20日", await CellAsync(clerk, 17));
        Assert.Equal(Outcome.Agreed, await OutcomeAsync(report));
        await officer.Open($"/exits?campaign={City.Real}");
        Assert.Contains(Visitor.Words["ExitStep.Agreed"], officer.Text, StringComparison.Ordinal);

        office.Time.Set(FakeTime.Beijing(2017, 12, 21, 9, 0));
        await (await office.Visit(City.Officer)).Open($"/exits?campaign={City.Real}");
        officer = await (await office.Visit(City.Officer)).Open(Links.MyWork);
        Assert.Contains(Visitor.Words["work.exits.do"], officer.Text, StringComparison.Ordinal);
        Assert.Equal(Outcome.Open, await OutcomeAsync(report));
        Assert.Contains(FindingCodes.AgreedDateMissed.Code, (await FactsAsync(report, interest)).Said.Findings.Select(finding => finding.Code));

        await ExitAsync(report, interest, form => form.Fill("ExitCheckForm.ExitedOn", new DateOnly(2017, 12, 20)).Fill("ExitCheckForm.Way", ExitWay.Withdrawal)
            .Fill("ExitCheckForm.RegistryUpdated", true).Fill("ExitCheckForm.RetainsBenefit", false));
        Assert.Equal(Outcome.Exited, await OutcomeAsync(report));
        await officer.Open($"/exits?campaign={City.Real}&list=ToFile");
        Assert.Contains(Visitor.Words["ExitStep.File"], officer.Text, StringComparison.Ordinal);
        await officer.Form("exits.file-several").Fill("FiledExitsForm.On", new DateOnly(2017, 12, 21)).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        var several = officer.Form("exits.file-several");
        await officer.Post(several.Action, several.Fields.Append(new("Form.Several", $"{report}:{interest}")));
        Assert.Contains(Visitor.Words["exits.filed-done", 1], officer.Text, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2017, 12, 21), (await FactsAsync(report, interest)).Facts.Timeline.ExitFiledOn);

        // thirty days later somebody looks again, and it is still registered
        office.Time.Set(FakeTime.Beijing(2018, 1, 22, 9, 0));
        officer = await (await office.Visit(City.Officer)).Open($"/exits?campaign={City.Real}&list=Recheck");
        Assert.Contains(Visitor.Words["ExitStep.Recheck"], officer.Text, StringComparison.Ordinal);
        await ExitAsync(report, interest, form => form.Fill("ExitCheckForm.RegistryUpdated", false));
        Assert.Equal(Outcome.Open, await OutcomeAsync(report));
        await AssertDerivedAsync();
    }

    [Fact]
    public async Task A_decision_is_proposed_by_one_confirmed_by_another_and_stands_in_the_table_with_the_page_of_the_case()
    {
        var (clerk, report, _) = await FiledAsync();
        office.Time.Set(FakeTime.Beijing(2017, 11, 20, 9, 0));
        var officer = await ProposeAsync(report, form => form);
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["ProposalForm.CaseFacts"], officer.Text, StringComparison.Ordinal);

        officer = await ProposeAsync(report, form => form.Fill("ProposalForm.CaseFacts", "2015年起入股砂石堆场").Fill("ProposalForm.CaseBasis", "方案四1")
            .Fill("ProposalForm.CaseOutcome", "已执行"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Empty(await CellAsync(clerk, 19));
        Assert.DoesNotContain(officer.Forms(), form => form.Action.Contains("Confirm", StringComparison.Ordinal));
        var disposal = await office.InDb(db => db.Disposals.SingleAsync(each => each.ReportId == report));
        var token = officer.Form("handling.propose-do").Fields.Where(field => field.Key.StartsWith("__", StringComparison.Ordinal));
        await officer.Post($"/handling/{report}?handler=Confirm",
            token.Append(new("Second.Disposal", $"{disposal.Id}")).Append(new("Second.Version", $"{disposal.Version}")));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);

        var second = await office.Visit(await City.OfficerOf(City.Bureau));
        Assert.Contains(Visitor.Words["work.handling-second.do"], second.Text, StringComparison.Ordinal);
        await second.Open($"/handling/{report}");
        await second.Form("handling.confirm").Submit();
        Assert.Contains(Visitor.Words["handling.confirmed"], second.Text, StringComparison.Ordinal);
        Assert.Equal("组织处理（诫勉）：违规入股（另附页）", await CellAsync(clerk, 19));

        await second.Open(second.Page.QuerySelector("a[href*='handler=Page']")!.GetAttribute("href")!);
        using var docx = new ZipArchive(new MemoryStream(second.Body));
        using var text = new StreamReader(docx.GetEntry("word/document.xml")!.Open());
        Assert.Contains("2015年起入股砂石堆场", await text.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await second.Open($"/summary/download?campaign={City.Real}");
        await second.Form("summary.download").Fill("PurposeForm.Purpose", "报市专项办").Submit();
        using var workbook = new XLWorkbook(new MemoryStream(second.Body));
        Assert.Equal(["汇总表", "另附页"], workbook.Worksheets.Select(sheet => sheet.Name));
        var lines = workbook.Worksheet("另附页").Column(1).CellsUsed().Select(cell => cell.GetString()).ToList();
        Assert.Contains(lines, line => line.Contains(clerk.Official!.Name, StringComparison.Ordinal));
        Assert.Contains("2015年起入股砂石堆场", lines);
    }

    [Fact]
    public async Task What_is_put_off_has_a_reason_and_a_day_and_comes_back_when_the_day_has_passed()
    {
        var (clerk, report, _) = await FiledAsync();
        office.Time.Set(FakeTime.Beijing(2017, 11, 20, 9, 0));
        var officer = await (await office.Visit(City.Officer)).Open($"/handling/{report}");
        await officer.Form("handling.defer-do").Fill("DeferForm.Reason", "等待法院判决").Fill("DeferForm.Until", new DateOnly(2017, 11, 1)).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("handling.defer-do").Fill("DeferForm.Until", new DateOnly(2017, 12, 1)).Submit();
        Assert.Contains(Visitor.Words["handling.deferred"], officer.Text, StringComparison.Ordinal);

        office.Time.Set(FakeTime.Beijing(2017, 12, 2, 9, 0));
        officer = await office.Visit(City.Officer);
        Assert.Contains(Visitor.Words["work.handling-overdue.do"], officer.Text, StringComparison.Ordinal);
        await officer.Open($"/handling?campaign={City.Real}&list=Deferred");
        Assert.Contains(clerk.Official!.Name, officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_policy_question_is_open_the_interest_awaits_it()
    {
        var (_, report, interest) = await FiledAsync();
        office.Time.Set(FakeTime.Beijing(2017, 10, 20, 9, 0));
        var officer = await (await office.Visit(City.Officer)).Open($"/checks/{report}/{interest}/question");
        await officer.Form("checks.ask-do").Fill("QuestionForm.Question", "堆场租赁是否属于涉砂").Fill("QuestionForm.AskedOf", "市整治办").Submit();
        Assert.Equal(Outcome.AwaitingPolicy, await OutcomeAsync(report));
        await officer.Open($"/checks/{report}/{interest}/question");
        await officer.Form("checks.answer-do").Fill("PolicyAnswerForm.Answer", "属于").Submit();
        Assert.Contains("属于", officer.Text, StringComparison.Ordinal);
        Assert.Equal(Outcome.Open, await OutcomeAsync(report));
        await AssertCountsAsync();
    }

    [Fact]
    public async Task An_answer_and_a_withdrawal_at_once_are_counted_as_if_one_came_after_the_other()
    {
        for (var round = 0; round < 6; round++)
        {
            var (clerk, report, interest) = await FiledAsync();
            var act = new Act(City.Officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 4));
            var question = await office.InDb(async db =>
            {
                var asked = PolicyQuestion.Ask(act, await db.Reports.SingleAsync(each => each.Id == report), interest, "是否涉砂", "市整治办");
                db.PolicyQuestions.Add(asked);
                await db.SaveChangesAsync();
                return asked.Id;
            });
            await Task.WhenAll(
                office.InDb(async db =>
                {
                    (await db.PolicyQuestions.SingleAsync(each => each.Id == question)).Settle(act, "属于");
                    await db.SaveChangesAsync();
                }),
                office.InDb(async db =>
                {
                    await City.Withdraw(db, report, act with { AccountId = clerk.AccountId }, "填错了");
                    await db.SaveChangesAsync();
                }));
        }
        await AssertCountsAsync();
    }

    [Fact]
    public async Task Nobody_checks_or_decides_about_themselves_or_out_of_their_charge()
    {
        var (clerk, report, interest) = await FiledAsync();
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), clerk.AccountId, Role.CampaignOfficer, City.Bureau));
            await db.SaveChangesAsync();
        });
        string[] pages = [$"/checks/{report}", $"/checks/{report}/{interest}", $"/checks/{report}/found", $"/exits/{report}/{interest}", $"/handling/{report}"];
        foreach (var stranger in new[] { clerk, City.OtherOfficer })
            foreach (var page in pages)
                Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(stranger)).Open(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.Head)).Open(pages[0])).Status);
    }

    private async Task<(Person Clerk, Guid Report, Guid Interest)> FiledAsync()
    {
        var clerk = await City.Clerk(City.Station);
        var version = await City.HandIn(clerk, City.Sand(clerk), City.Real);
        return (clerk, version.ReportId, version.Content.Interests[0].Id);
    }

    private static Form Sourced(Form form, string name) => form.Fill(name + ".Source", CheckSource.Registry)
        .Fill(name + ".SourceAsOf", new DateOnly(2017, 10, 15)).Fill(name + ".Basis", "调取工商档案");

    private async Task<Visitor> CheckAsync(Guid report, Guid interest, Func<Form, Form> fill)
    {
        var officer = await (await office.Visit(City.Officer)).Open($"/checks/{report}/{interest}");
        return await fill(Sourced(officer.Form("checks.save"), "CheckForm")).Submit();
    }

    private async Task<Visitor> ExitAsync(Guid report, Guid interest, Func<Form, Form> fill, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var officer = await (await office.Visit(City.Officer)).Open($"/exits/{report}/{interest}");
        await fill(Sourced(officer.Form("checks.save"), "ExitCheckForm")).Submit();
        Assert.Equal(expected, officer.Status);
        return officer;
    }

    private async Task<Visitor> ProposeAsync(Guid report, Func<Form, Form> fill)
    {
        var officer = await (await office.Visit(City.Officer)).Open($"/handling/{report}");
        return await fill(officer.Form("handling.propose-do").Fill("ProposalForm.Ground", DisposalGround.Interest)
            .Fill("ProposalForm.Kind", DisposalKind.Organisational).Fill("ProposalForm.Measure", DisposalMeasure.Admonition)
            .Fill("ProposalForm.Reason", "违规入股").Fill("ProposalForm.DecidedBy", "局党组").Fill("ProposalForm.DecidedOn", new DateOnly(2017, 11, 19))).Submit();
    }

    /// <summary>A column of the official's only row in the summary table, as the page shows it.</summary>
    private async Task<string> CellAsync(Person person, int column)
    {
        var officer = await office.Visit(City.Officer);
        for (var page = 1; ; page++)
        {
            await officer.Open($"/summary?campaign={City.Real}&{Paging.Key}={page}");
            if (officer.Page.QuerySelectorAll("main tbody tr").FirstOrDefault(row => row.TextContent.Contains(person.Official!.Name, StringComparison.Ordinal))
                is { } row)
                return row.Children[column - 1].TextContent.Trim();
            Assert.True(page < 20, $"{person.Official!.Name} is not in the table.");
        }
    }

    private Task<(CaseFacts Facts, Determination Said)> FactsAsync(Guid report, Guid interest) => office.InDb(async db =>
    {
        var file = (await new CaseFiles(db).FindAsync(db.Reports.Where(each => each.Id == report), withVersions: true))!;
        var facts = CaseFile.Facts(file.Versions[^1], interest, file.Campaign.Today(office.Time.GetUtcNow()), file.Checks);
        return (facts, file.Assess(facts));
    });

    private Task<Outcome> OutcomeAsync(Guid report) => office.InDb(async db =>
    {
        var today = BeijingTime.DayOf(office.Time.GetUtcNow());
        return (Outcome)await db.InterestRows.StandingOn(today).Where(row => row.ReportId == report)
            .Select(Outcomes.On(today, db.PolicyQuestions.OpenOn(today))).SingleAsync();
    });

    private Task<int> ParticipantsAsync() => office.InDb(async db =>
    {
        var campaign = await db.Campaigns.Include(each => each.Unit).SingleAsync(each => each.Code == City.Real);
        return (await new StatisticsQuery(db, office.Time).OfAsync(new FiguresRequest(campaign, campaign.Unit, false, null))).Outcomes.WithInterests;
    });

    private Task AssertCountsAsync() => office.InDb(async db =>
        Assert.Empty((await db.CheckCountsAsync(await db.Campaigns.SingleAsync(each => each.Code == City.Real))).Differences));

    /// <summary>The rows follow from the versions; and the lists of what is to be handled are as long counted from rows as from reports.</summary>
    private async Task AssertDerivedAsync()
    {
        await office.InDb(async db =>
        {
            await foreach (var (_, _, differences) in db.CheckAsync(await db.Campaigns.SingleAsync(each => each.Code == City.Real)))
                Assert.Empty(differences);
        });
        foreach (var person in new[] { City.Officer, await City.WithRole(Role.DisciplineTeam, City.Bureau) })
            await office.As(person, async services =>
            {
                var (db, desk) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<HandlingDesk>());
                var campaign = await db.Campaigns.SingleAsync(each => each.Code == City.Real);
                var counted = await desk.CountsAsync(campaign);
                Assert.Equal(await desk.CountsAsync(campaign, reports => reports), counted);
                return counted;
            });
    }
}
