using Microsoft.AspNetCore.Http;

namespace Declarations.TipHost;

/// <summary>What protects whoever writes here, what cannot be hidden, and two plain questions.</summary>
public static class FirstPage
{
    public static async Task ShowAsync(Visit visit)
    {
        var (w, desks) = (visit.W, await visit.DesksAsync());
        await visit.ShowAsync(StatusCodes.Status200OK, w["first.title"], $"""
            <h1>{w["first.title"]}</h1>
            <p class="lead">{w["first.lead"]}</p>
            <section aria-labelledby="doors-h"><h2 id="doors-h">{w["first.question"]}</h2>
            <p>{w["first.tip"]}</p><div class="actions mb-4"><a class="btn btn-primary" href="{visit.To("tip")}">{w["tip.title"]}</a></div>
            <p>{w["first.service"]}</p><div class="actions mb-4"><a class="btn" href="{visit.To("service")}">{w["service.title"]}</a></div>
            <p>{w["first.return"]}</p><div class="actions"><a class="btn" href="{visit.To("return")}">{w["return.title"]}</a></div></section>
            <section class="mt-5" aria-labelledby="protects-h"><h2 id="protects-h">{w["first.protects"]}</h2><ul>
            {Items(w, "protects", 6)}</ul></section>
            <section class="mt-5" aria-labelledby="hidden-h"><h2 id="hidden-h">{w["first.hidden"]}</h2><ul>
            {Items(w, "hidden", 4)}</ul></section>
            <section class="mt-5" aria-labelledby="border-h"><h2 id="border-h">{w["first.border"]}</h2>
            <p>{w.Choose(visit.Settings.BorderLogs, visit.Settings.BorderLogsInEnglish)}</p>
            <p>{w["first.retention", visit.Settings.Retention.Days]}</p></section>
            <section class="mt-5" aria-labelledby="contact-h"><h2 id="contact-h">{w["first.contact"]}</h2><p>{w["first.contact-lead"]}</p>
            {desks.Select(desk => (Markup)$"""<h3>{w.Choose(desk.Name, desk.NameInEnglish)}</h3><address>{Lines(desk.Contact)}</address>""")}</section>
            """);
    }

    private static IEnumerable<Markup> Items(Say w, string list, int count) =>
        Enumerable.Range(1, count).Select(n => (Markup)$"<li>{w[$"first.{list}.{n}"]}</li>");

    private static IEnumerable<Markup> Lines(string text) => text.Split('\n').Select(line => (Markup)$"{line}<br>");
}
