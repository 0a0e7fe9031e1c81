using System.Text;
using Declarations.Participation;
using Declarations.Reporting.Registries;
using Declarations.Reporting.Uploads;
using Declarations.Verification;
using Xunit;

namespace Declarations.Web.Tests.Verification;

/// <summary>Company data as it comes from the field: encodings, quoting, headers, cells that say nothing or cannot be read.</summary>
public sealed class RegistryFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The 41 columns of the batch export, in its order.</summary>
    private static readonly string[] Export =
    [
        "原文件导入名称", "系统匹配企业名称", "登记状态", "法定代表人", "注册资本", "实缴资本", "成立日期", "统一社会信用代码", "企业地址", "所属省份", "所属城市", "所属区县", "电话", "更多电话", "邮箱", "更多邮箱",
        "企业（机构）类型", "纳税人识别号", "注册号", "组织机构代码", "参保人数", "参保人数所属年报", "营业期限", "国标行业门类", "国标行业大类", "国标行业中类", "国标行业小类", "企查查行业门类", "企查查行业大类", "企查查行业中类",
        "企查查行业小类", "企业规模", "曾用名", "英文名", "官网", "通信地址", "企业简介", "经营范围", "登记机关", "纳税人资质", "最新年报年份",
    ];

    private static string[] Company(params (string Column, string Text)[] cells)
    {
        var row = Enumerable.Repeat("-", Export.Length).ToArray();
        foreach (var (column, text) in cells)
            row[Array.IndexOf(Export, column)] = text;
        return row;
    }

    private static readonly string[] Quarry = Company(("原文件导入名称", "清溪砂石"), ("系统匹配企业名称", "清溪砂石有限公司"), ("登记状态", "存续（在营、开业、在册）"), ("法定代表人", "阿不都·外力"),
        ("注册资本", "13,400万元"), ("成立日期", "2014-05-06"), ("统一社会信用代码", "91350100M000100Y43"), ("所属省份", "湖南省"), ("所属城市", "云澜市"), ("营业期限", "1997-01-28 至 无固定期限"),
        ("国标行业门类", "采矿业"), ("国标行业小类", "粘土及其他土砂石开采"), ("曾用名", "清溪石场,\n清溪\"老\"砂场"), ("经营范围", "河砂、砂石开采"));

    [Fact]
    public async Task The_batch_export_is_read_below_its_disclaimer_or_without_one_in_any_encoding()
    {
        string[][] body = [Export, Quarry, Company(("原文件导入名称", "查无此厂"), ("系统匹配企业名称", RegistryValues.Unmatched)),
            Company(("系统匹配企业名称", "外资砂业有限公司"), ("注册资本", "500万美元"), ("登记状态", "吊销，未注销"))];
        var csv = Csv([["本表仅供参考，不作为任何证明"], .. body]);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var bytes in new[] { new UTF8Encoding(false).GetBytes(csv), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)],
            Encoding.GetEncoding("GB18030").GetBytes(csv), Encoding.UTF8.GetBytes(Csv(body)), Xlsx([["本表仅供参考"], .. body]) })
        {
            var read = await RegistryFile.ReadAsync(bytes, cancellation: Cancellation);
            Assert.Equal((RegistryKind.Companies, new RegistryCounts(3, 2, 0, 1, 0)), (read.Kind, read.Counts));
            var facts = read.Rows[0].Facts;
            Assert.Equal(("清溪砂石有限公司", "阿不都·外力", Money.FromWan(13400), null, new DateOnly(2014, 5, 6), FirmStatus.Active, "91350100M000100Y43"),
                (facts.Firm, facts.Person, facts.Capital!.Value, facts.Currency, facts.FoundedOn!.Value, facts.Status!.Value, facts.CreditCode));
            Assert.Equal((Sector.Sand, SectorStrength.Strong, "云澜市", null), (facts.Sector!.Value, facts.Strength!.Value, facts.City, facts.District));
            Assert.Equal(("美元", FirmStatus.Deregistered), (read.Rows[1].Facts.Currency, read.Rows[1].Facts.Status!.Value));
        }
    }

    [Fact]
    public async Task Tables_of_persons_and_changes_are_known_by_their_columns_and_an_enterprise_that_holds_shares_is_no_person()
    {
        var shares = await Read([["公司名称", "股东名称", "股东类型", "持股比例", "认缴出资额", "认缴出资日期", "是否退出"],
            ["清溪砂石有限公司", "苏婉宁", "自然人股东", "33.3333%", "100", "2015年3月8日", "否"], ["清溪砂石有限公司", "云澜投资有限公司", "企业法人", "66.6667%", "200", "-", "-"]]);
        Assert.Equal(RegistryKind.Shareholders, shares.Kind);
        Assert.Equal(("苏婉宁", 33.3333m, false, new DateOnly(2015, 3, 8)), (shares.Rows[0].Facts.Person, shares.Rows[0].Facts.SharePercent!.Value,
            shares.Rows[0].Facts.HasExited!.Value, shares.Rows[0].Facts.Since!.Value));
        Assert.Null(shares.Rows[1].Facts.Person);

        var officers = await Read([["企业名称", "姓名", "职务", "公民身份号码"], ["清溪砂石有限公司", "何书宁", "监事", "11010519491231002X"]]);
        Assert.Equal((RegistryKind.Officers, "监事", new DateOnly(1949, 12, 31), "11010519491231002X"), (officers.Kind, officers.Rows[0].Facts.Post,
            officers.Rows[0].Facts.BornOn!.Value, officers.Rows[0].ResidentNumber));

        var changes = await Read([["企业名称", "变更日期", "变更事项", "变更前", "变更后"], ["清溪砂石有限公司", "2017/8/30", "股东变更", "苏婉宁;何书宁", "何书宁"]]);
        Assert.Equal((RegistryKind.Changes, new DateOnly(2017, 8, 30), "苏婉宁;何书宁"), (changes.Kind, changes.Rows[0].Facts.ChangedOn!.Value,
            changes.Rows[0].Facts.Before));
    }

    [Fact]
    public async Task What_cannot_be_read_is_listed_with_row_and_column_and_the_rest_is_kept()
    {
        var read = await Read([["企业名称", "统一社会信用代码", "股东名称", "持股比例", "是否退出", "认缴出资日期"],
            ["甲有限公司", "91350211M00013FA1N", "王小明", "10%", "否", "去年"], ["-", "", "李小红", "10%", "否", ""], ["乙有限公司", "", "-", "10%", "否", ""],
            ["丙有限公司", "", "赵小军", "0.3", "否", ""], ["丁有限公司", "", "孙小芳", "30%", "可能", ""], ["戊有限公司", "", "=A1", "30%", "", ""]]);
        Assert.Equal(new RegistryCounts(6, 1, 5, 0, 2), read.Counts);
        Assert.Equal(("王小明", "91350211M00013FA1N", null), (read.Rows[0].Facts.Person, read.Rows[0].Facts.CreditCode, read.Rows[0].Facts.Since));
        Assert.Equal(
        [
            ("B2", RegistryFault.CreditCode, true), ("F2", RegistryFault.Day, true), ("A3", RegistryFault.NoFirm, false), ("C4", RegistryFault.NoPerson, false),
            ("D5", RegistryFault.Share, false), ("E6", RegistryFault.YesNo, false), ("C7", RegistryFault.Formula, false), ("C7", RegistryFault.NoPerson, false),
        ], read.Problems.OrderBy(problem => problem.Where[1]).Select(problem => (problem.Where, problem.Fault, problem.Kept)));
    }

    [Theory]
    [InlineData("13,400万元", 13400, null)]
    [InlineData("13400.5万人民币", 13400.5, null)]
    [InlineData("1.2亿元", 12000, null)]
    [InlineData("500万美元", 500, "美元")]
    [InlineData("30000元", 3, null)]
    public void A_capital_is_read_with_its_unit_and_currency(string text, double wan, string? currency)
    {
        Assert.True(RegistryValues.TryCapital(text, out var amount, out var found));
        Assert.Equal((Money.FromWan((decimal)wan), currency), (amount, found));
        Assert.False(RegistryValues.TryCapital("约一百万", out _, out _));
    }

    [Fact]
    public async Task Files_that_cost_too_much_or_say_nothing_are_refused()
    {
        async Task<WorkbookFault> FaultOf(byte[] file, WorkbookLimits? limits = null) =>
            (await Assert.ThrowsAsync<WorkbookException>(() => RegistryFile.ReadAsync(file, limits: limits, cancellation: Cancellation))).Fault;

        Assert.Equal(WorkbookFault.TooLarge, await FaultOf(new byte[(16 << 20) + 1]));
        Assert.Equal(WorkbookFault.NotAWorkbook, await FaultOf([1, 0, 2, 0]));
        Assert.Equal(WorkbookFault.Damaged, await FaultOf([0x41, 0xFF, 0xFF, 0xFF]));
        Assert.Equal(WorkbookFault.Damaged, await FaultOf("企业名称,法定代表人\n\"没有完"u8.ToArray()));
        Assert.Equal(WorkbookFault.TooManyColumns, await FaultOf(Encoding.UTF8.GetBytes(new string(',', 200))));
        Assert.Equal(WorkbookFault.TooManyRows, await FaultOf(Encoding.UTF8.GetBytes(Csv([["企业名称", "法定代表人"], ["甲", "王"], ["乙", "李"]])),
            new WorkbookLimits { Rows = 2 }));
        Assert.Equal(WorkbookFault.LongCell, await FaultOf(Encoding.UTF8.GetBytes(new string('长', 5_000))));
        foreach (var attack in new[] { "billion laughs", "text" })
            await Assert.ThrowsAnyAsync<Exception>(() => RegistryFile.ReadAsync(Roster.Sheets.Attacks[attack](), cancellation: Cancellation));
        Assert.Equal(Refusal.RegistryNoHeader.Code, (await Assert.ThrowsAsync<RefusedException>(() => Read([["序号", "备注"], ["1", "无"]]))).Code);
    }

    private static Task<RegistryFile> Read(string[][] rows) => RegistryFile.ReadAsync(Encoding.UTF8.GetBytes(Csv(rows)), cancellation: Cancellation);

    internal static string Csv(IEnumerable<string[]> rows) => string.Concat(rows.Select(row =>
        string.Join(',', row.Select(cell => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell
            : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));

    private static byte[] Xlsx(IEnumerable<string[]> rows) => Roster.Sheets.Raw(Roster.Sheets.Sheet(string.Concat(rows.Select((row, n) =>
        $"<row r=\"{n + 1}\">{string.Concat(row.Select(Cell))}</row>"))));

    private static string Cell(string text) => $"<c t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(text)}</t></is></c>";
}
