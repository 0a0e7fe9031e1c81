using System.Collections.Concurrent;
using Declarations.Web.Tests.Hosting;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Declarations.EndToEnd.Tests;

/// <summary>
/// Every page, in both languages, wide and on a phone: no axe violation (WCAG 2.2 AA), no sideways scrolling, no complaint
/// in the console. In an ordinary run each page comes in one language and at one width, every sixth one with axe, as the seed draws.
/// No page can be forgotten: those of the running application are counted. With SCREENSHOTS set to a folder, each page is also
/// photographed (tests/screenshots.sh).
/// </summary>
[Collection(nameof(Everything))]
public sealed class Everything(UntouchedApp app, EmptyApp empty, ITestOutputHelper output) : IClassFixture<UntouchedApp>, IClassFixture<EmptyApp>
{
    /// <summary>What nobody can look at, and why.</summary>
    private static readonly Dictionary<string, string> Unseen = new()
    {
        ["/files/{id:guid}"] = "a download",
        ["/roster/template"] = "a download",
        ["/sign-in/single"] = "leads on to the provider of single sign-on",
        ["/sign-in/arrived"] = "comes back from it and leads on",
        ["/sign-out"] = "leads on",
        ["/kept"] = "leads on",
    };

    private static readonly (string User, string Name, string Path)[] Pages =
    [
        ("filer", "my-work", "/my-work"),
        ("filer", "account", "/account"),
        ("filer", "password", "/account/password"),
        ("filer", "authenticator", "/account/authenticator"),
        ("filer", "passkeys", "/account/passkeys"),
        ("filer", "confirm", "/confirm?next=/account/passkeys"),
        ("filer", "details", $"/report/{App.Campaign}/details"),
        ("returned", "participation", $"/report/{App.Campaign}/participation"),
        ("returned", "check", $"/report/{App.Campaign}/check"),
        ("returned", "offers", $"/report/{App.Campaign}/offers"),
        ("cadre", "family", $"/report/{App.Campaign}/family"),
        ("cadre", "relative", $"/report/{App.Campaign}/relative"),
        ("filer", "assistant", $"/report/{App.Campaign}/assistant"),
        ("filer", "my-data", "/my-data"),
        ("cadre", "worksheet", $"/report/{App.Campaign}/worksheet"),
        ("office", "deadlines", $"/campaigns/{App.Campaign}/deadlines"),
        ("office", "new-campaign", "/campaigns/new"),
        ("returned", "withdraw", $"/report/{App.Campaign}/withdraw"),
        ("leader", "supplement", $"/report/{App.Campaign}/supplement"),
        ("returned", "notice", "/notice"),
        ("returned", "verify", "/verify"),
        ("returned", "may-i", "/may-i"),
        ("cadre", "leaver", "/leaver"),
        ("cadre", "policy", "/policy"),
        ("head", "reading", "/reading"),
        ("head", "reader-work", "/my-work"),
        ("office", "summary", "/summary?campaign=practice-2017"),
        ("office", "summary-download", "/summary/download?campaign=practice-2017"),
        ("office", "custody", "/custody"),
        ("office", "progress", "/progress?campaign=practice-2017"),
        ("head", "progress-unit", "/progress?campaign=practice-2017"),
        ("office", "reminders", "/progress/reminders?campaign=practice-2017"),
        ("office", "reminder-log", "/progress/reminders/log"),
        ("office", "bulletins", "/bulletins"),
        ("office", "clues", "/clues?campaign=practice-2017"),
        ("office", "clues-new", "/clues/new?campaign=practice-2017"),
        ("head", "clues-report", "/clues/report"),
        ("office", "supervision", "/supervision?campaign=practice-2017"),
        ("office", "supervision-new", "/supervision/new?campaign=practice-2017"),
        ("head", "my-measures", "/my-measures"),
        ("office", "registers", "/registers"),
        ("office", "registers-new", "/registers/new"),
        ("office", "registers-checks", "/registers/checks"),
        ("office", "registers-look-backs", "/registers/checks?list=LookBacks"),
        ("head", "published", "/published"),
        ("head", "published-units", "/published/units"),
        ("office", "clean-units", "/registers/clean-units"),
        ("office", "projects", "/project"),
        ("office", "pledges", "/pledges"),
        ("office", "pledges-new", "/pledges/new"),
        ("office", "integrity", "/integrity?list=Opinions"),
        ("office", "integrity-opinion", "/integrity/new?kind=Opinion"),
        ("office", "integrity-appointment", "/integrity/new?kind=Appointment"),
        ("office", "key-posts", "/key-posts"),
        ("head", "key-posts-of-head", "/key-posts"),
        ("office", "key-posts-new", "/key-posts/new"),
        ("discipline", "integrity-files", "/integrity-files"),
        ("office", "sheets", "/sheets?campaign=practice-2017"),
        ("office", "sheets-receive", "/sheets/receive"),
        ("head", "sheet", "/sheets/practice-2017/demo-research"),
        ("office", "leads", "/verification/leads?campaign=demo-2017"),
        ("office", "registries", "/verification/registries"),
        ("office", "sectors", "/verification/sectors"),
        ("office", "sectors-of", "/verification/sectors/demo-bureau"),
        ("returned", "my-leads", "/my-leads"),
        ("returned", "questions", "/questions"),
        ("returned", "questions-ask", "/questions/ask"),
        ("office", "checks", "/checks?campaign=demo-2017"),
        ("office", "exits", "/exits?campaign=demo-2017"),
        ("office", "handling", "/handling?campaign=demo-2017"),
        ("office", "check-case", "/checks/{handled}"),
        ("office", "check-item", "/checks/{filed}/{interest}"),
        ("office", "check-draws", "/checks/draws?campaign=demo-2017"),
        ("office", "check-found", "/checks/{filed}/found"),
        ("office", "check-question", "/checks/{filed}/{interest}/question"),
        ("office", "handling-case", "/handling/{handled}"),
        ("office", "statistics", "/progress/statistics?campaign=practice-2017&amounts=true"),
        ("office", "progress-people", "/progress/people?campaign=practice-2017&unit=demo-bureau&list=Slow"),
        ("office", "campaigns", "/campaigns"),
        ("office", "campaign", $"/campaigns/{App.Campaign}"),
        ("filer", "correction", "/correction"),
        ("office", "roster", "/roster"),
        ("office", "roster-people", "/roster/people"),
        ("office", "roster-requests", "/roster/requests"),
        ("office", "roster-entry", "/roster/people/{official}/entry"),
        ("office", "units", "/roster/units"),
        ("office", "unit", "/roster/units/demo-research"),
        ("office", "slips", "/slips"),
        ("head", "deputies", "/deputies"),
        ("discipline", "discipline", "/discipline"),
        ("discipline", "checkpoint", "/discipline/checkpoint"),
        ("system", "admin-accounts", "/admin/accounts"),
        ("system", "admin-account-new", "/admin/accounts/new"),
        ("contractor", "project-of-party", "/project"),
        ("security", "admin-roles", "/admin/roles"),
        ("security", "second-person", "/second-person"),
        ("security", "admin-settings", "/admin/settings"),
        ("audit", "admin-audit", "/admin/audit"),
        ("office", "outside", $"/campaigns/{App.Campaign}/outside"),
        ("office", "close-campaign", "/campaigns/demo-2017/close"),
        ("office", "give-up", $"/campaigns/{App.Campaign}/give-up"),
        ("office", "campaign-office", $"/campaigns/{App.Campaign}/office"),
        ("office", "people", $"/campaigns/{App.Campaign}/people"),
        ("office", "campaign-person", $"/campaigns/{App.Campaign}/people/{{report}}"),
        ("office", "paper", $"/campaigns/{App.Campaign}/people/{{report}}/paper"),
        ("office", "paper-open", $"/campaigns/{App.Campaign}/people/{{paper}}/paper"),
        ("office", "paper-check", $"/campaigns/{App.Campaign}/people/{{paper}}/paper/check"),
        ("office", "slips-person", "/slips/person/{official}"),
        ("office", "report-form", "/reports/{filed}/form"),
        ("tips", "tips", "/tips"),
        ("tips", "tips-new", "/tips/new"),
        ("tips", "tips-topics", "/tips/topics"),
        ("tips", "tips-poster", "/tips/poster"),
        ("tips", "tips-figures", "/tips/figures"),
        ("tips", "tips-keys", "/tips/keys"),
        ("tips", "tips-desk", "/tips/desk"),
    ];

