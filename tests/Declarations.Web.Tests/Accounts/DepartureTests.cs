using System.Net;
using System.Text.RegularExpressions;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>Rights end with the person's post, whatever they are and whoever writes it down.</summary>
public sealed partial class DepartureTests(Office office) : IClassFixture<Office>
{
    /// <summary>Columns that name a person or a sign-in and give no right: what somebody is, did, or asked for.</summary>
    private static readonly string[] Facts =
    [
        "Account.OfficialId", "ActivationSlip.AccountId", "ActivationSlip.AskedByAccountId", "ActivationSlip.IssuedByAccountId", "Activity.ChairId",
        "ActivityUnit.AnsweredById", "AuditEntry.AccountId", "Bulletin.ApprovedById", "Bulletin.DraftedById", "Check.ByAccountId",
        "CrossCheck.ByAccountId", "DeadlineChange.ByAccountId", "DeclaredKey.OfficialId", "Disposal.ConfirmedById", "Disposal.ProposedById",
        "EvidenceFile.ByAccountId", "Explanation.ByAccountId", "HandOver.ReceivedById", "HandOver.SentById",
        "IdentityUserClaim<Guid>.UserId", "IdentityUserLogin<Guid>.UserId", "IdentityUserPasskey<Guid>.UserId",
        "IdentityUserToken<Guid>.UserId", "IntegrityEntry.ByAccountId", "IntegrityEntry.OfficialId", "InterestRow.OfficialId", "Job.AccountId",
        "KeptForm.AccountId", "KeyPostHolding.HolderId", "Lead.DecidedById", "Lead.OfficialId", "Lead.ProposedById", "Measure.ClaimedById",
        // speaks for the party as long as the account holds the role for the project: what ends is the grant
        "Party.AccountId",
        "PersonalSituationReport.OfficialId",
        "PersonalSituationReport.TakenInById", "Problem.OfficialId", "Question.AnsweredById", "Question.AskedById",
        "RegisterEntry.ByAccountId", "RegisterEntry.CopyToId", "RegisterEntry.ToId", "RegistryImport.ByAccountId",
        "Reminder.ByAccountId", "Reminder.OfficialId", "ReturnNote.ByOfficialId", "RosterImport.AccountId", "RosterRequest.OfficialId",
        "SecondPersonRequest.AnsweredByAccountId", "SecondPersonRequest.AskedByAccountId", "Signature.OfficialId", "SummaryExport.AccountId",
        "UnitSheet.ByOfficialId",
        "VersionOpening.AccountId",
    ];

    private City City => office.City;
    private Act Act => new(null, office.Time.GetUtcNow(), BeijingTime.DayOf(office.Time.GetUtcNow()));

