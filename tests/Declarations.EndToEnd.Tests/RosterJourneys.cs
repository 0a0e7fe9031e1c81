using ClosedXML.Excel;

namespace Declarations.EndToEnd.Tests;

/// <summary>The office takes over a roster file, from the template to the people.</summary>
public sealed class RosterJourneys(App app)
{
    [Fact]
    public async Task The_template_is_filled_in_looked_at_and_taken_over()
    {
        await using var office = await app.VisitAsync("office", script: false);
        await office.Page.GotoAsync("/roster");
        var download = await office.Page.RunAndWaitForDownloadAsync(() => office.FollowAsync("下载模板"));
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".xlsx");
        await download.SaveAsAsync(path);

        Fill(path, ("E2E001", "许清越", "demo-research"), ("E2E002", "陆知衡", "demo-nowhere"));
        await UploadAsync(office, path);
        Assert.Contains("人员!C3", await office.TextAsync());

        Fill(path, ("E2E001", "许清越", "demo-research"), ("E2E002", "陆知衡", "demo-research"));
        await UploadAsync(office, path);
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
        File.Delete(path);
    }

    private static async Task UploadAsync(Visit office, string path)
    {
        await office.Page.GotoAsync("/roster");
        await office.Page.SetInputFilesAsync("input[type=file]", path);
        await office.TickAsync("只有部分人员");
        await office.PressAsync("上传并预览");
    }

    private static void Fill(string path, params (string Number, string Name, string Unit)[] people)
    {
        using var workbook = new XLWorkbook(path);
        foreach (var (index, (number, name, unit)) in people.Index())
        {
            workbook.Worksheet(1).Cell(index + 2, 1).SetValue(number);
            workbook.Worksheet(1).Cell(index + 2, 2).SetValue(name);
            workbook.Worksheet(1).Cell(index + 2, 3).SetValue(unit);
        }
        workbook.Save();
    }
}
