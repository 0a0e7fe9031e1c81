using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Roster;

namespace Declarations.Data.Seeding;

/// <summary>What kind of staff a unit has: it decides categories, ranks and posts.</summary>
internal enum Staffing { Division, Enforcement, Technical, Waterworks }

/// <param name="Share">In thousandths, of the officials beyond those that each unit has at least; the last unit takes what is left.</param>
/// <param name="HeadPost">科长, 院长, ... of the unit.</param>
/// <param name="HeadRank">Heads of county-deputy rank are managed by the city.</param>
/// <param name="SupervisedBy">Index of the bureau leader who supervises it.</param>
internal sealed record UnitPlan(
    string Code, string Name, Staffing Staffing, int Share, int AtLeast, string HeadPost, Rank HeadRank, int SupervisedBy, string Work)
{
    public UnitKind Kind => Staffing == Staffing.Division ? UnitKind.Division : UnitKind.AffiliatedUnit;
    public string DeputyPost => "副" + HeadPost;
}

/// <param name="Size">Officials, the head among them.</param>
internal sealed record StaffedUnit(UnitPlan Plan, Unit Unit, int Size);

/// <summary>
/// The city of 云澜 with its water bureau: five divisions and seven affiliated units, which hold as many people as those of 2017. Whoever else there is
/// works in branches of the bureau and in their stations.
/// </summary>
internal sealed class DemoOrganisation
{
    private const int MostInUnits = 3173, MostInStation = 99, UnitsOfBranch = 50;

    public const string BureauCode = "demo-bureau";

    /// <summary>Where the people of the printed sign-ins work.</summary>
    public const string Hydropower = "demo-hydropower", Supervision = "demo-supervision", Research = "demo-research", Design = "demo-design";
    /// <summary>Whose works are consulted on.</summary>
    public const string Project = "demo-reservoir";

    public static IReadOnlyList<(string Post, Rank Rank, bool LeadingMember)> BureauPosts { get; } =
    [
        ("党组书记、局长", Rank.CountyChief, true),
        ("党组成员、副局长", Rank.CountyDeputy, true),
        ("党组成员、副局长", Rank.CountyDeputy, true),
        ("党组成员、派驻纪检组组长", Rank.CountyDeputy, true),
        ("党组成员、总工程师", Rank.CountyDeputy, true),
        ("副局长", Rank.CountyDeputy, true),
        ("调研员", Rank.CountyChief, false),
        ("副调研员", Rank.CountyDeputy, false),
        ("副调研员", Rank.CountyDeputy, false),
    ];

    public static IReadOnlyList<(string Post, Rank Rank)> CityPosts { get; } =
    [
        ("市委副书记、市专项整治工作领导小组组长", Rank.BureauDeputy),
        ("市纪委副书记、市专项整治办主任", Rank.CountyChief),
        ("市专项整治办副主任", Rank.CountyDeputy),
        ("市专项整治办主任科员", Rank.TownshipChief),
    ];

