using System.Globalization;
using ClosedXML.Excel;
using Declarations.Reports;
using Declarations.Web.Pages.SetUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Declarations.EndToEnd.Tests;

/// <summary>
/// A body starts by itself: from the empty database to the first signed report, by what docs/operations.md says and what stands on the pages.
/// </summary>
public sealed class NewcomerJourney(EmptyApp app) : IClassFixture<EmptyApp>
{
    private const string Phrase = "春水漫过石阶的第三个清晨去钓鱼";

    [Fact]
    public async Task From_the_empty_database_to_the_first_signed_report()
    {
        await using var office = await app.VisitAsync(null);
        await AccountJourneys.ActivateAsync(office, (await SetUpAsync()).Last(), Phrase);

        await GoAsync(office, "花名册");
        await office.FollowAsync("单位和阅签人");
        await AddUnitAsync(office, "云澜市河道局", "river", "局（党组）", "云澜市");
        await AddUnitAsync(office, "清溪管理站", "station", "局属单位", "云澜市河道局");
        await office.FollowAsync("导入");
        await ImportAsync(office, ("R001", "许清越", "station", "否"), ("R002", "陆知衡", "station", "否"), ("R003", "方知远", "river", "是"),
            ("R004", "苏婉宁", "yunlan", "是"));

        await GoAsync(office, "花名册");
        await office.FollowAsync("单位和阅签人");
        Assert.Contains("许清越", await office.Page.InnerTextAsync(".gaps"));
        await AppointAsync(office, "清溪管理站", "单位负责人的人员编号", "R002");
        await AppointAsync(office, "云澜市河道局", "党组书记的人员编号", "R003");
        await AppointAsync(office, "云澜市", "党组书记的人员编号", "R004");

        await GoAsync(office, "专项");
        await office.FollowAsync("新建专项");
        await office.ChooseAsync("预设", "二〇一七年株洲方案");
        await office.FillAsync("名称", "清理整治专项");
        await office.Page.FillAsync("[name='Form.Code']", "first");
        await office.FillAsync("汇总表标题里的城市", "云澜市");
        await office.ChooseAsync("负责单位", "云澜市河道局");
        await office.FillAsync("从哪一天开始", BeijingTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(-20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await office.PressAsync("预览");
        Assert.Contains("应报 3 人", await office.TextAsync());
        Assert.Contains("都有人阅签", await office.TextAsync());
        await office.PressAsync("建立");

        await GoAsync(office, "启用单");
        await office.FollowAsync("清溪管理站");
        await office.PressAsync("打印启用单");
        await using var filer = await app.VisitAsync(null);
        await AccountJourneys.ActivateAsync(filer, await CodeOf(office, "许清越"), Phrase);
        await using var head = await app.VisitAsync(null);
        await AccountJourneys.ActivateAsync(head, await CodeOf(office, "陆知衡"), Phrase);

        await filer.FollowAsync("开始填报");
        await filer.TickAsync("都正确");
        await filer.PressAsync("保存并继续");
        await filer.TouchAsync("未选的都填“否”");
        await filer.PressAsync("保存并继续");
        await filer.TickAsync("我已逐项核对，作出上述承诺");
        await filer.Page.FillAsync("input[type=password]", Phrase);
        await filer.PressAsync("签字并提交");
        Assert.Contains("报告已送陆知衡阅签", await filer.TextAsync());

        await GoAsync(head, "阅签");
        await head.FollowAsync("许清越");
        await head.Page.FillAsync("input[type=password] >> nth=0", Phrase);
        await head.PressAsync("签字，看下一份");
        Assert.Equal(ReportStatus.Signed, await app.InDb(db => db.Reports.Where(r => r.Official.StaffNumber == "R001").Select(r => r.Status).SingleAsync()));
        Assert.Empty(office.Complaints);
        Assert.Empty(filer.Complaints);
        Assert.Empty(head.Complaints);
    }

    /// <returns>The codes of the four slips.</returns>
    private async Task<IReadOnlyList<string>> SetUpAsync()
    {
        await using var first = await app.VisitAsync(null);
        await first.Page.GotoAsync("/set-up");
        await first.FillAsync("控制台上的一次性编码", app.Services.GetRequiredService<SetUpCode>().Code.ToString());
        await first.FillAsync("最上级单位名称", "云澜市");
        await first.FillAsync("单位代码", "yunlan");
        await first.ChooseAsync("单位层级", "市");
        foreach (var (label, name) in new[] { ("系统管理员用户名", "system"), ("安全管理员用户名", "security"), ("审计管理员用户名", "audit"), ("专项整治办人员用户名", "office") })
            await first.FillAsync(label, name);
        await first.PressAsync("设置并打印启用单");
        return await first.Page.Locator(".slip-code code").AllInnerTextsAsync();
    }

    private static async Task GoAsync(Visit visit, string entry)
    {
        var navigation = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "主导航" });
        var heading = navigation.Locator($"details:has(a:text-is('{entry}')) > summary");
        if (await heading.CountAsync() > 0)
            await heading.ClickAsync();
        await visit.GoAsync(navigation.GetByRole(AriaRole.Link, new() { Name = entry, Exact = true }));
    }

