using System.Net;
using Declarations.Reports;
using Declarations.Web.SignIn;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>The profile that asks for kinds of characters and for a new password every 90 days; without it neither is asked for.</summary>
public sealed class PasswordProfileTests(PasswordProfileTests.Strict strict, Office office) : IClassFixture<PasswordProfileTests.Strict>, IClassFixture<Office>
{
    public sealed class Strict : Office
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("Passwords:Profile", "gbt22239-l3")];
    }

    private const string Sentence = "correct horse battery staple";
    private const string Mixed = "Correct horse battery 7 staple";

    [Fact]
    public void A_profile_that_is_not_there_fails_at_the_start()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Application.Build(["--Passwords:Profile=gbt22239"]));
        Assert.Equal("Passwords:Profile is 'gbt22239'; it must be one of: default, gbt22239-l3.", failure.Message);
        Assert.Equal("default", PasswordProfile.Of(new ConfigurationBuilder().Build()).Name);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Kinds_of_characters_are_asked_for_and_said_where_a_password_is_chosen(bool asked)
    {
        var host = asked ? strict : office;
        var clerk = await host.City.Clerk(host.City.Division);
        var visitor = await host.Visit(clerk);
        Assert.Equal(asked, (await Change(visitor, clerk, Sentence)).Text.Contains(Visitor.Words["PasswordFault.Classes"], StringComparison.Ordinal));
        foreach (var page in new[] { Links.Password, Links.Activate })
            Assert.Contains(Visitor.Words[asked ? "password.rules.gbt22239-l3" : "password.rules.default"], (await visitor.Open(page)).Text,
                StringComparison.Ordinal);
        Assert.Equal(asked, (await visitor.Open(Links.Account)).Text.Contains("最晚用到", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_password_of_ninety_days_one_gets_as_far_as_changing_it_and_out()
    {
        var clerk = await Aged(strict, TimeSpan.FromDays(90));
        var visitor = await strict.Visit().TrySignIn(clerk);
        Assert.Equal(Links.Password, visitor.Address);
        Assert.Contains(Visitor.Words["account.password-stale", 90], visitor.Text, StringComparison.Ordinal);
        var closed = Scene.Pages(strict).Where(page => page.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(page => "/" + page.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !path.Contains('{', StringComparison.Ordinal) && path != Links.Password && path != Links.SignOut).ToList();
        Assert.True(closed.Count > 15);
        foreach (var path in closed)
            Assert.Equal(Links.Password, (await visitor.Open(path, follow: false)).Response.Headers.Location?.OriginalString);
        var token = (await visitor.Open(Links.Password)).Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(Links.Password, (await visitor
            .Post(Links.Check(City.Practice), [new("__RequestVerificationToken", token)], follow: false)).Response.Headers.Location?.OriginalString);

        await Change(visitor, clerk, clerk.Password);
        Assert.Contains(Visitor.Words["error.password-same"], visitor.Text, StringComparison.Ordinal);
        await Change(visitor, clerk, Mixed);
        Assert.Equal(Links.MyWork, visitor.Address);
        await strict.Visit(clerk with { Password = Mixed });

        var leaving = await strict.Visit().TrySignIn(await Aged(strict, TimeSpan.FromDays(400)));
        await leaving.Post(Links.SignOut,
            [new("__RequestVerificationToken", leaving.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        Assert.Equal(Links.SignIn, leaving.Address);
    }

    [Fact]
    public async Task A_day_earlier_one_works_on_and_only_signing_waits_for_the_new_one()
    {
        var clerk = await Aged(strict, TimeSpan.FromDays(90) - TimeSpan.FromMinutes(20));
        await strict.City.Draft(clerk, City.Nil(clerk));
        var visitor = await strict.Visit(clerk);
        strict.Time.Pass(TimeSpan.FromMinutes(21));
        await visitor.Open(Links.Check(City.Practice));
        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password).Submit();
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains(Visitor.Words["refused.password.stale"], visitor.Text, StringComparison.Ordinal);
        await Change(await visitor.Open(Links.Account), clerk, Mixed);
        await visitor.Open(Links.Check(City.Practice));
        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", Mixed).Submit();
        Assert.Equal(ReportStatus.Submitted, (await strict.City.ReportOf(clerk)).Status);
    }

    [Fact]
    public async Task Without_the_profile_passwords_do_not_grow_old() => await office.Visit(await Aged(office, TimeSpan.FromDays(4000)));

    private static async Task<Person> Aged(Office host, TimeSpan age)
    {
        var clerk = await host.City.Clerk(host.City.Division);
        var since = host.Time.GetUtcNow() - age;
        await host.InDb(db => db.Users.Where(a => a.Id == clerk.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordSetAt, since)));
        return clerk;
    }

    private static async Task<Visitor> Change(Visitor visitor, Person person, string password)
    {
        await visitor.Open(Links.Password);
        return await visitor.Form("account.password-save").Fill("PasswordForm.Current", person.Password).Fill("PasswordForm.Password", password)
            .Fill("PasswordForm.Again", password).Submit();
    }
}
