using System.Text;
using Declarations.Data.Tips;
using Declarations.References;
using Microsoft.AspNetCore.Http;
using QRCoder;

namespace Declarations.TipHost;

/// <summary>The code, shown once. It goes on when its last group has been typed back.</summary>
public static class CodePage
{
    private const int GroupLength = 4;

    public static Task ShowAsync(Visit visit, SlipCode code, TipReceipt receipt, string? fault)
    {
        var w = visit.W;
        var f = new Fields(w, null, fault is null ? [] : [new("group", fault)]);
        return visit.ShowAsync(fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, w["code.title"], $"""
            {f.Summary()}<h1>{w["code.title"]}</h1><p class="lead">{w["code.lead"]}</p>
            <section class="sheet"><p class="mono receipt-number"><b>{code.ToString()}</b></p><div class="qr">{Qr(code, w["code.qr"])}</div>
            <dl><dt>{w["code.day"]}</dt><dd>{w.Day(receipt.On)}</dd><dt>{w["code.digest"]}</dt><dd class="mono">{Groups(receipt.Digest)}</dd></dl></section>
            <ul class="mt-3"><li>{w["code.keep"]}</li><li>{w["code.lost"]}</li><li>{w["code.printer"]}</li></ul>
            <form method="post" action="{visit.To("print")}" target="_blank"><input type="hidden" name="code" value="{code.ToString()}">
            <div class="actions"><button class="btn">{w["code.print"]}</button></div></form>
            <form method="post" action="{visit.To("code")}" class="form mt-5" autocomplete="off"><input type="hidden" name="code" value="{code.ToString()}">
            {f.Code("group")}<div class="actions"><button class="btn btn-primary">{w["code.go-on"]}</button></div></form>
            """);
    }

    /// <summary>The last group typed back: the page of the tip, to which files can now be added.</summary>
    public static async Task TypedBackAsync(Visit visit)
    {
        if (await ReturnPage.OpenAsync(visit) is not ({ } typed, { } open, { } code))
            return;
        if (IsLastGroup(code, typed["group"]))
            await ReturnPage.ShowAsync(visit, open, code, new() { Said = visit.W["code.noted"] });
        else
            await ShowAsync(visit, code, TipIntake.ReceiptOf(open), visit.W["error.group"]);
    }

    public static async Task PrintAsync(Visit visit)
    {
        if (await Typed.ReadAsync(visit.Http.Request) is { Code: { } code })
            await visit.ShowBareAsync($"""<p class="mono receipt-number"><b>{code.ToString()}</b></p><div class="qr">{Qr(code, visit.W["code.qr"])}</div>""");
        else
            await ReturnPage.AskAsync(visit, visit.W["error.code"], StatusCodes.Status400BadRequest);
    }

    private static bool IsLastGroup(SlipCode code, string typed)
    {
        var bare = new string([.. typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsLetterOrDigit)
            .Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);
        var whole = code.ToString().Replace("-", "", StringComparison.Ordinal);
        return bare.Length >= GroupLength && whole.EndsWith(bare, StringComparison.Ordinal);
    }

    private static string Groups(string digest) => string.Join(' ', digest.Chunk(8).Select(group => new string(group)));

    /// <summary>The code as text, never an address with it: one path, a stroke for each run of dark modules.</summary>
    private static Markup Qr(SlipCode code, string label)
    {
        using var made = QRCodeGenerator.GenerateQrCode(code.ToString(), QRCodeGenerator.ECCLevel.M);
        var (rows, path) = (made.ModuleMatrix, new StringBuilder());
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
                if (rows[y][x])
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return $"""
            <svg viewBox="0 0 {rows.Count} {rows.Count}" role="img" aria-label="{label}" shape-rendering="crispEdges" width="180" height="180"><path fill="#fff"
            d="M0 0h{rows.Count}v{rows.Count}H0z"></path><path fill="#1a242a" d="{path.ToString()}"></path></svg>
            """;
    }
}
