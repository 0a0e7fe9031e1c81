using Declarations.References;
using Declarations.Tips;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Declarations.TipHost;

/// <summary>The form of either door. The code is made with it, so that the same form sent twice is one tip.</summary>
public static class TipForm
{
    private const int LongestName = 60;

    public static Task OpenAsync(Visit visit, TipKind kind) => ShowAsync(visit, kind, null, [], StatusCodes.Status200OK);

    public static async Task SendAsync(Visit visit, TipKind kind)
    {
        if (await Typed.ReadAsync(visit.Http.Request) is not { } typed)
        {
            await ShowAsync(visit, kind, null, [new("facts", visit.W["error.form"])], StatusCodes.Status400BadRequest);
            return;
        }
        await visit.OpenAsync();
        var (topic, desks) = (await TopicAsync(visit, kind, typed["topic"]), await visit.DesksAsync());
        var desk = desks.Count == 1 ? desks[0] : desks.FirstOrDefault(each => each.Id.ToString() == typed["desk"]);
        var faults = FaultsOf(visit.W, kind, typed, topic, desk).ToList();
        if (faults.Count > 0)
        {
            await ShowAsync(visit, kind, typed, faults, StatusCodes.Status400BadRequest);
            return;
        }
        var code = typed.Code ?? SlipCode.New();
        var words = new TipWords
        {
            TopicId = topic!.Id,
            About = typed["about"],
            Facts = typed["facts"],
            HowKnown = typed["known"],
            Fears = typed["fears"],
            NotBy = typed["notby"],
        };
        var receiver = kind == TipKind.Tip && typed.Ticked("self") ? desk!.AboveId!.Value : desk!.Id;
        var receipt = await visit.Intake.SendAsync(code, words, typed.Ticked("named") ? new TipIdentity(typed["name"], typed["reach"]) : null, receiver,
            visit.Day, visit.Aborted);
        await CodePage.ShowAsync(visit, code, receipt, null);
    }

    private static Task<List<Topic>> TopicsAsync(Visit visit, TipKind kind)
    {
        var categories = TopicCategories.Of(kind);
        return visit.Db.Topics.AsNoTracking().Where(topic => topic.IsOffered && categories.Contains(topic.Category)).ToListAsync(visit.Aborted);
    }

    private static async Task<Topic?> TopicAsync(Visit visit, TipKind kind, string typed) =>
        Guid.TryParse(typed, out var id) && await visit.Db.Topics.FindAsync([id], visit.Aborted) is { IsOffered: true } topic && topic.Kind == kind
            ? topic : null;

    private static IEnumerable<Fault> FaultsOf(Say w, TipKind kind, Typed typed, Topic? topic, Desk? desk)
    {
        if (topic is null)
            yield return new("topic", w["error.topic"]);
        if (desk is null)
            yield return new("desk", w["error.desk"]);
        else if (kind == TipKind.Tip && typed.Ticked("self") && desk.AboveId is null)
            yield return new("self", w["error.no-desk-above"]);
        if (string.IsNullOrWhiteSpace(typed["facts"]))
            yield return new("facts", w["error.facts"]);
        foreach (var (field, most) in new[] { ("facts", TipWords.LongestFacts), ("about", TipWords.Longest), ("known", TipWords.Longest),
            ("fears", TipWords.Longest), ("notby", TipWords.Longest), ("name", LongestName), ("reach", TipWords.Longest) })
            if (typed[field].Length > most)
                yield return new(field, w["error.long", most]);
        if (typed.Ticked("named") && (string.IsNullOrWhiteSpace(typed["name"]) || string.IsNullOrWhiteSpace(typed["reach"])))
            yield return new("name", w["error.named"]);
        if (typed.HadOdd)
            yield return new("facts", w["error.odd"]);
    }

    private static async Task ShowAsync(Visit visit, TipKind kind, Typed? typed, IReadOnlyList<Fault> faults, int status)
    {
        var (w, topics, desks) = (visit.W, await TopicsAsync(visit, kind), await visit.DesksAsync());
        var (f, door, isTip) = (new Fields(w, typed, faults), kind == TipKind.Tip ? "tip" : "service", kind == TipKind.Tip);
        var options = topics.OrderBy(topic => topic.Category).ThenBy(topic => topic.Name, StringComparer.Ordinal).Select(topic => (topic.Id.ToString(),
            w.Choose(topic.Name, topic.NameInEnglish) + (topic.OwnerName is { } owner ? w["service.owner", owner] : ""), w.Of(topic.Category)));
        var receivers = desks.Select(desk => (desk.Id.ToString(), w.Choose(desk.Name, desk.NameInEnglish), w["desk"]));
        await visit.ShowAsync(status, w[door + ".title"], $"""
            {f.Summary()}<p class="crumb"><a href="{visit.To("")}">{w["product"]}</a></p>
            <h1>{w[door + ".title"]}</h1><p class="lead">{w[door + ".lead"]}</p>
            <form method="post" action="{visit.To(door)}" class="form" autocomplete="off">
            <input type="hidden" name="code" value="{(typed?.Code ?? SlipCode.New()).ToString()}">
            {(desks.Count > 1 ? f.Select("desk", receivers, true) : default)}
            {f.Select("topic", options, true)}
            {f.Area("about", TipWords.Longest, 2)}
            {f.Area("facts", TipWords.LongestFacts, 10, required: true)}
            {(isTip ? (Markup)$"""{f.Area("known", TipWords.Longest)}{f.Area("fears", TipWords.Longest)}{f.Area("notby", TipWords.Longest, 2)}""" : default)}
            {(isTip && desks.Any(desk => desk.AboveId is not null) ? f.Tick("self") : default)}
            {f.Tick("named")}{f.Line("name", LongestName)}{f.Area("reach", TipWords.Longest, 2)}
            <p class="small">{w["tip.files-later"]}</p>
            <div class="actions"><button class="btn btn-primary">{w["send"]}</button></div></form>
            """);
    }
}
