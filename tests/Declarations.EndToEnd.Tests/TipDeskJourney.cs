using Declarations.Data.Tips;
using Declarations.References;
using Declarations.Registers;
using Declarations.TipHost;
using Declarations.Tips;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Declarations.EndToEnd.Tests;

/// <summary>A tipster without script at the public host and an officer at the desk of the main site, in turn, over one database.</summary>
public sealed class TipDeskJourney(App app) : IAsyncLifetime
{
    private const int RetentionDays = 90;
    private WebApplication host = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        await using (var scope = app.Services.CreateAsyncScope())
            if (!await scope.ServiceProvider.GetRequiredService<TipsDb>().Desks.AnyAsync())
                await app.TipsAsync();
        host = TipSite.Build(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Tips"] = $"Data Source={app.TipsFile};Pooling=false",
            ["Tips:RetentionDays"] = $"{RetentionDays}",
            ["Tips:BorderLogs"] = "代理不保存访问记录。",
            ["urls"] = "http://127.0.0.1:0",
        }).Build());
        await host.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Settings.Chromium, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_tip_is_asked_back_accepted_checked_answered_objected_to_and_erased_in_time()
    {
        var tipster = await TipsterAsync();
        var code = await SendAsync(tipster, "tip", "采砂船夜里在禁采河段作业，船主是站里一名干部的妻弟。");
        var id = await ReleasedAsync(code);
        await using var officer = await DeskAsync();
        Assert.Contains("采砂船夜里在禁采河段作业", await officer.TextAsync(), StringComparison.Ordinal);
        await DoAsync(officer, id, "Ask", "船号是多少？");

        await ReturnAsync(tipster, code);
        Assert.Contains("船号是多少？", await tipster.InnerTextAsync("main"), StringComparison.Ordinal);
        await tipster.FillAsync("#text", "船号云采 07。");
        await tipster.ClickAsync("form[action$='/add'] button");
        await ReleasedAsync(code);
        await officer.Page.GotoAsync($"/tips/{id}");
        Assert.Contains("船号云采 07。", await officer.TextAsync(), StringComparison.Ordinal);

        await DoAsync(officer, id, "Accept", "已受理，将在期限内答复。");
        await DoAsync(officer, id, "SendToCheck", "核查航道站夜间采砂", () =>
            officer.Page.SelectOptionAsync("[name='Form.Campaign']", new SelectOptionValue { Index = 1 }));
        var clue = await app.InDb(db => db.Problems.Where(problem => problem.Origin == Origin.Tip).OrderByDescending(problem => problem.Id)
            .Select(problem => problem.Id).FirstAsync());
        await using (var discipline = await app.VisitAsync("discipline"))
        {
            // In the register stands what the officer has written, and nothing of the tipster's words.
            await discipline.Page.GotoAsync($"/clues/{clue}");
            Assert.Contains("核查航道站夜间采砂", await discipline.TextAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("妻弟", await discipline.TextAsync(), StringComparison.Ordinal);
            await discipline.Page.GotoAsync($"/tips/{id}");
            Assert.DoesNotContain("妻弟", await discipline.Page.InnerTextAsync("body"), StringComparison.Ordinal);
        }
        await DoAsync(officer, id, "Conclude", "核实夜间采砂一次。", () => officer.Page.CheckAsync("[name='Form.Result'][value='Partly']"));
        await DoAsync(officer, id, "GiveFeedback", "已责令停止并处理。");

        await ReturnAsync(tipster, code);
        Assert.Contains("已责令停止并处理。", await tipster.InnerTextAsync("main"), StringComparison.Ordinal);
        await tipster.FillAsync("#objection", "昨晚还在采。");
        await tipster.ClickAsync("form[action$='/object'] button");
        await ReleasedAsync(code);
        await officer.Page.GotoAsync($"/tips/{id}");
        Assert.Contains("昨晚还在采。", await officer.TextAsync(), StringComparison.Ordinal);
        await DoAsync(officer, id, "Accept", "再次受理。");
        await DoAsync(officer, id, "Conclude", "再次核实，已吊销采砂许可。",
            () => officer.Page.CheckAsync("[name='Form.Result'][value='Confirmed']"));
        await DoAsync(officer, id, "GiveFeedback", "已吊销采砂许可。");
        Assert.Empty(officer.Complaints);

        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TipKeeping>().ExpireAsync(
                new TipRetention(RetentionDays), BeijingTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(RetentionDays),
                TestContext.Current.CancellationToken);
        await ReturnAsync(tipster, code);
        Assert.Contains("内容已清除", await tipster.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(await tipster.Context.CookiesAsync());
    }

    [Fact]
    public async Task A_service_problem_that_was_not_solved_opens_again_and_a_caller_gets_a_code()
    {
        var tipster = await TipsterAsync();
        var code = await SendAsync(tipster, "service", "宅基地材料交了两个月，没有回音。");
        var id = await ReleasedAsync(code);
        await using var officer = await DeskAsync();
        await DoAsync(officer, id, "Accept", "已转经办人。");
        await DoAsync(officer, id, "Conclude", "材料已补齐。", () => officer.Page.CheckAsync("[name='Form.Result'][value='Confirmed']"));
        await DoAsync(officer, id, "GiveFeedback", "请到窗口领取批复。");
        await ReturnAsync(tipster, code);
        await tipster.CheckAsync("[name='rating'][value='NotSolved']");
        await tipster.FillAsync("#remark", "窗口说还没有批。");
        await tipster.ClickAsync("form[action$='/rate'] button");
        await ReleasedAsync(code);
        await officer.Page.GotoAsync($"/tips/{id}");
        Assert.Contains("窗口说还没有批。", await officer.TextAsync(), StringComparison.Ordinal);
        Assert.True(await officer.Page.Locator("main a[href*='act?do=']").CountAsync() > 0, "Nothing can be done about it.");

        await officer.Page.GotoAsync("/tips/new");
        await officer.Page.CheckAsync("[name='Form.Channel'][value='Phone']");
        await officer.Page.SelectOptionAsync("[name='Form.Topic']", new SelectOptionValue { Index = 1 });
        await officer.Page.FillAsync("[name='Form.Facts']", "来电反映弃渣入河。");
        await officer.GoAsync(officer.Page.Locator("main form .btn-primary"));
        var slip = (await officer.Page.InnerTextAsync(".slip-code")).Trim();
        await ReturnAsync(tipster, slip);
        Assert.Contains("来电反映弃渣入河。", await tipster.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(officer.Complaints);
    }

    private async Task<IPage> TipsterAsync()
    {
        var context = await browser.NewContextAsync(new()
        { BaseURL = host.Urls.Single(), JavaScriptEnabled = false, ViewportSize = new() { Width = 360, Height = 800 } });
        return await context.NewPageAsync();
    }

    /// <returns>The code, typed back.</returns>
    private static async Task<string> SendAsync(IPage page, string door, string facts)
    {
        await page.GotoAsync($"/zh-CN/{door}");
        if (await page.Locator("#desk").CountAsync() > 0)
            await page.SelectOptionAsync("#desk", new SelectOptionValue
            { Label = await page.Locator("#desk option", new() { HasText = "专项整治办" }).InnerTextAsync() });
        await page.SelectOptionAsync("#topic", new SelectOptionValue { Index = 1 });
        await page.FillAsync("#facts", facts);
        await page.ClickAsync("main form button");
        var code = (await page.InnerTextAsync(".receipt-number")).Trim();
        await page.FillAsync("#group", code[^4..]);
        await page.ClickAsync("form[action$='/code'] button");
        Assert.Contains(facts, await page.InnerTextAsync("main"), StringComparison.Ordinal);
        return code;
    }

    private static async Task ReturnAsync(IPage page, string code)
    {
        await page.GotoAsync("/zh-CN/return");
        await page.FillAsync("#code", code);
        await page.ClickAsync("form[action$='/return'] button");
        Assert.DoesNotContain(code, page.Url, StringComparison.Ordinal);
    }

    /// <summary>What has come in is shown to the desk, as four times a day.</summary>
    private async Task<Guid> ReleasedAsync(string code)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TipKeeping>().ReleaseAsync();
        Assert.True(SlipCode.TryParse(code, out var read));
        return (await scope.ServiceProvider.GetRequiredService<TipIntake>().FindAsync(read))!.Tip.Id;
    }

    private async Task<Visit> DeskAsync()
    {
        var officer = await app.VisitAsync("tips");
        await officer.Page.GotoAsync("/tips");
        await officer.Page.FillAsync("[name='Form.Password']", app.PasswordOf("tips"));
        await officer.PressAsync("打开");
        return officer;
    }

    private static async Task DoAsync(Visit officer, Guid id, string act, string text, Func<Task>? more = null)
    {
        await officer.Page.GotoAsync($"/tips/{id}");
        await officer.GoAsync(officer.Page.Locator($"main a[href$='act?do={act}']"));
        if (more is not null)
            await more();
        await officer.Page.FillAsync("[name='Form.Text']", text);
        await officer.GoAsync(officer.Page.Locator("main form .btn-primary"));
        Assert.EndsWith($"/tips/{id}", new Uri(officer.Page.Url).AbsolutePath, StringComparison.Ordinal);
    }
}
