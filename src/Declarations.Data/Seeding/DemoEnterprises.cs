using Declarations.Participation;

namespace Declarations.Data.Seeding;

/// <param name="CapacityKw">Installed capacity of a hydropower plant.</param>
internal sealed record Enterprise(string Name, string CreditCode, Sector Sector, EntityType Type, decimal? CapacityKw = null);

/// <summary>Invented enterprises of the city, several in each sector; people meet in them as partners.</summary>
internal sealed class DemoEnterprises
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Region 439901 does not exist; 91 is an enterprise, 92 an individual business, 93 a farmers' co-operative.</summary>
    private const string Region = "439901";

    private static readonly string[] Places =
    [
        "青溪口", "白鹭滩", "枫木坳", "竹沥冲", "云栖", "石板桥", "黄泥潭", "燕子岩", "松阳坪", "银杏湾", "大洑口", "小洑口", "杉木岭", "月牙塘",
        "龙须洞", "马蹄岭", "清风渡", "五里亭", "铁炉冲", "落星湖", "桃花坞", "南岔河", "北岔河", "金竹园", "鹰嘴岩", "麻石坝", "蓝田垅", "水口庙",
    ];

    private static readonly (Sector Sector, string Kind, EntityType Type, string Names, int Count)[] Kinds =
    [
        (Sector.SmallHydro, "91", EntityType.Private, "水电有限公司 水电站（普通合伙） 水电开发有限公司", 56),
        (Sector.Mining, "91", EntityType.Private, "萤石矿业有限公司 煤业有限公司 石灰岩矿有限公司", 9),
        (Sector.Sand, "91", EntityType.Private, "砂石有限公司 砂石码头有限公司", 8),
        (Sector.Sand, "92", EntityType.Individual, "砂石经营部", 4),
        (Sector.Fishery, "93", EntityType.Private, "水产养殖专业合作社", 6),
        (Sector.Fishery, "92", EntityType.Individual, "网箱养殖场", 3),
        (Sector.Fireworks, "91", EntityType.Private, "花炮制造有限公司 烟花爆竹批发有限公司 引线厂（普通合伙）", 8),
        (Sector.Hazchem, "91", EntityType.Private, "化工有限公司 危险化学品仓储有限公司 燃气有限公司", 8),
        (Sector.Other, "91", EntityType.Private, "餐饮管理有限公司 广告设计有限公司 园林绿化有限公司", 8),
        (Sector.Other, "92", EntityType.Individual, "茶叶经营部 五金店", 5),
        (Sector.Mining, "91", EntityType.Listed, "矿业股份有限公司", 1),
    ];

    private readonly Random random;

    public DemoEnterprises(Random random)
    {
        this.random = random;
        var names = new HashSet<string>();
        All = [.. Kinds.SelectMany(kind =>
            Enumerable.Range(0, kind.Count).Select(i => Found(kind.Sector, kind.Kind, kind.Type, kind.Names.Split(' '), i, names)))];
    }

    public IReadOnlyList<Enterprise> All { get; }

    public Enterprise In(Sector sector, EntityType type = EntityType.Private)
    {
        var fitting = All.Where(enterprise => enterprise.Sector == sector && enterprise.Type == type).ToList();
        return random.Pick(fitting);
    }

    private Enterprise Found(Sector sector, string kind, EntityType type, string[] endings, int number, HashSet<string> names)
    {
        string name;
        do
            name = (type == EntityType.Individual ? "云澜区" : "云澜市") + random.Pick(Places) + endings[number % endings.Length];
        while (!names.Add(name));
        // Plants of the county streams: 320 kW to 8,000 kW, far below the 50,000 kW of small hydropower.
        decimal? capacity = sector == Sector.SmallHydro ? random.Between(4, 100) * 80 : null;
        return new(name, CreditCode(kind), sector, type, capacity);
    }

    /// <summary>18 characters by GB 32100, with the inner organisation code by GB 11714.</summary>
    private string CreditCode(string kind)
    {
        var body = "MA" + string.Concat(Enumerable.Range(0, 6).Select(_ => random.Pick(Alphabet.ToCharArray())));
        int[] inner = [3, 7, 9, 10, 5, 8, 4, 2];
        // GB 11714 counts letters from A = 10 in the whole alphabet.
        var check = 11 - body.Zip(inner, (letter, weight) => (char.IsDigit(letter) ? letter - '0' : letter - 'A' + 10) * weight).Sum() % 11;
        var code = kind + Region + body + (check switch { 10 => "X", 11 => "0", _ => check.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var (sum, power) = (0, 1);
        foreach (var letter in code)
        {
            sum += Alphabet.IndexOf(letter, StringComparison.Ordinal) * power;
            power = power * 3 % 31;
        }
        return code + Alphabet[(31 - sum % 31) % 31];
    }
}
