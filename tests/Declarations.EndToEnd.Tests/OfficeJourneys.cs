using System.IO.Compression;
using System.Xml.Linq;

namespace Declarations.EndToEnd.Tests;

/// <summary>Readers and the office at their browsers.</summary>
public sealed class OfficeJourneys(App app)
{
    [Fact]
    public async Task Returned_report_is_corrected_read_with_its_changes_and_signed()
    {
        await using var filer = await app.VisitAsync("returned");
        var name = await filer.Page.InnerTextAsync(".who .name");
        await filer.FollowAsync("去修改");
        await filer.GoAsync(filer.Page.Locator("a[href*='/interest/']:not([href$='/exit'])").First);
        await filer.FillAsync("涉及金额", "77.77");
        await filer.PressAsync("保存并继续");
        await filer.PressAsync("保存并继续");
        Assert.EndsWith("/check", filer.Page.Url);
        await filer.TickAsync("我已逐项核对，作出上述承诺");
        await filer.SignAsync("签字并提交");
        Assert.Contains("第 2 版", await filer.TextAsync());

        await using var head = await app.VisitAsync("head");
        await head.Page.GotoAsync("/reading");
        await head.GoAsync(head.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = name }).First);
        Assert.Equal("77.77 万元", await head.Page.Locator(".diff ins").First.InnerTextAsync());
        await head.SignAsync("签字，看下一份");
        await head.Page.GotoAsync("/reading");
        Assert.Contains(name, await head.Page.Locator("section, table").Last.InnerTextAsync());
        Assert.Empty(filer.Complaints);
        Assert.Empty(head.Complaints);
    }

    [Fact]
    public async Task Downloaded_summary_is_annex_3_as_an_independent_reader_sees_it()
    {
        await using var office = await app.VisitAsync("office");
        await office.Page.GotoAsync("/summary?campaign=demo-2017");
        var first = await office.Page.Locator("table.a3 tbody th").First.InnerTextAsync();
        await office.FollowAsync("下载 Excel（A3）");
        await office.FillAsync("用途", "第三次汇总");
        var download = await office.DownloadAsync("下载 Excel（A3）");
        Assert.EndsWith(".xlsx", download.SuggestedFilename);
        await using var file = await ZipFile.OpenReadAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);

        XNamespace ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var sheet = Read(file, "xl/worksheets/sheet1.xml");
        var shared = Read(file, "xl/sharedStrings.xml").Descendants(ns + "si").Select(si => si.Value).ToList();
        var cells = sheet.Descendants(ns + "c").ToDictionary(c => (string)c.Attribute("r")!, c => c);
        string Text(string cell) => cells[cell].Element(ns + "is") is { } inline ? inline.Value : cells[cell].Element(ns + "v") is not { } v ? ""
            : (string?)cells[cell].Attribute("t") == "s" ? shared[(int)v] : v.Value;

        Assert.Empty(sheet.Descendants(ns + "f"));
        Assert.Equal("云澜市清理整治国家公职人员违规参与涉矿等经营性活动情况", Text("A2"));
        Assert.Equal(("序号", "核查情况"), (Text("A5"), Text("R5").Replace("\n", "")));
        var merges = sheet.Descendants(ns + "mergeCell").Select(m => (string)m.Attribute("ref")!).ToList();
        Assert.Superset(new HashSet<string> { "A5:A7", "B5:F5", "G5:N5", "G6:H6", "O5:Q5", "R5:R7", "S5:S7" }, merges.ToHashSet());
        Assert.Equal(("1", first, "涉小水电", "已退", ""), (Text("A8"), Text("B8"), Text("J8"), Text("O8"), Text("R8")));
        Assert.Equal("n", (string?)cells["M8"].Attribute("t") ?? "n");
        var print = sheet.Descendants(ns + "pageSetup").Single();
        Assert.Equal(("8", "landscape", "1", "0"), ((string)print.Attribute("paperSize")!, (string)print.Attribute("orientation")!,
            (string?)print.Attribute("fitToWidth") ?? "1", (string?)print.Attribute("fitToHeight")));
        Assert.Contains("$5:$7", Read(file, "xl/workbook.xml").Descendants(ns + "definedName")
            .Single(n => (string)n.Attribute("name")! == "_xlnm.Print_Titles").Value);
        Assert.DoesNotContain(cells.Keys.Select(Text), text => text.Contains("4399", StringComparison.Ordinal) && text.Length == 18);
        Assert.Empty(office.Complaints);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_long_summary_is_made_in_the_background_and_fetched_with_script_and_without(bool script)
    {
        await using var office = await app.VisitAsync("office", script: script);
        await office.Page.GotoAsync("/summary?campaign=demo-2017");
        await office.FollowAsync("下载 Excel（A3）");
        Assert.Contains("在后台生成", await office.Page.Locator("main").InnerTextAsync());
        await office.TickAsync("后面附本单位和各下级单位的表，一个单位一张");
        await office.FillAsync("用途", "第三次汇总，分单位");
        await office.PressAsync("下载 Excel（A3）");
        Assert.Contains("/summary/exports/", office.Page.Url);
        for (var n = 0; await office.Page.Locator("button.btn-primary").CountAsync() == 0; n++)
        {
            Assert.True(n < 100, await office.Page.Locator("main").InnerTextAsync());
            await Task.Delay(300, TestContext.Current.CancellationToken);
            if (!script && await office.Page.Locator("[data-refresh] a").CountAsync() == 1)
                await office.FollowAsync("刷新");
        }
        var download = await office.DownloadAsync("下载 Excel（A3）");
        await using var file = await ZipFile.OpenReadAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.True(file.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)) > 2);
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task Signed_report_is_kept_by_the_office()
    {
        await using var office = await app.VisitAsync("office");
        await office.Page.GotoAsync($"/custody?campaign={App.Campaign}&list=Keep");
        var name = await office.Page.Locator("table.list tbody th a").First.InnerTextAsync();
        await office.PressAsync("留存 " + name);
        await office.Page.GotoAsync($"/custody?campaign={App.Campaign}&list=Done");
        Assert.Equal(name, await office.Page.Locator("table.list tbody th a").First.InnerTextAsync());
        Assert.Empty(office.Complaints);
    }

    private static XDocument Read(ZipArchive file, string entry)
    {
        using var stream = file.GetEntry(entry)!.Open();
        return XDocument.Load(stream);
    }
}