    /// <summary>Pages behind a link of another page: where to go first, over which links, and which link to follow.</summary>
    private static readonly (string User, string Name, string From, string Link)[] Behind =
    [
        ("returned", "interest", $"/report/{App.Campaign}/check", "a[href*='/interest/']:not([href$='/exit'])"),
        ("returned", "exit", $"/report/{App.Campaign}/check", "a[href$='/exit']"),
        ("returned", "receipt", "/my-work", "a[href^='/receipt/']"),
        ("head", "read", "/reading", "a[href^='/reading/']"),
        ("office", "slips-unit", "/slips", "tbody th a"),
        ("system", "admin-account", "/admin/accounts", "tbody a"),
        ("discipline", "discipline-report", "/discipline", "main a[href^='/reports/']"),
        ("office", "question", "/questions?list=Answered", "a[href^='/questions/0']"),
        ("returned", "my-lead", "/my-leads", "a[href^='/my-leads/']"),
        ("office", "lead", "/verification/leads?campaign=demo-2017", "a[href^='/verification/leads/']"),
        ("office", "registry", "/verification/registries", "a[href^='/verification/registries/']"),
        ("office", "hand-over", "/custody?campaign=practice-2017&list=Done", "a[href^='/custody/hand-over/']"),
        ("office", "check-draw", "/checks/draws?campaign=demo-2017", "tbody th a"),
        ("office", "exit-case", "/exits?campaign=demo-2017", "tbody th a"),
        ("office", "clue", "/clues?campaign=practice-2017", "tbody th a"),
        ("office", "clue-act", "/clues?campaign=practice-2017 > tbody th a", "main a[href*='/act?do=Assign']"),
        ("office", "activity", "/supervision?campaign=practice-2017", "tbody th a"),
        ("office", "activity-act", "/supervision?campaign=practice-2017 > tbody th a", "main a[href*='/act?do=Hold']"),
        ("office", "activity-problem", "/supervision?campaign=practice-2017&status=Confirmed > tbody th a", "main a[href$='/problem']"),
        ("office", "register", "/supervision?campaign=practice-2017", "main a[href^='/registers/']"),
        ("office", "register-problem", "/supervision?campaign=practice-2017 > main a[href^='/registers/']", "tbody th a"),
        ("office", "problem-act", "/supervision?campaign=practice-2017 > main a[href^='/registers/'] > tbody th a", "main a[href*='/act?do=AddMeasure']"),
        ("office", "measure-act", "/supervision?campaign=practice-2017 > main a[href^='/registers/'] > tbody th a",
            "main a[href^='/registers/measures/']"),
        ("office", "board", "/registers?kind=Rectification", "tbody th a"),
        ("office", "board-units", "/registers?kind=Rectification > tbody th a", "main .subnav a[href*='view=Units']"),
        ("office", "board-results", "/registers?kind=Rectification > tbody th a", "main .subnav a[href*='view=Results']"),
        ("office", "board-problem", "/registers?kind=Rectification > tbody th a", "tbody th a"),
        ("office", "register-edit", "/registers?kind=Rectification > tbody th a", "main a[href$='/edit']"),
        ("office", "register-problem-new", "/registers?kind=Rectification > tbody th a", "main a[href$='/problem']"),
        ("office", "register-notices", "/registers?kind=Rectification > tbody th a", "main a[href$='/notices']"),
        ("office", "register-close", "/registers?kind=Rectification > tbody th a", "main a[href*='/act?do=Close']"),
        ("head", "reconcile", "/my-measures", "main a[href^='/my-measures/reconcile/']"),
        ("head", "my-measure", "/my-measures", "tbody th a"),
        ("head", "my-measure-act", "/my-measures > tbody th a", "main a[href*='/act?do=']"),
        ("head", "circular", "/my-measures", "main a[href^='/my-measures/circulars/']"),
        ("office", "register-import", "/registers?kind=Gaps > tbody th a", "main a[href$='/import']"),
        ("office", "register-notice", "/registers?kind=Rectification > tbody th a > main a[href$='/notices']", "tbody th a"),
        ("secretary", "my-notice", "/my-work", "main a[href^='/my-measures/notices/']"),
        ("head", "published-notice", "/published", "tbody th a"),
        ("office", "project", "/project", "tbody th a"),
        ("office", "parties", "/project > tbody th a", "main a[href$='/parties']"),
        ("office", "consultation", "/project > tbody th a", "main a[href^='/project/consultations/']"),
        ("office", "pledge", "/pledges", "tbody th a"),
        ("filer", "my-pledge", "/my-work", "main a[href^='/my-pledges/']"),
        ("office", "integrity-entry", "/integrity?list=Opinions", "tbody th a"),
        ("office", "key-post", "/key-posts", "tbody th a"),
        ("office", "key-post-act", "/key-posts > tbody th a", "main a[href*='/act?do=Review']"),
        ("office", "import", "/roster", "a[href^='/roster/import/']"),
        ("office", "import-faults", "/roster", ":nth-match(a[href^='/roster/import/'], 2)"),
        ("office", "roster-request", "/roster/requests", "tbody th a"),
        ("office", "roster-person", "/roster/people", "tbody th a"),
        ("office", "summary-export", "/summary/download?campaign=practice-2017", "a[href^='/summary/exports/']"),
        ("office", "report", "/summary?campaign=practice-2017", "a[href^='/reports/']"),
        ("tips", "tip", "/tips", "tbody th a"),
        ("tips", "tip-file", "/tips > tbody th a", "main a[href*='/files/']"),
        ("tips", "tip-act", "/tips > tbody th a", "main a[href*='/act?do=']"),
    ];

