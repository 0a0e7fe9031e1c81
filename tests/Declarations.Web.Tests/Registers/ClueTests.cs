using System.Net;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Registers;
using Declarations.Roster;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Registers;

/// <summary>A clue from its registration to its end, and who never hears of it.</summary>
public sealed class ClueTests(Office office) : IClassFixture<Office>
{
    private const string Secret = "砂场实际由其内弟出面经营";

    private City City => office.City;

    [Fact]
    public async Task A_clue_is_registered_assigned_checked_passed_by_a_second_person_and_closed()
    {
        var (concerned, checker) = (await City.Clerk(City.Station), await City.Clerk(City.Division));
        var officer = await office.Visit(City.Officer);
        var address = await RegisterAsync(officer, concerned);
        Assert.Contains(Visitor.Words.Of(ClueStep.Assign), officer.Text, StringComparison.Ordinal);

        await officer.Open($"{address}/act?do={RegisterAct.Assign}");
        await officer.Form("act.do").Fill("ActForm.Task", "核对工商登记").Fill("ActForm.Person", concerned.Official!.StaffNumber).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["error.clue-own"], officer.Text, StringComparison.Ordinal);
        await officer.Form("act.do").Fill("ActForm.Person", checker.Official!.Name).Submit();
        Assert.Contains("2017年10月18日", officer.Text, StringComparison.Ordinal);

