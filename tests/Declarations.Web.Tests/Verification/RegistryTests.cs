using System.Net;
using System.Text;
using Declarations.Access;
using Declarations.Data;
using Declarations.Verification;
using Declarations.Web.Jobs;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Verification;

/// <summary>Company data through the page and the verb.</summary>
public sealed class RegistryTests(Office office) : IClassFixture<Office>
{
    private static readonly string[] Columns = ["企业名称", "统一社会信用代码", "股东名称", "持股比例", "是否退出"];

    private City City => office.City;

    [Fact]
    public async Task A_file_is_taken_in_with_all_that_says_what_it_is_and_the_same_file_changes_nothing()
    {
        var file = File(["首次砂石有限公司", "91350211M00013FA1N", "苏婉宁", "20%", "否"], ["二次砂石有限公司", "", "何书宁", "很多", "否"]);
        var visitor = await TakeAsync(await office.Visit(City.Officer), "市市场监管局", file);
        var import = await office.InDb(db => db.RegistryImports.SingleAsync(i => i.Source == "市市场监管局"));
        Assert.Equal((RegistryKind.Shareholders, new DateOnly(2017, 9, 1), "云澜市", RegistryImportStatus.Done, 2, 1, 1, 1, City.Officer.AccountId),
            (import.Kind, import.AsOf, import.Coverage, import.Status, import.RowsRead, import.Kept, import.Unreadable, import.Doubtful,
                import.ByAccountId!.Value));
        Assert.Null(import.File);
        foreach (var said in new[] { import.Digest, "D3", "持股比例", Visitor.Words.Of(RegistryFault.Share), "B2", Visitor.Words.Of(RegistryFault.CreditCode) })
            Assert.Contains(said, visitor.Text, StringComparison.Ordinal);

        await visitor.Open("/verification/registries");
        await Fill(visitor, "另一个来源", file).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("没有任何改动", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1, await office.InDb(db => db.RegistryRows.CountAsync(row => row.ImportId == import.Id)));
    }

    [Fact]
    public async Task A_newer_import_of_the_same_source_goes_before_and_the_older_rows_stay()
    {
        var officer = await office.Visit(City.Officer);
        await TakeAsync(officer, "平台甲", File(["旧砂石有限公司", "", "苏婉宁", "20%", "否"]), new(2017, 8, 1));
        await TakeAsync(officer, "平台甲", File(["新砂石有限公司", "", "苏婉宁", "20%", "否"]), new(2017, 9, 2));
        await TakeAsync(officer, "平台甲", File(["更旧砂石有限公司", "", "苏婉宁", "20%", "否"]), new(2017, 7, 1));
        var newest = await office.InDb(db => CrossChecker.NewestAsync(db));
        Assert.Equal([new(2017, 9, 2)], newest.Where(import => import.Source == "平台甲").Select(import => import.AsOf));
        Assert.Equal(3, await office.InDb(db => db.RegistryImports.Where(i => i.Source == "平台甲").SumAsync(i => i.Kept)));
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused_beside_the_field_and_nothing_is_kept()
    {
        var visitor = await office.Visit(City.Officer);
        foreach (var file in new[] { "序号,备注\n1,无"u8.ToArray(), Roster.Sheets.Attacks["billion laughs"](), new byte[(16 << 20) + 1] })
        {
            await visitor.Open("/verification/registries");
            await office.LeavesAllUnchanged(async () => await Fill(visitor, "坏文件", file).Submit());
            Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
            Assert.NotNull(visitor.Page.QuerySelector("#Form_File-field.bad"));
        }
        await visitor.Open("/verification/registries");
        await Fill(visitor, "将来", File(["丙砂石有限公司", "", "苏婉宁", "20%", "否"]), new(2018, 1, 1)).Submit();
        Assert.Contains(Visitor.Words["error.not-yet"], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_discipline_team_reads_and_takes_nothing_in()
    {
        var team = await office.Visit(await City.WithRole(Role.DisciplineTeam, City.Bureau));
        Assert.Equal(HttpStatusCode.OK, (await team.Open("/verification/registries")).Status);
        Assert.Empty(team.Forms());
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(await City.Clerk(City.Station))).Open("/verification/registries")).Status);
    }

    [Fact]
    public async Task The_verbs_take_a_file_in_and_compare_and_say_what_came_of_it()
    {
        var clerk = await City.Clerk(City.Station);
        var path = Path.Combine(office.Folder, "股东.csv");
        await System.IO.File.WriteAllBytesAsync(path, File(["命令行砂石有限公司", "", clerk.Official!.Name, "20%", "否"]), TestContext.Current.CancellationToken);
        string[] import = ["import-registry", "--file", path, "--source", "命令行", "--as-of", "2017-09-01", "--coverage", "云澜市"];
        Assert.Contains("1 rows read, 1 kept", (await office.RunAsync(import)).Output, StringComparison.Ordinal);
        var again = await office.RunAsync(import);
        Assert.Equal(0, again.Code);
        Assert.Contains("nothing was changed", again.Output, StringComparison.Ordinal);
        var (code, output, errors) = await office.RunAsync("crosscheck", "--campaign", City.Practice);
        Assert.Equal((0, ""), (code, errors));
        Assert.DoesNotContain(clerk.Official.Name, output, StringComparison.Ordinal);
        Assert.Equal(1, (await office.RunAsync("crosscheck", "--campaign", "none")).Code);
        Assert.True(await office.InDb(db => db.Leads.AnyAsync(lead => lead.OfficialId == clerk.Official.Id)));
    }

    private static byte[] File(params string[][] rows) => Encoding.UTF8.GetBytes(RegistryFileTests.Csv([Columns, .. rows]));

    private static Form Fill(Visitor visitor, string source, byte[] file, DateOnly? asOf = null) => visitor.Form("registries.upload")
        .Attach("RegistryForm.File", "股东.csv", file).Fill("RegistryForm.Source", source).Fill("RegistryForm.AsOf", asOf ?? new DateOnly(2017, 9, 1))
        .Fill("RegistryForm.Coverage", "云澜市");

    private async Task<Visitor> TakeAsync(Visitor visitor, string source, byte[] file, DateOnly? asOf = null)
    {
        await visitor.Open("/verification/registries");
        await Fill(visitor, source, file, asOf).Submit();
        Assert.StartsWith("/verification/registries/", visitor.Address, StringComparison.Ordinal);
        await office.Services.GetRequiredService<JobRunner>().WorkOffAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 100 && await office.InDb(db => db.RegistryImports.AnyAsync(import => import.Status == RegistryImportStatus.Running)); i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        return await visitor.Open(visitor.Address);
    }
}
