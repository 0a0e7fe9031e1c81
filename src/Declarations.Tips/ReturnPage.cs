using Declarations.Data.Tips;
using Declarations.References;
using Declarations.Tips;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Declarations.TipHost;

/// <summary>What the page of a tip has to say besides the tip.</summary>
public sealed record Remarks
{
    public string? Said { get; init; }
    public IReadOnlyList<Fault> Faults { get; init; } = [];
    public Typed? Typed { get; init; }
    public int Status { get; init; } = StatusCodes.Status200OK;
}

/// <summary>Coming back with the code, which travels in the bodies of posts alone.</summary>
public static class ReturnPage
{
    private const int Attempts = 5;

    public static Task AskAsync(Visit visit, string? fault = null, int status = StatusCodes.Status200OK)
    {
        var (w, f) = (visit.W, new Fields(visit.W, null, fault is null ? [] : [new Fault("code", fault)]));
        return visit.ShowAsync(status, w["return.title"], $"""
            {f.Summary()}<p class="crumb"><a href="{visit.To("")}">{w["product"]}</a></p><h1>{w["return.title"]}</h1><p class="lead">{w["return.lead"]}</p>
            <form method="post" action="{visit.To("return")}" class="form" autocomplete="off">{f.Code("code")}
            <div class="actions"><button class="btn btn-primary">{w["return.open"]}</button></div></form>
            """);
    }

    public static async Task ReturnAsync(Visit visit)
    {
        if (await OpenAsync(visit) is not ({ }, { } open, { } code))
            return;
        await visit.Intake.CameBackAsync(open, visit.Aborted);
        await ShowAsync(visit, open, code, new());
    }

    /// <summary>More words.</summary>
    public static Task AddAsync(Visit visit) => ActAsync(visit, "text", required: true, "return.added",
        (intake, open, typed) => intake.AddAsync(open, typed["text"], visit.Day, visit.Aborted));

    public static Task ObjectAsync(Visit visit) => ActAsync(visit, "objection", required: true, "return.objected",
        (intake, open, typed) => intake.ObjectAsync(open, typed["objection"], visit.Day, visit.Aborted));

    public static Task RateAsync(Visit visit) => ActAsync(visit, "remark", required: false, "return.rated", (intake, open, typed) =>
        intake.RateAsync(open, Enum.Parse<Rating>(typed["rating"]), typed["remark"], visit.Day, visit.Aborted),
        typed => Enum.GetNames<Rating>().Contains(typed["rating"]) ? null : new("rating", visit.W["error.rating"]));

    public static async Task GiveUpAsync(Visit visit)
    {
        if (await OpenAsync(visit) is not ({ } typed, { } open, { } code))
            return;
        if (!typed.Ticked("sure"))
        {
            await ShowAsync(visit, open, code, new() { Faults = [new("sure", visit.W["error.sure"])], Status = StatusCodes.Status400BadRequest });
            return;
        }
        await visit.Intake.GiveUpAsync(open, visit.Aborted);
        await SayAsync(visit, "return.given-up", "return.give-up-text");
    }

    /// <summary>The tip of the code in the form. Where there is none the answer is given already: unknown and given up look alike.</summary>
    public static async Task<(Typed? Typed, OpenTip? Open, SlipCode? Code)> OpenAsync(Visit visit)
    {
        var typed = await Typed.ReadAsync(visit.Http.Request);
        // Told by its check letters: the database is not asked.
        if (typed?.Code is not { } code)
        {
            await AskAsync(visit, visit.W["error.code"], StatusCodes.Status400BadRequest);
            return default;
        }
        return await FindAsync(visit, code) is { } open ? (typed, open, code) : default;
    }

    public static async Task<OpenTip?> FindAsync(Visit visit, SlipCode code)
    {
        if (!visit.Settings.Lookups.TryTake())
        {
            visit.Http.Response.Headers.RetryAfter = "5";
            await AskAsync(visit, visit.W["error.busy"], StatusCodes.Status429TooManyRequests);
            return null;
        }
        await visit.OpenAsync();
        var open = await visit.Intake.FindAsync(code, visit.Aborted);
        if (open is null)
            await AskAsync(visit, visit.W["error.unknown"], StatusCodes.Status404NotFound);
        else if (open.Tip.Status == TipStatus.Erased)
            await SayAsync(visit, "return.erased", "return.erased-text");
        else
            return open;
        return null;
    }