    public static IReadOnlyList<UnitPlan> Plans { get; } =
    [
        new("demo-office", "办公室", Staffing.Division, 14, 6, "主任", Rank.TownshipChief, 2, "文电运转和后勤保障"),
        new("demo-planning", "规划计划科", Staffing.Division, 11, 6, "科长", Rank.TownshipChief, 1, "水利项目前期工作和投资计划"),
        new("demo-resources", "水资源管理科", Staffing.Division, 11, 6, "科长", Rank.TownshipChief, 1, "取水许可和河道采砂管理"),
        new(Hydropower, "农村水电科", Staffing.Division, 10, 6, "科长", Rank.TownshipChief, 1, "农村水电规划、建设与安全监管"),
        new(Supervision, "监察室", Staffing.Division, 7, 6, "主任", Rank.TownshipChief, 3, "纪检监察和专项整治日常工作"),
        new("demo-enforcement", "云澜市水政监察支队", Staffing.Enforcement, 88, 6, "支队长", Rank.TownshipChief, 5, "水行政执法和河道巡查"),
        new(Design, "云澜市水利水电勘测设计院", Staffing.Technical, 208, 6, "院长", Rank.CountyDeputy, 4, "水利水电工程勘测设计"),
        new(Research, "云澜市水利科学研究所", Staffing.Technical, 58, 12, "所长", Rank.TownshipChief, 4, "水利科学试验研究"),
        new("demo-hydrology", "云澜市水文水资源勘测中心", Staffing.Technical, 127, 6, "主任", Rank.TownshipChief, 5, "水文测报和水资源监测"),
        new("demo-river", "云澜市河道管理站", Staffing.Waterworks, 66, 6, "站长", Rank.TownshipChief, 5, "河道堤防管护"),
        new("demo-irrigation", "云澜市澜江灌区管理局", Staffing.Waterworks, 170, 6, "局长", Rank.CountyDeputy, 2, "灌区供水和渠系管护"),
        new("demo-reservoir", "云澜市青澜水库管理局", Staffing.Waterworks, 230, 6, "局长", Rank.CountyDeputy, 2, "水库调度和大坝安全管理"),
    ];

    /// <param name="people">Officials of the bureau and all below it, 100 at least.</param>
    public DemoOrganisation(Act act, int people)
    {
        City = Unit.Create(act, "yunlan", "云澜市", UnitKind.City, null);
        Bureau = Unit.Create(act, BureauCode, "云澜市水利局", UnitKind.Bureau, City);
        var inUnits = Math.Min(people, MostInUnits);
        Units = [.. Plans.Zip(Sizes(inUnits), (plan, size) => new StaffedUnit(plan, Found(act, plan, Bureau), size)), .. Branches(act, people - inUnits)];
    }

    public Unit City { get; }
    public Unit Bureau { get; }
    /// <summary>Below the bureau, each after the one above it.</summary>
    public IReadOnlyList<StaffedUnit> Units { get; }

    /// <returns>The unit and the units above it, nearest first.</returns>
    public IReadOnlyList<Unit> Chain(Unit unit) => Tree.Chain(unit);

    private UnitTree Tree => field ??= new([City, Bureau, .. Units.Select(unit => unit.Unit)]);

    /// <summary>How many officials each unit has, so that with the bureau's leaders it makes <paramref name="people"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 100.</exception>
    private static int[] Sizes(int people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 100);
        var free = people - BureauPosts.Count - Plans.Sum(plan => plan.AtLeast);
        var sizes = Plans.Select(plan => plan.AtLeast + free * plan.Share / 1000).ToArray();
        sizes[^1] += people - BureauPosts.Count - sizes.Sum();
        return sizes;
    }

    /// <summary>Branches and stations of one size, the last ones with one person more.</summary>
    private IEnumerable<StaffedUnit> Branches(Act act, int people)
    {
        var (branch, count) = (Bureau, (people + MostInStation - 1) / MostInStation);
        for (var i = 0; i < count; i++)
        {
            var (number, station) = (i / UnitsOfBranch + 1, i % UnitsOfBranch);
            var plan = station == 0 ? Branch($"demo-branch-{number:00}", $"云澜市水利局第{number}分局", "局长", Rank.TownshipChief)
                : Branch($"{branch.Code}-{station:00}", $"第{number}分局{station}号管护站", "站长", Rank.TownshipDeputy);
            var unit = Found(act, plan, station == 0 ? Bureau : branch);
            branch = station == 0 ? unit : branch;
            yield return new(plan, unit, (people + i) / count);
        }

        static UnitPlan Branch(string code, string name, string head, Rank rank) =>
            new(code, name, Staffing.Waterworks, 0, 0, head, rank, 0, "片区河道和灌区管护");
    }

    private static Unit Found(Act act, UnitPlan plan, Unit above) => Unit.Create(act, plan.Code, plan.Name, plan.Kind, above);
}
