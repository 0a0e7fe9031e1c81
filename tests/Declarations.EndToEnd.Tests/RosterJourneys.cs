using ClosedXML.Excel;

namespace Declarations.EndToEnd.Tests;

/// <summary>The office takes over a roster file, from the template to the people.</summary>
public sealed class RosterJourneys(App app)
{
    [Fact]
    public async Task The_template_is_filled_in_looked_at_and_taken_over()
    {
        await using var office = await app.VisitAsync("office", script: false);
        await UploadAsync(office, ("E2E001", "许清越", "demo-research"), ("E2E002", "陆知衡", "demo-nowhere"));
        Assert.Contains("人员!C3", await office.TextAsync());

        await UploadAsync(office, ("E2E001", "许清越", "demo-research"), ("E2E002", "陆知衡", "demo-research"));
        Assert.Contains("将新增 2 人", await office.TextAsync());
        await office.PressAsync("确认导入");
        for (var n = 0; n < 100 && await office.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "刷新" }).CountAsync() > 0; n++)
            await office.FollowAsync("刷新");
        Assert.Contains("已导入", await office.TextAsync());

        await office.FollowAsync("查看人员");
        await office.FillAsync("姓名或编号", "e2e002");
        await office.PressAsync("查找");
        await office.FollowAsync("陆知衡");
        Assert.Contains("进入花名册", await office.TextAsync());
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task Somebody_says_that_the_unit_is_wrong_and_the_office_moves_them_and_answers()
    {
        var user = await app.NewFilerAsync(files: false);
        await using var filer = await app.VisitAsync(user, script: false);
        var name = await filer.Page.InnerTextAsync(".who .name");
        await filer.Page.GotoAsync("/correction");
        await filer.TickAsync("我的单位");
        await filer.FillAsync("应当是什么", "八月起已调到电站，不在原单位。");
        await filer.PressAsync("提交申请");
        Assert.Contains("待答复", await filer.TextAsync());

        await using var office = await app.VisitAsync("office", script: false);
        await office.Page.GotoAsync("/roster/requests");
        await office.FollowAsync(name);
        Assert.Contains("八月起已调到电站", await office.TextAsync());
        var request = office.Page.Url;
        await office.FollowAsync("去办理这个人的单位、职务");
        await office.TickAsync("调到别的单位");
        var unit = await office.Page.Locator("select[name='Form.Unit'] option").Last.InnerTextAsync();
        await office.ChooseAsync("调入单位", unit);
        await office.FillAsync("依据或原因", "任免通知（2017）9号");
        await office.PressAsync("登记");
        Assert.Contains($"{name}：调到别的单位，已登记。", await office.TextAsync());
        Assert.Contains("任免通知（2017）9号", await office.Page.InnerTextAsync(".aside"));
        await office.Page.GotoAsync(request);
        await office.TickAsync("已更正");
        await office.FillAsync("答复", "已调整到新单位。");
        await office.PressAsync("答复");
        Assert.Contains($"已答复{name}。", await office.TextAsync());

        // Whoever is moved signs in again.
        await filer.Page.GotoAsync("/correction");
        Assert.Contains("/sign-in", filer.Page.Url);
        await filer.SignInAsync(user);
        await filer.Page.GotoAsync("/correction");
        var answer = await filer.TextAsync();
        Assert.Contains("已调整到新单位。", answer);
        Assert.Contains(unit, answer);
        Assert.Empty(filer.Complaints);
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task A_death_is_recorded_and_nothing_more_is_asked_of_the_person()
    {
        var official = await app.NewcomerAsync(files: false);
        await using var office = await app.VisitAsync("office");
        await office.Page.GotoAsync($"/roster/people/{official.Id}");
        await office.TickAsync("去世");
        await office.FillAsync("去世日期", "2017-09-08");
        await office.FillAsync("依据或原因", "死亡医学证明");
        await office.PressAsync("登记");
        Assert.Contains("已登记去世，没有可以办理的事项。", await office.TextAsync());
        Assert.Equal(0, await office.Page.Locator("main form").CountAsync());
        await office.Page.GotoAsync($"/campaigns/{App.Campaign}/people/{await app.ReportOfAsync(official)}");
        Assert.Contains("免报", await office.Page.InnerTextAsync(".head-line"));
        Assert.Empty(office.Complaints);
    }

    /// <summary>Downloads the template, fills it in and uploads it.</summary>
    internal static async Task UploadAsync(Visit office, params (string Number, string Name, string Unit)[] people)
    {
        await office.Page.GotoAsync("/roster");
        var download = await office.DownloadAsync("下载模板");
        using var workbook = new XLWorkbook(new MemoryStream(await File.ReadAllBytesAsync((await download.PathAsync())!)));
        foreach (var (index, (number, name, unit)) in people.Index())
        {
            workbook.Worksheet(1).Cell(index + 2, 1).SetValue(number);
            workbook.Worksheet(1).Cell(index + 2, 2).SetValue(name);
            workbook.Worksheet(1).Cell(index + 2, 3).SetValue(unit);
        }
        using var file = new MemoryStream();
        workbook.SaveAs(file);
        await office.Page.SetInputFilesAsync(
            "input[type=file]", new Microsoft.Playwright.FilePayload { Name = "花名册.xlsx", MimeType = "application/octet-stream", Buffer = file.ToArray() });
        await office.TickAsync("只有部分人员");
        await office.PressAsync("上传并预览");
    }
}
