using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Declarations.Auditing;
using Declarations.Handling;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Deep;

/// <summary>Every kind of file that leaves the product for an office program is opened by one that is not ours. Deep runs only: it needs LibreOffice.</summary>
public sealed partial class LibreOfficeTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task It_reads_every_file_and_prints_the_table_on_A3()
    {
        var folder = Directory.CreateDirectory(Path.Combine(office.Folder, "files")).FullName;
        var clerk = await City.Clerk(City.Station);
        var version = await City.HandIn(clerk, City.Sand(clerk), City.Real);
        await City.Sign(clerk, City.Real);
        await DecideAsync((await City.ReportOf(clerk, City.Real)).CampaignId, version.ReportId);
        var register = await City.Rectify(City.Deputy, "office-1");
        await City.Notice(register.Register);
        var officer = await office.Visit(City.Officer);
        var expected = new Dictionary<string, string>
        {
            ["table.xlsx"] = clerk.Official!.Name,
            ["board.xlsx"] = "逐月补齐巡查记录",
            ["notice.docx"] = "整改",
            ["bulletin.docx"] = "应填报《个人情况报告表》",
            ["case.docx"] = "入股砂石堆场",
            ["template.xlsx"] = "人员编号",
        };
        Assert.Equal(0, (await office.RunAsync("summary", "--campaign", City.Real, "--unit", "river", "--subordinates", "--by-unit", "--purpose", "试开", "--out",
            In("table.xlsx"))).Code);
        Assert.Equal(0, (await office.RunAsync("register", "--code", "office-1", "--format", "xlsx", "--purpose", "试开", "--out", In("board.xlsx"))).Code);
        Assert.Equal(0, (await office.RunAsync("notice", "--register", "office-1", "--format", "docx", "--out", In("notice.docx"))).Code);
        await officer.Open("/bulletins");
        await officer.Form("bulletins.draft").Fill("BulletinsForm.Campaign", "二〇一七年专项").Fill("BulletinsForm.Unit", "云澜市河道局").Submit();
        await SaveAsync(officer.Address + "?handler=Docx", "bulletin.docx");
        await officer.Open($"/handling/{version.ReportId}");
        await SaveAsync(officer.Page.QuerySelector("a[href*='handler=Page']")!.GetAttribute("href")!, "case.docx");
        await SaveAsync(Links.RosterTemplate, "template.xlsx");

        await ConvertAsync(folder, "pdf", expected.Keys);
        await ConvertAsync(folder, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
            expected.Keys.Where(file => file.EndsWith("xlsx", StringComparison.Ordinal)));
        await ConvertAsync(folder, "txt:Text (encoded):UTF8", expected.Keys.Where(file => file.EndsWith("docx", StringComparison.Ordinal)));
        foreach (var (file, text) in expected)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var pdf = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(In(name + ".pdf"), TestContext.Current.CancellationToken));
            var pages = Page().Count(pdf);
            Assert.True(pages > 0, file);
            var read = string.Concat(Directory.GetFiles(folder, name + "*").Where(each => each.EndsWith(".csv", StringComparison.Ordinal)
                || each.EndsWith(".txt", StringComparison.Ordinal)).Select(File.ReadAllText));
            Assert.Contains(text, read, StringComparison.Ordinal);
            output.WriteLine($"{file}: {pages} pages");
        }
        // 420 mm by 297 mm, in points
        var box = MediaBox().Match(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(In("table.pdf"), TestContext.Current.CancellationToken)));
        Assert.Equal(("1190", "841"), (box.Groups[1].Value, box.Groups[2].Value));

        string In(string file) => Path.Combine(folder, file);
        async Task SaveAsync(string address, string file) =>
            await File.WriteAllBytesAsync(In(file), (await officer.Open(address)).Body, TestContext.Current.CancellationToken);
    }

    private Task DecideAsync(Guid campaign, Guid report) => office.InDb(async db =>
    {
        var (one, other) = (new Act(City.Officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 4)),
            new Act(City.CityOfficer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 4)));
        var disposal = Disposal.For(campaign, report, DisposalGround.Interest);
        disposal.Propose(one, null, new(DisposalKind.Organisational, DisposalMeasure.Admonition, "违规入股", "局党组", new(2017, 9, 4))
        { CaseFacts = "入股砂石堆场", CaseBasis = "方案四1", CaseOutcome = "已执行" }, []);
        disposal.Confirm(other);
        db.Disposals.Add(disposal);
        await db.SaveChangesAsync();
    });

    private async Task ConvertAsync(string folder, string to, IEnumerable<string> files)
    {
        using var process = Process.Start(new ProcessStartInfo("soffice", [$"-env:UserInstallation=file://{office.Folder}/libreoffice", "--headless",
            "--convert-to", to, "--outdir", folder, .. files.Select(file => Path.Combine(folder, file))])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }

    [GeneratedRegex(@"/Type\s*/Page\b")] private static partial Regex Page();
    [GeneratedRegex(@"/MediaBox\s*\[\s*0 0 (\d+)[.\d]* (\d+)")] private static partial Regex MediaBox();
}
