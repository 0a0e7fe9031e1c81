using System.Net;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>Roles that must not meet in one account, given by two people, and what each of them opens.</summary>
public sealed class RoleTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    /// <summary>Every pair of roles, and every role with a post or a deputation, in both orders.</summary>
    public static TheoryData<string, string> Pairs
    {
        get
        {
            string[] all = [.. Enum.GetNames<Role>(), "post", "deputation"];
            return [.. all.SelectMany(first => all.Where(second => second != first).Select(second => (first, second)))];
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task No_account_holds_an_administrators_role_with_anything_else(string first, string second)
    {
        var person = await City.Clerk(City.Station);
        await GiveAsync(person, first);
        var apart = Separation.Administrators.Any(role => $"{role}" == first || $"{role}" == second);
        if (apart)
            Assert.Equal("grant.separation", (await Assert.ThrowsAsync<RefusedException>(() => GiveAsync(person, second))).Code);
        else
            await GiveAsync(person, second);
        Assert.Equal(apart ? 1 : 2, await office.InDb(async db => await db.Grants.CountAsync(g => g.AccountId == person.AccountId)
            + await db.UnitPosts.CountAsync(p => p.OfficialId == person.Official!.Id)
            + await db.Deputations.CountAsync(d => d.DeputyId == person.Official!.Id)));
    }

    [Theory, InlineData("SystemAdministrator", "CampaignOfficer"), InlineData("AuditAdministrator", "post"), InlineData("SecurityAdministrator", "deputation")]
    public async Task Nor_when_both_are_given_at_the_same_time(string first, string second)
    {
        for (var n = 0; n < 5; n++)
        {
            var person = await City.Clerk(City.Station);
            var outcomes = await Task.WhenAll(new[] { first, second }.Select(what => Task.Run(async () =>
            {
                try
                {
                    await GiveAsync(person, what);
                    return true;
                }
                catch (Exception exception) when (exception is RefusedException or DbUpdateException)
                {
                    return false;
                }
            })));
            Assert.Single(outcomes, given => given);
        }
    }

    [Fact]
    public async Task A_role_counts_once_a_second_administrator_has_confirmed_it_and_not_after_it_is_taken_back()
    {
        var (security, second, system) = (await City.WithRole(Role.SecurityAdministrator, City.Seat),
            await City.WithRole(Role.SecurityAdministrator, City.Seat), await City.WithRole(Role.SystemAdministrator, City.Seat));
        var clerk = await City.Clerk(City.Division);
        var asking = await (await office.Visit(security)).Open(Links.Roles);
        await asking.Form("roles.request").Fill("GrantForm.UserName", clerk.UserName).Fill("GrantForm.Role", Role.CampaignOfficer)
            .Fill("GrantForm.Unit", City.Bureau.Code).Submit();
        var grant = await office.InDb(db => db.Grants.SingleAsync(g => g.AccountId == clerk.AccountId));
        Assert.Equal(GrantState.Asked, grant.State);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(clerk)).Open(Links.Campaigns)).Status);

        var request = await RequestAsync(grant.Id);
        await office.LeavesAllUnchanged(() => AnswerAsync(asking, "Confirm", request));
        Assert.Equal(HttpStatusCode.Conflict, asking.Status);
        var officer = await office.Visit(clerk);
        await AnswerAsync(await office.Visit(system), "Confirm", request);
        Assert.StartsWith(Links.SignIn, (await officer.Open(Links.MyWork)).Address, StringComparison.Ordinal);
        officer = await office.Visit(clerk);
        Assert.Equal(HttpStatusCode.OK, (await officer.Open(Links.Campaigns)).Status);

        await PostAsync(await (await office.Visit(second)).Open(Links.Roles), "Take", grant.Id);
        Assert.Equal(HttpStatusCode.OK, (await officer.Open(Links.Campaigns)).Status);
        await AnswerAsync(await office.Visit(security), "Confirm", await RequestAsync(grant.Id));
        Assert.StartsWith(Links.SignIn, (await officer.Open(Links.Campaigns)).Address, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(clerk)).Open(Links.Campaigns)).Status);
        Assert.Equal([AuditAction.GrantGiven, AuditAction.GrantRequested, AuditAction.GrantRevoked],
            (await office.InDb(db => db.AuditEntries.Where(e => e.SubjectId == clerk.AccountId && e.Detail!.StartsWith("CampaignOfficer")).Select(e => e.Action)
                .ToListAsync())).OrderBy(action => action.ToString(), StringComparer.Ordinal));
        Assert.Equal(1, await office.InDb(db => db.Grants.CountAsync(g => g.AccountId == clerk.AccountId && g.State == GrantState.Ended)));
    }

    [Fact]
    public async Task The_discipline_team_reads_what_is_filed_below_it_and_hands_up_what_is_city_managed()
    {
        var team = await City.WithRole(Role.DisciplineTeam, City.Bureau);
        var (clerk, cadre, stranger) =
            (await City.Clerk(City.Station), await City.LeadingCadre(City.Station, cityManaged: true), await City.Clerk(City.OtherDivision));
        foreach (var person in new[] { clerk, cadre })
            await City.HandIn(person, City.Nil(person));
        await SignAsync(City.Secretary, cadre);
        await SignAsync(City.Head, clerk);
        var visitor = await (await office.Visit(team)).Open(Links.Discipline);
        Assert.Contains(clerk.Official!.Name, visitor.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open(Links.ReportView((await City.ReportOf(clerk)).Id))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.ReportView((await City.ReportOf(stranger)).Id))).Status);
        Assert.Equal(1, await office.InDb(db => db.AuditEntries.CountAsync(e => e.AccountId == team.AccountId && e.Action == AuditAction.ReportRead)));

        await visitor.Open(Links.CustodyOf(City.Practice, "HandUp"));
        var rows = visitor.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Contains(cadre.Official!.Name, rows);
        await visitor.Open(Links.CustodyOf(City.Practice, "Keep"));
        Assert.DoesNotContain(clerk.Official.Name, visitor.Text, StringComparison.Ordinal);
        await visitor.Open(Links.CustodyOf(City.Practice, "HandUp"));
        var report = await City.ReportOf(cadre);
        await visitor.Post("/custody?handler=HandUp", [new("Form.Only", $"{report.Id}:{report.Version}"), Token(visitor)]);
        Assert.Equal(ReportStatus.HandedUp, (await City.ReportOf(cadre)).Status);
    }

    [Fact]
    public async Task A_deputy_signs_within_the_period_what_is_the_heads_and_not_the_rest()
    {
        var (head, deputy) = (await City.LeadingCadre(City.Station), await City.Clerk(City.Station));
        await City.Give(City.Station, UnitPostKind.Head, head);
        await City.Give(City.Division, UnitPostKind.SupervisingLeader, deputy);
        var (clerk, later, cadre) = (await City.Clerk(City.Station), await City.Clerk(City.Station), await City.LeadingCadre(City.Station, cityManaged: true));
        foreach (var person in new[] { clerk, later, cadre, head, deputy })
            await City.HandIn(person, City.Sand(person));
        var today = BeijingTime.DayOf(office.Time.GetUtcNow());
        var visitor = await (await office.Visit(head)).Open(Links.Deputies);
        await visitor.Form("deputy.name").Fill("DeputyForm.Deputy", $"{deputy.Official!.Name} 科员").Fill("DeputyForm.FromOn", today.AddDays(1))
            .Fill("DeputyForm.ToOn", today.AddDays(3)).Submit();
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(deputy)).Open(Links.Reading((await City.ReportOf(clerk)).Id))).Status);

        office.Time.Pass(TimeSpan.FromDays(1));
        foreach (var forbidden in new[] { cadre, head, deputy })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(deputy)).Open(Links.Reading((await City.ReportOf(forbidden)).Id))).Status);
        await SignAsync(deputy, clerk);
        var id = (await City.ReportOf(clerk)).Id;
        var signature = await office.InDb(db => db.Signatures.SingleAsync(s => s.ReportId == id && s.Kind == SignatureKind.Reader));
        Assert.Equal((deputy.Official.Id, head.Official!.Name), (signature.OfficialId, signature.DeputyFor));
        Assert.Contains(Visitor.Words["deputy.instead", head.Official.Name], (await (await office.Visit(clerk)).Open(Links.ReportView(id))).Text,
            StringComparison.Ordinal);

        visitor = await (await office.Visit(head)).Open(Links.Deputies);
        await visitor.Form("deputy.revoke").Submit();
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(deputy)).Open(Links.Reading((await City.ReportOf(later)).Id))).Status);
    }

    [Fact]
    public async Task A_system_administrator_closes_an_account_and_lifts_a_delay_but_not_on_their_own_account()
    {
        var (system, clerk) = (await City.WithRole(Role.SystemAdministrator, City.Seat), await City.Clerk(City.Division));
        var (visitor, theirs) = (await office.Visit(system), await office.Visit(clerk));
        await visitor.Open(Links.AccountOf(clerk.AccountId));
        await visitor.Form("accounts.close-do").Submit();
        Assert.StartsWith(Links.SignIn, (await theirs.Open(Links.MyWork)).Address, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Visit(clerk));
        await visitor.Open(Links.AccountOf(system.AccountId));
        await visitor.Post($"{Links.AccountOf(system.AccountId)}?handler=Close", [Token(visitor)]);
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
    }

    [Fact]
    public async Task The_ledger_names_what_was_done_to_a_report_and_not_what_was_said_about_it()
    {
        var clerk = await City.Clerk(City.Division);
        await office.InDb(async db =>
        {
            var report = await db.Reports.FirstAsync(r => r.OfficialId == clerk.Official!.Id);
            var act = new Act(null, office.Time.GetUtcNow(), new(2017, 9, 18));
            report.ExcuseFor(act, Declarations.Rules.NotSubmittedReason.UnderInvestigation);
            report.Readmit(act, "只有整治办知道的话");
            await db.SaveChangesAsync();
        });
        var visitor = await (await office.Visit(await City.WithRole(Role.AuditAdministrator, City.Seat))).Open($"{Links.Ledger}?action=ReportReadmitted");
        Assert.Single(visitor.Page.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("只有整治办知道的话", visitor.Html, StringComparison.Ordinal);
        await visitor.Form("ledger.export-do").Fill("LedgerForm.Purpose", "季度审计").Submit();
        Assert.Contains("ReportReadmitted", visitor.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("只有整治办知道的话", visitor.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_is_filtered_and_exported_only_for_a_purpose()
    {
        var audit = await City.WithRole(Role.AuditAdministrator, City.Seat);
        var clerk = await City.Clerk(City.Division);
        await office.Visit(clerk);
        var visitor = await (await office.Visit(audit))
            .Open($"{Links.Ledger}?action=SignedIn&name={clerk.UserName}&day={BeijingTime.DayOf(office.Time.GetUtcNow()):yyyy-MM-dd}");
        Assert.Single(visitor.Page.QuerySelectorAll("tbody tr"));
        await office.LeavesAllUnchanged(() => visitor.Form("ledger.export-do").Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Form("ledger.export-do").Fill("LedgerForm.Purpose", "季度审计").Submit();
        Assert.Equal(2, visitor.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("季度审计", (await office
            .InDb(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.LedgerExported && e.AccountId == audit.AccountId))).Reason);
    }

    [Fact]
    public async Task Accounts_are_narrowed_to_a_unit_and_those_below()
    {
        var (mine, other) = (await City.Clerk(City.Station), await City.Clerk(City.OtherDivision));
        var visitor = await office.Visit(await City.WithRole(Role.SystemAdministrator, City.Seat));
        foreach (var person in new[] { mine, other })
        {
            await visitor.Open($"{Links.Accounts}?unit={City.Bureau.Code}&name={person.UserName}");
            Assert.Equal(person == mine, visitor.Page.QuerySelectorAll("tbody tr")
                .Any(row => row.TextContent.Contains(person.UserName, StringComparison.Ordinal)));
        }
    }

    private Task GiveAsync(Person person, string what) => what switch
    {
        "post" => City.Give(City.Station, UnitPostKind.Deputy, person),
        "deputation" => office.InDb(async db =>
        {
            var head = await db.Officials.SingleAsync(o => o.Id == City.Head.Official!.Id);
            var day = BeijingTime.DayOf(office.Time.GetUtcNow());
            db.Deputations.Add(Deputation.Name(
                new Act(null, office.Time.GetUtcNow(), day), head, await db.Officials.SingleAsync(o => o.Id == person.Official!.Id), day, day));
            await db.SaveChangesAsync();
        }),
        _ => office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), person.AccountId, Enum.Parse<Role>(what), City.Bureau,
                Enum.Parse<Role>(what).IsAppointed() ? new("云聘〔2017〕1号", new(2017, 1, 1), new(2018, 12, 31)) : null));
            await db.SaveChangesAsync();
        }),
    };

    private async Task SignAsync(Person reader, Person filer)
    {
        var visitor = await (await office.Visit(reader)).Open(Links.Reading((await City.ReportOf(filer)).Id));
        await visitor.Form("reading.sign-on").Fill("SignForm.Password", reader.Password).Submit();
        Assert.Equal(ReportStatus.Signed, (await City.ReportOf(filer)).Status);
    }

    private Task<Guid> RequestAsync(Guid grant) =>
        office.InDb(db => db.SecondPersonRequests.Where(r => r.GrantId == grant && r.Answer == SecondPersonAnswer.Open).Select(r => r.Id).SingleAsync());

    private static async Task<Visitor> AnswerAsync(Visitor visitor, string handler, Guid request)
    {
        await visitor.Open(Links.Account);
        return await visitor.Post($"{Links.SecondPerson}?handler={handler}", [new("request", request.ToString()), Token(visitor)]);
    }

    private static Task<Visitor> PostAsync(Visitor visitor, string handler, Guid grant) =>
        visitor.Post($"{Links.Roles}?handler={handler}", [new("grant", grant.ToString()), Token(visitor)]);

    private static KeyValuePair<string, string> Token(Visitor visitor) =>
        new("__RequestVerificationToken", visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
}
