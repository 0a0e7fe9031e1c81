using System.Globalization;
using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reporting.Workbooks;

/// <summary>Every fixed text of the summary table (Annex 3) in one language. <see cref="Chinese"/> is the official form.</summary>
public sealed record SummaryWords
{
    public required string SheetName { get; init; }
    public required string AnnexLabel { get; init; }
    /// <summary>First line of the title, from the city's name.</summary>
    public required Func<string, string> Title { get; init; }
    public required string TitleSecondLine { get; init; }

    /// <summary>Labels of head and foot end with their colon: what follows is written, stamped or signed.</summary>
    public required string UnitLabel { get; init; }
    public required string ResponsiblePersonLabel { get; init; }
    public required string FilledOnLabel { get; init; }
    public required string FilledByLabel { get; init; }
    public required string TelephoneLabel { get; init; }

    /// <summary>Group over columns 2-6.</summary>
    public required string OfficialGroup { get; init; }
    /// <summary>Group over columns 7-14.</summary>
    public required string ParticipationGroup { get; init; }
    /// <summary>Group over columns 7-8, within the one above.</summary>
    public required string ParticipantGroup { get; init; }
    /// <summary>Group over columns 15-17.</summary>
    public required string CorrectionGroup { get; init; }
    /// <summary>Headings of the 19 columns, in order.</summary>
    public required IReadOnlyList<string> Headings { get; init; }
    /// <summary>The notes (说明) under the table; the first carries the word that opens them.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
    /// <summary>另附说明 under the notes, for the officials of whom there is something to remark.</summary>
    public required Func<SummaryOfficial, string?> Remark { get; init; }
    /// <summary>Of an official whose version cannot be opened; the argument is its receipt number.</summary>
    public required Func<string, string> Unreadable { get; init; }
    /// <summary>Page footer, from page number and number of pages.</summary>
    public required Func<string, string, string> PageFooter { get; init; }

    public required string Exited { get; init; }
    public required string OrderedExit { get; init; }
    public required Func<Rank, string> Rank { get; init; }
    public required Func<PoliticalStatus, string> PoliticalStatus { get; init; }
    /// <summary>Column 8: name and relation.</summary>
    public required Func<string, Relation, string> Relative { get; init; }
    public required Func<ParticipationMode, string> Mode { get; init; }
    public required Func<Sector, string> Sector { get; init; }
    /// <summary>Column 11: first and last day; a null last day means that it is still going on, a null first day that it is not known.</summary>
    public required Func<DateOnly?, DateOnly?, string> Period { get; init; }
    public required Func<DateOnly, string> Date { get; init; }
    /// <summary>Column 18 from the differences found by a check; none means 属实.</summary>
    public required Func<IReadOnlyList<Difference>, string> Verification { get; init; }

    /// <summary>The form as the plan prints it.</summary>
    public static SummaryWords Chinese { get; } = new()
    {
        SheetName = "汇总表",
        AnnexLabel = "附件3",
        Title = city => $"{city}清理整治国家公职人员违规参与涉矿等经营性活动情况",
        TitleSecondLine = "汇 总 表",
        UnitLabel = "填报单位（盖章）：",
        ResponsiblePersonLabel = "主要负责人（签字）：",
        FilledOnLabel = "填报日期：",
        FilledByLabel = "填表人：",
        TelephoneLabel = "联系电话：",
        OfficialGroup = "国家公职人员基本情况",
        ParticipationGroup = "参与经营性活动情况",
        ParticipantGroup = "参与经营性活动人员",
        CorrectionGroup = "清理纠正情况",
        Headings =
        [
            "序号", "姓名", "年龄", "工作单位及职务", "职级", "政治面貌", "本人", "近亲属（姓名、关系）", "参与方式",
            "涉及行业部门", "参与时间", "参与内容", "涉及金额（万元）", "获利（万元）", "主动报告阶段退出",
            "核查阶段退出", "约定退出", "核查情况", "处理情况",
        ],
        Notes =
        [
            "说明：1．本表供单位统计使用，如有其它情况，另附说明。",
            "2．“涉及行业部门”：填涉矿、涉砂、涉渔、涉小水电、涉烟花爆竹、涉危险化学品等6大类，不属于上述6大类填其他类。",
            "3．“退出情况”：（1）在主动报告阶段已退出的，填写“已退”；（2）在核查阶段中退出的，填写“已责成退出”；（3）在核查阶段未退出，但已明确退出时间节点的，按约定时间节点填写。",
            "4．“核查情况”：核查与主动报告情况一致的，填写“属实”；不一致的，按参与人员、参与方式、参与内容、涉及金额及获利等情形如实填写。",
            "5．“处理情况”按免予处理、组织处理、纪律处分三类填写，并注明给予相应处理原因；给予了组织处理、纪律处分的，另附页报送个案情况。",
            "6．本表格可用A3纸张打印。",
        ],
        Remark = official => official is { SupplementedOn: null, IsOnPaper: false } ? null
            : $"另附说明：序号 {official.Sequence} {official.Name}，" + (official.SupplementedOn is { } day ? $"按{ChineseDay(day)}补充报告填写。" : "")
            + (official.IsOnPaper ? "按纸质报告录入。" : ""),
        Unreadable = number => $"回执编号 {number} 的报告内容无法读取，此处缺其申报事项，请系统管理员从备份恢复。",
        PageFooter = (page, pages) => $"第 {page} 页，共 {pages} 页",
        Exited = "已退",
        OrderedExit = "已责成退出",
        Rank = RankName,
        PoliticalStatus = PoliticalStatusName,
        Relative = (name, relation) => $"{name}（{RelationName(relation)}）",
        Mode = ModeName,
        Sector = SectorName,
        Period = PeriodText,
        Date = ChineseDay,
        Verification = differences => differences.Count == 0 ? "属实" : string.Join("；", differences.Select(DifferenceText)),
    };

