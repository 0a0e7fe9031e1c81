using Declarations.Data.Tips;
using Declarations.Organisation;
using Declarations.References;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Seeding;

/// <summary>A desk of the fictional bureau with the one of its city above it, 38 service items in five categories, and invented tips.</summary>
/// <param name="officers">Who opens the desk, with passwords of the demo; two at least.</param>
public sealed class DemoTips(TipsDb db, Unit bureau, Unit city, IReadOnlyList<(Guid AccountId, string Password)> officers, WorkingDays calendar, DateOnly today)
{
    public const string BureauCode = DemoOrganisation.BureauCode;

    /// <summary>38 service items in five categories (Liuyang publishes 38; their list is not known, so these are invented around those named).</summary>
    public static IReadOnlyDictionary<TopicCategory, IReadOnlyList<(string Chinese, string English)>> Services { get; } =
        new Dictionary<TopicCategory, IReadOnlyList<(string, string)>>
        {
            [TopicCategory.VillageAffairs] = [("村级财务公开", "Village accounts made public"), ("村级工程公开", "Village works made public"),
                ("收益分配公开", "Distribution of income made public"), ("低保名单公示", "List of allowances made public"),
                ("救灾物资发放公示", "Relief goods made public"), ("村民会议决议", "Decisions of the villagers' meeting"),
                ("印章使用", "Use of the village seal"), ("村务监督意见答复", "Answers to village supervisors")],
            [TopicCategory.CollectiveAssets] = [("集体资金收支", "Collective income and spending"), ("集体资产出租", "Letting of collective property"),
                ("集体土地发包", "Contracting of collective land"), ("山塘水面承包", "Contracting of ponds"), ("债权债务", "Claims and debts"),
                ("资产处置", "Disposal of property"), ("收益分配", "Distribution of income"), ("合同管理", "Contracts")],
            [TopicCategory.Projects] = [("村级工程招标", "Tenders for village works"), ("小型水利工程", "Small water works"), ("农村公路", "Rural roads"),
                ("高标准农田", "High-standard farmland"), ("饮水安全工程", "Safe drinking water"), ("工程验收", "Acceptance of works"),
                ("工程款支付", "Payment for works")],
            [TopicCategory.Benefits] = [("耕地地力补贴", "Subsidy for farmland"), ("农机购置补贴", "Subsidy for machines"), ("水库移民后期扶持", "Support after resettlement"),
                ("退耕还林补助", "Support for reforestation"), ("危房改造补助", "Support for unsafe houses"), ("农业保险理赔", "Agricultural insurance"),
                ("产业帮扶资金", "Funds for local industry"), ("渔民补助", "Support for fishers")],
            [TopicCategory.Livelihood] = [("宅基地审批", "Approval of homesteads"), ("最低生活保障", "Minimum living allowance"), ("临时救助", "Temporary relief"),
                ("农村用水", "Rural water supply"), ("医疗保险缴费", "Payment of health insurance"), ("残疾人补贴", "Disability allowance"),
                ("证明开具", "Issuing of certificates")],
        };

    public async Task<bool> IsNeededAsync(CancellationToken cancellation) => !await db.Desks.AnyAsync(cancellation);

    public async Task SeedAsync(CancellationToken cancellation)
    {
        var keys = new DeskKeys(db);
        foreach (var (account, password) in officers)
            await keys.EnrolAsync(account, password, cancellation);
        await keys.MakeAsync(today, cancellation);
        db.Desks.Add(new Desk { Id = city.Id, Name = city.Name + "纪检监察机关", NameInEnglish = "Discipline body of the city", Contact = "虚构，仅供演示" });
        db.Desks.Add(new Desk
        {
            Id = bureau.Id,
            Name = bureau.Name + "专项整治办",
            NameInEnglish = "Governance office of the bureau",
            AboveId = city.Id,
            Contact = "工作日 9:00-17:00\n虚构，仅供演示",
        });
        db.Topics.AddRange(TopicCategories.Of(TipKind.Tip).Select(category => new Topic
        {
            Category = category,
            Name = Names[category].Chinese,
            NameInEnglish = Names[category].English,
        }));
        db.Topics.AddRange(Services.SelectMany(group => group.Value.Select((item, n) => new Topic
        {
            Category = group.Key,
            Name = item.Chinese,
            NameInEnglish = item.English,
            OwnerUnitId = bureau.Id,
            OwnerName = bureau.Name,
            Days = 5 + n % 3 * 5,
        })));
        await db.SaveChangesAsync(cancellation);
        await SendAsync(cancellation);
        await new TipKeeping(db).ReleaseAsync(cancellation);
        db.ChangeTracker.Clear();
        await HandleAsync(keys, cancellation);
        db.ChangeTracker.Clear();
    }

