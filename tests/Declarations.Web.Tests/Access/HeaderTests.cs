using System.Net;
using Declarations.Web.Door;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.SecondFactor;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>Every answer, whatever its status and whoever asks, carries the same headers; every cookie is bound to this host.</summary>
public sealed class HeaderTests(ProviderOffice office, ITestOutputHelper output) : IClassFixture<ProviderOffice>
{
    private const string Token = "__RequestVerificationToken";

    private readonly SortedDictionary<int, int> seen = [];
    private int ways;

    [Fact]
    public async Task Every_answer_carries_all_headers_and_no_banner()
    {
        var scene = await Scene.SetAsync(office);
        foreach (var (role, visitor) in scene.Visitors)
        {
            var asset = office.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .First(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).RoutePattern.RawText;
            foreach (var path in new[] { "/", "/health/ready", "/" + asset, "/no-such-page", "/no-such-file.css", "/my-work?culture=zh-CN",
                "/verify?number=%00", "/receipt/%25%27" })
                Check(role, await visitor.Open(path, follow: false), asset: path.EndsWith(asset!, StringComparison.Ordinal));
            foreach (var (_, _, door) in scene.Walk(share: 2).Where(step => step.Role == role))
            {
                Check(role, await visitor.Open(door.Address, follow: false));
                foreach (var (_, verb) in new[]
                    { HttpMethod.Head, HttpMethod.Trace, HttpMethod.Options, HttpMethod.Put }.Index().Where(one => Settings.IsTurn(door.Route, one.Index, 4)))
                    Check(role, await visitor.Send(new HttpRequestMessage(verb, door.Address), follow: false));
                // Without a token, then with one and nothing else: a sign-out must come last, so it is left out.
                Check(role, await visitor.Post(door.Address, [], follow: false));
                foreach (var post in door.Route == "/sign-out" ? [] : door.Posts)
                    Check(role, await Send(visitor, door.ActionOf(post), []));
            }
            Check(role, await Send(visitor, "/verify", [KeyValuePair.Create("x", new string('x', Application.LargestForm))]));
            office.Trouble = context => context.Request.Path == "/verify" ? new InvalidOperationException("on purpose") : null;
            Check(role, await visitor.Open("/verify"));
            office.Trouble = _ => new InvalidOperationException("on purpose, and the error page fails as well");
            Check(role, await visitor.Open("/verify"));
            office.Trouble = _ => null;
        }
        Check("anonymous", await Send(scene.Visitors["anonymous"], "/sign-in/single", []));
        await ConflictAsync(scene);
        await OddRequestsAsync();
        output.WriteLine($"{seen.Values.Sum()} answers checked: {string.Join(", ", seen.Select(pair => $"{pair.Value} of {pair.Key}"))}");
        Assert.True(ways > 0, "Single sign-on was never begun.");
        Assert.Superset(new HashSet<int> { 200, 302, 400, 404, 405, 409, 413, 500 }, seen.Keys.ToHashSet());
    }

    [Theory, InlineData("GET", true), InlineData("HEAD", true), InlineData("OPTIONS", false), InlineData("TRACE", false), InlineData("PUT", false),
        InlineData("DELETE", false),
     InlineData("PATCH", false), InlineData("CONNECT", false), InlineData("PROPFIND", false), InlineData("FOO", false)]
    public async Task Only_three_verbs_exist(string verb, bool known)
    {
        var visitor = await office.Visit().Send(new HttpRequestMessage(new HttpMethod(verb), "/sign-in"));
        Assert.Equal(known ? HttpStatusCode.OK : HttpStatusCode.MethodNotAllowed, visitor.Status);
        Assert.Equal(known ? [] : ["GET", "HEAD", "POST"], visitor.Response.Content.Headers.Allow);
    }

