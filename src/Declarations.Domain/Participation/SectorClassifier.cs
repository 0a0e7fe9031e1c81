using System.Text.RegularExpressions;

namespace Declarations.Participation;

/// <summary>How far an industry class speaks for a sector. Review: a trade beside the sector, for a person to look at.</summary>
public enum SectorStrength { None, Review, Weak, Strong }

/// <summary>A proposal, never a finding.</summary>
public sealed record SectorProposal(Sector Sector, SectorStrength Strength);

/// <summary>
/// Proposes a sector of the plan for a business from its class in GB/T 4754-2017 and its registered scope (经营范围). Sand
/// is itself a mineral: where both fit, sand goes first. Class codes of the 2011 edition differ, so names count too.
/// </summary>
public static partial class SectorClassifier
{
    /// <summary>Installed capacity of the largest single plant that is small hydropower, kW.</summary>
    public const decimal LargestSmallHydroKw = 50_000m;

    private static readonly SectorProposal Nothing = new(Sector.Other, SectorStrength.None);

    /// <param name="code">Class code, e.g. "B0912" or "0912"; null when only its name is known.</param>
    /// <param name="name">Class name, e.g. 铅锌矿采选.</param>
    /// <param name="scope">Registered scope of business; null when unknown, and then it excludes nothing.</param>
    /// <param name="capacityKw">Installed capacity of a single hydropower plant, kW.</param>
    public static SectorProposal Propose(string? code, string? name = null, string? scope = null, decimal? capacityKw = null)
    {
        var digits = string.Concat((code ?? "").Where(char.IsAsciiDigit));
        var meant = Meant(scope);
        var words = $"{name} {meant}";
        var strong = Strong(digits, name ?? "", words, meant);
        if (strong is { Sector: Sector.SmallHydro } && capacityKw > LargestSmallHydroKw)
            return Nothing;
        return strong ?? Weak(digits, words, scope is null) ?? Nothing;
    }

    private static SectorProposal? Strong(string code, string name, string words, string scope) => code switch
    {
        "1019" => new(SandOrStone().IsMatch(scope) ? Sector.Sand : Sector.Mining, SectorStrength.Strong),
        "2672" => new(Sector.Fireworks, SectorStrength.Strong),
        "5942" => new(Sector.Hazchem, SectorStrength.Strong),
        "4413" => new(Sector.SmallHydro, SectorStrength.Strong),
        "0412" or "0422" when NaturalWaters().IsMatch(words) => new(Sector.Fishery, SectorStrength.Strong),
        _ when IsBetween(code, 6, 12, 2) || IsBetween(code, 311, 312, 3) && code[3] == '0' || IsBetween(code, 3211, 3239, 4) =>
            new(Sector.Mining, SectorStrength.Strong),
        _ when LicensedChemicals().IsMatch(words) => new(Sector.Hazchem, SectorStrength.Strong),
        "" => StrongByName(name, words, scope),
        _ when name.Contains("水力发电", StringComparison.Ordinal) => new(Sector.SmallHydro, SectorStrength.Strong),
        _ => null,
    };

    private static SectorProposal? StrongByName(string name, string words, string scope) => name switch
    {
        "粘土及其他土砂石开采" => Strong("1019", name, words, scope),
        "焰火、鞭炮产品制造" => Strong("2672", name, words, scope),
        "危险化学品仓储" => Strong("5942", name, words, scope),
        "水力发电" => Strong("4413", name, words, scope),
        "内陆养殖" or "内陆捕捞" => Strong("0412", name, words, scope),
        _ when MiningName().IsMatch(name) => new(Sector.Mining, SectorStrength.Strong),
        _ => null,
    };