    private static readonly Dictionary<TopicCategory, (string Chinese, string English)> Names = new()
    {
        [TopicCategory.Mining] = ("涉矿问题", "Mining"),
        [TopicCategory.Sand] = ("涉砂问题", "River sand"),
        [TopicCategory.Fishery] = ("涉渔问题", "Fishery"),
        [TopicCategory.SmallHydropower] = ("小水电问题", "Small hydropower"),
        [TopicCategory.Fireworks] = ("烟花爆竹问题", "Fireworks"),
        [TopicCategory.HazardousChemicals] = ("危险化学品问题", "Hazardous chemicals"),
        [TopicCategory.OtherSector] = ("其他行业问题", "Another sector"),
        [TopicCategory.ShamExit] = ("明退实不退", "Exit on paper only"),
        [TopicCategory.Concealed] = ("隐瞒不报", "Interest not declared"),
        [TopicCategory.Price] = ("高价转让", "Sold at too high a price"),
        [TopicCategory.ForOthers] = ("利用职权为他人谋利", "Gain for others by office"),
        [TopicCategory.NoAction] = ("监管不作为", "Supervision that does not act"),
        [TopicCategory.GoingThroughMotions] = ("走过场", "Going through the motions"),
        [TopicCategory.Retaliation] = ("打击报复", "Retaliation"),
    };

    private static readonly (TopicCategory Category, int DaysAgo, string About, string Facts)[] Sent =
    [
        (TopicCategory.ShamExit, 60, "某水电站原股东", "去年八月登记退出，股份转到岳父名下，每季度分红仍由本人签字领取。"),
        (TopicCategory.Sand, 45, "某采砂船", "夜间十一点后仍在禁采河段作业，巡查前总能提前停工。"),
        (TopicCategory.Concealed, 19, "", "填报时写“无”，实际与亲戚合伙承包鱼塘，合同在村里。"),
        (TopicCategory.NoAction, 12, "某监督检查科室", "群众三次反映弃渣入河，检查记录都写“未发现问题”。"),
        (TopicCategory.GoingThroughMotions, 6, "", "谈话提醒只拍照、不谈内容，签到表是事后补的。"),
        (TopicCategory.Livelihood, 9, "", "宅基地审批材料交了两个月，没有回音。"),
        (TopicCategory.Projects, 3, "", "村口的排水沟验收不到一个月就塌了一段。"),
    ];

    private async Task SendAsync(CancellationToken cancellation)
    {
        var (intake, topics) = (new TipIntake(db), await db.Topics.AsNoTracking().OrderBy(topic => topic.Days).ToListAsync(cancellation));
        foreach (var (category, daysAgo, about, facts) in Sent)
        {
            var (code, day) = (SlipCode.New(), new TipDay(today.AddDays(-daysAgo), calendar));
            await intake.SendAsync(code, new TipWords { TopicId = topics.First(topic => topic.Category == category).Id, About = about, Facts = facts }, null,
                bureau.Id, day, cancellation);
            await new TipFiles(db).TakeAsync((await intake.FindAsync(code, cancellation))!, new MemoryStream("%PDF-1.4\n%%EOF"u8.ToArray()), "情况说明.pdf", day,
                cancellation);
        }
    }

    /// <summary>Some have gone further: one with a question, one accepted and sent to check, one answered.</summary>
    private async Task HandleAsync(DeskKeys keys, CancellationToken cancellation)
    {
        var (tips, day) = (new TipDesk(db), new TipDay(today, calendar));
        using var desk = (await keys.OpenAsync(officers[0].AccountId, officers[0].Password, cancellation))!;
        var ids = await db.Tips.OrderBy(tip => tip.ReceivedOn).Select(tip => tip.Id).ToListAsync(cancellation);
        var open = (await tips.FindAsync(desk, ids[0], [bureau.Id], [], null, cancellation))!;
        await tips.ActAsync(desk, open, TipVerb.Accept, "已受理。", new(today.AddDays(-50), calendar), cancellation);
        await tips.SendToCheckAsync(desk, open, "核查某水电站一名股东退出后是否仍领取分红。", null, new(today.AddDays(-49), calendar), cancellation);
        open = (await tips.FindAsync(desk, ids[2], [bureau.Id], [], null, cancellation))!;
        await tips.ActAsync(desk, open, TipVerb.Ask, "合同是哪一年签的？保存在哪一级？", new(today.AddDays(-10), calendar), cancellation);
        open = (await tips.FindAsync(desk, ids[3], [bureau.Id], [], null, cancellation))!;
        await tips.ActAsync(desk, open, TipVerb.Accept, "已受理。", new(today.AddDays(-8), calendar), cancellation);
        await tips.ConcludeAsync(desk, open, TipResult.Partly, "已查实两次检查未到现场。", day, cancellation);
    }
}
