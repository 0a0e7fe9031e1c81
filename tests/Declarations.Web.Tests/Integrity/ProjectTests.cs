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
}
