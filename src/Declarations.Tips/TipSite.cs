using System.Reflection;
using Declarations.Data.Guards;
using Declarations.Data.Tips;
using Declarations.Tips;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.TipHost;

/// <summary>
/// The public host put together by hand: Kestrel, routes and these pages. There is no log provider, no cookie, no session, no antiforgery (nothing is
/// done by a right that a browser sends along), no key ring, no script, and nothing that writes down a request.
/// </summary>
public static class TipSite
{
    private static readonly Dictionary<string, (byte[] Bytes, string Type)> Looks = new[] { ("css/theme.css", "text/css; charset=utf-8"),
        ("img/icons.svg", "image/svg+xml"), ("img/chevron.svg", "image/svg+xml"), ("favicon.svg", "image/svg+xml") }
        .ToDictionary(file => file.Item1, file => (Embedded(file.Item1), file.Item2));

    /// <param name="settings">All there are: what is not named here does not count.</param>
    /// <exception cref="InvalidOperationException">A setting is missing, or one of the main site is there.</exception>
    public static WebApplication Build(IConfiguration settings, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseKestrelCore().UseUrls(settings["urls"] ?? "http://127.0.0.1:5090").ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Typed.Largest + 1024;
            kestrel.Limits.MaxRequestBufferSize = 64 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 60;
            kestrel.Limits.MaxConcurrentConnections = 500;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(new TipHostSettings(settings)).AddSingleton(time ?? TimeProvider.System).AddSingleton(CalendarOf(settings));
        builder.Services.AddTipsData(settings);
        builder.Services.AddHostedService<TipClockwork>();
        var app = builder.Build();
        app.Use(AnswerAsync);
        app.UseRouting();
        Map(app);
        return app;
    }

    /// <summary>What the start rests on.</summary>
    /// <exception cref="InvalidOperationException">The schema is older, or the desk has no key yet.</exception>
    public static async Task AssertAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TipsDb>();
        if (db.Database.IsSqlite())
            await db.MigrateAsync(cancellation);
        else if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            throw new InvalidOperationException("The schema of the tips is not up to date. Run the verb tips-migrate first.");
        foreach (var kind in Enum.GetValues<TipKind>())
            if (!await db.DeskKeys.AnyAsync(key => key.Kind == kind && key.RetiredOn == null, cancellation))
                throw new InvalidOperationException("The desk has no public key to which tips could be sealed. Run the verb tips-key first.");
    }

    public static WorkingDays CalendarOf(IConfiguration settings)
    {
        if (settings["WorkingDays:File"] is not { Length: > 0 } file)
            return WorkingDays.Official;
        using var lines = File.OpenText(file);
        return WorkingDays.Official.With(lines);
    }

    private static void Map(WebApplication app)
    {
        foreach (var (path, (bytes, type)) in Looks)
            app.MapGet("/" + path, (RequestDelegate)(http =>
            {
                http.Response.ContentType = type;
                http.Response.ContentLength = bytes.Length;
                return http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
            }));
        app.MapGet("/", (RequestDelegate)(http =>
        {
            http.Response.Redirect($"/{Say.Chinese.Language}/");
            return Task.CompletedTask;
        }));
        foreach (var words in Say.All)
        {
            Get("", FirstPage.ShowAsync);
            Get("tip", visit => TipForm.OpenAsync(visit, TipKind.Tip));
            Post("tip", visit => TipForm.SendAsync(visit, TipKind.Tip));
            Get("service", visit => TipForm.OpenAsync(visit, TipKind.Service));
            Post("service", visit => TipForm.SendAsync(visit, TipKind.Service));
            Post("code", CodePage.TypedBackAsync);
            Post("print", CodePage.PrintAsync);
            Get("return", visit => ReturnPage.AskAsync(visit));
            Post("return", ReturnPage.ReturnAsync);
            Post("add", ReturnPage.AddAsync);
            Post("object", ReturnPage.ObjectAsync);
            Post("rate", ReturnPage.RateAsync);
            Post("give-up", ReturnPage.GiveUpAsync);
            Post("files", FilePage.TakeAsync);

            void Get(string page, Func<Visit, Task> show) => app.MapGet($"/{words.Language}/{page}", (RequestDelegate)(http => show(new Visit(http, words))));
            void Post(string page, Func<Visit, Task> act) => app.MapPost($"/{words.Language}/{page}", (RequestDelegate)(http => act(new Visit(http, words))));
        }
    }

    /// <summary>The same headers on every answer, and an answer for everything.</summary>
    private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
            headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        if (http.Request.Method is not ("GET" or "HEAD" or "POST"))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        try
        {
            await next(http);
            if (http.Response is { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, HasStarted: false, ContentLength: null })
                await SayAsync(http, http.Response.StatusCode, "missing");
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await SayAsync(http, bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "large" : "form");
        }
        catch (IOException) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            await SayAsync(http, StatusCodes.Status400BadRequest, "form");
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Whoever asked is gone.
            http.Abort();
        }
        catch (RefusedException refused) when (!http.Response.HasStarted)
        {
            await ShowAsync(http, StatusCodes.Status409Conflict, words => words["refused." + refused.Code, [.. refused.Arguments]]);
        }
        catch (Exception exception) when (!http.Response.HasStarted && LostDatabase.IsBehind(exception))
        {
            http.Response.Headers.RetryAfter = "30";
            await SayAsync(http, StatusCodes.Status503ServiceUnavailable, "lost");
        }
    }

    private static Task SayAsync(HttpContext http, int status, string error) => ShowAsync(http, status, words => words["error." + error]);

    private static Task ShowAsync(HttpContext http, int status, Func<Say, string> text)
    {
        var words = http.Request.Path.StartsWithSegments("/en") ? Say.English : Say.Chinese;
        http.Response.Headers.ContentLength = null;
        return new Visit(http, words).ShowAsync(status, words["error.heading"],
            $"""<h1>{words["error.heading"]}</h1><p>{text(words)}</p><p><a href="/{words.Language}/">{words["product"]}</a></p>""");
    }

    private static byte[] Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