    /// <summary>Classes near a sector, which only their scope can bring in, and scopes that name a sector under any class.</summary>
    private static SectorProposal? Weak(string code, string words, bool scopeUnknown) => code switch
    {
        "0412" or "0422" => new(scopeUnknown ? Sector.Fishery : Sector.Other, SectorStrength.Weak),
        "0541" or "0549" when scopeUnknown || NaturalWaters().IsMatch(words) => new(Sector.Fishery, SectorStrength.Weak),
        "0411" or "0421" or "5161" or "5163" or "5164" => new(Sector.Other, SectorStrength.Review),
        "5523" or "5532" or "5431" or "5165" or "3039" or "7610" when scopeUnknown || SandWords().IsMatch(words) => new(Sector.Sand, SectorStrength.Weak),
        "7471" or "7472" or "7473" or "3032" when scopeUnknown || MiningWords().IsMatch(words) => new(Sector.Mining, SectorStrength.Weak),
        "7690" or "4420" when scopeUnknown || HydroWords().IsMatch(words) => new(Sector.SmallHydro, SectorStrength.Weak),
        _ when FireworksTrade().IsMatch(words) => new(Sector.Fireworks, SectorStrength.Weak),
        "2511" or "2521" or "2522" or "2523" => new(Sector.Hazchem, SectorStrength.Weak),
        _ when IsBetween(code, 261, 261, 3) || IsBetween(code, 263, 266, 3) || code == "2671" => new(Sector.Hazchem, SectorStrength.Weak),
        "5162" or "5166" or "5167" or "5168" or "5169" or "5265" or "5266" or "5941" when scopeUnknown || ChemicalWords().IsMatch(words) =>
            new(Sector.Hazchem, SectorStrength.Weak),
        _ when SandTrade().IsMatch(words) => new(Sector.Sand, SectorStrength.Weak),
        _ when MiningWords().IsMatch(words) => new(Sector.Mining, SectorStrength.Weak),
        _ when HydroWords().IsMatch(words) => new(Sector.SmallHydro, SectorStrength.Weak),
        _ when Enclosures().IsMatch(words) => new(Sector.Fishery, SectorStrength.Weak),
        _ => null,
    };

    /// <summary>Scopes list what is excepted too (不含…, …除外): such clauses say nothing.</summary>
    private static string Meant(string? scope) => scope is null ? ""
        : string.Join('；', Clauses().Split(scope).Where(clause => !Excepted().IsMatch(clause)));

    private static bool IsBetween(string code, int from, int to, int digits) =>
        code.Length == 4 && int.Parse(code.AsSpan(0, digits), provider: null) is var prefix && prefix >= from && prefix <= to;

    [GeneratedRegex("[，,；;。（）()]")] private static partial Regex Clauses();
    [GeneratedRegex("不含|不包括|不得|除外|除.+外|禁止")] private static partial Regex Excepted();
    [GeneratedRegex("[砂石]")] private static partial Regex SandOrStone();
    [GeneratedRegex("砂|浮吊|码头|堆场")] private static partial Regex SandWords();
    [GeneratedRegex("采砂|河砂|砂石|运砂|浮吊")] private static partial Regex SandTrade();
    [GeneratedRegex("采矿|选矿|冶炼|矿山|煤矿|采选|矿产")] private static partial Regex MiningWords();
    [GeneratedRegex("采选|开采|采矿|冶炼|炼铁|炼钢|采盐")] private static partial Regex MiningName();
    [GeneratedRegex("水库|江(?!西|苏)|河(?!南|北)|湖(?!南|北)|矮围|网围|网箱|捕捞(?!服务)")] private static partial Regex NaturalWaters();
    [GeneratedRegex("矮围|网围|网箱")] private static partial Regex Enclosures();
    [GeneratedRegex("水电站|水力发电")] private static partial Regex HydroWords();
    [GeneratedRegex("(烟花|爆竹|鞭炮|黑火药|引火线|单基火药)[^；]*(生产|制造|运输|批发)|(生产|制造|运输|批发)[^；、]*(烟花|爆竹|鞭炮)|黑火药|引火线|单基火药")]
    private static partial Regex FireworksTrade();
    [GeneratedRegex("危险化学品[^；、运]*(生产|经营|储存|仓储)|(生产|经营|储存)[^；、]*危险化学品")] private static partial Regex LicensedChemicals();
    [GeneratedRegex("危险化学品(?!运输)|剧毒|成品油|汽油|柴油|液氯|液氨|甲醇|乙醇|硫酸|盐酸|硝酸|烧碱")] private static partial Regex ChemicalWords();
}
