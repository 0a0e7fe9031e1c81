using System.Net;
using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Roster;

/// <summary>Movers, leavers and deaths by hand, and what officials ask to have corrected.</summary>
public sealed class PeopleTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task A_mover_goes_with_the_open_report_and_without_the_posts_of_the_old_unit()
    {
        var person = await City.Clerk(City.Station);
        await City.Give(City.Station, UnitPostKind.Deputy, person);
        var visitor = await AtAsync(person);
        await visitor.Form("roster.record").Fill("RosterActForm.Act", RosterAct.Move).Fill("RosterActForm.Unit", "规划科")
            .Fill("RosterActForm.Reason", "人字〔2017〕8号").Submit();
        Assert.Contains("规划科", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(City.Division.Id, (await City.ReportOf(person)).UnitId);
        await office.InDb(async db =>
        {
            Assert.Empty(await db.UnitPosts.Where(p => p.OfficialId == person.Official!.Id).ToListAsync());
            var entry = await db.AuditEntries.SingleAsync(e => e.SubjectId == person.Official!.Id && e.Action == AuditAction.OfficialMoved);
            Assert.Equal((City.Officer.AccountId, "人字〔2017〕8号", "-> plans"), (entry.AccountId, entry.Reason, entry.Detail));
        });
    }

    [Fact]
    public async Task A_change_of_post_and_rank_is_recorded_and_the_same_again_is_none()
    {
        var person = await City.Clerk(City.Station);
        var visitor = await AtAsync(person);
        await Change().Submit();
        Assert.Equal(("副站长", Rank.TownshipDeputy),
            await office.InDb(async db => (await db.Officials.SingleAsync(o => o.Id == person.Official!.Id)) is var o ? (o.Post, o.Rank!.Value) : default));
        await office.LeavesAllUnchanged(() => Change().Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);

        Form Change() => visitor.Form("roster.record").Fill("RosterActForm.Act", RosterAct.Change).Fill("RosterActForm.Post", "副站长")
            .Fill("RosterActForm.Rank", Rank.TownshipDeputy).Fill("RosterActForm.Reason", "任职通知");
    }

    [Fact]
    public async Task A_leaver_keeps_the_day_of_approval_and_the_former_post_and_cannot_leave_again()
    {
        var person = await City.Clerk(City.Station);
        var visitor = await AtAsync(person);
        var form = visitor.Form("roster.record").Fill("RosterActForm.Act", RosterAct.Leave).Fill("RosterActForm.Way", ServiceStatus.Resigned)
            .Fill("RosterActForm.ApprovedOn", new DateOnly(2017, 6, 30)).Fill("RosterActForm.Reason", "批复");
        var (action, fields) = (form.Action, form.Fields);
        await form.Submit();
        var official = await office.InDb(db => db.Officials.SingleAsync(o => o.Id == person.Official!.Id));
        Assert.Equal((ServiceStatus.Resigned, new DateOnly(2017, 6, 30), "科员"), (official.Status, official.LeftOn, official.FormerPost));
        var again = fields.Select(field => field.Key == "Form.Version" ? KeyValuePair.Create(field.Key, "1") : field);
        await office.LeavesAllUnchanged(() => visitor.Post(action, again));
        Assert.Contains(Visitor.Words["refused.official.has-left"], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_decides_by_a_document_who_files_and_says_so_of_no_one_else()
    {
        var person = await City.Clerk(City.Station);
        var visitor = await AtAsync(person);
        Assert.DoesNotContain(Visitor.Words.Of(OfficeDecision.Files), visitor.Text, StringComparison.Ordinal);
        await office.InDb(db => db.Officials.Where(o => o.Id == person.Official!.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Category, PersonCategory.VillageCadre)));
        await visitor.Open(visitor.Address);
        await visitor.Form("roster.record").Fill("RosterActForm.Act", RosterAct.Decide).Fill("RosterActForm.Decision", OfficeDecision.Files)
            .Fill("RosterActForm.Reason", "管理集体资金").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Form("roster.record").Fill("RosterActForm.Document", "填报范围通知").Fill("RosterActForm.Number", "整治办〔2017〕3号")
            .Fill("RosterActForm.DocumentOn", new DateOnly(2017, 8, 20)).Submit();
        Assert.Contains("整治办〔2017〕3号", visitor.Text, StringComparison.Ordinal);
        Assert.True((await office.InDb(db => db.Officials.SingleAsync(o => o.Id == person.Official!.Id))).FilesByOfficeDecision);
        var mine = await (await office.Visit(person)).Open(Links.Check(City.Practice));
        Assert.Contains(Visitor.Words["finding.scope.covered-by-office"], mine.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("2017-09-05"), InlineData("1949-09-30"), InlineData("")]
    public async Task A_day_to_come_or_too_early_is_none(string day)
    {
        var person = await City.Clerk(City.Station);
        var visitor = await AtAsync(person);
        var form = visitor.Form("roster.record").Fill("RosterActForm.Act", RosterAct.Die).Fill("RosterActForm.DiedOn", day).Fill("RosterActForm.Reason", "证明");
        await office.LeavesAllUnchanged(() => form.Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Fact]
    public async Task Who_has_died_does_not_file_any_more_and_nobody_else_with_that_sign_in()
    {
        var person = await City.Clerk(City.Station);
        var session = await office.Visit(person);
        var visitor = await AtAsync(person);
        await visitor.Form("roster.record").Fill("RosterActForm.Act", RosterAct.Die).Fill("RosterActForm.DiedOn", new DateOnly(2017, 9, 1))
            .Fill("RosterActForm.Reason", "证明").Submit();
        Assert.Contains(Visitor.Words["roster.nothing-to-do"], visitor.Text, StringComparison.Ordinal);
        foreach (var campaign in new[] { City.Practice, City.Real })
        {
            var report = await City.ReportOf(person, campaign);
            Assert.Equal((ReportStatus.Excused, NotSubmittedReason.Deceased), (report.Status, report.Excuse));
        }
        await session.Open(Links.MyWork);
        Assert.StartsWith(Links.SignIn, session.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_found_by_name_or_number_within_ones_own_units()
    {
        var (mine, theirs) = (await City.Clerk(City.Station), await City.Clerk(City.OtherDivision));
        var visitor = await office.Visit(City.Officer);
        foreach (var search in new[] { mine.Official!.Name, mine.Official.StaffNumber.ToLowerInvariant(), $" {mine.Official.StaffNumber} " })
            Assert.Single((await visitor.Open(Links.RosterPeople(search))).Page.QuerySelectorAll("tbody tr"));
        foreach (var search in new[] { theirs.Official!.Name, theirs.Official.StaffNumber, "%", "_", "'" })
            Assert.Empty((await visitor.Open(Links.RosterPeople(search))).Page.QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.RosterPerson(theirs.Official.Id))).Status);
    }

    [Fact]
    public async Task A_unit_of_somebody_else_cannot_be_moved_to()
    {
        var person = await City.Clerk(City.Station);
        var visitor = await AtAsync(person);
        Assert.DoesNotContain("造林科", visitor.Html, StringComparison.Ordinal);
        var form = visitor.Form("roster.record").Fill("RosterActForm.Act", RosterAct.Move).Fill("RosterActForm.Reason", "x");
        await office.LeavesAllUnchanged(
            () => visitor.Post(form.Action, [.. form.Fields.Where(field => field.Key != "Form.Unit"), KeyValuePair.Create("Form.Unit", "trees")]));
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task Who_asks_for_a_correction_gets_an_answer_in_my_work()
    {
        var person = await City.Clerk(City.Station);
        var filer = await (await office.Visit(person)).Open(Links.Correction);
        Assert.Contains(City.Head.Official!.Name, filer.Text, StringComparison.Ordinal);
        await filer.Form("correction.send").Fill("CorrectionForm.Kind", RequestKind.Unit).Fill("CorrectionForm.Text", "我在规划科工作").Submit();
        Assert.Contains("2017年9月11日", filer.Text, StringComparison.Ordinal);

        var stranger = await (await office.Visit(City.OtherOfficer)).Open(Links.RosterRequests);
        Assert.DoesNotContain(person.Official!.Name, stranger.Text, StringComparison.Ordinal);
        var officer = await (await office.Visit(City.Officer)).Open(Links.RosterRequests);
        await officer.Open(officer.Page.QuerySelectorAll("tbody th a").Single(link => link.TextContent == person.Official.Name).GetAttribute("href")!);
        var request = officer.Address;
        // A new telephone number is not what they asked for.
        await Change(person, official =>
            official.Change(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), new RosterEntry { Telephone = "0700-5550177" }, "x"));
        await (await officer.Open(request)).Form("requests.answer").Fill("AnswerForm.Done", "RequestStatus.Done").Fill("AnswerForm.Answer", "已调到规划科。").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["error.not-corrected"], officer.Page.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        await (await officer.Open(Links.RosterPerson(person.Official.Id))).Form("roster.record").Fill("RosterActForm.Act", RosterAct.Move)
            .Fill("RosterActForm.Unit", "规划科")
            .Fill("RosterActForm.Reason", "人字〔2017〕8号").Submit();
        var form = (await officer.Open(request)).Form("requests.answer").Fill("AnswerForm.Done", "RequestStatus.Done").Fill("AnswerForm.Answer", "已调到规划科。");
        var (action, fields) = (form.Action, form.Fields);
        await form.Submit();
        // Who moves signs in anew.
        filer = await (await office.Visit(person)).Open(Links.MyWork);
        Assert.Contains("已调到规划科。", filer.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words.Of(RequestStatus.Done), filer.Text, StringComparison.Ordinal);
        await office.LeavesAllUnchanged(() => officer.Post(action, fields));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
    }

    [Fact]
    public async Task Five_requests_may_wait_and_no_more()
    {
        var filer = await office.Visit(await City.Clerk(City.Station));
        for (var n = 0; n < 5; n++)
            await (await filer.Open(Links.Correction)).Form("correction.send").Fill("CorrectionForm.Kind", RequestKind.Other)
                .Fill("CorrectionForm.Text", $"第{n}件").Submit();
        var form = (await filer.Open(Links.Correction)).Form("correction.send").Fill("CorrectionForm.Kind", RequestKind.Other)
            .Fill("CorrectionForm.Text", "又一件");
        await office.LeavesAllUnchanged(() => form.Submit());
        Assert.Equal(HttpStatusCode.Conflict, filer.Status);
    }

    [Fact]
    public async Task Every_fact_is_shown_and_corrected_with_a_reason_and_what_is_emptied_is_not_known_any_more()
    {
        var person = await City.Clerk(City.Station);
        var visitor = await AtAsync(person);
        foreach (var fact in RosterFact.All)
            Assert.Contains(RosterText.Of(Visitor.Words, fact.Name, fact.Known(person.Official!)), visitor.Page.QuerySelector(".aside dl")!.TextContent,
                StringComparison.Ordinal);
        Assert.DoesNotContain(person.Official!.ResidentNumber!, visitor.Html, StringComparison.Ordinal);
        await visitor.Open(Links.RosterEntry(person.Official.Id));
        await visitor.Form("entry.correct").Fill("EntryForm.Name", "改过名字").Fill("EntryForm.Rank", Rank.CountyDeputy).Fill("EntryForm.CityManaged", "yes")
            .Fill("EntryForm.Telephone", "").Fill("EntryForm.Reason", "任免名册").Submit();
        Assert.Equal(Links.RosterPerson(person.Official.Id), visitor.Address);
        await office.InDb(async db =>
        {
            var official = await db.Officials.SingleAsync(o => o.Id == person.Official.Id);
            Assert.Equal(("改过名字", Rank.CountyDeputy, true, null, person.Official.ResidentNumber, ServiceStatus.InService),
                (official.Name, official.Rank!.Value, official.CityManaged!.Value, official.Telephone, official.ResidentNumber, official.Status!.Value));
            Assert.Equal("改过名字", (await db.Users.SingleAsync(account => account.OfficialId == official.Id)).DisplayName);
            var entry = await db.AuditEntries.SingleAsync(e => e.SubjectId == official.Id && e.Action == AuditAction.OfficialChanged);
            Assert.Equal(("任免名册", "Name, Rank, CityManaged, Telephone"), (entry.Reason, entry.Detail));
        });
    }

    [Theory]
    [InlineData("ResidentNumber", "11010519491231002X", "RosterFault.ResidentContradicts"), InlineData("ResidentNumber", "1", "RosterFault.NotAResidentNumber")]
    [InlineData("ResidentNumber", "", "error.nothing-changes"), InlineData("BornOn", "2015-01-01", "RosterFault.ResidentContradicts"),
        InlineData("ResidentNumber", "taken", "RosterFault.ResidentKnown")]
    public async Task A_correction_that_cannot_be_is_refused_beside_its_field(string field, string value, string fault)
    {
        var (person, other) = (await City.Clerk(City.Station), await City.Clerk(City.OtherDivision));
        var visitor = await (await office.Visit(City.Officer)).Open(Links.RosterEntry(person.Official!.Id));
        await office.LeavesAllUnchanged(() => visitor.Form("entry.correct")
            .Fill("EntryForm." + field, value == "taken" ? other.Official!.ResidentNumber! : value).Fill("EntryForm.Reason", "x").Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains(Visitor.Words[fault], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leave_recorded_by_mistake_is_taken_back_with_a_reason()
    {
        var person = await City.Clerk(City.Station);
        await Change(person, official => official.Leave(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), ServiceStatus.Retired, new(2017, 9, 1), "误登"));
        var visitor = await AtAsync(person);
        var form = visitor.Form("roster.record").Fill("RosterActForm.Act", RosterAct.Return).Fill("RosterActForm.Reason", "登记错了人");
        var (action, fields) = (form.Action, form.Fields);
        await form.Submit();
        var official = await office.InDb(db => db.Officials.SingleAsync(o => o.Id == person.Official!.Id));
        Assert.Equal((ServiceStatus.InService, null, null), (official.Status!.Value, official.LeftOn, official.FormerPost));
        Assert.Contains(Visitor.Words.Of(AuditAction.OfficialReturned), visitor.Text, StringComparison.Ordinal);
        await office.LeavesAllUnchanged(
            () => visitor.Post(action, fields.Select(field => field.Key == "Form.Version" ? KeyValuePair.Create(field.Key, $"{official.Version}") : field)));
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
    }

    private Task Change(Person person, Action<Official> change) => office.InDb(async db =>
    {
        change(await db.Officials.SingleAsync(o => o.Id == person.Official!.Id));
        await db.SaveChangesAsync();
    });

    private async Task<Visitor> AtAsync(Person person) => await (await office.Visit(City.Officer)).Open(Links.RosterPerson(person.Official!.Id));
}