    private static string PeriodText(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        (null, null) => "",
        ({ } first, null) => $"{Month(first)}至今",
        (null, { } last) => $"至{Month(last)}",
        ({ } first, { } last) => $"{Month(first)}至{Month(last)}",
    };

    private static string ChineseDay(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    private static string Month(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}.{day.Month}");

    private static string DifferenceText(Difference difference)
    {
        var (item, said, found) = difference.Item switch
        {
            DifferenceItem.Participant => ("参与人员", Value(difference.Said), Value(difference.Found)),
            DifferenceItem.Mode => ("参与方式", Value(difference.Said), Value(difference.Found)),
            DifferenceItem.Content => ("参与内容", Value(difference.Said), Value(difference.Found)),
            DifferenceItem.Amount => ("涉及金额", Amount(difference.Declared), Amount(difference.Verified)),
            DifferenceItem.Profit => ("获利", Amount(difference.Declared), Amount(difference.Verified)),
            _ => throw new ArgumentOutOfRangeException(nameof(difference), difference.Item, null),
        };
        return $"{item}：{(said is null ? "未申报" : "申报" + said)}{(found is null ? "" : "，核实" + found)}";
    }

    private static string? Value(DifferenceValue? value) => value switch
    {
        { Holder: { } holder } => RelationName(holder),
        { Mode: { } mode } => ModeName(mode),
        _ => value?.Content,
    };

    private static string? Amount(Money? money) =>
        money is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Wan:0.######}万元") : null;

    private static string RankName(Rank rank) => rank switch
    {
        Roster.Rank.BureauChief => "正厅级",
        Roster.Rank.BureauDeputy => "副厅级",
        Roster.Rank.CountyChief => "正处级",
        Roster.Rank.CountyDeputy => "副处级",
        Roster.Rank.TownshipChief => "正科级",
        Roster.Rank.TownshipDeputy => "副科级",
        Roster.Rank.SectionMember => "科员",
        Roster.Rank.Clerk => "办事员",
        Roster.Rank.None => "无",
        _ => throw new ArgumentOutOfRangeException(nameof(rank), rank, null),
    };

    /// <summary>Short names of GB/T 4762-1984.</summary>
    private static string PoliticalStatusName(PoliticalStatus status) => status switch
    {
        Roster.PoliticalStatus.CpcMember => "中共党员",
        Roster.PoliticalStatus.CpcProbationary => "中共预备党员",
        Roster.PoliticalStatus.CylMember => "共青团员",
        Roster.PoliticalStatus.Rcck => "民革",
        Roster.PoliticalStatus.Cdl => "民盟",
        Roster.PoliticalStatus.Cndca => "民建",
        Roster.PoliticalStatus.Capd => "民进",
        Roster.PoliticalStatus.Cpwdp => "农工党",
        Roster.PoliticalStatus.Czgp => "致公党",
        Roster.PoliticalStatus.Jiusan => "九三学社",
        Roster.PoliticalStatus.Tdsgl => "台盟",
        Roster.PoliticalStatus.NonParty => "无党派",
        Roster.PoliticalStatus.Masses => "群众",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static string RelationName(Relation relation) => relation switch
    {
        Relation.Self => "本人",
        Relation.Spouse => "配偶",
        Relation.Child => "子女",
        Relation.ChildSpouse => "子女配偶",
        Relation.Parent => "父母",
        Relation.Sibling => "兄弟姐妹",
        Relation.ExSpouse => "前配偶",
        Relation.Other => "其他",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
    };

    private static string ModeName(ParticipationMode mode) => mode switch
    {
        ParticipationMode.Equity => "入股、参股",
        ParticipationMode.Nominee => "代持、隐名",
        ParticipationMode.DryShare => "干股",
        ParticipationMode.LoanDisguised => "以借贷为名入股",
        ParticipationMode.Partnership => "合伙",
        ParticipationMode.SoleTrader => "个体经营、个人独资",
        ParticipationMode.Contracting => "承包、租赁经营",
        ParticipationMode.Officer => "任职、兼职",
        ParticipationMode.Financing => "借款、担保、出资",
        ParticipationMode.VehicleVessel => "自有船舶车辆设备参与",
        ParticipationMode.Brokerage => "有偿中介",
        ParticipationMode.ListedShares => "上市公司股票",
        ParticipationMode.OrdinaryEmployment => "一般从业",
        ParticipationMode.Other => "其他",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    private static string SectorName(Sector sector) => sector switch
    {
        Participation.Sector.Mining => "涉矿",
        Participation.Sector.Sand => "涉砂",
        Participation.Sector.Fishery => "涉渔",
        Participation.Sector.SmallHydro => "涉小水电",
        Participation.Sector.Fireworks => "涉烟花爆竹",
        Participation.Sector.Hazchem => "涉危险化学品",
        Participation.Sector.Other => "其他类",
        _ => throw new ArgumentOutOfRangeException(nameof(sector), sector, null),
    };
}