    /// <summary>What the last button of the page leads to, with nothing filled in: mistakes to mend, or something to print.</summary>
    private static readonly (string User, string Name, string Path)[] Pressed =
    [
        ("filer", "correction-mistakes", "/correction"),
        ("office", "bulletin", "/bulletins"),
        ("office", "check-mistakes", "/checks/{filed}/{interest}"),
        ("filer", "password-mistakes", "/account/password"),
        ("cadre", "relative-mistakes", $"/report/{App.Campaign}/relative"),
        ("head", "deputies-mistakes", "/deputies"),
        ("office", "paper-mistakes", $"/campaigns/{App.Campaign}/people/{{report}}/paper"),
        ("office", "paper-check-mistakes", $"/campaigns/{App.Campaign}/people/{{paper}}/paper/check"),
        ("office", "roster-mistakes", "/roster"),
        ("office", "slips-sheet", "/slips/person/{official}"),
        ("security", "admin-roles-mistakes", "/admin/roles"),
        ("system", "admin-account-mistakes", "/admin/accounts/{account}"),
    ];

    private static readonly string[] Languages = ["zh-CN", "en"];
    private static readonly int[] Widths = [1280, 360];

    private readonly ConcurrentDictionary<string, bool> visited = [];
    private readonly ConcurrentQueue<string> faults = [];
    private int looks;

