using System.Text.RegularExpressions;

namespace Declarations.EndToEnd.Tests;

/// <summary>Employees at their browsers.</summary>
public sealed class FilingJourneys(App app)
{
    [Fact]
    public async Task Nil_return_takes_five_pages_and_its_receipt_is_proved_by_the_verify_page()
    {
        await using var filer = await app.VisitAsync("filer");
        await filer.FollowAsync("开始填报");
        await filer.TickAsync("都正确");
        await filer.PressAsync("保存并继续");
        await filer.TouchAsync("未选的都填“否”");
        await filer.PressAsync("保存并继续");
        Assert.EndsWith("/check", filer.Page.Url);
        await filer.TickAsync("我已逐项核对，作出上述承诺");
        await filer.SignAsync("签字并提交");
        Assert.Contains("/receipt/", filer.Page.Url);
        var number = await filer.Page.InnerTextAsync(".no .mono");
        var digest = string.Concat(await filer.Page.Locator(".digest").First.Locator("code").AllInnerTextsAsync());

        await using var anybody = await app.VisitAsync(null);
        await anybody.Page.GotoAsync("/verify");
        await anybody.FillAsync("回执编号", number);
        await anybody.FillAsync("内容摘要", digest);
        await anybody.PressAsync("核对");
        Assert.Contains("保存的报告与回执一致", await anybody.TextAsync());
        await anybody.FillAsync("内容摘要", Regex.Replace(digest, "^.", match => match.Value == "0" ? "1" : "0"));
        await anybody.PressAsync("核对");
        Assert.Contains("没有这样编号和摘要的回执", await anybody.TextAsync());
        Assert.Empty(filer.Complaints);
        Assert.Empty(anybody.Complaints);
    }

    [Fact]
    public async Task Leading_cadre_without_script_reports_a_spouses_barge_and_its_exit()
    {
        await using var cadre = await app.VisitAsync("cadre", script: false);
        await cadre.FollowAsync("开始填报");
        await cadre.TickAsync("都正确");
        await cadre.PressAsync("保存并继续");
        Assert.EndsWith("/family", cadre.Page.Url);
        await cadre.FollowAsync("添加一位家庭成员");
        await cadre.ChooseAsync("关系", "配偶");
        await cadre.FillAsync("姓名", "柳如烟");
        await cadre.TickAsync("本来就知道");
        await cadre.FillAsync("工作单位及职务", "云澜市第三小学教师");
        await cadre.PressAsync("保存并继续");
        await cadre.PressAsync("以上已填全，继续");

        await cadre.Page.CheckAsync("[name='Form.Sand.Family'][value=Yes]");
        await cadre.PressAsync("未选的都填“否”");
        await cadre.PressAsync("保存并继续");
        await cadre.Page.SelectOptionAsync("[name='Form.Holder']", new Microsoft.Playwright.SelectOptionValue { Label = "柳如烟（配偶）" });
        await cadre.FillAsync("企业或个体户名称", "云澜运砂 0217 号船");
        await cadre.FillAsync("统一社会信用代码", "91439900MA4LQ7HTX8");
        await cadre.ChooseAsync("企业性质", "个体工商户或个人");
        await cadre.ChooseAsync("参与方式", "自有船舶、车辆、设备");
        await cadre.FillAsync("开始时间", "2014-03-01");
        await cadre.FillAsync("参与内容", "自有运砂船一艘，在清溪河段运砂。");
        await cadre.FillAsync("涉及金额", "35万元");
        await cadre.FillAsync("获利", "6.80");
        await cadre.TickAsync("无关");
        await cadre.PressAsync("保存并继续");
        Assert.StartsWith("错误：", await cadre.Page.TitleAsync());
        Assert.Equal("35万元", await cadre.Page.InputValueAsync("[name='Form.Amount']"));
        Assert.Contains("末位校验码不相符", await cadre.TextAsync());
        await cadre.FillAsync("涉及金额", "35");
        await cadre.PressAsync("保存并继续");

        Assert.EndsWith("/exit", cadre.Page.Url);
        await cadre.TickAsync("已经退出");
        await cadre.FillAsync("退出日期", "2017-09-10");
        await cadre.Page.CheckAsync("[name='Form.Way'][value=Transfer]");
        await cadre.FillAsync("受让人", "云澜市顺水航运有限公司");
        await cadre.ChooseAsync("受让人与你的关系", "无关系");
        await cadre.FillAsync("转让价格", "36");
        await cadre.FillAsync("评估价值", "34.50");
        await cadre.AnswerAsync("有付款凭证吗", "是");
        await cadre.AnswerAsync("工商登记已经变更吗", "是");
        await cadre.AnswerAsync("退出后还保留收益、控制或回购约定吗", "否");
        await cadre.PressAsync("保存并继续");

        Assert.EndsWith("/check", cadre.Page.Url);
        var check = await cadre.TextAsync();
        Assert.Contains("柳如烟（配偶）", check);
        Assert.Contains("35.00 万元", check);
        await cadre.TickAsync("我已逐项核对，作出上述承诺");
        await cadre.SignAsync("签字并提交");
        Assert.Contains("/receipt/", cadre.Page.Url);
        Assert.Contains("涉砂，已经退出", await cadre.TextAsync());
        Assert.Contains("400", Assert.Single(cadre.Complaints));
    }

    [Fact]
    public async Task Signed_report_is_supplemented_and_the_reader_sees_what_changed()
    {
        await using var filer = await app.VisitAsync("leader", script: false);
        var name = await filer.Page.InnerTextAsync(".who .name");
        await filer.Page.GotoAsync($"/report/{App.Campaign}/check");
        await filer.FollowAsync("开始补充报告");
        await filer.FillAsync("为什么补充", "联系电话已经更换");
        await filer.PressAsync("开始补充报告");
        Assert.Contains("补充填写中", await Status(filer));
        await filer.Page.GotoAsync($"/report/{App.Campaign}/details");
        await filer.TickAsync("有误，请更正");
        await filer.FillAsync("哪里有误", "联系电话应为 0700-5551234");
        await filer.PressAsync("保存并继续");
        await filer.Page.GotoAsync($"/report/{App.Campaign}/check");
        await filer.TickAsync("我已逐项核对，作出上述承诺");
        await filer.SignAsync("签字并提交");
        Assert.Contains("联系电话已经更换", await filer.TextAsync());

        await using var secretary = await app.VisitAsync("secretary");
        await secretary.Page.GotoAsync("/reading");
        await secretary.GoAsync(secretary.Page.Locator("tr", new() { HasText = name }).Locator("th a").First);
        Assert.Contains("联系电话应为 0700-5551234", await secretary.Page.InnerTextAsync(".diff"));
        await secretary.SignAsync("签字，看下一份");
        Assert.Contains("已阅签", await secretary.TextAsync());
        Assert.Empty(filer.Complaints);
        Assert.Empty(secretary.Complaints);

        static async Task<string> Status(Visit visit)
        {
            await visit.Page.GotoAsync($"/report/{App.Campaign}/supplement");
            return await visit.TextAsync();
        }
    }

    [Fact]
    public async Task Nobody_else_is_offered_the_family_step()
    {
        await using var filer = await app.VisitAsync("returned");
        var answer = await filer.Page.GotoAsync($"/report/{App.Campaign}/family");
        Assert.Equal(404, answer!.Status);
    }
}