    [Theory, InlineData("X-HTTP-Method-Override"), InlineData("X-HTTP-Method"), InlineData("X-Method-Override")]
    public async Task A_header_does_not_change_the_verb(string header)
    {
        var clerk = await office.Visit(await office.City.Clerk(office.City.Station));
        var request = new HttpRequestMessage(HttpMethod.Get, "/sign-out");
        request.Headers.Add(header, "POST");
        await clerk.Send(request, follow: false);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Open(Links.MyWork, follow: false)).Status);
    }

    [Fact]
    public async Task Signing_out_clears_the_browser_but_for_the_language_and_its_being_known()
    {
        var clerk = await (await office.Visit(await office.City.Clerk(office.City.Station))).Open(Links.MyWork + "?culture=en");
        var before = clerk.Cookies.Keys.ToHashSet();
        await Send(clerk, Links.SignOut, []);
        Assert.Equal("\"cache\", \"storage\"", clerk.Response.Headers.GetValues("Clear-Site-Data").Single());
        Assert.Equal(["__Host-declarations-application"], before.Except(clerk.Cookies.Keys));
    }

    private async Task ConflictAsync(Scene scene)
    {
        var (clerk, visitor) = (scene.People["cadre"]!, scene.Visitors["cadre"]);
        await visitor.Open(Links.Details(City.Practice));
        var fields = visitor.Form("filing.save").Fields;
        Check("cadre", await visitor.Post(
            Links.Details(City.Practice), [.. fields.Where(field => field.Key != "Version"), KeyValuePair.Create("Version", "77")], follow: false));
        Assert.Equal((HttpStatusCode.Conflict, false), (visitor.Status, clerk.Official is null));
    }

    /// <summary>What the framework refuses before any page: another host name, plain http, a foreign proxy header.</summary>
    private async Task OddRequestsAsync()
    {
        using var client = office.CreateDefaultClient();
        foreach (var (address, status) in new[] { ("https://evil.example/sign-in", 400), ("http://declarations.test/sign-in", 400),
            ("http://declarations.test/health/ready", 200), ("https://localhost/sign-in", 200) })
        {
            var response = await client.GetAsync(new Uri(address));
            Check(address, response, isHttps: address.StartsWith("https", StringComparison.Ordinal));
            Assert.Equal((address, status), (address, (int)response.StatusCode));
        }
    }

    private static async Task<Visitor> Send(Visitor visitor, string action, IEnumerable<KeyValuePair<string, string>> fields)
    {
        await visitor.Open("/sign-in");
        var token = visitor.Page.QuerySelector($"input[name={Token}]")!.GetAttribute("value")!;
        return await visitor.Post(action, fields.Append(KeyValuePair.Create(Token, token)), follow: false);
    }

    private void Check(string who, Visitor visitor, bool asset = false) => Check($"{who} {visitor.Address}", visitor.Response, asset);

    private void Check(string what, HttpResponseMessage response, bool asset = false, bool isHttps = true)
    {
        var status = (int)response.StatusCode;
        seen[status] = seen.GetValueOrDefault(status) + 1;
        string Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
        var wrong = new List<string>();
        void Expect(string name, bool holds)
        {
            if (!holds)
                wrong.Add($"{name}: {Header(name)}");
        }
        var isReady = response.RequestMessage!.RequestUri!.AbsolutePath == FrontDoor.Ready;
        var policy = Header("Content-Security-Policy");
        Expect("Content-Security-Policy", policy.StartsWith("default-src 'none'", StringComparison.Ordinal)
            && policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) && policy.Contains("object-src 'none'", StringComparison.Ordinal)
            && policy.Contains("base-uri 'none'", StringComparison.Ordinal) && policy.Contains("form-action 'self'", StringComparison.Ordinal)
            && !policy.Contains("unsafe", StringComparison.Ordinal) && !policy.Contains('*', StringComparison.Ordinal)
            && !policy.Contains("http", StringComparison.Ordinal));
        Expect("X-Content-Type-Options", Header("X-Content-Type-Options") == "nosniff");
        Expect("X-Frame-Options", Header("X-Frame-Options") == "DENY");
        Expect("Referrer-Policy", Header("Referrer-Policy") == "no-referrer");
        Expect("Cross-Origin-Opener-Policy", Header("Cross-Origin-Opener-Policy") == "same-origin");
        Expect("Cross-Origin-Resource-Policy", Header("Cross-Origin-Resource-Policy") == "same-origin");
        Expect("Permissions-Policy", Header("Permissions-Policy").Contains("camera=()", StringComparison.Ordinal));
        Expect("Cache-Control", (Header("Cache-Control") == "no-store") == !asset);
        Expect("Strict-Transport-Security", !isHttps || Header("Strict-Transport-Security").Split(';')[0].Split('=') is ["max-age", var age]
            && int.Parse(age, System.Globalization.CultureInfo.InvariantCulture) >= 365 * 24 * 3600);
        Expect("Content-Type", response.Content.Headers.ContentType is { } type
            ? type.MediaType is not "text/plain" and not "text/html" || type.CharSet == "utf-8" || isReady : response.Content.ReadAsStream().Length == 0);
        Expect("Server", Header("Server").Length == 0 && Header("X-Powered-By").Length == 0);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var lines) ? SetCookieHeaderValue.ParseList([.. lines]) : [])
        {
            // That of the way to the provider and back, alone, has to come along from there.
            var way = cookie.Name.StartsWith("__Host-declarations-single-", StringComparison.Ordinal);
            ways += way ? 1 : 0;
            Expect("Set-Cookie", cookie.Name.StartsWith("__Host-", StringComparison.Ordinal) && cookie is { Secure: true, HttpOnly: true }
                && cookie.SameSite == (way ? SameSiteMode.Lax : SameSiteMode.Strict)
                && cookie.Path == "/" && cookie.Domain.Length == 0);
        }
        Assert.True(wrong.Count == 0, $"{what} {status}: {string.Join("; ", wrong)}");
    }
}