    [Fact]
    public async Task Every_page_is_accessible_and_fits()
    {
        foreach (var language in Languages)
            await LookAtAllAsync(language);
        var pages = RazorPages(app).Select(page => page.RoutePattern.RawText!).ToHashSet();
        foreach (var page in pages.Except(visited.Keys).Except(Unseen.Keys.Select(route => route[1..])))
            Fault($"{page}: nobody looks at it");
        foreach (var page in Unseen.Keys.Select(route => route[1..]).Where(page => !pages.Contains(page) || visited.ContainsKey(page)))
            Fault($"{page}: need not be excused");
        output.WriteLine($"{visited.Count} of {pages.Count} pages, {looks} looks by axe, seed {Settings.Seed}");
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }

    private void Fault(string what) => faults.Enqueue(what);

    private async Task LookAtAllAsync(string language)
    {
        await using (var first = await empty.VisitAsync(null, language))
        {
            await first.Page.GotoAsync("/set-up");
            await LookAsync(first, "set-up", language);
        }
        await using (var careful = await app.VisitAsync(null, language))
        {
            await careful.Page.GotoAsync("/sign-in");
            await careful.Page.FillAsync("[name='Form.UserName']", app.Careful);
            await careful.Page.FillAsync("[name='Form.Password']", app.PasswordOf(app.Careful));
            await careful.Page.ClickAsync("main form button");
            await careful.Page.WaitForURLAsync("**/sign-in/code**");
            await LookAsync(careful, "sign-in-code", language);
        }
        await using (var top = await app.VisitAsync(app.TopOffice, language))
        {
            await top.Page.GotoAsync("/roster/units/yunlan/above");
            await LookAsync(top, "unit-above", language);
        }
        await using (var nobody = await app.VisitAsync(null, language))
        {
            await nobody.Page.GotoAsync("/sign-in");
            await LookAsync(nobody, "sign-in", language);
            await nobody.Page.GotoAsync("/sign-in/passkey");
            await LookAsync(nobody, "sign-in-passkey", language);
            await nobody.Page.GotoAsync("/activate");
            await LookAsync(nobody, "activate", language);
            await nobody.Page.GotoAsync("/no-such-page");
            await LookAsync(nobody, "no-such-page", language, complaintsAllowed: true);
            await nobody.Page.GotoAsync("/problem/500");
            await LookAsync(nobody, "problem", language, complaintsAllowed: true);
        }
        var walks = Pages.Select(page => (page.User, page.Name)).Concat(Behind.Select(page => (page.User, page.Name)))
            .Where(page => IsTurn(page.Name, language)).GroupBy(page => page.User, page => page.Name)
            .SelectMany(user => user.Chunk(30).Select(names => (user.Key, names.ToHashSet())));
        await Parallel.ForEachAsync(walks, new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (walk, _) => await LookAsAsync(walk.Key, walk.Item2, language));
        foreach (var (user, name, path) in Pressed.Where(page => IsTurn(page.Name, language)))
        {
            await using var visit = await app.VisitAsync(user, language);
            await visit.Page.GotoAsync(Address(path));
            await visit.GoAsync(visit.Page.Locator("main form:has(.field) button, main form button.btn-primary").Last);
            await LookAsync(visit, name, language, complaintsAllowed: true);
        }
    }

