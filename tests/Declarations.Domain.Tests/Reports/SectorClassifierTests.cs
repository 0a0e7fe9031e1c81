using Declarations.Cases;
using Declarations.Participation;
using Xunit;

namespace Declarations.Reports;

public static class SectorClassifierTests
{
    [Fact]
    public static void The_vectors_are_proposed_as_listed() =>
        Assert.All(Vectors.Sectors, vector =>
        {
            var scope = vector.TryGetProperty("scope", out var text) ? text.GetString() : null;
            var proposal = SectorClassifier.Propose(vector.GetProperty("code").GetString(), vector.GetProperty("name").GetString(), scope);
            Assert.Equal(vector.GetProperty("sector").GetString(), Word(proposal.Sector));
            Assert.Equal(vector.GetProperty("strength").GetString(), proposal.Strength.ToString().ToUpperInvariant());
        });

    [Theory]
    [InlineData("B0610", null, null, Sector.Mining, SectorStrength.Strong)]
    [InlineData("0610", null, null, Sector.Mining, SectorStrength.Strong)]
    [InlineData("B1200", null, null, Sector.Mining, SectorStrength.Strong)]
    [InlineData("C1311", null, null, Sector.Other, SectorStrength.None)]
    [InlineData("A0511", null, null, Sector.Other, SectorStrength.None)]
    [InlineData("C3110", null, null, Sector.Mining, SectorStrength.Strong)]
    [InlineData("C3120", null, null, Sector.Mining, SectorStrength.Strong)]
    [InlineData("C3130", null, null, Sector.Other, SectorStrength.None)]
    [InlineData("C3211", null, null, Sector.Mining, SectorStrength.Strong)]
    [InlineData("C3239", null, null, Sector.Mining, SectorStrength.Strong)]
    [InlineData("C3240", null, null, Sector.Other, SectorStrength.None)]
    [InlineData("C3210", null, null, Sector.Other, SectorStrength.None)]
    [InlineData("B1019", "粘土及其他土砂石开采", null, Sector.Mining, SectorStrength.Strong)]
    [InlineData(null, "粘土及其他土砂石开采", "石料开采", Sector.Sand, SectorStrength.Strong)]
    [InlineData(null, "铅锌矿采选", null, Sector.Mining, SectorStrength.Strong)]
    [InlineData(null, "铜冶炼", null, Sector.Mining, SectorStrength.Strong)]
    [InlineData(null, "水力发电", null, Sector.SmallHydro, SectorStrength.Strong)]
    [InlineData("D4412", "水力发电", null, Sector.SmallHydro, SectorStrength.Strong)]
    [InlineData(null, "焰火、鞭炮产品制造", null, Sector.Fireworks, SectorStrength.Strong)]
    [InlineData(null, "危险化学品仓储", null, Sector.Hazchem, SectorStrength.Strong)]
    [InlineData(null, "内陆养殖", "水库网箱养殖", Sector.Fishery, SectorStrength.Strong)]
    [InlineData("A0412", "内陆养殖", "水库网箱养殖", Sector.Fishery, SectorStrength.Strong)]
    [InlineData("A0412", "内陆养殖", "湖南省内池塘养殖", Sector.Other, SectorStrength.Weak)]
    [InlineData("A0412", "内陆养殖", null, Sector.Fishery, SectorStrength.Weak)]
    [InlineData("A0422", "内陆捕捞", "湘江捕捞", Sector.Fishery, SectorStrength.Strong)]
    [InlineData("A0541", null, "江河渔业服务", Sector.Fishery, SectorStrength.Weak)]
    [InlineData("A0541", null, "鱼苗供应", Sector.Other, SectorStrength.None)]
    [InlineData("A0411", null, null, Sector.Other, SectorStrength.Review)]
    [InlineData("G5523", null, "河砂运输", Sector.Sand, SectorStrength.Weak)]
    [InlineData("G5532", null, "砂石码头装卸", Sector.Sand, SectorStrength.Weak)]
    [InlineData("G5431", null, null, Sector.Sand, SectorStrength.Weak)]
    [InlineData("M7471", null, "矿产勘查", Sector.Mining, SectorStrength.Weak)]
    [InlineData("M7471", null, "地热调查", Sector.Other, SectorStrength.None)]
    [InlineData("N7690", null, "水电站管理", Sector.SmallHydro, SectorStrength.Weak)]
    [InlineData("N7690", null, "灌溉", Sector.Other, SectorStrength.None)]
    [InlineData("C2671", null, "引火线生产", Sector.Fireworks, SectorStrength.Weak)]
    [InlineData("C2671", null, "火工品", Sector.Hazchem, SectorStrength.Weak)]
    [InlineData("C2511", null, null, Sector.Hazchem, SectorStrength.Weak)]
    [InlineData("C2614", null, "硫酸", Sector.Hazchem, SectorStrength.Weak)]
    [InlineData("C2621", null, "肥料", Sector.Other, SectorStrength.None)]
    [InlineData("C2663", null, null, Sector.Hazchem, SectorStrength.Weak)]
    [InlineData("C2681", null, "肥皂", Sector.Other, SectorStrength.None)]
    [InlineData("F5265", null, "汽油零售", Sector.Hazchem, SectorStrength.Weak)]
    [InlineData("F5265", null, "充电服务", Sector.Other, SectorStrength.None)]
    [InlineData("F5169", null, "危险化学品经营", Sector.Hazchem, SectorStrength.Strong)]
    [InlineData("F5169", null, "化工产品批发（不含危险化学品经营）", Sector.Other, SectorStrength.None)]
    [InlineData("F5169", null, "化工产品批发，危险化学品除外", Sector.Other, SectorStrength.None)]
    [InlineData("G5435", null, "危险化学品运输", Sector.Other, SectorStrength.None)]
    [InlineData("F5299", null, "烟花爆竹零售", Sector.Other, SectorStrength.None)]
    [InlineData("F5299", null, "烟花爆竹零售、批发", Sector.Fireworks, SectorStrength.Weak)]
    [InlineData("F5299", null, "百货批发、烟花爆竹零售", Sector.Other, SectorStrength.None)]
    [InlineData("L7299", null, "矿山管理咨询", Sector.Mining, SectorStrength.Weak)]
    [InlineData("L7299", null, "运砂船租赁", Sector.Sand, SectorStrength.Weak)]
    [InlineData("L7299", null, "网箱租赁", Sector.Fishery, SectorStrength.Weak)]
    [InlineData("L7299", null, "水电站咨询", Sector.SmallHydro, SectorStrength.Weak)]
    [InlineData("H6210", "正餐服务", "餐饮", Sector.Other, SectorStrength.None)]
    [InlineData(null, null, null, Sector.Other, SectorStrength.None)]
    public static void Classes_names_and_scopes_are_read(string? code, string? name, string? scope, Sector sector, SectorStrength strength) =>
        Assert.Equal(new SectorProposal(sector, strength), SectorClassifier.Propose(code, name, scope));

    [Theory]
    [InlineData(50_000, Sector.SmallHydro)]
    [InlineData(50_001, Sector.Other)]
    public static void A_plant_above_fifty_megawatts_is_not_small(int capacityKw, Sector sector) =>
        Assert.Equal(sector, SectorClassifier.Propose("D4413", "水力发电", null, capacityKw).Sector);

    private static string Word(Sector sector) => sector == Sector.SmallHydro ? "SMALL_HYDRO" : sector.ToString().ToUpperInvariant();
}
