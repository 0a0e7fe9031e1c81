using Declarations.Data.Tips;
using Declarations.TipHost;
using Declarations.Tips;
using Declarations.Web.Tests.Hosting;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Declarations.EndToEnd.Tests;

/// <summary>Somebody without an account at the public host, with a browser that runs no script: sends, keeps the code, comes back.</summary>
public sealed class TipJourney
{
    /// <summary>What people type is text to whoever reads it.</summary>
    private const string Hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(1)></textarea></blockquote><base href=//evil.example>";

    [Fact]
    public async Task A_tip_is_sent_and_found_again_in_both_languages_on_a_phone_without_script()
    {
        var folder = Directory.CreateTempSubdirectory("declarations-tips-").FullName;
        try
        {
            await using var host = TipSite.Build(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Tips"] = $"Data Source={Path.Combine(folder, "tips.db")}",
                ["Tips:RetentionDays"] = "90",
                ["Tips:BorderLogs"] = "代理不保存访问记录。",
                ["Tips:BorderLogsInEnglish"] = "The proxy keeps no record of visits.",
                ["urls"] = "http://127.0.0.1:0",
            }).Build());
            await SettleAsync(host.Services);
            await host.StartAsync(TestContext.Current.CancellationToken);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Settings.Chromium, Args = ["--no-sandbox"] });
            await WalkAsync(browser, host.Urls.Single(), "zh-CN", "举报", "提交", "继续", "打开");
            await WalkAsync(browser, host.Urls.Single(), "en", "A tip", "Send", "Go on", "Open");
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WalkAsync(IBrowser browser, string address, string language, string tip, string send, string goOn, string open)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = 360, Height = 800 } });
        var (page, complaints) = (await context.NewPageAsync(), new List<string>());
        page.Console += (_, message) => { if (message.Type == "error") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add(dialog.Message);
        page.Request += (_, request) => { if (!request.Url.StartsWith(address, StringComparison.Ordinal)) complaints.Add(request.Url); };

        await page.GotoAsync($"/{language}/");
        await LookAsync(page, "first");
        await page.GotoAsync($"/{language}/service");
        await LookAsync(page, "service");
        await page.GotoAsync($"/{language}/return");
        await LookAsync(page, "return");
        await page.GotoAsync($"/{language}/");
        await page.GetByRole(AriaRole.Link, new() { Name = tip, Exact = true }).ClickAsync();
        await LookAsync(page, "tip");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".errors");
        await LookAsync(page, "tip-errors");
        Assert.All(complaints, complaint => Assert.Contains("400", complaint, StringComparison.Ordinal));
        complaints.Clear();
        await page.SelectOptionAsync("#topic", new SelectOptionValue { Index = 1 });
        await page.FillAsync("#facts", Hostile);
        await page.GetByRole(AriaRole.Button, new() { Name = send, Exact = true }).ClickAsync();
        await LookAsync(page, "code");
        var code = (await page.InnerTextAsync(".receipt-number")).Trim();
        Assert.DoesNotContain(code, page.Url, StringComparison.Ordinal);
        var sheet = await context.RunAndWaitForPageAsync(() => page.ClickAsync("form[action$='/print'] button"));
        await sheet.WaitForLoadStateAsync();
        Assert.Equal(code, (await sheet.InnerTextAsync("body")).Trim());
        await LookAsync(sheet, "sheet");
        await page.FillAsync("#group", code[^4..]);
        await page.GetByRole(AriaRole.Button, new() { Name = goOn, Exact = true }).ClickAsync();
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "scan.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 %%EOF"u8.ToArray() });
        await page.ClickAsync("form[action$='/files'] button");
        Assert.Contains("scan.pdf", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.GotoAsync($"/{language}/return");
        await page.FillAsync("#code", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = open, Exact = true }).ClickAsync();
        Assert.Contains(Hostile, await page.InnerTextAsync(".said"), StringComparison.Ordinal);
        await LookAsync(page, "tip-page");
        await page.FillAsync("#text", Hostile);
        await page.ClickAsync("form[action$='/add'] button");
        Assert.Equal(2, await page.GetByText(Hostile, new() { Exact = true }).CountAsync());
        Assert.Empty(complaints);
        Assert.Empty(await context.CookiesAsync());
    }

    /// <summary>No axe violation, and nothing that scrolls sideways.</summary>
    private static async Task LookAsync(IPage page, string what)
    {
        var axe = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        });
        Assert.True(axe.Violations.Length == 0, $"{what}: {string.Join("; ", axe.Violations.Select(v => $"{v.Id} {v.Nodes.First().Html}"))}");
        var (wide, seen) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("innerWidth"));
        Assert.True(wide <= seen, $"{what} is {wide} wide on {seen}.");
        if (Settings.Screenshots is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"tips-{what}-{new Uri(page.Url).Segments[1].Trim('/')}.png"), FullPage = true });
    }

    private static async Task SettleAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, keys) = (scope.ServiceProvider.GetRequiredService<TipsDb>(), scope.ServiceProvider.GetRequiredService<DeskKeys>());
        await db.MigrateAsync();
        foreach (var officer in new[] { Guid.NewGuid(), Guid.NewGuid() })
            await keys.EnrolAsync(officer, "a-long-password-of-the-desk");
        await keys.MakeAsync(new(2026, 3, 2));
        db.Topics.Add(new() { Category = TopicCategory.Sand, Name = "涉砂问题", NameInEnglish = "River sand" });
        db.Topics.Add(new() { Category = TopicCategory.Livelihood, Name = "宅基地审批", NameInEnglish = "Approval of homesteads", Days = 5 });
        db.Desks.Add(new() { Id = Guid.NewGuid(), Name = "局专项整治办", NameInEnglish = "Office of the bureau", AboveId = Guid.NewGuid(), Contact = "0000" });
        await db.SaveChangesAsync();
    }
}