    private async Task LookAsAsync(string user, HashSet<string> names, string language)
    {
        await using var visit = await app.VisitAsync(user, language);
        if (user == "tips")
            await OpenDeskAsync(visit);
        foreach (var (_, name, path) in Pages.Where(page => page.User == user && names.Contains(page.Name)))
        {
            var answer = await visit.Page.GotoAsync(Address(path));
            if (answer!.Status != 200)
                Fault($"{name}: status {answer.Status}");
            await LookAsync(visit, name, language);
        }
        foreach (var (_, name, from, link) in Behind.Where(page => page.User == user && names.Contains(page.Name)))
        {
            var steps = from.Split(" > ");
            await visit.Page.GotoAsync(steps[0]);
            foreach (var step in steps.Skip(1))
                await visit.Page.GotoAsync((await visit.Page.Locator(step).First.GetAttributeAsync("href"))!);
            if (await visit.Page.Locator(link).CountAsync() == 0)
            {
                Fault($"{name}: no link {link} on {from}");
                continue;
            }
            await visit.Page.GotoAsync((await visit.Page.Locator(link).First.GetAttributeAsync("href"))!);
            await LookAsync(visit, name, language);
        }
    }

    /// <summary>The desk of tips asks for its own password, which in the demo is the same.</summary>
    private async Task OpenDeskAsync(Visit visit)
    {
        await visit.Page.GotoAsync("/tips");
        await visit.Page.FillAsync("[name='Form.Password']", app.PasswordOf("tips"));
        await visit.GoAsync(visit.Page.Locator("main form[action*='Open'] button"));
    }

    private static bool IsTurn(string name, string language) => Settings.IsTurn(name, Array.IndexOf(Languages, language), Languages.Length);

    private string Address(string path) => app.Ids.Aggregate(path, (address, id) => address.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    private static IEnumerable<RouteEndpoint> RazorPages(App app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null);

    private string? RouteOf(string address) =>
        RazorPages(app).Where(page => new TemplateMatcher(new RouteTemplate(page.RoutePattern), []).TryMatch(new Uri(address).AbsolutePath, []))
        .MinBy(page => page.RoutePattern.InboundPrecedence)?.RoutePattern.RawText;

    private async Task LookAsync(Visit visit, string name, string language, bool complaintsAllowed = false)
    {
        if (RouteOf(visit.Page.Url) is { } route)
            visited[route] = true;
        var lang = await visit.Page.GetAttributeAsync("html", "lang");
        if (lang != language)
            Fault($"{name}: is in {lang}");
        foreach (var complaint in complaintsAllowed ? [] : visit.Complaints)
            Fault($"{name} {language}: {complaint}");
        foreach (var (turn, width) in Widths.Index().Where(one => Settings.IsTurn("width" + name + language, one.Index, Widths.Length)))
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            if (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"))
                Fault($"{name} {language} {width}: scrolls sideways");
            if (IsAxeTurn(name, language, turn))
                await AxeAsync(visit.Page, $"{name} {language} {width}");
            if (Settings.Screenshots is { } folder)
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{language}-{width}.png"), FullPage = true });
        }
    }

    /// <summary>Every page in both languages, in one at each width; in an ordinary run every sixth of these looks.</summary>
    private static bool IsAxeTurn(string name, string language, int width) => Settings.Deep
        ? width == (Settings.Draw(name, Widths.Length) + Array.IndexOf(Languages, language)) % Widths.Length
        : Settings.IsTurn("axe" + name + language, width, 6);

    private async Task AxeAsync(IPage page, string what)
    {
        Interlocked.Increment(ref looks);
        var axe = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        foreach (var violation in axe.Violations)
            Fault($"{what}: {violation.Id} {violation.Nodes.First().Html}");
    }
}
