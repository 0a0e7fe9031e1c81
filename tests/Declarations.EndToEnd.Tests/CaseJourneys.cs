using Microsoft.EntityFrameworkCore;

namespace Declarations.EndToEnd.Tests;

/// <summary>From what a check finds to what stands in the summary table, at the browsers of two officers.</summary>
public sealed class CaseJourneys(App app)
{
    [Fact]
    public async Task What_was_not_reported_is_found_decided_by_two_and_printed_with_its_page()
    {
        var report = await app.InDb(db => db.Reports.Where(r => r.Campaign.Code == App.Campaign && r.SubmissionCount > 0 && r.InterestCount == 0)
            .OrderByDescending(r => r.ListKey).Select(r => new { r.Id, r.Official.Name }).FirstAsync());
        await using var office = await app.VisitAsync("office");
        await office.Page.GotoAsync($"/checks/{report.Id}");
        await office.FollowAsync("登记核查发现的未报告事项");
        await office.PressAsync("保存核查记录");
        Assert.Contains("材料种类", await office.Page.InnerTextAsync(".error-summary, [role=alert]"));
        await office.ChooseAsync("材料种类", "企业登记资料");
        await office.FillAsync("材料截至哪天", "2017-09-10");
        await office.FillAsync("查了什么、怎么查的", "登记机关出具的股东名册，身份证号一致");
        await office.ChooseAsync("参与人", "本人");
        await office.FillAsync("企业或项目", "云澜市白鹭湾砂石有限公司");
        await office.ChooseAsync("行业", "涉砂");
        await office.ChooseAsync("参与方式", "入股、参股");
        await office.FillAsync("参与内容", "入股砂石堆场，未参与日常管理");
        await office.FillAsync("涉及金额", "12.5");
        await office.PressAsync("保存核查记录");
        Assert.Contains("核查发现，未报告", await office.TextAsync());

        await office.Page.GotoAsync($"/handling/{report.Id}");
        await office.ChooseAsync("事由", "本人或家属违规参与");
        await office.ChooseAsync("类别（说明5）", "组织处理");
        await office.ChooseAsync("具体措施", "诫勉");
        await office.FillAsync("处理原因（写入汇总表）", "隐瞒入股砂石堆场");
        await office.FillAsync("决定机关", "局党组");
        await office.FillAsync("决定日期", "2017-09-15");
        await office.PressAsync("提交，待另一人确认");
        // the page of the case is missing, and nothing typed is lost
        Assert.Equal("隐瞒入股砂石堆场", await office.Page.GetByLabel("处理原因（写入汇总表）").InputValueAsync());
        await office.FillAsync("违规事实", "二〇一五年起入股砂石堆场，未报告。");
        await office.FillAsync("定性和依据", "违反实施方案四1。");
        await office.FillAsync("执行和整改情况", "已责令退出。");
        await office.PressAsync("提交，待另一人确认");
        Assert.Contains("须由另一人确认", await office.TextAsync());
        Assert.Equal(0, await office.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "确认这一处理" }).CountAsync());

        await using var second = await app.VisitAsync((await app.ColleagueAsync()).UserName!);
        await second.Page.GotoAsync($"/handling/{report.Id}");
        await second.PressAsync("确认这一处理");
        Assert.Contains("已确认", await second.TextAsync());
        var download = await second.DownloadAsync("下载另附页（.docx）");
        Assert.EndsWith(".docx", download.SuggestedFilename);

        var row = second.Page.Locator("table.a3 tbody tr", new() { HasText = report.Name });
        await second.Page.GotoAsync($"/summary?campaign={App.Campaign}");
        while (await row.CountAsync() == 0)
            await second.FollowAsync("下一页");
        var text = await row.First.InnerTextAsync();
        Assert.Contains("组织处理（诫勉）：隐瞒入股砂石堆场（另附页）", text);
        Assert.Contains("未申报", text);
        // what was refused: a decision without the page of its case
        Assert.All(office.Complaints, complaint => Assert.Contains("status of 400", complaint));
        Assert.Empty(second.Complaints);
    }

    [Fact]
    public async Task A_draw_made_at_the_browser_is_repeated_from_the_command_line()
    {
        await using var office = await app.VisitAsync("office");
        await office.Page.GotoAsync("/checks/draws?campaign=demo-2017");
        await office.Page.GetByLabel("范围（含下级）").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        await office.ChooseAsync("从哪些人中抽", "全部已报人员");
        await office.FillAsync("种子号", "2017年11月3日公开摇号：02 11 30");
        await office.FillAsync("每个单位人数", "2");
        await office.PressAsync("抽取");
        var drawn = await office.Page.Locator("table.list tbody td:nth-child(3)").AllInnerTextsAsync();
        Assert.NotEmpty(drawn);
        var download = await office.DownloadAsync("下载名单（单位代码和人员编号）");

        var (output, before) = (new StringWriter(), Console.Out);
        Console.SetOut(output);
        try
        {
            Assert.Equal(0, await Declarations.Web.Commands.CommandLine.RunAsync(
                ["draw", "--list", (await download.PathAsync())!, "--seed", "2017年11月3日公开摇号：02 11 30", "--count", "2"]));
        }
        finally
        {
            Console.SetOut(before);
        }
        var repeated = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Trim().Split(',')[1]).ToList();
        Assert.Equal(drawn, repeated.Take(drawn.Count));
        Assert.Empty(office.Complaints);
    }
}
