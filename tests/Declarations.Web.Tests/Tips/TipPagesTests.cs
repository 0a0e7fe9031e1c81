using System.Net;
using System.Text;
using Declarations.Data.Tips;
using Declarations.References;
using Declarations.TipHost;
using Declarations.Tips;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>The public pages as somebody without an account meets them.</summary>
public sealed class TipPagesTests(TipScene scene) : IClassFixture<TipScene>
{
    [Fact]
    public async Task A_tip_is_sent_its_code_typed_back_and_what_follows_is_read_and_answered()
    {
        using var tipster = scene.Visit();
        Assert.Contains("边界只记录端口", (await tipster.GetAsync("/zh-CN/")).Text, StringComparison.Ordinal);
        var form = await tipster.GetAsync("/zh-CN/tip");
        var sent = await tipster.SendAsync(form, "/zh-CN/tip", ("desk", $"{scene.Desk}"), ("topic", $"{scene.Sand.Id}"), ("facts", "夜里采砂"), ("about", "某船"));
        var code = sent.Code;
        Assert.True(SlipCode.TryParse(code, out _));
        Assert.Contains("2026年3月2日", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(code, sent.Answer.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);

        var wrong = await tipster.SendAsync(sent, "/zh-CN/code", ("group", "0000"));
        Assert.Equal((HttpStatusCode.BadRequest, code), (wrong.Status, wrong.Code));
        var kept = await tipster.SendAsync(wrong, "/zh-CN/code", ("group", code[^4..].ToLowerInvariant()));
        Assert.Equal(HttpStatusCode.OK, kept.Status);
        Assert.Contains("2026年3月23日前告诉您是否受理", kept.Text, StringComparison.Ordinal);
        var sheet = await tipster.SendAsync(sent, "/zh-CN/print");
        Assert.Equal(code, sheet.Text.Trim());

        var tip = await scene.TipOfAsync(code);
        Assert.Null(await scene.AtTip(scene.First, tip, (_, _, open) => Task.FromResult<object?>(open)));
        await scene.ReleaseAsync();
        await scene.AtTip(scene.First, tip, (desk, key, open) => desk.ActAsync(key, open, TipVerb.Ask, "哪一天？", scene.Day));
        var asked = await tipster.ReturnAsync(code);
        Assert.Contains("哪一天？", asked.Text, StringComparison.Ordinal);
        Assert.Contains("请在下面回答", asked.Text, StringComparison.Ordinal);
        var answered = await tipster.SendAsync(asked, "/zh-CN/add", ("text", "三月一日\n晚上"));
        Assert.Contains("三月一日", answered.Text, StringComparison.Ordinal);
        // The answer reaches the desk with the next release alone.
        Assert.DoesNotContain(await EntriesAsync(), entry => entry.Text.Contains("三月一日", StringComparison.Ordinal));
        await scene.ReleaseAsync();
        Assert.Contains(await EntriesAsync(), entry => entry.Text == "三月一日\n晚上");
        await scene.AtTip(scene.First, tip, async (desk, key, open) =>
        {
            await desk.ActAsync(key, open, TipVerb.Note, "内部：与另案有关", scene.Day);
            await desk.ActAsync(key, open, TipVerb.Accept, "已受理", scene.Day);
            await desk.ConcludeAsync(key, open, TipResult.Partly, "查实一次", scene.Day);
            await desk.GiveFeedbackAsync(key, open, "反馈：查实一次", scene.Day);
        });
        var closed = await tipster.ReturnAsync(code);
        Assert.Contains("反馈：查实一次", closed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("另案", closed.Text, StringComparison.Ordinal);
        var objected = await tipster.SendAsync(closed, "/zh-CN/object", ("objection", "还有两次"));
        Assert.Contains("重新受理", objected.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/zh-CN/object\"", objected.Html, StringComparison.Ordinal);

        var unsure = await tipster.SendAsync(objected, "/zh-CN/give-up");
        Assert.Equal(HttpStatusCode.BadRequest, unsure.Status);
        await tipster.SendAsync(unsure, "/zh-CN/give-up", ("sure", "yes"));
        var (gone, unknown) = (await tipster.ReturnAsync(code), await tipster.ReturnAsync(SlipCode.New().ToString()));
        Assert.Equal((HttpStatusCode.NotFound, gone.Html), (unknown.Status, unknown.Html));

        async Task<IReadOnlyList<ReadEntry>> EntriesAsync() => await scene.AtTip(scene.First, tip, (_, _, open) => Task.FromResult(open.Entries));
    }

    [Fact]
    public async Task The_same_form_twice_is_one_tip_and_what_it_says_otherwise_is_added()
    {
        using var tipster = scene.Visit();
        var form = await tipster.GetAsync("/en/tip");
        (string, string)[] typed = [("desk", $"{scene.Desk}"), ("topic", $"{scene.Sand.Id}"), ("facts", "once")];
        var codes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await tipster.SendAsync(form, "/en/tip", typed)).Code));
        var code = Assert.Single(codes.Distinct());
        Assert.Equal(code, (await tipster.SendAsync(form, "/en/tip", [.. typed[..2], ("facts", "once, and more")])).Code);
        var back = await tipster.ReturnAsync(code);
        Assert.Equal((1, 1), (Count(back.Html, "<p>once, and more</p>"), Count(back.Html, "<p>once</p>")));
        Assert.Equal(2, await scene.InDb(async (db, _) => await db.TipEntries.CountAsync(entry => entry.TipId == db.Tips.Single(
            tip => tip.CodeHash == HashOf(code)).Id)));
    }

    [Fact]
    public async Task A_service_problem_goes_to_the_owner_and_not_solved_reopens_it_once()
    {
        using var tipster = scene.Visit();
        var form = await tipster.GetAsync("/zh-CN/service");
        Assert.Contains("由镇政府办理", form.Text, StringComparison.Ordinal);
        var code = (await tipster.SendAsync(form, "/zh-CN/service", ("desk", $"{scene.Desk}"), ("topic", $"{scene.Homestead.Id}"), ("facts", "两个月没有回音"))).Code;
        var tip = await scene.TipOfAsync(code);
        await scene.ReleaseAsync();
        await SolveAsync("已办好");
        var rated = await tipster.SendAsync(await tipster.ReturnAsync(code), "/zh-CN/rate", ("rating", "NotSolved"), ("remark", "还没有"));
        Assert.Contains("重新受理", rated.Text, StringComparison.Ordinal);
        await SolveAsync("这次办好了");
        var closed = await tipster.ReturnAsync(code);
        var again = await tipster.SendAsync(closed, "/zh-CN/rate", ("rating", "NotSolved"));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal(HttpStatusCode.OK, (await tipster.SendAsync(closed, "/zh-CN/rate", ("rating", "Solved"))).Status);
        var done = await scene.InDb((db, _) => db.Tips.AsNoTracking().SingleAsync(each => each.Id == tip));
        Assert.Equal((scene.Owner, TipKind.Service, Rating.Solved), (done.DeskId, done.Kind, done.Rating));

        Task SolveAsync(string text) => scene.AtTip(scene.First, tip, async (desk, key, open) =>
        {
            await desk.ActAsync(key, open, TipVerb.Accept, "受理", scene.Day);
            await desk.ConcludeAsync(key, open, TipResult.Confirmed, text, scene.Day);
            await desk.GiveFeedbackAsync(key, open, text, scene.Day);
        });
    }

    [Fact]
    public async Task What_is_wrong_is_said_on_the_same_page_with_the_text_still_there()
    {
        using var tipster = scene.Visit();
        var form = await tipster.GetAsync("/en/tip");
        var fields = Tipster.Fill(form, "/en/tip", ("desk", $"{scene.Desk}"), ("topic", $"{scene.Sand.Id}"), ("facts", "kept words"), ("about", "somebody"));
        var before = await CountAsync();
        await RefusedAsync(Encoded(new Dictionary<string, string>(fields) { ["topic"] = "nonsense" }), "Choose a topic");
        await RefusedAsync(Encoded(new Dictionary<string, string>(fields) { ["facts"] = " " }), "Say what happened", "somebody");
        await RefusedAsync(Encoded(new Dictionary<string, string>(fields) { ["facts"] = "kept words" + new string('x', 9000) }), "Too long");
        await RefusedAsync(Encoded(fields).Replace("kept+words", "kept+words%00", StringComparison.Ordinal), "characters that cannot be stored");
        await RefusedAsync(Encoded(fields).Replace("kept+words", "kept+words%FF%FE", StringComparison.Ordinal), "characters that cannot be stored");
        await RefusedAsync(Encoded(fields).Replace("kept+words", "kept+words%ED%A0%80", StringComparison.Ordinal), "characters that cannot be stored");
        await RefusedAsync(Encoded(fields) + "&named=yes", "give your name");
        Assert.Equal(HttpStatusCode.OK, (await tipster.PostAsync("/en/tip", Form(Encoded(fields) + "%"))).Status);
        Assert.Equal(before + 1, await CountAsync());

        async Task RefusedAsync(string body, string message, string text = "kept words")
        {
            var page = await tipster.PostAsync("/en/tip", Form(body));
            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
            Assert.Contains(message, page.Text, StringComparison.Ordinal);
            Assert.Contains(text, page.Html, StringComparison.Ordinal);
            Assert.Equal(fields["code"], page.Document.QuerySelector("input[name=code]")!.GetAttribute("value"));
        }

        Task<int> CountAsync() => scene.InDb((db, _) => db.Tips.CountAsync());
    }

    [Fact]
    public async Task No_post_whatever_it_holds_is_a_fault_of_the_server_and_none_leaves_a_cookie()
    {
        using var tipster = scene.Visit();
        var random = new Random(Settings.Seed);
        string[] pages = ["tip", "service", "code", "print", "return", "add", "object", "rate", "give-up", "files"];
        byte[][] bodies = [[], "&&&="u8.ToArray(), "code=%"u8.ToArray(), "code=%00%ff"u8.ToArray(), Encoding.UTF8.GetBytes("facts=" + new string('我', 90_000)),
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(n => $"k{n}=v&"))), RandomBytes(3000), RandomBytes(700_000)];
        string?[] types = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data",
            "text/plain", "application/json", null];
        foreach (var page in pages)
            foreach (var body in bodies)
                foreach (var type in types.Take(Settings.Number(3, 6)))
                {
                    using var content = new ByteArrayContent(body);
                    if (type is not null)
                        content.Headers.TryAddWithoutValidation("Content-Type", type);
                    try
                    {
                        var answer = await tipster.PostAsync($"/zh-CN/{page}", content);
                        Assert.InRange((int)answer.Status, 200, 499);
                        AssertHeaders(answer.Answer);
                    }
                    catch (HttpRequestException) when (body.Length > Typed.Largest)
                    {
                        // Too large a body may be cut off before the answer is read.
                    }
                }
        foreach (var address in new[] { "/", "/zh-CN/", "/en/", "/en/tip?facts=xyzzy", "/nothing", "/css/theme.css", "/favicon.svg",
            "/zh-CN/return?code=xyzzy", "/%00" })
        {
            var answer = await tipster.GetAsync(address);
            Assert.InRange((int)answer.Status, 200, 499);
            Assert.DoesNotContain("xyzzy", answer.Html, StringComparison.Ordinal);
            if (address != "/%00")
                AssertHeaders(answer.Answer);
        }
        foreach (var verb in new[] { "PUT", "TRACE", "DELETE", "OPTIONS" })
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await tipster.Client.SendAsync(new(new HttpMethod(verb), "/zh-CN/tip"))).StatusCode);

        byte[] RandomBytes(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    [Fact]
    public async Task A_mistyped_code_is_told_without_asking_the_database()
    {
        using var tipster = scene.Visit();
        var code = SlipCode.New().ToString();
        var mistyped = code[..5] + (code[5] == '7' ? '8' : '7') + code[6..];
        Assert.Equal(HttpStatusCode.BadRequest, (await tipster.ReturnAsync(mistyped)).Status);
    }

    [Fact]
    public async Task A_tip_about_the_desk_goes_to_the_one_above_and_does_not_exist_below()
    {
        using var tipster = scene.Visit();
        var code = await tipster.TipAsync(scene, "关于专项整治办自己", ("self", "yes"));
        var tip = await scene.TipOfAsync(code);
        await scene.ReleaseAsync();
        Assert.Null(await scene.AtTip(scene.First, tip, (_, _, open) => Task.FromResult<object?>(open)));
        Assert.NotNull(await scene.AtTip(scene.First, tip, (_, _, open) => Task.FromResult<object?>(open), scene.Above));
    }

    [Fact]
    public void There_are_these_pages_and_no_others()
    {
        string[] pages = ["GET /zh-CN/", "GET /zh-CN/tip", "POST /zh-CN/tip", "GET /zh-CN/service", "POST /zh-CN/service",
            "POST /zh-CN/code", "POST /zh-CN/print",
            "GET /zh-CN/return", "POST /zh-CN/return", "POST /zh-CN/add", "POST /zh-CN/object", "POST /zh-CN/rate", "POST /zh-CN/give-up", "POST /zh-CN/files"];
        string[] all = ["GET /", "GET /css/theme.css", "GET /img/icons.svg", "GET /img/chevron.svg", "GET /favicon.svg", .. pages,
            .. pages.Select(page => page.Replace("zh-CN", "en", StringComparison.Ordinal))];
        Assert.Equal(all.Order(StringComparer.Ordinal), scene.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .Concat(((IEndpointRouteBuilder)scene.App).DataSources.SelectMany(source => source.Endpoints)).OfType<RouteEndpoint>()
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText}").Distinct()
            .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Tips:RetentionDays", "29"), InlineData("Tips:RetentionDays", ""), InlineData("Tips:BorderLogs", "")]
    [InlineData("ConnectionStrings:Declarations", "Data Source=office.db"), InlineData("Encryption:Key", "AAAA")]
    public void It_does_not_start_without_what_the_operator_must_say_or_with_what_it_must_not_know(string setting, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tips:RetentionDays"] = "30",
            ["Tips:BorderLogs"] = "nothing",
            [setting] = value,
        }).Build();
        Assert.Contains(setting, Assert.Throws<InvalidOperationException>(() => TipSite.Build(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_sentence_is_there_in_both_languages()
    {
        Assert.All(Say.Keys, key => Assert.DoesNotContain("Exception", Say.English[key], StringComparison.Ordinal));
        using var tipster = scene.Visit();
        foreach (var page in new[] { "/en/", "/en/tip", "/en/service", "/en/return" })
            Assert.DoesNotMatch("[\u4e00-\u9fff]{2,}", (await tipster.GetAsync(page)).Text.Replace("边界只记录端口", "", StringComparison.Ordinal)
                .Replace("电话一", "", StringComparison.Ordinal).Replace("电话二", "", StringComparison.Ordinal).Replace("镇政府", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-03-02T00:00:00+08:00", "2026-03-02T06:00:00+08:00"), InlineData("2026-03-02T23:59:59+08:00", "2026-03-03T00:00:00+08:00")]
    [InlineData("2026-03-02T05:59:59+08:00", "2026-03-02T06:00:00+08:00"), InlineData("2026-03-02T17:00:00+08:00", "2026-03-02T18:00:00+08:00")]
    public void What_came_in_is_shown_at_four_times_of_the_day(string now, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            TipClockwork.After(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string HashOf(string code) => SlipCode.TryParse(code, out var read) ? read.Hash : "";

    private static string Encoded(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value)}"));

    private static StringContent Form(string body) => new(body, Encoding.ASCII, "application/x-www-form-urlencoded");
}
