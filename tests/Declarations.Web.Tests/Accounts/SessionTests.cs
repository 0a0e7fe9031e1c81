using System.Net;
using Declarations.Auditing;
using Declarations.Data.Accounts;
using Declarations.Web.SignIn;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>A session lasts as long as it may and not a click longer, and its owner sees and ends it.</summary>
public sealed class SessionTests(Office office) : IClassFixture<Office>
{
    private const string NewPassword = "青山不改绿水长流后会有期再见了朋友";

    [Theory]
    [InlineData(29, 15, true), InlineData(30, 1, false), InlineData(29, 17, false)]
    public async Task A_session_ends_after_half_an_hour_without_use_and_after_eight_hours(int minutesBetween, int clicks, bool open)
    {
        var visitor = await office.Visit(await office.City.Clerk(office.City.Division));
        for (var click = 0; click < clicks; click++)
        {
            office.Time.Pass(TimeSpan.FromMinutes(minutesBetween));
            await visitor.Open(Links.MyWork);
        }
        Assert.Equal(open ? Links.MyWork : "/sign-in?next=%2Fmy-work", visitor.Address);
    }

    [Fact]
    public async Task Use_within_the_same_minute_writes_nothing()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var visitor = await office.Visit(clerk);
        office.Time.Pass(TimeSpan.FromSeconds(59));
        await visitor.Open(Links.MyWork);
        Assert.All(await SessionsOf(clerk), session => Assert.Equal(session.StartedAt, session.LastSeenAt));
        office.Time.Pass(TimeSpan.FromSeconds(1));
        await visitor.Open(Links.MyWork);
        Assert.All(await SessionsOf(clerk), session => Assert.Equal(session.StartedAt + TimeSpan.FromMinutes(1), session.LastSeenAt));
    }

    public static TheoryData<string> Ends => ["session", "account", "stamp"];

    [Theory, MemberData(nameof(Ends))]
    public async Task What_is_taken_away_during_use_is_refused_at_the_next_click(string end)
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var visitor = await (await office.Visit(clerk)).Open(Links.Details(City.Practice));
        var form = visitor.Forms().First();
        await office.InDb(db => end switch
        {
            "session" => db.Sessions.Where(s => s.AccountId == clerk.AccountId)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, office.Time.GetUtcNow())),
            "account" => db.Users.Where(a => a.Id == clerk.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.ClosedAt, office.Time.GetUtcNow())),
            _ => db.Users.Where(a => a.Id == clerk.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.SecurityStamp, "another")),
        });
        await office.LeavesAllUnchanged(() => form.Submit());
        Assert.StartsWith(Links.SignIn, visitor.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_kept_after_signing_out_opens_nothing()
    {
        var visitor = await office.Visit(await office.City.Clerk(office.City.Division));
        var kept = new Dictionary<string, string>(visitor.Cookies);
        await visitor.Post("/sign-out",
            [new("__RequestVerificationToken", visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        foreach (var (name, value) in kept)
            visitor.Cookies[name] = value;
        Assert.StartsWith(Links.SignIn, (await visitor.Open(Links.MyWork)).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_holds_the_session_and_nothing_of_the_person()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var before = (await office.Visit().Open(Links.SignIn)).Cookies.Keys.ToList();
        var visitor = await office.Visit(clerk);
        var session = Assert.Single(await SessionsOf(clerk));
        Assert.NotEqual(clerk.AccountId, session.Id);
        Assert.Single(visitor.Cookies.Keys.Except(before), name => name.Contains("application", StringComparison.OrdinalIgnoreCase));
        Assert.Equal((SignInMethod.Password, null), (session.Method, session.Device));
    }

    [Fact]
    public async Task My_sessions_are_listed_and_ended_one_by_one_or_all_but_this()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var here = await office.Visit(clerk);
        Visitor[] others = [await office.Visit(clerk), await office.Visit(clerk), await office.Visit(clerk)];
        await here.Open(Links.Account);
        Assert.Equal(4, here.Page.QuerySelectorAll("tbody tr").Length);

        await here.Form("account.end").Submit();
        Assert.Equal(3, here.Page.QuerySelectorAll("tbody tr").Length);
        await here.Form("account.end-others").Submit();
        Assert.Equal(1, here.Page.QuerySelectorAll("tbody tr").Length);
        foreach (var other in others)
            Assert.StartsWith(Links.SignIn, (await other.Open(Links.MyWork)).Address, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], await office.InDb(db => db.AuditEntries.Where(e => e.SubjectId == clerk.AccountId && e.Action == AuditAction.SessionEnded)
            .OrderBy(e => e.Id).Select(e => e.Detail!).ToListAsync()));
    }

    [Fact]
    public async Task The_session_of_somebody_else_is_as_absent_as_none()
    {
        var (mine, theirs) = (await office.City.Clerk(office.City.Division), await office.City.Clerk(office.City.Division));
        await office.Visit(theirs);
        var visitor = await office.Visit(mine);
        await office.Visit(mine);
        foreach (var session in new[] { (await SessionsOf(theirs)).Single().Id, Guid.NewGuid() })
        {
            await visitor.Open(Links.Account);
            var fields = visitor.Form("account.end").Fields.Select(field => field.Key == "session" ? KeyValuePair.Create(field.Key, session.ToString()) : field)
                .ToList();
            await office.LeavesAllUnchanged(() => visitor.Post("/account?handler=End", fields));
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        }
    }

    [Fact]
    public async Task A_new_password_asks_for_the_old_one_and_ends_every_other_session()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var (here, there) = (await office.Visit(clerk), await office.Visit(clerk));
        foreach (var (current, password, again) in new[]
            { ("wrong", NewPassword, NewPassword), (clerk.Password, "十四个字还是太短了一点点吧", "十四个字还是太短了一点点吧"), (clerk.Password, NewPassword, NewPassword + "x") })
        {
            await here.Open(Links.Password);
            await office.LeavesAllUnchanged(() => Change(here, current, password, again));
            Assert.Equal(HttpStatusCode.BadRequest, here.Status);
        }
        await here.Open(Links.Password);
        await Change(here, clerk.Password, NewPassword, NewPassword);
        Assert.Equal(Links.Account, here.Address);
        Assert.StartsWith(Links.SignIn, (await there.Open(Links.MyWork)).Address, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Visit(clerk));
        await office.Visit(clerk with { Password = NewPassword });
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36", "Chrome, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0", "WeChat, iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox, Linux")]
    [InlineData("curl/8", null), InlineData(null, null)]
    public void A_browser_is_named_as_its_owner_would(string? userAgent, string? label) => Assert.Equal(label, Device.Describe(userAgent));

    private static Task Change(Visitor visitor, string current, string password, string again) => visitor.Form("account.password-save")
        .Fill("PasswordForm.Current", current).Fill("PasswordForm.Password", password).Fill("PasswordForm.Again", again).Submit();

    private Task<List<Session>> SessionsOf(Person person) =>
        office.InDb(db => db.Sessions.AsNoTracking().Where(s => s.AccountId == person.AccountId).ToListAsync());
}
