using System.Net;
using System.Security.Cryptography;
using Declarations.Web.SignIn;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Declarations.Web.Tests.SecondFactor;

/// <summary>Signing in through the organisation's own provider: the right token opens one session, every other token none.</summary>
public sealed class SingleSignOnTests(ProviderOffice office) : IClassFixture<ProviderOffice>
{
    private static readonly RsaSecurityKey Foreign = new(RSA.Create(2048)) { KeyId = "k1" };

    [Fact]
    public async Task The_provider_signs_in_whoever_has_that_name_here()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var (visitor, asked) = await Ask();
        Assert.Equal(office.Provider.Address + "/authorize", Way(visitor).GetLeftPart(UriPartial.Path));
        Assert.Equal(("code", "declarations", "S256"), ((string?)asked["response_type"], (string?)asked["client_id"], (string?)asked["code_challenge_method"]));
        await Return(visitor, asked, office.Provider.CodeFor(Claims(asked, clerk.UserName)));
        Assert.Equal("/sign-in/arrived?next=%2Faccount", visitor.Address);
        Assert.Equal("0;url=/account", visitor.Response.Headers.GetValues("Refresh").Single());
        Assert.False(string.IsNullOrEmpty(office.Provider.Asked!["code_verifier"]));
        await visitor.Open("/account");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains(clerk.UserName, visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_come_that_way_can_sign_in_and_is_given_no_slip()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        await office.InDb(db => db.Users.Where(a => a.Id == clerk.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, (string?)null)));
        var officer = await office.Visit(office.City.Officer);
        Assert.Contains(Visitor.Words["slips.issue-text"], (await officer.Open(Links.SlipOf(clerk.Official!.Id))).Text, StringComparison.Ordinal);
        var (visitor, asked) = await Ask();
        await Return(visitor, asked, office.Provider.CodeFor(Claims(asked, clerk.UserName)));
        Assert.Contains(Visitor.Words["slips.reset-text"], (await officer.Open(Links.SlipOf(clerk.Official.Id))).Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["slips.all-active"], (await officer.Open(Links.SlipsOf(office.City.Division.Code))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_need_not_say_from_when_on_it_counts()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var (visitor, asked) = await Ask();
        var claims = Claims(asked, clerk.UserName);
        claims.Remove("nbf");
        await Return(visitor, asked, office.Provider.CodeFor(claims));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open(Links.MyWork, follow: false)).Status);
    }

    public static TheoryData<string> Spoils =>
    [
        "other issuer", "other audience", "other party", "expired", "not yet", "no expiry", "other nonce", "no nonce", "foreign key", "shared secret",
        "no signature", "cut off", "no name", "unknown name", "closed account", "no token", "unknown code",
    ];

    [Theory, MemberData(nameof(Spoils))]
    public async Task Any_other_token_opens_nothing(string spoil)
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var (visitor, asked) = await Ask();
        var claims = Claims(asked, clerk.UserName);
        var now = office.Time.GetUtcNow().ToUnixTimeSeconds();
        switch (spoil)
        {
            case "other issuer": claims["iss"] = "https://evil.example"; break;
            case "other audience": claims["aud"] = "another"; break;
            case "other party": claims["azp"] = "another"; break;
            case "expired": claims["exp"] = now - 300; break;
            case "not yet": claims["nbf"] = now + 300; break;
            case "no expiry": claims.Remove("exp"); break;
            case "other nonce": claims["nonce"] = new string('0', 32); break;
            case "no nonce": claims.Remove("nonce"); break;
            case "no name": claims.Remove("preferred_username"); break;
            case "unknown name": claims["preferred_username"] = "nobody-here"; break;
            case "closed account":
                await office.InDb(db => db.Users.Where(a => a.Id == clerk.AccountId)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.ClosedAt, office.Time.GetUtcNow())));
                break;
        }
        var code = spoil switch
        {
            "foreign key" => office.Provider.CodeFor(claims, Foreign),
            "shared secret" => office.Provider.CodeFor(claims, new SymmetricSecurityKey("a-secret-of-the-test-made-long-enough"u8.ToArray())),
            "no signature" => office.Provider.CodeFor(claims, token: Unsigned(claims)),
            "cut off" => office.Provider.CodeFor(claims, token: "eyJhbGciOiJSUzI1NiJ9.e30"),
            "no token" => office.Provider.CodeFor(claims, token: ""),
            "unknown code" => "never-given",
            _ => office.Provider.CodeFor(claims),
        };
        await Return(visitor, asked, code);
        Assert.Equal(Links.SignInFailed, visitor.Address);
        await visitor.Open(Links.MyWork, follow: false);
        Assert.Equal(HttpStatusCode.Redirect, visitor.Status);
        Assert.Empty(office.Faults);
    }

    [Theory, InlineData("/", true), InlineData("/another", false), InlineData(".evil.example", false)]
    public async Task The_provider_must_call_itself_as_it_is_configured(string more, bool counts)
    {
        office.Provider.Issuer += more;
        Forget();
        var visitor = await Go();
        office.Provider.Issuer = office.Provider.Address;
        Forget();
        Assert.Equal(counts ? Links.SignInSingle : Links.SignInFailed, visitor.Address);
    }

    [Theory, InlineData("/.well-known/openid-configuration"), InlineData("/keys"), InlineData("/token")]
    public async Task Calls_to_the_provider_are_not_led_elsewhere(string path)
    {
        var clerk = await office.City.Clerk(office.City.Division);
        office.Provider.Moved = path;
        Forget();
        var visitor = await Go();
        if (path == "/token")
        {
            var asked = QueryHelpers.ParseQuery(Way(visitor).Query);
            await Return(visitor, asked, office.Provider.CodeFor(Claims(asked, clerk.UserName)));
        }
        office.Provider.Moved = null;
        Forget();
        Assert.Equal(Links.SignInFailed, visitor.Address);
    }

    /// <summary>What the provider says of itself is asked for anew.</summary>
    private void Forget() => office.Services.GetRequiredService<IOptionsMonitorCache<SingleSignOnOptions>>().TryRemove(SingleSignOn.Scheme);

    [Fact]
    public async Task A_link_from_elsewhere_begins_nothing()
    {
        var visitor = await office.Visit().Open(Links.SignInSingle + "?next=/account&confirms=true");
        Assert.Equal((Links.SignIn, 0), (visitor.Address, visitor.Cookies.Keys.Count(name => name.Contains("single", StringComparison.OrdinalIgnoreCase))));
        foreach (var handler in new[] { "", "?handler=Confirm" })
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Post(Links.SignInSingle + handler, [new("next", "/account")], follow: false)).Status);
    }

    [Theory]
    [InlineData("?code=a"), InlineData("?code=a&state=forged"), InlineData("?error=access_denied"), InlineData("")]
    public async Task Coming_back_without_having_gone_opens_nothing(string query)
    {
        var visitor = await office.Visit().Open("/sign-in/single/back" + query);
        Assert.Equal(Links.SignInFailed, visitor.Address);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task The_answer_to_one_browser_is_of_no_use_in_another()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var (_, asked) = await Ask();
        var thief = office.Visit();
        await Return(thief, asked, office.Provider.CodeFor(Claims(asked, clerk.UserName)));
        Assert.Equal(Links.SignInFailed, thief.Address);
    }

    [Fact]
    public async Task Signing_in_anew_opens_the_signing_window_for_the_same_person_only()
    {
        var (clerk, other) = (await office.City.Clerk(office.City.Division), await office.City.Clerk(office.City.Division));
        foreach (var (name, anew, opens) in new[] { (other.UserName, true, false), (clerk.UserName, false, false), (clerk.UserName, true, true) })
        {
            var visitor = await office.Visit(clerk);
            await (await visitor.Open(Links.Confirm("/account/passkeys"))).Form("confirm.single-button").Submit();
            var asked = QueryHelpers.ParseQuery(Way(visitor).Query);
            Assert.Equal(("login", "0"), ((string?)asked["prompt"], (string?)asked["max_age"]));
            var claims = Claims(asked, name);
            claims["auth_time"] = office.Time.GetUtcNow().AddHours(anew ? 0 : -1).ToUnixTimeSeconds();
            await Return(visitor, asked, office.Provider.CodeFor(claims));
            await visitor.Open("/account/passkeys");
            Assert.Equal(opens, visitor.Page.QuerySelector("[data-passkey-create]") is not null);
        }
    }

    private async Task<(Visitor Visitor, Dictionary<string, StringValues> Asked)> Ask()
    {
        var visitor = await Go();
        return (visitor, QueryHelpers.ParseQuery(Way(visitor).Query));
    }

    private async Task<Visitor> Go() => await (await office.Visit().Open("/sign-in?next=/account")).Form("sign-in.single").Submit();

    /// <summary>Where the page leads by itself, and by its button.</summary>
    private static Uri Way(Visitor visitor)
    {
        var way = visitor.Response.Headers.GetValues("Refresh").Single()["0;url=".Length..];
        Assert.Equal(way, visitor.Page.QuerySelector("main .actions a")!.GetAttribute("href"));
        return new Uri(way);
    }

    private static Task<Visitor> Return(Visitor visitor, Dictionary<string, StringValues> asked, string code) =>
        visitor.Open($"/sign-in/single/back?code={code}&state={Uri.EscapeDataString(asked["state"]!)}");

    private Dictionary<string, object> Claims(Dictionary<string, StringValues> asked, string name)
    {
        var now = office.Time.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = office.Provider.Address,
            ["aud"] = "declarations",
            ["sub"] = "7",
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 300,
            ["nonce"] = (string)asked["nonce"]!,
            ["preferred_username"] = name,
        };
    }

    private static string Unsigned(Dictionary<string, object> claims) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(System.Text.Json.JsonSerializer.Serialize(claims))}.";
}
