using System.Text;
using Declarations.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.EndToEnd.Tests;

/// <summary>From a file of company data to what the person concerned says to it.</summary>
public sealed class VerificationJourney(App app)
{
    [Fact]
    public async Task A_name_in_a_register_is_confirmed_by_two_and_answered_by_the_person()
    {
        var (user, second) = (await app.NewFilerAsync(files: false), (await app.ColleagueAsync()).UserName!);
        await using var filer = await app.VisitAsync(user, script: false);
        var name = await filer.Page.InnerTextAsync(".who .name");
        await using var office = await app.VisitAsync("office", script: false);
        await ImportAsync(office, "旅途来源", $"云澜市旅途砂石有限公司,{name},30%,否");

        await office.Page.GotoAsync($"/verification/leads?campaign={App.Campaign}");
        await office.PressAsync("重新比对");
        await RefreshAsync(office);
        await office.Page.GotoAsync($"/verification/leads?campaign={App.Campaign}&search={Uri.EscapeDataString(name)}");
        // the registers of the demo may offer more about the same person
        await office.GoAsync(office.Page.Locator("tbody tr", new() { HasText = "云澜市旅途砂石有限公司" }).Locator("th a"));
        Assert.Contains("云澜市旅途砂石有限公司", await office.TextAsync());
        await office.TickAsync("认定属于本人或其亲属");
        await office.FillAsync("理由", "已向登记机关核对");
        await office.PressAsync("提交，待另一人确认");
        var lead = office.Page.Url;

        await filer.Page.GotoAsync("/my-work");
        await filer.FollowAsync("去说明");
        await filer.FollowAsync("云澜市旅途砂石有限公司");
        await filer.Page.FillAsync("[name='Form.Answer']", "是我本人，已在办理退出");
        await filer.PressAsync("提交说明");

        await using var other = await app.VisitAsync(second, script: false);
        await other.Page.GotoAsync(lead);
        Assert.Contains("是我本人，已在办理退出", await other.TextAsync());
        await other.PressAsync("同意，作出结论");
        Assert.Contains("已认定", await other.TextAsync());
        Assert.True(await app.Services.CreateScope().ServiceProvider.GetRequiredService<DeclarationsDb>().Leads
            .AnyAsync(each => each.State == Verification.LeadState.Confirmed, TestContext.Current.CancellationToken));
        Assert.Empty(office.Complaints);
        Assert.Empty(filer.Complaints);
        Assert.Empty(other.Complaints);
    }

    [Fact]
    public async Task What_a_register_offered_and_the_filer_left_out_again_is_seen_by_whoever_checks()
    {
        var official = await app.NewcomerAsync();
        await using var office = await app.VisitAsync("office", script: false);
        await ImportAsync(office, "提示来源", $"云澜市提示砂石有限公司,{official.Name},30%,否");
        await using var filer = await app.VisitAsync(await app.NewFilerAsync());
        await filer.FollowAsync("开始填报");
        await filer.TickAsync("都正确");
        await filer.PressAsync("保存并继续");
        await filer.FollowAsync("看一看");
        while (!(await filer.TextAsync()).Contains("云澜市提示砂石有限公司", StringComparison.Ordinal))
        {
            await filer.TickAsync("不是，或者记录不对");
            await filer.FillAsync("理由", "不是我的");
            await filer.PressAsync("保存并继续");
        }
        await filer.TickAsync("是我，填入报告");
        await filer.ChooseAsync("属于哪一类行业", "涉砂");
        await filer.PressAsync("保存并继续");
        Assert.Equal("30.00", await filer.Page.InputValueAsync("[name='Form.SharePercent']"));
        await filer.GoAsync(filer.Page.Locator("form.remove button"));
        await filer.PressAsync("确定去掉");
        await filer.Page.CheckAsync("[name='Form.Sand.Self'][value=false]");
        await filer.TouchAsync("未选的都填“否”");
        await filer.PressAsync("保存并继续");
        await filer.PressAsync("确定去掉");
        await filer.TickAsync("我已逐项核对，作出上述承诺");
        await filer.SignAsync("签字并提交");

        await office.Page.GotoAsync($"/checks/{await app.ReportOfAsync(official)}");
        Assert.Contains("填入后又删去", await office.TextAsync());
        Assert.Empty(office.Complaints);
        Assert.Empty(filer.Complaints);
    }

    private static async Task ImportAsync(Visit office, string source, string row)
    {
        await office.Page.GotoAsync("/verification/registries");
        await office.Page.SetInputFilesAsync("input[type=file]", new Microsoft.Playwright.FilePayload
        {
            Name = "股东.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes($"企业名称,股东名称,持股比例,是否退出\r\n{row}\r\n"),
        });
        await office.FillAsync("来源", source);
        await office.FillAsync("资料截止日期", "2017-10-30");
        await office.Page.FillAsync("[name='Form.Coverage']", "云澜市");
        await office.PressAsync("导入");
        await RefreshAsync(office);
        Assert.Contains("保留 1 行", await office.TextAsync());
    }

    private static async Task RefreshAsync(Visit visit)
    {
        for (var n = 0; n < 100 && await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "刷新" }).CountAsync() > 0; n++)
            await visit.FollowAsync("刷新");
    }
}