    [Fact]
    public Task Every_column_that_names_a_person_ends_with_the_post_or_is_known_to_give_no_right() => office.InDb(db =>
    {
        var named = db.Model.GetEntityTypes().SelectMany(table => table.GetProperties()
            .Where(column => column.ClrType == typeof(Guid) || column.ClrType == typeof(Guid?))
            .Where(column => Person().IsMatch(column.Name) || column.GetContainingForeignKeys()
            .Any(key => key.PrincipalEntityType.ClrType == typeof(Official) || key.PrincipalEntityType.ClrType == typeof(Account)))
            .Select(column => $"{table.DisplayName()}.{column.Name}"));
        Assert.Equal(Rights.EndingWithPost.Concat(Facts).Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
        return Task.CompletedTask;
    });

    public static TheoryData<RosterAct, bool> Ways => new()
        { { RosterAct.Move, false }, { RosterAct.Leave, false }, { RosterAct.Die, false }, { RosterAct.Move, true }, { RosterAct.Leave, true } };

    [Theory, MemberData(nameof(Ways))]
    public async Task Who_moves_leaves_or_dies_holds_nothing_any_more(RosterAct how, bool imported)
    {
        var (person, head, clerk) = (await City.Clerk(City.Station), await City.LeadingCadre(City.Station), await City.Clerk(City.Station));
        await City.Give(City.Station, UnitPostKind.Deputy, person);
        await City.Give(City.Station, UnitPostKind.Head, head);
        await office.InDb(async db =>
        {
            var (official, day) = (await db.Officials.SingleAsync(o => o.Id == person.Official!.Id), Act.LegalDay);
            db.Deputations.Add(Deputation.Name(Act, await db.Officials.SingleAsync(o => o.Id == head.Official!.Id), official, day, day.AddDays(9)));
            (await db.Reports.SingleAsync(r => r.OfficialId == clerk.Official!.Id && r.Campaign.Code == City.Practice)).NameAssistant(Act, official);
            db.Grants.Add(Grant.Give(Act, person.AccountId, Role.CampaignOfficer, await db.Units.SingleAsync(u => u.Id == City.Station.Id)));
            await db.SaveChangesAsync();
        });
        var session = await office.Visit(person);
        Assert.Equal((1, 1, 1, 1), await HeldAsync(person));

        if (imported)
            await ImportAsync(person, how);
        else
        {
            var officer = await (await office.Visit(City.Officer)).Open(Links.RosterPerson(person.Official!.Id));
            var form = officer.Form("roster.record").Fill("RosterActForm.Act", how).Fill("RosterActForm.Reason", "文件");
            _ = how switch
            {
                RosterAct.Move => form.Fill("RosterActForm.Unit", "规划科"),
                RosterAct.Leave => form.Fill("RosterActForm.Way", ServiceStatus.Retired).Fill("RosterActForm.ApprovedOn", new DateOnly(2017, 9, 1)),
                _ => form.Fill("RosterActForm.DiedOn", new DateOnly(2017, 9, 1)),
            };
            await form.Submit();
        }
        Assert.Equal((0, 0, 0, 0), await HeldAsync(person));
        Assert.StartsWith(Links.SignIn, (await session.Open(Links.MyWork)).Address, StringComparison.Ordinal);
        if (how != RosterAct.Die)
            foreach (var closed in new[] { Links.Queue, Links.Campaigns })
                Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(person)).Open(closed)).Status);
        var security = await (await office.Visit(await City.WithRole(Role.SecurityAdministrator, City.Seat))).Open(Links.Roles);
        Assert.Contains(person.Official!.StaffNumber, security.Page.QuerySelector("section[aria-labelledby=ended-h]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(how == RosterAct.Move ? GrantState.Suspended : GrantState.Ended,
            await office.InDb(db => db.Grants.Where(g => g.AccountId == person.AccountId).Select(g => g.State).SingleAsync()));
    }

    [Fact]
    public async Task A_deputy_who_has_retired_cannot_sign_with_the_page_still_open()
    {
        var (head, deputy, clerk) = (await City.LeadingCadre(City.Station), await City.Clerk(City.Station), await City.Clerk(City.Station));
        await City.Give(City.Station, UnitPostKind.Head, head);
        await City.Give(City.Division, UnitPostKind.SupervisingLeader, deputy);
        await office.InDb(async db =>
        {
            var day = Act.LegalDay;
            db.Deputations.Add(Deputation.Name(Act, await db.Officials.SingleAsync(o => o.Id == head.Official!.Id),
                await db.Officials.SingleAsync(o => o.Id == deputy.Official!.Id), day, day));
            await db.SaveChangesAsync();
        });
        await City.HandIn(clerk, City.Sand(clerk));
        var id = (await City.ReportOf(clerk)).Id;
        var visitor = await (await office.Visit(deputy)).Open(Links.Reading(id));
        var form = visitor.Form("reading.sign-on").Fill("SignForm.Password", deputy.Password);
        var (action, fields) = (form.Action, form.Fields);
        await office.InDb(async db =>
        {
            (await db.Officials.SingleAsync(o => o.Id == deputy.Official!.Id)).Leave(Act, ServiceStatus.Retired, Act.LegalDay, "退休");
            await db.SaveChangesAsync();
        });
        await visitor.Post(action, fields);
        Assert.StartsWith(Links.SignIn, visitor.Address, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(deputy)).Open(Links.Reading(id))).Status);
        Assert.Equal(ReportStatus.Submitted, (await City.ReportOf(clerk)).Status);
    }

    [Theory, InlineData(Role.SystemAdministrator), InlineData(Role.SecurityAdministrator), InlineData(Role.AuditAdministrator)]
    public async Task The_last_administrator_of_a_kind_is_not_taken_away_and_of_two_at_once_one_stays(Role role)
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        Person[] two = [await fresh.City.WithRole(role, fresh.City.Seat), await fresh.City.WithRole(role, fresh.City.Seat)];
        var outcomes = await Task.WhenAll(two.Select(person => Task.Run(async () =>
        {
            try
            {
                await EndAsync(fresh, person);
                return true;
            }
            catch (Exception exception) when (exception is RefusedException or DbUpdateException)
            {
                return false;
            }
        })));
        Assert.Single(outcomes, ended => ended);
        var last = two[Array.IndexOf(outcomes, false)];
        Assert.Equal("grant.last-administrator", (await Assert.ThrowsAsync<RefusedException>(() => EndAsync(fresh, last))).Code);
        Assert.Equal("grant.last-administrator", (await Assert.ThrowsAsync<RefusedException>(() => fresh.InDb(async db =>
        {
            var account = await db.Users.SingleAsync(a => a.Id == last.AccountId);
            account.ClosedAt = Act.At;
            db.Record(Act, AuditAction.AccountClosed, account);
            await db.SaveChangesAsync();
        }))).Code);
    }

    [Fact]
    public async Task The_last_administrator_who_retires_keeps_the_role_to_name_a_successor_and_opens_nothing_with_it()
    {
        var person = await City.Clerk(City.OtherDivision);
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(Act, person.AccountId, Role.AuditAdministrator, await db.Units.SingleAsync(u => u.Id == City.Seat.Id)));
            await db.SaveChangesAsync();
            await db.Grants.Where(g => g.Role == Role.AuditAdministrator && g.AccountId != person.AccountId)
                .ExecuteUpdateAsync(set => set.SetProperty(g => g.State, GrantState.Ended));
        });
        Assert.Equal(HttpStatusCode.OK, (await (await office.Visit(person)).Open(Links.Ledger)).Status);
        await office.InDb(async db =>
        {
            (await db.Officials.SingleAsync(o => o.Id == person.Official!.Id)).Leave(Act, ServiceStatus.Retired, Act.LegalDay, "退休");
            await db.SaveChangesAsync();
        });
        Assert.Equal(GrantState.Successor, await office.InDb(db => db.Grants.Where(g => g.AccountId == person.AccountId).Select(g => g.State).SingleAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(person)).Open(Links.Ledger)).Status);
    }

    [Theory, InlineData("head"), InlineData("confirmation"), InlineData("account")]
    public async Task Of_two_changes_at_once_the_second_conflicts(string what)
    {
        var (one, other) = (await City.Clerk(City.OtherDivision), await City.Clerk(City.OtherDivision));
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Ask(Act, one.AccountId, Role.CampaignOfficer, await db.Units.SingleAsync(u => u.Id == City.Station.Id)));
            await db.SaveChangesAsync();
        });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => office.InDb(async first =>
        {
            await ChangeAsync(first, one);
            await office.InDb(async second =>
            {
                await ChangeAsync(second, other);
                await second.SaveChangesAsync();
            });
            await first.SaveChangesAsync();
        }));

        async Task ChangeAsync(DeclarationsDb db, Person person)
        {
            if (what == "head")
                (await db.Units.Include(u => u.Posts).SingleAsync(u => u.Id == City.OtherDivision.Id)).Appoint(Act, UnitPostKind.Head, [person.Official!.Id]);
            else if (what == "confirmation")
                (await db.Grants.Include(g => g.Unit).SingleAsync(g => g.AccountId == one.AccountId)).Begin(Act);
            else
                (await db.Users.SingleAsync(a => a.Id == one.AccountId)).DisplayName = person.UserName;
        }
    }

    private static Task EndAsync(Office office, Person person) => office.InDb(async db =>
    {
        (await db.Grants.Include(g => g.Unit).SingleAsync(g => g.AccountId == person.AccountId)).End(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)));
        await db.SaveChangesAsync();
    });

    private async Task ImportAsync(Person person, RosterAct how)
    {
        var row = new Dictionary<string, string>
        {
            ["StaffNumber"] = person.Official!.StaffNumber,
            ["Name"] = person.Official.Name,
            ["Unit"] = how == RosterAct.Move ? "plans" : "station",
        };
        if (how == RosterAct.Leave)
            (row["Status"], row["LeftOn"]) = (Visitor.Words.Of(ServiceStatus.Retired), "2017-09-01");
        var visitor = await (await office.Visit(City.Officer)).Open(Links.Roster);
        await visitor.Form("roster.upload").Fill("RosterUploadForm.Covers", FileCovers.SomePeople).Fill("RosterUploadForm.Campaign", "练习专项")
            .Attach("RosterUploadForm.File", "花名册.xlsx", Roster.Sheets.Roster([row])).Submit();
        await visitor.Form("import.start").Submit();
        for (var n = 0; visitor.Page.QuerySelector("[data-refresh]") is not null; n++)
        {
            Assert.True(n < 300, "It does not end.");
            await Task.Delay(50);
            await visitor.Open(visitor.Address);
        }
        Assert.Contains(Visitor.Words.Of(ImportStatus.Done), visitor.Text, StringComparison.Ordinal);
    }

    private Task<(int Posts, int Deputations, int Assisted, int Roles)> HeldAsync(Person person) => office.InDb(async db => (
        await db.UnitPosts.CountAsync(post => post.OfficialId == person.Official!.Id),
        await db.Deputations.CountAsync(deputation => deputation.DeputyId == person.Official!.Id && deputation.RevokedAt == null),
        await db.Reports.CountAsync(report => report.AssistantId == person.Official!.Id),
        await db.ActiveGrants(person.AccountId).CountAsync()));

    [GeneratedRegex("(Official|Account|Holder|Deputy|Assistant|User|By)Id$")]
    private static partial Regex Person();
}