    private static async Task AddUnitAsync(Visit office, string name, string code, string kind, string parent)
    {
        await office.FillAsync("单位名称", name);
        await office.FillAsync("单位代码", code);
        await office.ChooseAsync("单位层级", kind);
        await office.ChooseAsync("上级单位", parent);
        await office.PressAsync("添加单位");
        Assert.Contains($"已添加{name}。", await office.TextAsync());
    }

    private static async Task AppointAsync(Visit office, string unit, string post, string number)
    {
        await office.GoAsync(office.Page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link, new() { Name = unit, Exact = true }));
        await office.FillAsync(post, number);
        await office.FillAsync("依据或原因", "任职通知");
        await office.PressAsync("保存单位和任职");
        Assert.Contains($"{unit}已保存。", await office.TextAsync());
    }

    private static async Task ImportAsync(Visit office, params (string Number, string Name, string Unit, string CityManaged)[] people)
    {
        var download = await office.DownloadAsync("下载模板");
        using var workbook = new XLWorkbook(new MemoryStream(await File.ReadAllBytesAsync((await download.PathAsync())!)));
        var sheet = workbook.Worksheet(1);
        var columns = sheet.Row(1).CellsUsed().ToDictionary(cell => cell.GetString(), cell => cell.Address.ColumnNumber);
        foreach (var (index, (number, name, unit, cityManaged)) in people.Index())
            foreach (var (column, value) in new[] { ("人员编号", number), ("姓名", name), ("单位代码", unit), ("职务", "科员"), ("职级", "科员"), ("人员类别", "公务员"),
                ("市管干部", cityManaged), ("在职状态", "在职") })
                sheet.Cell(index + 2, columns.Single(header => header.Key.StartsWith(column, StringComparison.Ordinal)).Value).SetValue(value);
        using var file = new MemoryStream();
        workbook.SaveAs(file);
        await office.Page.SetInputFilesAsync(
            "input[type=file]", new FilePayload { Name = "花名册.xlsx", MimeType = "application/octet-stream", Buffer = file.ToArray() });
        await office.TickAsync("只有部分人员");
        await office.PressAsync("上传并预览");
        for (var n = 0; n < 100 && await office.Page.GetByRole(AriaRole.Link, new() { Name = "刷新" }).CountAsync() > 0; n++)
            await office.FollowAsync("刷新");
        await office.PressAsync("确认导入");
        for (var n = 0; n < 100 && await office.Page.GetByRole(AriaRole.Link, new() { Name = "刷新" }).CountAsync() > 0; n++)
            await office.FollowAsync("刷新");
        Assert.Contains("已导入", await office.TextAsync());
    }

    private static async Task<string> CodeOf(Visit office, string name) =>
        await office.Page.Locator(".slip", new() { HasText = name }).Locator(".slip-code code").InnerTextAsync();
}