        var assigned = await (await office.Visit(checker)).Open(Links.MyWork);
        Assert.DoesNotContain(concerned.Official.Name, assigned.Text, StringComparison.Ordinal);
        Assert.Contains(address, assigned.Html, StringComparison.Ordinal);
        await assigned.Open($"{address}/act?do={RegisterAct.Claim}");
        await assigned.Form("act.do").Fill("ActForm.Result", "登记股东确为其内弟").Fill("ActForm.Proof", "核查报告一号").Submit();
        Assert.Contains(Visitor.Words.Of(ClueStep.SecondPerson), assigned.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await assigned.Open($"{address}/act?do={RegisterAct.Pass}")).Status);

        await officer.Open($"{address}/act?do={RegisterAct.Pass}");
        await officer.Form("act.do").Fill("ActForm.How", "查阅登记底档").Submit();
        await officer.Open($"{address}/act?do={RegisterAct.Solve}");
        await officer.Form("act.do").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("act.do").Fill("ActForm.Disposition", ClueDisposition.Talk).Fill("ActForm.Judgement", "属实，谈话函询").Submit();
        Assert.Contains(Visitor.Words.Of(ClueDisposition.Talk), officer.Text, StringComparison.Ordinal);
        Assert.Equal([EntryKind.Amended, EntryKind.Cancelled, EntryKind.Amended, EntryKind.Claimed, EntryKind.Passed], await HistoryAsync(address));
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Nobody_but_the_office_the_discipline_team_and_whoever_is_assigned_learns_that_it_exists()
    {
        // Whom it concerns is an officer, too.
        var concerned = await City.Clerk(City.Station);
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 18)), concerned.AccountId, Role.CampaignOfficer,
                await db.Units.SingleAsync(unit => unit.Id == City.Bureau.Id)));
            await db.SaveChangesAsync();
        });
        var address = await RegisterAsync(await office.Visit(City.Officer), concerned);
        var reads = await ReadsAsync();
        foreach (var open in new[] { await City.WithRole(Role.DisciplineTeam, City.Bureau), City.CityOfficer })
        {
            var reader = await (await office.Visit(open)).Open(address);
            Assert.Contains(Secret, reader.Text, StringComparison.Ordinal);
            Assert.Contains(Secret, (await reader.Open($"/clues?campaign={City.Practice}")).Text, StringComparison.Ordinal);
        }
        Assert.Equal(reads + 2, await ReadsAsync());
        foreach (var closed in new[] { concerned, City.Head, await City.Clerk(City.Division), City.OtherOfficer,
            await City.WithRole(Role.SystemAdministrator, City.Seat), await City.WithRole(Role.AuditAdministrator, City.Seat) })
        {
            var other = await (await office.Visit(closed)).Open(address);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Open(address + "/act")).Status);
            Assert.DoesNotContain(Secret, (await other.Open($"/clues?campaign={City.Practice}")).Html, StringComparison.Ordinal);
            Assert.DoesNotContain(address, (await other.Open(Links.MyWork)).Html, StringComparison.Ordinal);
        }
        Assert.Equal(reads + 2, await ReadsAsync());
        Assert.DoesNotContain(concerned.Official!.Name, string.Concat(await office.InDb(db => db.AuditEntries
            .Where(entry => entry.SubjectKind == "Problem").Select(entry => entry.Detail).ToListAsync())), StringComparison.Ordinal);

        Task<int> ReadsAsync()
        {
            var clue = IdOf(address);
            return office.InDb(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.ClueRead && entry.SubjectId == clue));
        }
    }

    [Fact]
    public async Task The_head_of_a_unit_reports_one_upward_and_sees_that_it_was_received_no_more()
    {
        var head = await (await office.Visit(City.Head)).Open(Routes.To<ReportClueModel>());
        await head.Form("clues.report-do").Fill("ClueForm.Campaign", "练习专项").Fill("ClueForm.Unit", "清溪管理站").Fill("ClueForm.Text", "站里有人替砂场说情")
            .Fill("ClueForm.Named", "姓何的职工").Submit();
        Assert.Contains(Visitor.Words["clues.received-on", new DateOnly(2017, 9, 18)], head.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("替砂场说情", head.Text, StringComparison.Ordinal);
        var clue = await office.InDb(db => db.Problems.Where(problem => problem.Origin == Origin.Unit).Select(problem => problem.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await head.Open($"/clues/{clue}")).Status);
        Assert.Contains("替砂场说情", (await (await office.Visit(City.Officer)).Open($"/clues/{clue}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(await City.Clerk(City.Station))).Open(Routes.To<ReportClueModel>())).Status);
    }

    [Fact]
    public async Task It_is_handed_over_with_a_receipt_and_whoever_leaves_has_it_no_more()
    {
        var (officer, checker) = (await office.Visit(City.Officer), await City.Clerk(City.Division));
        var address = await RegisterAsync(officer, await City.Clerk(City.Station));
        await officer.Open($"{address}/act?do={RegisterAct.Assign}");
        await officer.Form("act.do").Fill("ActForm.Task", "核查").Fill("ActForm.Person", checker.Official!.StaffNumber).Submit();
        var assigned = await (await office.Visit(checker)).Open(address);
        Assert.Equal(HttpStatusCode.OK, assigned.Status);
        await office.InDb(async db =>
        {
            (await db.Officials.SingleAsync(official => official.Id == checker.Official.Id)).Leave(
                new(City.Officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), ServiceStatus.Retired, new(2017, 9, 18), "退休");
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(checker)).Open(address)).Status);
        Assert.Contains(Visitor.Words.Of(ClueStep.Assign), (await officer.Open(address)).Text, StringComparison.Ordinal);
        await officer.Open($"{address}/act?do={RegisterAct.HandOver}");
        await officer.Form("act.do").Fill("ActForm.To", Receiver.Judiciary).Fill("ActForm.Document", "收件回执").Fill("ActForm.Number", "云检收〔2017〕3号")
            .Fill("ActForm.DocumentOn", new DateOnly(2017, 9, 18)).Submit();
        Assert.Contains("云检收〔2017〕3号", officer.Text, StringComparison.Ordinal);
        Assert.Equal([EntryKind.Amended, EntryKind.HandedOver, EntryKind.Amended, EntryKind.Released, EntryKind.Withdrawn], await HistoryAsync(address));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open($"{address}/act")).Status);
    }

    /// <returns>Address of the clue.</returns>
    private static async Task<string> RegisterAsync(Visitor officer, Person concerned)
    {
        await officer.Open($"/clues/new?campaign={City.Practice}");
        await officer.Form("clues.register").Fill("ClueForm.Origin", Origin.Tip).Fill("ClueForm.Text", Secret)
            .Fill("ClueForm.Person", concerned.Official!.StaffNumber).Submit();
        return officer.Address;
    }

    /// <returns>Of the clue itself, then of its check.</returns>
    private Task<List<EntryKind>> HistoryAsync(string address)
    {
        var clue = IdOf(address);
        return office.InDb(db => db.RegisterEntries.Where(entry => entry.ProblemId == clue).OrderBy(entry => entry.MeasureId != null)
            .ThenBy(entry => entry.Place).Select(entry => entry.Kind).ToListAsync());
    }

    private static Guid IdOf(string address) => Guid.Parse(address["/clues/".Length..]);
}