    private static Task SayAsync(Visit visit, string title, string text) =>
        visit.ShowAsync(StatusCodes.Status200OK, visit.W[title], $"""<h1>{visit.W[title]}</h1><p>{visit.W[text]}</p>""");

    private static async Task ActAsync(Visit visit, string field, bool required, string said, Func<TipIntake, OpenTip, Typed, Task> act,
        Func<Typed, Fault?>? check = null)
    {
        if (await OpenAsync(visit) is not ({ } typed, { } open, { } code))
            return;
        var fault = required && string.IsNullOrWhiteSpace(typed[field]) ? new Fault(field, visit.W["error.text"])
            : typed[field].Length > TipWords.LongestMessage ? new Fault(field, visit.W["error.long", TipWords.LongestMessage])
            : typed.HadOdd ? new Fault(field, visit.W["error.odd"]) : check?.Invoke(typed);
        var status = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        for (var attempt = 1; fault is null; attempt++)
            try
            {
                await act(visit.Intake, open, typed);
                break;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // The desk was faster: the same once more on what is there now.
                visit.Db.ChangeTracker.Clear();
                open = (await visit.Intake.FindAsync(code, visit.Aborted))!;
            }
            catch (RefusedException refused)
            {
                (fault, status) = (new Fault(field, visit.W["refused." + refused.Code, [.. refused.Arguments]]), StatusCodes.Status409Conflict);
            }
        visit.Db.ChangeTracker.Clear();
        var now = await visit.Intake.FindAsync(code, visit.Aborted);
        await ShowAsync(visit, now!, code, fault is null ? new() { Said = visit.W[said] } : new() { Faults = [fault], Typed = typed, Status = status });
    }

    public static async Task ShowAsync(Visit visit, OpenTip open, SlipCode code, Remarks remarks)
    {
        var (w, tip, files) = (visit.W, open.Tip, await visit.Files.ListAsync(open, visit.Aborted));
        var (f, clock) = (new Fields(w, remarks.Typed, remarks.Faults), TipClock.Of(tip, visit.Day.Calendar));
        Markup hidden = $"""<input type="hidden" name="code" value="{code.ToString()}">""";
        await visit.ShowAsync(remarks.Status, w["return.tip"], $"""
            {f.Summary()}{(remarks.Said is { } said ? Visit.Message("ok", "circle-check", said) : default)}
            <h1>{w["return.tip"]}</h1>
            <p class="lead"><b>{w.Of(tip.Status)}</b></p>
            <p>{w["return.received", tip.ReceivedOn]}{(tip.Reopened > 0 ? w["return.reopened", tip.RunsFrom] : "")}</p>
            <p>{Promise(w, tip, clock, visit.Day.On)}</p>
            <section class="mt-5" aria-labelledby="messages-h"><h2 id="messages-h">{w["return.messages"]}</h2>
            <blockquote class="said"><p>{Lines(open.Words.Facts)}</p><footer>{w["return.you"]} {w.Day(tip.ReceivedOn)}</footer></blockquote>
            {open.Messages.Select(entry => Said(w, entry))}</section>
            <section class="mt-5" aria-labelledby="add-h"><h2 id="add-h">{w[tip.Status == TipStatus.Asked ? "return.answer" : "return.add"]}</h2>
            {(tip.Status.IsOpen() ? default : (Markup)$"""<p>{w["return.add-reopens"]}</p>""")}
            <form method="post" action="{visit.To("add")}" class="form">{hidden}{f.Area("text", TipWords.LongestMessage, 6, required: true)}
            <div class="actions"><button class="btn btn-primary">{w["send"]}</button></div></form></section>
            <section class="mt-5" aria-labelledby="files-h"><h2 id="files-h">{w["files"]}</h2>
            {(files.Count == 0 ? default : (Markup)$"""<ul>{files.Select(File)}</ul>""")}
            <form method="post" action="{visit.To("files")}" enctype="multipart/form-data" class="form">{hidden}
            {FileField(w, f, remarks)}<div class="actions"><button class="btn">{w["files.send"]}</button></div></form></section>
            {(tip.Status.Allows(TipVerb.Object) && !tip.HasObjected ? (Markup)$"""
            <section class="mt-5" aria-labelledby="object-h"><h2 id="object-h">{w["return.object"]}</h2>
            <form method="post" action="{visit.To("object")}" class="form">{hidden}{f.Area("objection", TipWords.LongestMessage, 4, required: true)}
            <div class="actions"><button class="btn">{w["return.object"]}</button></div></form></section>
            """ : default)}
            {(tip is { Kind: TipKind.Service, Status: TipStatus.Closed, Rating: null or Rating.NotSolved } ? Rate(visit, f, remarks, hidden) : default)}
            <section class="mt-5" aria-labelledby="give-up-h"><h2 id="give-up-h">{w["return.give-up"]}</h2><p>{w["return.give-up-text"]}</p>
            <form method="post" action="{visit.To("give-up")}" class="form">{hidden}{f.Tick("sure")}
            <div class="actions"><button class="btn btn-warn">{w["return.give-up"]}</button></div></form></section>
            """);
    }

