using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Declarations.EndToEnd.Tests;

/// <summary>The office, a second person and a unit at their browsers: a clue, and what supervision finds.</summary>
public sealed class RegisterJourneys(App app)
{
    [Fact]
    public async Task A_clue_is_registered_assigned_checked_passed_by_a_second_person_and_closed()
    {
        var checker = await app.NewFilerAsync(files: false);
        await using var office = await app.VisitAsync("office");
        await office.Page.GotoAsync($"/clues?campaign={App.Campaign}");
        await office.FollowAsync("登记线索");
        await office.Page.GetByLabel("群众举报").CheckAsync();
        await office.FillAsync("线索内容", "反映有人以亲友名义经营运砂船");
        await office.PressAsync("登记");
        var address = new Uri(office.Page.Url).AbsolutePath;
        await office.FollowAsync("指定核查人或责任人");
        await office.FillAsync("要求", "核对船舶登记");
        await office.FillAsync("责任人", checker);
        await office.PressAsync("提交");

        await using (var assigned = await app.VisitAsync(checker))
        {
            await assigned.Page.GotoAsync("/my-work");
            await assigned.GoAsync(assigned.Page.Locator($"a[href='{address}']"));
            await assigned.FollowAsync("提交结果，申请销号");
            await assigned.FillAsync("结果", "登记船主为其堂兄");
            await assigned.FillAsync("证明材料", "核查报告");
            await assigned.PressAsync("提交");
            Assert.Contains("等待第二人复核", await assigned.TextAsync(), StringComparison.Ordinal);
            Assert.Empty(assigned.Complaints);
        }
        await using (var second = await app.VisitAsync("discipline"))
        {
            await second.Page.GotoAsync(address);
            await second.FollowAsync("复核通过");
            await second.FillAsync("怎样核验、看了什么", "查阅登记原件");
            await second.PressAsync("提交");
            Assert.Empty(second.Complaints);
        }
        await office.Page.GotoAsync(address);
        await office.FollowAsync("办结销号");
        await office.Page.GetByLabel("谈话函询").CheckAsync();
        await office.FillAsync("判断和理由", "部分属实，谈话函询");
        await office.PressAsync("提交");
        Assert.Contains("已销号", await office.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task An_activity_is_held_and_its_problem_is_measured_claimed_passed_and_struck_off()
    {
        await using var office = await app.VisitAsync("office");
        await office.Page.GotoAsync($"/supervision/new?campaign={App.Campaign}&unit=demo-research");
        await office.FillAsync("内容", "查阅退出凭证");
        await office.FillAsync("计划日期", "2017-09-18");
        await office.PressAsync("列入计划");
        await office.GoAsync(office.Page.GetByRole(AriaRole.Link, new() { Name = "查阅退出凭证" }));
        await office.FollowAsync("登记已开展");
        await office.FillAsync("参加人员", "所领导班子");
        await office.FillAsync("结论", "一份协议没有盖章");
        await office.PressAsync("提交");
        await office.FollowAsync("登记发现的问题");
        await office.FillAsync("问题", "协议没有盖章");
        await office.Page.GetByLabel("单位", new() { Exact = true }).SelectOptionAsync("demo-research");
        await office.FillAsync("措施", "补盖公章");
        await office.FillAsync("责任人", await app.InDb(db => db.Officials.Where(official => db.Users.Any(user => user.UserName == "head"
            && user.OfficialId == official.Id)).Select(official => official.StaffNumber).SingleAsync()));
        await office.Page.GetByLabel("限期整改").CheckAsync();
        await office.Page.FillAsync("[name='Form.DueOn']", "2017-09-28");
        await office.PressAsync("登记问题");
        var problem = office.Page.Url;

        await using (var head = await app.VisitAsync("head"))
        {
            await head.Page.GotoAsync("/my-measures");
            await head.FollowAsync("补盖公章");
            await head.FollowAsync("提交结果，申请销号");
            await head.FillAsync("结果", "已补盖");
            await head.FillAsync("证明材料", "盖章后的协议");
            await head.PressAsync("提交");
            Assert.Empty(head.Complaints);
        }
        await office.Page.GotoAsync(problem);
        await office.GoAsync(office.Page.Locator("a[href*='do=Pass']"));
        await office.FillAsync("怎样核验、看了什么", "核对原件");
        await office.PressAsync("提交");
        await office.FollowAsync("办结销号");
        await office.FillAsync("判断和理由", "已补正，抽查同类协议均已盖章");
        await office.PressAsync("提交");
        Assert.Contains("已销号", await office.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(office.Complaints);
    }
}
