using System.Net;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>What takes two people takes two: persons, sessions, devices, and none whose sign-in the other made.</summary>
public sealed class SecondPersonTests(Office office) : IClassFixture<Office>
{
    private const string Password = "晚风吹过清溪的芦苇荡月亮正圆啊";

    private City City => office.City;

    [Fact]
    public async Task One_administrator_alone_resets_no_other_and_sees_no_slip()
    {
        var (system, security, audit) = await ThreeAsync();
        var (asker, request) = await AskResetAsync(system, security);
        Assert.Null(asker.Page.QuerySelector(".slip-code"));
        await office.LeavesAllUnchanged(() => AnswerAsync(asker, "Confirm", request));
        Assert.Equal(HttpStatusCode.Conflict, asker.Status);
        var same = await office.Visit(await City.WithRole(Role.SystemAdministrator, City.Seat));
        await office.LeavesAllUnchanged(() => AnswerAsync(same, "Confirm", request));
        await office.Visit(security);

        var second = await office.Visit(audit);
        Assert.Contains(Visitor.Words["work.second-person.status", 1], (await second.Open(Links.MyWork)).Text, StringComparison.Ordinal);
        await AnswerAsync(second, "Confirm", request);
        Assert.NotNull(second.Page.QuerySelector(".slip-code"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Visit(security));
    }

    [Fact]
    public async Task Nobody_is_the_second_person_of_one_whose_slip_they_asked_for_or_saw()
    {
        var (system, security, audit) = await ThreeAsync();
        var (_, reset) = await AskResetAsync(system, security);
        var seen = await AnswerAsync(await office.Visit(audit), "Confirm", reset);
        await ActivateAsync(CodeOn(seen));
        var clerk = await City.Clerk(City.Division);
        var request = await AskRoleAsync(security with { Password = Password }, clerk, Role.CampaignOfficer);
        foreach (var other in new[] { system, audit })
        {
            var visitor = await office.Visit(other);
            await office.LeavesAllUnchanged(() => AnswerAsync(visitor, "Confirm", request));
            Assert.True(visitor.Status is HttpStatusCode.Conflict, $"{visitor.Status}");
        }
        await AnswerAsync(await office.Visit(await City.WithRole(Role.SystemAdministrator, City.Seat)), "Confirm", request);
        Assert.Equal(GrantState.Active, await StateAsync(clerk));
    }

    [Fact]
    public async Task Nor_in_the_same_browser()
    {
        var (system, security, _) = await ThreeAsync();
        var clerk = await City.Clerk(City.Division);
        var visitor = await office.Visit(security);
        var request = await AskRoleAsync(visitor, clerk, Role.DisciplineTeam);
        await visitor.SignIn(system);
        await office.LeavesAllUnchanged(() => AnswerAsync(visitor, "Confirm", request));
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        await AnswerAsync(await office.Visit(system), "Confirm", request);
        Assert.Equal(GrantState.Active, await StateAsync(clerk));
    }

    [Theory, InlineData("refused"), InlineData("expired"), InlineData("self")]
    public async Task A_request_that_is_refused_or_over_or_for_oneself_gives_nothing(string how)
    {
        var (system, security, _) = await ThreeAsync();
        var clerk = how == "self" ? security : await City.Clerk(City.Division);
        if (how == "self")
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => AskRoleAsync(security, clerk, Role.SecurityAdministrator));
            return;
        }
        var request = await AskRoleAsync(security, clerk, Role.CampaignOfficer);
        if (how == "refused")
            await AnswerAsync(await office.Visit(system), "Refuse", request);
        else
            office.Time.Pass(SecondPersonRequest.Lifetime);
        var late = await office.Visit(system);
        await office.LeavesAllUnchanged(() => AnswerAsync(late, "Confirm", request));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.NotEqual(GrantState.Active, await StateAsync(clerk));
    }

    [Fact]
    public async Task Two_who_confirm_at_once_do_it_once()
    {
        var (_, security, _) = await ThreeAsync();
        var (clerk, two) = (await City.Clerk(City.Division), new List<Visitor>());
        var request = await AskRoleAsync(security, clerk, Role.CampaignOfficer);
        for (var n = 0; n < 2; n++)
            two.Add(await (await office.Visit(await City.WithRole(Role.SystemAdministrator, City.Seat))).Open(Links.Account));
        var answers = await Task.WhenAll(two.Select(visitor => Task.Run(() => PostAsync(visitor, "Confirm", request))));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        Assert.Equal(1, await office.InDb(db => db.AuditEntries.CountAsync(e => e.SubjectId == clerk.AccountId && e.Action == AuditAction.GrantGiven)));
    }

    [Fact]
    public async Task The_officer_who_has_a_head_reset_sees_no_slip_and_what_is_signed_with_it_is_marked_for_all()
    {
        var team = await City.WithRole(Role.DisciplineTeam, City.Bureau);
        var (head, clerk) = (await City.LeadingCadre(City.Station), await City.Clerk(City.Station));
        await City.Give(City.Station, Organisation.UnitPostKind.Head, head);
        await City.HandIn(clerk, City.Sand(clerk));
        var report = (await City.ReportOf(clerk)).Id;
        var officer = await (await office.Visit(City.Officer)).Open(Links.SlipOf(head.Official!.Id));
        await officer.Form("slips.reset").Fill("ResetForm.Reason", ResetReason.Forgotten).Submit();
        Assert.Null(officer.Page.QuerySelector(".slip-code"));
        await office.Visit(head);
        var request = await office.InDb(db => db.SecondPersonRequests.Where(r => r.AccountId == head.AccountId).Select(r => r.Id).SingleAsync());
        var second = await AnswerAsync(await office.Visit(await City.WithRole(Role.SystemAdministrator, City.Seat)), "Confirm", request);

        var told = await ActivateAsync(CodeOn(second));
        Assert.Contains(Visitor.Words["account.reset-known"], told.Html, StringComparison.Ordinal);
        await told.Form("account.reset-known").Submit();
        await told.Open(Links.Reading(report));
        await told.Form("reading.sign-on").Fill("SignForm.Password", Password).Submit();
        Assert.Equal(ReportStatus.Signed, (await City.ReportOf(clerk)).Status);
        var mark = Visitor.Words["signature.after-reset", BeijingTime.DayOf(office.Time.GetUtcNow())];
        var visitor = await office.Visit(team);
        foreach (var page in new[] { Links.Discipline, Links.ReportView(report), Links.ReportForm(report) })
            Assert.Contains(mark, (await visitor.Open(page)).Text, StringComparison.Ordinal);
        Assert.Contains(mark, (await (await office.Visit(clerk)).Open(Links.ReportView(report))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pledge_after_a_reset_is_marked_to_the_reader_and_one_long_after_is_not()
    {
        var clerks = new[] { await City.Clerk(City.Station), await City.Clerk(City.Station) };
        foreach (var (n, clerk) in clerks.Index())
        {
            var officer = await (await office.Visit(City.Officer)).Open(Links.SlipOf(clerk.Official!.Id));
            await officer.Form("slips.reset").Fill("ResetForm.Reason", ResetReason.Forgotten).Submit();
            var owner = await ActivateAsync(CodeOn(officer));
            if (n == 1)
            {
                await owner.Form("account.reset-known").Submit();
                office.Time.Pass(TimeSpan.FromDays(15));
                owner = await office.Visit(clerk with { Password = Password });
            }
            await City.Draft(clerk, City.Sand(clerk));
            await owner.Open(Links.Check(City.Practice));
            await owner.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", Password).Submit();
            var head = await (await office.Visit(City.Head)).Open(Links.Reading((await City.ReportOf(clerk)).Id));
            Assert.Equal(n == 0, head.Page.QuerySelector(".msg-warn") is not null);
        }
    }

    [Fact]
    public async Task Resets_in_bulk_raise_the_alert()
    {
        var officer = await City.OfficerOf(City.Bureau);
        var visitor = await office.Visit(officer);
        for (var n = 0; n < Declarations.Web.Pages.Slips.SlipDesk.ManyResets; n++)
        {
            await visitor.Open(Links.SlipOf((await City.Clerk(City.Station)).Official!.Id));
            await visitor.Form("slips.reset").Fill("ResetForm.Reason", ResetReason.Forgotten).Submit();
        }
        var ledger = await (await office.Visit(await City.WithRole(Role.AuditAdministrator, City.Seat))).Open(Links.Ledger);
        Assert.Contains(Visitor.Words["ledger.alert-resets", BeijingTime.DayOf(office.Time.GetUtcNow()), officer.UserName, "5"], ledger.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_at_the_console_lets_an_administrator_in_again_and_names_a_new_one_only_where_there_is_none()
    {
        var (system, _, audit) = await ThreeAsync();
        Assert.Equal(1, (await office.RunAsync("restore-access", "--role", "AuditAdministrator", "--account", "newcomer")).Code);
        Assert.Equal(1, (await office.RunAsync("restore-access", "--role", "AuditAdministrator", "--account", system.UserName)).Code);
        var (code, output, errors) = await office.RunAsync("restore-access", "--role", "AuditAdministrator", "--account", audit.UserName);
        Assert.True(code == 0, errors);
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Visit(audit));
        Assert.Equal(Links.MyWork, (await ActivateAsync(output.Split(' ')[2])).Address);
        Assert.Equal(1, await office.InDb(db => db.AuditEntries.CountAsync(e => e.SubjectId == audit.AccountId && e.Action == AuditAction.AccessRestored)));

        await office.InDb(db => db.Grants.Where(g => g.Role == Role.AuditAdministrator)
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.State, GrantState.Ended)));
        (code, output, errors) = await office.RunAsync("restore-access", "--role", "AuditAdministrator", "--account", "newcomer");
        Assert.True(code == 0, errors);
        Assert.Equal(HttpStatusCode.OK, (await (await ActivateAsync(output.Split(' ')[2])).Open(Links.Ledger)).Status);
    }

    private async Task<(Person System, Person Security, Person Audit)> ThreeAsync() =>
        (await City.WithRole(Role.SystemAdministrator, City.Seat), await City.WithRole(Role.SecurityAdministrator, City.Seat),
            await City.WithRole(Role.AuditAdministrator, City.Seat));

    private Task<GrantState> StateAsync(Person person) =>
        office.InDb(db => db.Grants.Where(g => g.AccountId == person.AccountId).Select(g => g.State).SingleAsync());

    private async Task<(Visitor Asker, Guid Request)> AskResetAsync(Person system, Person whom)
    {
        var visitor = await (await office.Visit(system)).Open(Links.AccountOf(whom.AccountId));
        await visitor.Form("slips.reset").Fill("ResetForm.Reason", ResetReason.DeviceLost).Submit();
        return (visitor, await office.InDb(db => db.SecondPersonRequests.Where(r => r.AccountId == whom.AccountId).Select(r => r.Id).SingleAsync()));
    }

    private async Task<Guid> AskRoleAsync(Person security, Person whom, Role role) => await AskRoleAsync(await office.Visit(security), whom, role);

    private async Task<Guid> AskRoleAsync(Visitor visitor, Person whom, Role role)
    {
        await visitor.Open(Links.Roles);
        await visitor.Form("roles.request").Fill("GrantForm.UserName", whom.UserName).Fill("GrantForm.Role", role).Fill("GrantForm.Unit", City.Bureau.Code)
            .Submit();
        return await office.InDb(db =>
            db.SecondPersonRequests.Where(r => r.AccountId == whom.AccountId && r.AskedFor == AskedFor.GiveRole).Select(r => r.Id).SingleAsync());
    }

    private static async Task<Visitor> AnswerAsync(Visitor visitor, string handler, Guid request) =>
        await PostAsync(await visitor.Open(Links.Account), handler, request);

    private static Task<Visitor> PostAsync(Visitor visitor, string handler, Guid request) =>
        visitor.Post($"{Links.SecondPerson}?handler={handler}", [new("request", request.ToString()),
        new("__RequestVerificationToken", visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);

    private static string CodeOn(Visitor visitor) => visitor.Page.QuerySelector(".slip-code code")!.TextContent;

    private async Task<Visitor> ActivateAsync(string code)
    {
        var visitor = await office.Visit().Open(Links.Activate);
        return await visitor.Form("activate.do").Fill("ActivateForm.Code", code).Fill("ActivateForm.Password", Password).Fill("ActivateForm.Again", Password)
            .Submit();
    }
}