    private static Markup File(ReadFile file) => $"""<li>{file.Head.Name} ({(file.Head.Size + 1023) / 1024} KB)</li>""";

    private static Markup FileField(Say w, Fields f, Remarks remarks) => $"""
        <div class="field{(remarks.Faults.Any(fault => fault.Field == "file") ? " bad" : "")}" id="file-field"><label for="file">{w["file"]}</label>
        <p class="help" id="file-help">{w["file.help", TipFile.Most, TipFile.Largest / 1024 / 1024]}</p>
        {Visit.Message("warn", "triangle", w["file.pdf"])}
        {remarks.Faults.Where(fault => fault.Field == "file").Select(fault => Visit.Message("bad", "octagon", fault.Message))}
        <input class="form-control" type="file" id="file" name="file" multiple accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx" aria-describedby="file-help"></div>
        """;

    private static Markup Rate(Visit visit, Fields f, Remarks remarks, Markup hidden) => $"""
        <section class="mt-5" aria-labelledby="rate-h"><h2 id="rate-h">{visit.W["return.rate"]}</h2>
        <form method="post" action="{visit.To("rate")}" class="form">{hidden}
        <fieldset class="field" id="rating" tabindex="-1"><legend>{visit.W["rating"]}</legend>
        {remarks.Faults.Where(fault => fault.Field == "rating").Select(fault => Visit.Message("bad", "octagon", fault.Message))}
        <div class="choices">{Enum.GetValues<Rating>().Select(rating => Radio(visit.W, rating))}</div></fieldset>
        {f.Area("remark", TipWords.LongestMessage)}<div class="actions"><button class="btn">{visit.W["send"]}</button></div></form></section>
        """;

    private static Markup Said(Say w, ReadEntry entry) => $"""
        <blockquote class="said"><p>{Lines(Text(w, entry))}</p>
        <footer>{w[entry.Kind.IsOfTipster() ? "return.you" : "return.desk"]} {w.Of(entry.Kind)} {w.Day(entry.On)}</footer></blockquote>
        """;

    private static Markup Radio(Say w, Rating rating) =>
        $"""<label class="choice"><input type="radio" name="rating" value="{rating.ToString()}"><span>{w.Of(rating)}</span></label>""";

    private static string Promise(Say w, Tip tip, TipClock clock, DateOnly today) =>
        tip.Status == TipStatus.Asked ? w["promise.asked"] : clock.DueOn is not { } due ? w["promise." + clock.Step]
        : clock.IsOverdue(today) ? w["promise.overdue", due] : w["promise." + clock.Step, due];

    private static string Text(Say w, ReadEntry entry) => entry.Kind == TipEntryKind.FileAdded ? w["return.file", entry.Text] : entry.Text;

    private static IEnumerable<Markup> Lines(string text) => text.Split('\n').Select((line, n) => n == 0 ? (Markup)$"{line}" : $"<br>{line}");
}
