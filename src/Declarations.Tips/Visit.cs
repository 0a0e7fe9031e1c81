using System.Text;
using Declarations.Data.Tips;
using Declarations.Tips;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.TipHost;

/// <summary>One request and its answer, in one language.</summary>
public sealed class Visit(HttpContext http, Say words)
{
    public Say W { get; } = words;
    public HttpContext Http { get; } = http;
    public CancellationToken Aborted => Http.RequestAborted;
    public TipsDb Db => Http.RequestServices.GetRequiredService<TipsDb>();
    public TipIntake Intake => Http.RequestServices.GetRequiredService<TipIntake>();
    public TipFiles Files => Http.RequestServices.GetRequiredService<TipFiles>();
    public TipHostSettings Settings => Http.RequestServices.GetRequiredService<TipHostSettings>();
    public TipDay Day { get; } = new(BeijingTime.DayOf(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()),
        http.RequestServices.GetRequiredService<WorkingDays>());

    /// <summary>
    /// One connection for all that is asked from here on, closed with the request. Never before the form is read: a slow sender would hold it.
    /// </summary>
    public Task OpenAsync() => Db.Database.OpenConnectionAsync(Aborted);

    public string To(string page) => $"/{W.Language}/{page}";

    public Task<List<Desk>> DesksAsync() => Db.Desks.AsNoTracking().OrderBy(desk => desk.Name).ToListAsync(Aborted);

    /// <summary>Not now: an answer of its own for the shape of the icon sheet.</summary>
    public static Markup Icon(string name) => $"""<svg class="icon" aria-hidden="true"><use href="/img/icons.svg#{name}"></use></svg>""";

    /// <summary>A message with its shape.</summary>
    public static Markup Message(string weight, string icon, string text) => $"""<p class="msg msg-{weight}">{Icon(icon)}<span>{text}</span></p>""";

    public Task ShowAsync(int status, string title, Markup body) => WriteAsync(status, $"""
        <!doctype html>
        <html lang="{W.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{(status >= 400 ? W["error.title"] : "")}{title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/css/theme.css">
        </head>
        <body>
        <a class="skip" href="#main">{W["skip"]}</a>
        <header class="mast"><div class="wrap">
        <a class="brand" href="{To("")}"><img src="/favicon.svg" alt="" width="40" height="40"><span><b>{W["product"]}</b>
        <small>{W["product.sub"]}</small></span></a>
        <div class="who"><a href="{To("return")}">{W["code"]}</a>
        <a href="/{W.Other.Language}/" hreflang="{W.Other.Language}" lang="{W.Other.Language}">{W["language.other"]}</a></div>
        </div></header>
        <main id="main" class="wrap" tabindex="-1">
        {body}
        </main>
        <footer class="foot"><div class="wrap"><p>{W["foot"]}</p></div></footer>
        </body>
        </html>
        """);

    /// <summary>A sheet to print, with nothing else on it.</summary>
    public Task ShowBareAsync(Markup body) => WriteAsync(StatusCodes.Status200OK, $"""
        <!doctype html>
        <html lang="{W.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>—</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/css/theme.css">
        </head>
        <body><main class="wrap">{body}</main></body>
        </html>
        """);

    private async Task WriteAsync(int status, Markup page)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = "text/html; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(page.ToString());
        Http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(Http.Request.Method))
            await Http.Response.Body.WriteAsync(bytes, Aborted);
    }
}
