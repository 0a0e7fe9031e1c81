using Declarations.Participation;
using Declarations.Reports;

namespace Declarations.Data.Seeding;

internal enum ExitKind { Exited, Planned, NotYet, InQuestion }

/// <summary>A kind of interest that the practice campaign shows.</summary>
/// <param name="MostWan">Largest amount in 万元; 0: nothing was paid in.</param>
internal sealed record InterestPattern(
    Sector Sector, ParticipationMode Mode, Relation Holder, int MostWan, string Content, string Funds, EntityType EntityType = EntityType.Private)
{
    public SubActivity? SubActivity { get; init; }
    public string? PostHeld { get; init; }
    public bool PaidIn => MostWan > 0;

    /// <summary>The relative whose it is; null: the official's own, or the family has no such grown-up.</summary>
    public Relative? HolderIn(IReadOnlyList<Relative> family) =>
        family.FirstOrDefault(relative => relative.Relation == Holder && relative.EmployerAndPost != DemoFamilies.AtSchool);

    /// <summary>The official's own: all seven sectors and the forms that the plan means to find.</summary>
    public static IReadOnlyList<InterestPattern> Own { get; } =
    [
        new(Sector.SmallHydro, ParticipationMode.Equity, Relation.Self, 30, "集资入股小水电站，按股分红，不参与日常管理。", "家庭积蓄"),
        new(Sector.Sand, ParticipationMode.Nominee, Relation.Self, 50, "与人合办砂石场，本人实际出资，股份登记在表弟名下，由其代持。", "家庭积蓄，现金交付代持人"),
        new(Sector.Mining, ParticipationMode.DryShare, Relation.Self, 0, "矿主以顾问名义给予干股，本人未出资，曾收取分红。", "未出资"),
        new(Sector.Fishery, ParticipationMode.Partnership, Relation.Self, 15, "与同乡合伙在水库库汊设网箱养鱼，负责联系销售。", "工资收入"),
        new(Sector.Mining, ParticipationMode.ListedShares, Relation.Self, 8, "在证券交易所买入矿业类上市公司股票，为普通流通股。", "工资收入", EntityType.Listed),
        new(Sector.Fireworks, ParticipationMode.Officer, Relation.Self, 0, "担任花炮公司监事，协助办理年检手续，每年领取车马费。", "未出资") { PostHeld = "监事" },
        new(Sector.Hazchem, ParticipationMode.Equity, Relation.Self, 40, "入股危险化学品经营企业，未参与生产经营管理。", "家庭积蓄和银行贷款"),
        new(Sector.Other, ParticipationMode.SoleTrader, Relation.Self, 6, "以本人名义登记个体经营部，平时由家人照看。", "家庭积蓄", EntityType.Individual),
        new(Sector.Sand, ParticipationMode.VehicleVessel, Relation.Self, 28, "购置运砂车一辆，挂靠砂石公司跑运输，雇人驾驶。", "银行贷款和家庭积蓄"),
        new(Sector.Mining, ParticipationMode.LoanDisguised, Relation.Self, 35, "以借款名义投入矿山，不约定还款期限，按产量提取收益。", "家庭积蓄"),
        new(Sector.SmallHydro, ParticipationMode.Contracting, Relation.Self, 12, "与他人共同承包电站，按年上缴承包费，自负盈亏。", "合伙人共同筹集"),
        new(Sector.Fireworks, ParticipationMode.Partnership, Relation.Self, 5, "与人合伙经营烟花爆竹零售点，仅在春节前后营业。", "家庭积蓄")
            { SubActivity = Participation.SubActivity.FireworksRetail },
        new(Sector.Hazchem, ParticipationMode.Financing, Relation.Self, 20, "为燃气公司周转提供借款并约定固定收益。", "家庭积蓄"),
        new(Sector.Fishery, ParticipationMode.Equity, Relation.Self, 10, "入股养殖合作社，在湖汊围网养殖，按股分红。", "工资收入"),
    ];

    /// <summary>Of a leading cadre's spouse, children and their spouses.</summary>
    public static IReadOnlyList<InterestPattern> OfFamily { get; } =
    [
        new(Sector.Sand, ParticipationMode.VehicleVessel, Relation.Spouse, 98, "配偶与人合购采砂船一艘，在澜江河段作业，收入按出资分成。", "夫妻共同积蓄和亲友借款"),
        new(Sector.SmallHydro, ParticipationMode.Equity, Relation.Spouse, 26, "配偶以自己名义持有小水电站股份，每年领取分红。", "夫妻共同积蓄"),
        new(Sector.Fireworks, ParticipationMode.Officer, Relation.Child, 0, "子女受聘担任烟花爆竹批发公司经理，负责采购。", "未出资") { PostHeld = "经理" },
        new(Sector.Hazchem, ParticipationMode.Equity, Relation.ChildSpouse, 45, "子女配偶婚前入股危险化学品仓储企业，至今持有。", "其父母资助"),
        new(Sector.Fishery, ParticipationMode.Contracting, Relation.Spouse, 9, "配偶承包库湾网箱养殖水面，雇工经营。", "家庭积蓄"),
        new(Sector.Mining, ParticipationMode.Nominee, Relation.Spouse, 60, "配偶出资入股石灰岩矿，登记在其同学名下。", "夫妻共同积蓄"),
        new(Sector.Other, ParticipationMode.Equity, Relation.Child, 20, "子女与同学合办公司，从事与水利无关的业务。", "家庭资助"),
    ];
}
