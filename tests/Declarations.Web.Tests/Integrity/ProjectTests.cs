using System.IO.Compression;
using System.Net;
using System.Text;
using Declarations.Access;
using Declarations.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Integrity;

/// <summary>A consultation from the early sign to the minutes, a problem handed up past a silent level, and what a supervisor sees.</summary>
public sealed class ProjectTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;
    private DateOnly Today => BeijingTime.DayOf(office.Time.GetUtcNow());

    [Fact]
    public async Task A_consultation_is_called_within_five_days_held_confirmed_by_each_party_and_its_decisions_are_measures()
    {
        var (owner, supervisor) = (await City.Clerk(City.Station), await City.WithRole(Role.IntegritySupervisor, City.Station));
        var (register, _, _) = await office.Project(owner);
        var visitor = await (await office.Visit(supervisor)).Open($"/project/{register}");
        await visitor.Form("project.raise-do").Fill("RaiseForm.Text", "砂石料数量对不上").Submit();
        Assert.Contains("砂石料数量对不上", visitor.Text, StringComparison.Ordinal);
        await Call(visitor, Today.AddDays(20));
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        await visitor.Open($"/project/{register}");
        await Call(visitor, Today.AddDays(2));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var page = visitor.Page.QuerySelectorAll("main a[href^='/project/consultations/']").First(link => link.TextContent == "核对料单").GetAttribute("href")!;
        await visitor.Open(page);
        Assert.Empty(visitor.Forms());
        foreach (var closed in new[] { "/registers", "/registers/checks", "/key-posts" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(closed)).Status);

        office.Time.Pass(TimeSpan.FromDays(2));
        var officer = await (await office.Visit(City.Officer)).Open(page);
        await officer.Form("project.hold-do").Fill("ConsultForm.Attendance", "三方负责人").Fill("ConsultForm.Conclusion", "逐车过磅").Submit();
        Assert.Contains(Visitor.Words.Of(ActivityStatus.Held), officer.Text, StringComparison.Ordinal);
        await officer.Form("project.decide-do").Fill("DecisionForm.Task", "逐车过磅留存单据").Fill("DecisionForm.Unit", City.Station.Name)
            .Fill("DecisionForm.Person", owner.Official!.StaffNumber).Fill("DecisionForm.Class", DeadlineClass.ByDate).Fill("DecisionForm.DueOn",
                Today.AddDays(10))
            .Submit();
        Assert.Contains("逐车过磅留存单据", officer.Text, StringComparison.Ordinal);
        await Answer(officer, "清溪管理站工程组", true, "");
        await Answer(officer, "清溪水利工程有限公司", false, "");
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await Answer(officer, "清溪水利工程有限公司", false, "过磅点太远");
        Assert.Contains(Visitor.Words.Of(ActivityStatus.Confirmed), officer.Text, StringComparison.Ordinal);
        await officer.Open($"{page}?handler=Docx");
        using var zip = new ZipArchive(new MemoryStream(officer.Body));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open(), Encoding.UTF8);
        var minutes = await reader.ReadToEndAsync();
        Assert.All(new[] { "逐车过磅留存单据", "过磅点太远", "核对料单", owner.Official.Name }, said => Assert.Contains(said, minutes, StringComparison.Ordinal));
        Assert.Empty(office.Faults);

        Task<Visitor> Call(Visitor by, DateOnly on) => by.Form("project.call-do").Fill("CallForm.Problem", by.Page.QuerySelectorAll("#Call_Problem option")
            .First(option => option.TextContent.Contains("砂石料", StringComparison.Ordinal)).TextContent)
            .Fill("CallForm.Matters", "核对料单").Fill("CallForm.PlannedOn", on).Submit();

        static Task<Visitor> Answer(Visitor by, string party, bool confirms, string dissent) => by.Form("project.answer-do").Fill("PartyAnswerForm.Party",
            party)
            .Fill("PartyAnswerForm.Confirms", confirms).Fill("PartyAnswerForm.Dissent", dissent).Submit();
    }

    [Fact]
    public async Task A_problem_handed_up_reaches_the_next_level_after_fifteen_working_days_of_silence()
    {
        var (near, above) = (await City.WithRole(Role.DisciplineTeam, City.Bureau), await City.WithRole(Role.DisciplineTeam, City.Seat));
        var (register, _, problem) = await office.Project(await City.Clerk(City.Station));
        var supervisor = await (await office.Visit(await City.WithRole(Role.IntegritySupervisor, City.Station))).Open($"/project/{register}");
        await supervisor.Form("project.escalate-do").Fill("EscalateForm.Problem", "1. 验收由一人完成").Fill("EscalateForm.Text", "请上级核实").Submit();
        Assert.Contains(Visitor.Words["project.escalated"], supervisor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["work.escalation.text"], (await office.Visit(near)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["work.escalation.text"], (await office.Visit(above)).Text, StringComparison.Ordinal);
        office.Time.Pass(TimeSpan.FromDays(40));
        Assert.Contains(Visitor.Words["work.escalation.text"], (await office.Visit(above)).Text, StringComparison.Ordinal);
        var answering = await (await office.Visit(near)).Open($"/registers/problems/{problem}/act?do=Answer");
        await answering.Form("act.do").Fill("ActForm.Text", "接手核实").Submit();
        Assert.DoesNotContain(Visitor.Words["work.escalation.text"], (await answering.Open(Links.MyWork)).Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_supervisor_is_of_one_project_for_a_period_and_by_two()
    {
        var (register, _, _) = await office.Project(await City.Clerk(City.Station));
        var other = await City.WithRole(Role.IntegritySupervisor, City.Division);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open($"/project/{register}")).Status);
        await office.InDb(async db =>
        {
            Assert.Throws<RefusedException>(() => Grant.Ask(new(null, office.Time.GetUtcNow(), Today), other.AccountId, Role.IntegritySupervisor,
                City.Station));
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), Today), other.AccountId, Role.IntegritySupervisor,
                await db.Units.SingleAsync(unit => unit.Id == City.Station.Id), new("云聘〔2016〕9号", Today.AddYears(-1), Today.AddDays(-1))));
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open($"/project/{register}")).Status);

        var security = await (await office.Visit(await City.WithRole(Role.SecurityAdministrator, City.Seat))).Open(Links.Roles);
        await Ask(security, "");
        Assert.Equal(HttpStatusCode.BadRequest, security.Status);
        await Ask(security, "云聘〔2017〕8号");
        Assert.Contains("云聘〔2017〕8号", security.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open($"/project/{register}")).Status);
        Assert.Empty(office.Faults);

        Task<Visitor> Ask(Visitor by, string letter) => by.Form("roles.request").Fill("GrantForm.UserName", other.UserName)
            .Fill("GrantForm.Role", Role.IntegritySupervisor).Fill("GrantForm.Unit", City.Station.Code).Fill("GrantForm.Letter", letter)
            .Fill("GrantForm.From", Today).Fill("GrantForm.To", Today.AddYears(1)).Submit();
    }

    [Fact]
    public async Task Somebody_of_an_outside_firm_answers_minutes_for_their_party_and_sees_nothing_but_their_project()
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        var (city, today) = (fresh.City, BeijingTime.DayOf(fresh.Time.GetUtcNow()));
        var (register, consultation, problem) = await fresh.Project(await city.Clerk(city.Station));
        var system = await city.WithRole(Role.SystemAdministrator, city.Seat);
        var security = await city.WithRole(Role.SecurityAdministrator, city.Seat);
        var (name, staff) = ($"outside-{Guid.NewGuid().ToString("N")[..6]}", await city.Clerk(city.Station));
        var keeper = await (await fresh.Visit(system)).Open("/admin/accounts/new");
        await keeper.Form("accounts.new-do").Fill("NewAccountForm.Name", "施工方代表").Fill("NewAccountForm.UserName", staff.Official!.StaffNumber).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, keeper.Status);
        await keeper.Form("accounts.new-do").Fill("NewAccountForm.UserName", name).Submit();
        var code = keeper.Page.QuerySelectorAll(".slip code").Select(each => each.TextContent).Single(each => each.Length > 30 && !each.Contains('/'));
        var activated = await fresh.Visit().Open(Links.Activate);
        const string password = "晚风吹过清溪的芦苇荡月亮正圆啊";
        await activated.Form("activate.do").Fill("ActivateForm.Code", code).Fill("ActivateForm.Password", password).Fill("ActivateForm.Again", password)
            .Submit();

        var officer = await (await fresh.Visit(city.Officer)).Open($"/project/{register}");
        await Represent(officer, "清溪水利工程有限公司", name);
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        var asking = await (await fresh.Visit(security)).Open(Links.Roles);
        await asking.Form("roles.request").Fill("GrantForm.UserName", name).Fill("GrantForm.Role", Role.PartyRepresentative).Fill("GrantForm.Unit",
            city.Station.Code).Fill("GrantForm.Letter", "授权委托书1号").Fill("GrantForm.From", today).Fill("GrantForm.To", today.AddDays(60)).Submit();
        await Represent(officer, "清溪水利工程有限公司", name);
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        var account = await fresh.InDb(db => db.Users.SingleAsync(user => user.UserName == name));
        await fresh.InDb(async db =>
        {
            (await db.Grants.Include(grant => grant.Unit).SingleAsync(grant => grant.AccountId == account.Id)).Begin(new(system.AccountId,
                fresh.Time.GetUtcNow(), today));
            await db.SaveChangesAsync();
        });
        var person = new Person(account.Id, name, password, null);
        var outside = await fresh.Visit(person);
        Assert.Equal(HttpStatusCode.NotFound, (await outside.Open($"/project/{register}")).Status);
        await Represent(officer, "清溪水利工程有限公司", name);
        Assert.Contains(Visitor.Words["project.represented"], officer.Text, StringComparison.Ordinal);
        await fresh.LeavesAllUnchanged(() => Represent(officer, "清溪管理站工程组", name));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);

        Assert.Contains(Visitor.Words["work.consultation.do"], (await outside.Open(Links.MyWork)).Text, StringComparison.Ordinal);
        await outside.Open($"/project/{register}");
        await outside.Form("project.raise-do").Fill("RaiseForm.Text", "签认单有涂改").Submit();
        await outside.Form("project.escalate-do").Fill("EscalateForm.Problem", "1. 验收由一人完成").Fill("EscalateForm.Text", "请上级核实").Submit();
        Assert.Contains(Visitor.Words["project.escalated"], outside.Text, StringComparison.Ordinal);
        var (elsewhere, _, _) = await fresh.Project(await city.Clerk(city.Station));
        foreach (var closed in new[] { $"/project/{elsewhere}", $"/project/{register}/parties", "/registers", "/registers/checks",
            $"/registers/problems/{problem}", "/key-posts", "/my-measures", "/progress", "/roster/people" })
            Assert.Equal((closed, HttpStatusCode.NotFound), (closed, (await outside.Open(closed)).Status));

        var page = $"/project/consultations/{consultation}";
        await outside.Open(page);
        Assert.Empty(outside.Forms());
        await officer.Open(page);
        await officer.Form("project.hold-do").Fill("ConsultForm.Attendance", "两方负责人").Fill("ConsultForm.Conclusion", "三方签认").Submit();
        Assert.Contains(Visitor.Words["work.minutes.do"], (await outside.Open(Links.MyWork)).Text, StringComparison.Ordinal);
        await outside.Open(page);
        var parties = outside.Page.QuerySelectorAll("#Answer_Party option").Select(Visitor.Plain).Where(text => text.Length > 0).ToList();
        Assert.DoesNotContain("清溪管理站工程组", parties);
        var answer = outside.Form("project.answer-do").Fill("PartyAnswerForm.Party", "清溪水利工程有限公司").Fill("PartyAnswerForm.Confirms", false)
            .Fill("PartyAnswerForm.Dissent", "签认点太远");
        var owner = await fresh.InDb(db => db.Parties.Where(party => party.RegisterId == register && party.Role == PartyRole.Owner).Select(party => party.Id)
            .SingleAsync());
        await fresh.LeavesAllUnchanged(() => outside.Post(answer.Action, answer.Fields.Select(field => field.Key == "Answer.Party"
            ? KeyValuePair.Create(field.Key, $"{owner}") : field)));
        Assert.Equal(HttpStatusCode.NotFound, outside.Status);
        await outside.Open(page);
        await outside.Form("project.answer-do").Fill("PartyAnswerForm.Party", "清溪水利工程有限公司").Fill("PartyAnswerForm.Confirms", false)
            .Fill("PartyAnswerForm.Dissent", "签认点太远").Submit();
        Assert.Contains(Visitor.Words["project.in-person"], outside.Text, StringComparison.Ordinal);
        Assert.Empty(outside.Forms());
        Assert.DoesNotContain(Visitor.Words["work.minutes.do"], (await outside.Open(Links.MyWork)).Text, StringComparison.Ordinal);

        fresh.Time.Pass(TimeSpan.FromDays(61));
        Assert.Equal(HttpStatusCode.NotFound, (await (await fresh.Visit(person)).Open($"/project/{register}")).Status);
        Assert.Empty(fresh.Faults);

        async Task Represent(Visitor by, string party, string userName)
        {
            await by.Open($"/project/{register}/parties");
            await by.Form("project.represent-do").Fill("RepresentForm.Party", party).Fill("RepresentForm.UserName", userName).Submit();
        }
    }
}
