using System.Diagnostics;
using System.Net;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Web.Door;
using Declarations.Web.SignIn;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>Who guesses gets nowhere, learns nothing, and keeps nobody from their work.</summary>
public sealed class GuessingTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task After_five_failures_even_the_right_password_waits_and_longer_each_time()
    {
        var clerk = await City.Clerk(City.Division);
        for (var n = 0; n < 5; n++)
            await Guess(office.Visit(), clerk.UserName, "wrong");
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            var visitor = await Guess(office.Visit(), clerk.UserName, clerk.Password);
            visitor.AssertDelayed(seconds);
            Assert.Contains($"value=\"{clerk.UserName}\"", visitor.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(clerk.Password, visitor.Html, StringComparison.Ordinal);
            office.Time.Pass(TimeSpan.FromSeconds(seconds));
            Assert.Contains(Visitor.Words["error.sign-in"], (await Guess(office.Visit(), clerk.UserName, "wrong")).Text, StringComparison.Ordinal);
        }
        Assert.Equal(["10 failures", "5 failures"], (await office.InDb(db => db.AuditEntries.Where(
            e => e.SubjectId == clerk.AccountId && e.Action == AuditAction.SignInDelayed).Select(e => e.Detail!).ToListAsync())).Order(StringComparer.Ordinal));
        office.Time.Pass(TimeSpan.FromSeconds(60));
        await office.Visit(clerk);
        await Guess(office.Visit(), clerk.UserName, "wrong");
        await office.Visit(clerk);
    }

    [Theory, InlineData("confirm"), InlineData("sign"), InlineData("password")]
    public async Task In_a_stolen_session_the_password_is_not_guessed_either_and_all_else_goes_on(string door)
    {
        var clerk = await City.Clerk(City.Division);
        await City.Draft(clerk, City.Nil(clerk));
        var visitor = await office.Visit(clerk);
        for (var n = 0; n < 5; n++)
            Assert.Equal(HttpStatusCode.BadRequest, (await Try("wrong")).Status);
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            (await Try(clerk.Password)).AssertDelayed(seconds);
            Assert.Equal(HttpStatusCode.OK, (await visitor.Open(Links.Details(City.Practice))).Status);
            office.Time.Pass(TimeSpan.FromSeconds(seconds));
            Assert.Equal(HttpStatusCode.BadRequest, (await Try("wrong")).Status);
        }
        await office.Visit(clerk);
        Assert.Equal(["10 failures, signed in",
            "5 failures, signed in"], (await office.InDb(db => db.AuditEntries.Where(e => e.SubjectId == clerk.AccountId
                && e.Action == AuditAction.SignInDelayed).Select(e => e.Detail!).ToListAsync())).Order(StringComparer.Ordinal));
        office.Time.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Redirect, (await Try(clerk.Password)).Status);

        async Task<Visitor> Try(string password)
        {
            var form = door switch
            {
                "confirm" => (await visitor.Open(Links.Confirm(Links.MyWork))).Form("confirm.password-button").Fill("ConfirmForm.Password", password),
                "sign" => (await visitor.Open(Links.Check(City.Practice))).Form("pledge.sign").Fill("PledgeForm.Pledged", true)
                    .Fill("PledgeForm.Password", password),
                _ => (await visitor.Open(Links.Password)).Form("account.password-save").Fill("PasswordForm.Current", password)
                    .Fill("PasswordForm.Password", "青山不改绿水长流后会有期再见了朋友").Fill("PasswordForm.Again", "青山不改绿水长流后会有期再见了朋友"),
            };
            return await visitor.Post(form.Action, form.Fields, follow: false);
        }
    }

    [Fact]
    public async Task A_name_that_exists_and_one_that_does_not_are_answered_alike_all_the_way()
    {
        var clerk = await City.Clerk(City.Division);
        for (var n = 0; n < 8; n++)
            Assert.Equal(Said(await Guess(office.Visit(), clerk.UserName, "wrong")), Said(await Guess(office.Visit(), clerk.UserName + "x", "wrong")));
        static (HttpStatusCode, string) Said(Visitor visitor) => (visitor.Status, visitor.Page.QuerySelector(".errors")!.TextContent);
    }

    [Fact]
    public async Task An_attack_on_an_account_leaves_its_owner_at_work_and_lets_them_in_from_a_known_browser()
    {
        var clerk = await City.Clerk(City.Division);
        await City.Draft(clerk, City.Nil(clerk));
        var owner = await office.Visit(clerk);
        var elsewhere = new Dictionary<string, string>(owner.Cookies);
        for (var n = 0; n < 600; n += 10)
        {
            await Guess(office.Visit(), clerk.UserName, "wrong");
            office.Time.Pass(TimeSpan.FromSeconds(10));
        }
        await owner.Open(Links.Check(City.Practice));
        await owner.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password).Submit();
        Assert.Equal(ReportStatus.Submitted, (await City.ReportOf(clerk)).Status);

        var known = office.Visit();
        foreach (var (name, value) in elsewhere.Where(cookie => cookie.Key.EndsWith("device", StringComparison.Ordinal)))
            known.Cookies[name] = value;
        await known.SignIn(clerk);
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Visit(clerk));
    }

    [Fact]
    public async Task Who_is_signed_in_signs_while_a_flood_of_sign_ins_waits()
    {
        var clerk = await City.Clerk(City.Division);
        await City.Draft(clerk, City.Nil(clerk));
        var filer = await (await office.Visit(clerk)).Open(Links.Check(City.Practice));
        var form = filer.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password);
        var gate = await QuietGate();
        var flood = Enumerable.Range(0, 20).Select(n => Task.Run(() => Guess(office.Visit(), $"flood{n}", "flood"))).ToList();
        var atOnce = HashingGate.AtOnce;
        await Until(() => gate.Waiting == 20 - atOnce);

        var signing = form.Submit();
        await Until(() => gate.Waiting == 21 - atOnce);
        office.Flood.Release(1);
        await signing;

        Assert.Equal(ReportStatus.Submitted, (await City.ReportOf(clerk)).Status);
        Assert.True(flood.Count(task => !task.IsCompleted) >= 18);
        office.Flood.Release(19);
        Assert.All(await Task.WhenAll(flood), visitor => Assert.Equal(HttpStatusCode.BadRequest, visitor.Status));
    }

    [Fact]
    public async Task A_full_queue_answers_come_back_later_and_keeps_what_was_typed()
    {
        var gate = await QuietGate();
        var atOnce = HashingGate.AtOnce;
        var flood = Enumerable.Range(0, 50 + atOnce).Select(n => Task.Run(() => Guess(office.Visit(), $"flooded{n}", "flood"))).ToList();
        await Until(() => gate.Waiting == 50);
        var visitor = await Guess(office.Visit(), "somebody", "a password");
        office.Flood.Release(50 + atOnce);
        await Task.WhenAll(flood);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (visitor.Status, visitor.Response.Headers.RetryAfter?.ToString()));
        Assert.Contains("value=\"somebody\"", visitor.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("a password", visitor.Html, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Who_signs_goes_first_and_who_has_left_loses_the_place()
    {
        using var gate = new HashingGate(
            new ConfigurationBuilder().AddInMemoryCollection([new("Passwords:AtOnce", "1"), new("Passwords:Waiting", "3")]).Build(), new());
        using var first = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var order = new List<string>();
        Task<bool> Run(string name, HashingLine line, CancellationToken cancellation = default) =>
            gate.RunAsync(line, () => { first.Wait(); order.Add(name); return true; }, cancellation);
        Task<bool>[] running = [Run("a", HashingLine.SignIn), Run("b", HashingLine.SignIn), Run("c", HashingLine.SignIn, gone.Token),
            Run("d", HashingLine.SignIn)];
        await Assert.ThrowsAsync<BusyException>(() => Run("e", HashingLine.SignIn));
        var signing = Run("f", HashingLine.Signing);
        await gone.CancelAsync();
        var late = Run("g", HashingLine.SignIn);
        first.Set();
        await Task.WhenAll([running[0], running[1], running[3], signing, late]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running[2]);
        Assert.Equal(["a", "f", "b", "d", "g"], order);
    }

    [Fact]
    public async Task While_people_file_strangers_are_hashed_one_at_a_time_and_once_a_second_in_a_crowd()
    {
        var crowd = new Crowd();
        using var gate = new HashingGate(new ConfigurationBuilder().AddInMemoryCollection([new("Passwords:AtOnce", "3")]).Build(), crowd);
        using var held = new SemaphoreSlim(0);
        var began = 0;
        Task<bool> Run(HashingLine line, bool holds = true) => gate.RunAsync(line, () =>
        {
            Interlocked.Increment(ref began);
            if (holds)
                held.Wait();
            return true;
        }, default);
        crowd.Enter();
        Task[] strangers = [Run(HashingLine.SignIn), Run(HashingLine.Activation), Run(HashingLine.SignIn)];
        await Run(HashingLine.Signing, holds: false);
        Assert.Equal((2, 2), (began, gate.Waiting));
        for (var more = 0; more < 1000; more++)
            crowd.Enter();
        held.Release(1);
        await Run(HashingLine.Known, holds: false);
        Assert.Equal(2, gate.Waiting);
        await Until(() => gate.Waiting == 1);
        for (var all = 0; all < 1001; all++)
            crowd.Leave();
        // nobody has been there for a second
        await Until(() => gate.Waiting == 0);
        held.Release(2);
        await Task.WhenAll(strangers);
    }

    [Fact]
    public async Task An_unknown_name_a_wrong_password_and_an_account_without_one_take_the_same_time()
    {
        await using var slow = new Office { Iterations = 220_000 };
        await slow.InitializeAsync();
        var clerk = await slow.City.Clerk(slow.City.Division);
        var idle = await slow.City.Clerk(slow.City.Division);
        await slow.InDb(db => db.Users.Where(a => a.Id == idle.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, (string?)null)));
        string[] names = [clerk.UserName, "nobody-of-this-name", idle.UserName];
        var times = names.ToDictionary(name => name, _ => new List<double>());
        await Measure(3);
        foreach (var list in times.Values)
            list.Clear();
        // The machine may be busy with something else: more samples until they are quiet, up to a bound. Noise only ever adds, so the
        // fast tenth is compared; without the hash the ratio would be in the hundreds.
        do
            await Measure(5);
        while (Ratio() > 1.1 && times[names[0]].Count < 90);
        Assert.True(Ratio() <= 1.5, $"ratio {Ratio():0.000} after {times[names[0]].Count} samples of each");

        double Ratio() => times.Values.Max(Fast) / times.Values.Min(Fast);
        static double Fast(List<double> list) => list.Order().ElementAt(list.Count / 10);
        async Task Measure(int rounds)
        {
            for (var n = 0; n < rounds; n++)
                foreach (var name in names)
                {
                    await using var scope = slow.Services.CreateAsyncScope();
                    var attempts = scope.ServiceProvider.GetRequiredService<SignInAttempts>();
                    var watch = Stopwatch.StartNew();
                    Assert.Null(await attempts.TryAsync(name, "wrong"));
                    times[name].Add(watch.Elapsed.TotalMilliseconds);
                    slow.Time.Pass(TimeSpan.FromMinutes(61));
                }
        }
    }

    private static async Task<Visitor> Guess(Visitor visitor, string name, string password)
    {
        await visitor.Open(Links.SignIn);
        return await visitor.Form("sign-in.button").Fill("SignInForm.UserName", name).Fill("SignInForm.Password", password).Submit();
    }

    /// <summary>While people file, or have a moment ago, strangers are admitted one at a time.</summary>
    private async Task<HashingGate> QuietGate()
    {
        await Until(() => !office.Services.GetRequiredService<Crowd>().IsThere);
        return office.Services.GetRequiredService<HashingGate>();
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var n = 0; !condition(); n++)
        {
            Assert.True(n < 3000, "It never came to that.");
            await Task.Delay(20);
        }
    }
}
