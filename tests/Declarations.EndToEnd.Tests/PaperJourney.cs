namespace Declarations.EndToEnd.Tests;

/// <summary>Somebody who has left hands in a report on paper; two officers bring it into the campaign.</summary>
public sealed class PaperJourney(App app)
{
    [Fact]
    public async Task One_officer_keys_in_a_leavers_report_and_only_another_files_it()
    {
        var leaver = await app.NewcomerAsync();
        var report = await app.ReportOfAsync(leaver);
        await using var keyer = await app.VisitAsync("office", script: false);
        await keyer.Page.GotoAsync($"/roster/people/{leaver.Id}");
        await keyer.TickAsync("辞去公职或退休");
        await keyer.TickAsync("退休");
        await keyer.FillAsync("批准日期", "2017-08-31");
        await keyer.FillAsync("依据或原因", "退休通知");
        await keyer.PressAsync("登记");
        Assert.Contains("退休", await keyer.Page.InnerTextAsync(".head-line"));

        await keyer.Page.GotoAsync($"/campaigns/{App.Campaign}/people/{report}");
        await keyer.FollowAsync("录入纸质报告");
        await keyer.FillAsync("本人签字日期", "2017-09-14");
        await keyer.FillAsync("收到日期", "2017-09-11");
        await AttachAsync(keyer);
        await keyer.PressAsync("录入纸质报告");
        Assert.StartsWith("错误：", await keyer.Page.TitleAsync());
        await keyer.FillAsync("本人签字日期", "2017-09-11");
        await keyer.FillAsync("收到日期", "2017-09-14");
        await AttachAsync(keyer);
        await keyer.PressAsync("录入纸质报告");
        Assert.Contains($"你在录入{leaver.Name}的纸质报告", await keyer.TextAsync());
        await keyer.TickAsync("都正确");
        await keyer.PressAsync("保存并继续");
        await keyer.PressAsync("未选的都填“否”");
        await keyer.PressAsync("保存并继续");
        Assert.EndsWith("/check", keyer.Page.Url);
        Assert.Equal(0, await keyer.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "签字并提交" }).CountAsync());
        await keyer.Page.GotoAsync($"/campaigns/{App.Campaign}/people/{report}/paper/check");
        Assert.Contains("录入和核对不能是同一个人", await keyer.TextAsync());
        Assert.Equal(0, await keyer.Page.Locator("main form").CountAsync());

        await using var checker = await app.VisitAsync((await app.ColleagueAsync()).UserName, script: false);
        await checker.GoAsync(checker.Page.Locator($"main a[href$='/{report}/paper']").First);
        await checker.FollowAsync("核对");
        var scan = await checker.DownloadAsync("扫描件.pdf");
        Assert.Equal(Scan, await File.ReadAllBytesAsync((await scan.PathAsync())!, TestContext.Current.CancellationToken));
        await checker.FillAsync("哪里不一致", "扫描件第二页缺骑缝章");
        await checker.PressAsync("退给录入人");
        Assert.Contains($"{leaver.Name}的纸质报告已退给录入人。", await checker.TextAsync());
        await keyer.Page.GotoAsync($"/campaigns/{App.Campaign}/people/{report}/paper");
        Assert.Contains("扫描件第二页缺骑缝章", await keyer.TextAsync());

        await checker.Page.GotoAsync($"/campaigns/{App.Campaign}/people/{report}/paper/check");
        await checker.TickAsync("我已对照扫描件逐行核对，录入内容与本人签字的报告一致");
        await checker.SignAsync("确认并提交");
        Assert.Contains($"{leaver.Name}的纸质报告已提交", await checker.TextAsync());
        await checker.Page.GotoAsync($"/reports/{report}");
        Assert.Contains("纸质报告：本人 2017年9月11日 签字，2017年9月14日 收到", await checker.TextAsync());
        await checker.Page.GotoAsync($"/reports/{report}/form");
        Assert.Contains("纸质报告", await checker.TextAsync());
        Assert.Contains("400", Assert.Single(keyer.Complaints));
        Assert.Empty(checker.Complaints);
    }

    private static readonly byte[] Scan = "%PDF-1.4 scan %%EOF"u8.ToArray();

    private static Task AttachAsync(Visit visit) =>
        visit.Page.SetInputFilesAsync("input[type=file]", new Microsoft.Playwright.FilePayload
        { Name = "扫描件.pdf", MimeType = "application/pdf", Buffer = Scan });
}
