using System.Net;
using Declarations.Access;
using Declarations.References;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Pages.Roster;
using Declarations.Web.SignIn;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>Nobody passes for another, and nobody is kept out by somebody else's noise.</summary>
public sealed class PassingTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Theory, InlineData("Asked"), InlineData("Suspended"), InlineData("Successor"), InlineData("Ended"), InlineData("closed")]
    public async Task A_grant_that_does_not_count_gives_an_import_no_unit(string state)
    {
        var officer = await City.OfficerOf(City.Bureau);
        Assert.Single(await PathsAsync(officer));
        await office.InDb(async db =>
        {
            var grants = db.Grants.Where(grant => grant.AccountId == officer.AccountId);
            var now = office.Time.GetUtcNow();
            await (state switch
            {
                "closed" => db.Users.Where(account => account.Id == officer.AccountId)
                    .ExecuteUpdateAsync(set => set.SetProperty(account => account.ClosedAt, now)),
                _ => grants.ExecuteUpdateAsync(set => set.SetProperty(grant => grant.State, Enum.Parse<GrantState>(state))),
            });
        });
        Assert.Empty(await PathsAsync(officer));
    }

    [Theory, InlineData("Return.Comment"), InlineData("Return.Line")]
    public async Task A_return_is_checked_whatever_the_sender_leaves_out(string left)
    {
        var (head, id) = await WaitingAsync();
        var form = head.Form("reading.return-do").Fill("ReturnForm.Comment", "请核对");
        await office.LeavesAllUnchanged(() => head.Post(form.Action,
            form.Fields.Where(field => field.Key is not ("Return.Line" or "Return.Sent")).Append(new("Return.Line", "details"))
                .Where(field => field.Key != left)));
        Assert.Equal((HttpStatusCode.BadRequest, ReportStatus.Submitted), (head.Status, await StatusAsync(id)));
    }

    [Fact]
    public async Task A_field_of_the_body_does_not_override_the_address()
    {
        var ((head, meant), (_, other)) = (await WaitingAsync(), await WaitingAsync());
        var form = (await head.Open(Links.Reading(meant))).Form("reading.return-do").Fill("ReturnForm.Comment", "请核对");
        await head.Post(form.Action, form.Fields.Where(field => field.Key != "Return.Line").Append(new("Return.Line", "details"))
            .Append(new("Id", $"{other}")));
        Assert.Equal((ReportStatus.Returned, ReportStatus.Submitted), (await StatusAsync(meant), await StatusAsync(other)));
    }

    [Fact]
    public async Task A_kept_signing_cookie_ends_with_its_session()
    {
        var (head, id) = await WaitingAsync();
        await head.Open(Links.Confirm(Links.Queue));
        await head.Form("confirm.password-button").Fill("ConfirmForm.Password", City.Head.Password).Submit();
        Assert.Null((await head.Open(Links.Reading(id))).Page.QuerySelector("[name='Form.Password']"));
        var kept = head.Cookies.Single(cookie => cookie.Key.Contains("signing", StringComparison.Ordinal));
        var again = await office.Visit(City.Head);
        again.Cookies[kept.Key] = kept.Value;
        Assert.NotNull((await again.Open(Links.Reading(id))).Page.QuerySelector("[name='Form.Password']"));
    }

    [Fact]
    public async Task A_sign_form_of_a_draft_filed_before_says_that_there_is_a_newer_one()
    {
        var clerk = await City.Clerk(City.Station);
        await City.Draft(clerk, City.Nil(clerk));
        var visitor = await (await office.Visit(clerk)).Open(Links.Check(City.Practice));
        var form = visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password);
        var (action, fields) = (form.Action, form.Fields);
        await form.Submit();
        await City.Draft(clerk, City.Sand(clerk));
        await office.LeavesAllUnchanged(() => visitor.Post(action, fields));
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains(Visitor.Words["error.newer-draft"], visitor.Text, StringComparison.Ordinal);
        var newest = (await City.ReportOf(clerk)).DraftNumber;
        Assert.Equal($"{newest}", visitor.Page.QuerySelector("[name='Form.DraftNumber']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_could_not_be_looked_at_never_counts_as_a_wrong_password()
    {
        var clerk = await City.Clerk(City.Division);
        for (var n = 0; n < 4; n++)
            await GuessAsync(clerk, "wrong");
        await using (var scope = office.Services.CreateAsyncScope())
        {
            var guesses = scope.ServiceProvider.GetRequiredService<Guesses>();
            for (var n = 0; n < 10; n++)
                await Assert.ThrowsAsync<Door.BusyException>(
                    () => guesses.TryAsync(clerk.UserName.ToUpperInvariant(), null, () => throw new Door.BusyException()));
        }
        Assert.Equal(4, await office.InDb(db => db.SignInFailures.Where(failure => failure.Key == Key(clerk)).Select(failure => failure.Count).SingleAsync()));
        await office.Visit(clerk);
    }

    [Fact]
    public async Task Sixty_connections_with_slips_keep_nobody_out_who_is_known()
    {
        var clerk = await City.Clerk(City.Division);
        var known = await office.Visit(clerk);
        foreach (var cookie in known.Cookies.Keys.Where(name => !name.EndsWith("device", StringComparison.Ordinal)).ToList())
            known.Cookies.Remove(cookie);
        var gate = office.Services.GetRequiredService<HashingGate>();
        var flood = Enumerable.Range(0, 60).Select(_ => Task.Run(async () =>
        {
            var visitor = await office.Visit().Open(Links.Activate);
            return await visitor.Form("activate.do").Fill("ActivateForm.Code", SlipCode.New()).Fill("ActivateForm.Password", "flood月亮照着清溪芦苇荡晚风吹过")
                .Fill("ActivateForm.Again", "flood月亮照着清溪芦苇荡晚风吹过").Submit();
        })).ToList();
        await Until(() => gate.Waiting >= 50);
        var signingIn = known.TrySignIn(clerk);
        await Until(() => gate.Waiting >= 51);
        office.Flood.Release(1);
        Assert.Equal(Links.MyWork, (await signingIn).Address);
        Assert.True(flood.Count(task => !task.IsCompleted) >= 49);
        office.Flood.Release(59);
        Assert.All(await Task.WhenAll(flood), visitor => Assert.True(visitor.Status is HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable));
        // for those who were sent away
        while (office.Flood.Wait(0))
            continue;
    }

    public static TheoryData<string, bool> Own => [.. new[]
        { "excuse", "roster", "request", "reset", "keep", "sign", "role", "account", "import" }.SelectMany(act => new[] { (act, true), (act, false) })];

    /// <summary>
    /// By an officer, head and administrators who are on the roster themselves; the other is the officer's spouse, as the officer has declared.
    /// </summary>
    [Theory, MemberData(nameof(Own))]
    public async Task Nobody_acts_for_the_office_upon_themselves_or_a_relative(string act, bool self)
    {
        var (me, spouse) = (await City.LeadingCadre(City.Station), await City.Clerk(City.Station));
        await City.Draft(me, City.Nil(me) with
        {
            Relatives = [new Relative(Guid.CreateVersion7(), Participation.Relation.Spouse, spouse.Official!.Name)
            { ResidentNumber = spouse.Official.ResidentNumber }]
        });
        var about = self ? me : spouse;
        if (act is "sign" or "keep")
        {
            if (self)
                return;
            await City.HandIn(spouse, City.Sand(spouse));
            if (act == "keep")
                await City.Sign(spouse);
        }
        if (act == "sign")
            await City.Give(City.Station, Organisation.UnitPostKind.Deputy, me);
        else
            await office.InDb(async db =>
            {
                var role = act switch { "role" => Role.SecurityAdministrator, "account" => Role.SystemAdministrator, _ => Role.CampaignOfficer };
                db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), me.AccountId, role,
                    await db.Units.SingleAsync(u => u.Id == City.Seat.Id)));
                await db.SaveChangesAsync();
            });
        var (visitor, report) = (await office.Visit(me), await City.ReportOf(about));
        if (act == "import")
        {
            await visitor.Open(Links.Roster);
            await visitor.Form("roster.upload").Fill("RosterUploadForm.Covers", FileCovers.SomePeople).Fill("RosterUploadForm.Campaign", "练习专项")
                .Attach("RosterUploadForm.File", "花名册.xlsx", Tests.Roster.Sheets
                .Roster([new() { ["StaffNumber"] = about.Official!.StaffNumber, ["Name"] = about.Official.Name, ["Unit"] = "plans" }])).Submit();
            Assert.Contains("人员!A2", visitor.Text, StringComparison.Ordinal);
            return;
        }
        var form = act switch
        {
            "excuse" => (await visitor.Open(Links.Person(City.Practice, report.Id))).Form("people.excuse")
                .Fill("ExcuseForm.Reason", NotSubmittedReason.Deceased),
            "roster" => (await visitor.Open(Links.RosterPerson(about.Official!.Id))).Form("roster.record").Fill("RosterActForm.Act", RosterAct.Change)
                .Fill("RosterActForm.Post", "局长").Fill("RosterActForm.Reason", "文件"),
            "request" => (await visitor.Open(Links.RosterRequest((await City.Ask(about)).Request))).Form("requests.answer")
                .Fill("AnswerForm.Done", "RequestStatus.Done").Fill("AnswerForm.Answer", "已办"),
            "reset" => (await visitor.Open(Links.SlipOf(about.Official!.Id))).Form("slips.reset").Fill("ResetForm.Reason", ResetReason.Forgotten),
            "sign" => (await visitor.Open(Links.Reading(report.Id))).Form("reading.sign-on").Fill("SignForm.Password", me.Password),
            "role" => (await visitor.Open(Links.Roles)).Form("roles.request").Fill("GrantForm.UserName", about.UserName)
                .Fill("GrantForm.Role", Role.CampaignOfficer).Fill("GrantForm.Unit", "river"),
            "account" => (await visitor.Open(Links.AccountOf(about.AccountId))).Form(self ? "accounts.forgive" : "accounts.close-do"),
            _ => (await visitor.Open(Links.CustodyOf(City.Practice, "Keep"))).Forms()
                .First(each => each.Fields.Exists(field => field.Value == $"{report.Id}:{report.Version}")),
        };
        IEnumerable<KeyValuePair<string, string>> fields = act == "keep"
            ? [.. form.Fields.Where(field => field.Key != "Form.Several"), new("Form.Only", $"{report.Id}:{report.Version}")] : form.Fields;
        await office.LeavesAllUnchanged(() => visitor.Post(form.Action, fields));
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains(Visitor.Words["refused.own-matter"], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_keys_in_the_paper_of_a_relative_that_another_has_begun_or_prints_their_slip_with_those_of_the_unit()
    {
        var (me, spouse, child) = (await City.LeadingCadre(City.Station), await City.Clerk(City.Station), await City.Newcomer(City.Division));
        var other = await City.Newcomer(City.Division);
        await City.Draft(me, City.Nil(me) with
        {
            Relatives = [.. new[] { (Participation.Relation.Spouse, spouse.Official!), (Participation.Relation.Child, child) }
                .Select(each => new Relative(Guid.CreateVersion7(), each.Item1, each.Item2.Name) { ResidentNumber = each.Item2.ResidentNumber })]
        });
        await City.KeyIn(spouse, City.CityOfficer);
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), me.AccountId, Role.CampaignOfficer,
                await db.Units.SingleAsync(u => u.Id == City.Seat.Id)));
            await db.SaveChangesAsync();
        });
        var visitor = await (await office.Visit(me)).Open(Links.Details((await City.ReportOf(spouse)).Id.ToString()));
        await office.LeavesAllUnchanged(() => visitor.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit());
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains(Visitor.Words["refused.own-matter"], visitor.Text, StringComparison.Ordinal);

        await (await visitor.Open(Links.SlipsOf(City.Division.Code))).Form("slips.issue").Submit();
        Assert.Contains(Visitor.Words["slips.left-out", 1], visitor.Text, StringComparison.Ordinal);
        var printed = visitor.Page.QuerySelectorAll(".slip h3").Select(name => name.TextContent).ToList();
        Assert.Contains(other.Name, printed);
        Assert.DoesNotContain(child.Name, printed);
        Assert.False(await office.InDb(db => db.Users.AnyAsync(account => account.OfficialId == child.Id)));
    }

    private static string Key(Person person) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(person.UserName.ToUpperInvariant())));

    private async Task<Visitor> GuessAsync(Person person, string password) => await office.Visit().TrySignIn(person with { Password = password });

    private async Task<IReadOnlyList<string>> PathsAsync(Person person)
    {
        await using var scope = office.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RosterDesk>().PathsOfAsync(person.AccountId, default);
    }

    /// <summary>A report that waits for the head of the station, who has it open.</summary>
    private async Task<(Visitor Head, Guid Report)> WaitingAsync()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        var id = (await City.ReportOf(clerk)).Id;
        return (await (await office.Visit(City.Head)).Open(Links.Reading(id)), id);
    }

    private Task<ReportStatus> StatusAsync(Guid report) => office.InDb(db => db.Reports.Where(r => r.Id == report).Select(r => r.Status).SingleAsync());

    private static async Task Until(Func<bool> condition)
    {
        for (var n = 0; !condition(); n++)
        {
            Assert.True(n < 3000, "It never came to that.");
            await Task.Delay(20);
        }
    }
}
