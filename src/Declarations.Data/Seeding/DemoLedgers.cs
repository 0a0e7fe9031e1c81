using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Seeding;

/// <summary>
/// Invented registers beside the rectification: ledgers of the level above and of the levels below, special actions, what supervision found, and clean units.
/// Each is for practice on a day of its own; whatever it is said to come to is the sum of what was entered.
/// </summary>
internal sealed class DemoLedgers(DeclarationsDb db, DateTimeOffset now, IReadOnlyDictionary<string, (Guid Account, Guid? Official)> cast)
{
    private static readonly DateOnly Autumn = new(2023, 11, 16), Spring = new(2022, 4, 30), NewYear = new(2022, 12, 30);

    /// <summary>Units whose heads do what is done here: none of them has a sign-in of the demo.</summary>
    private static readonly string[] Doing = ["demo-hydrology", "demo-irrigation", "demo-reservoir", "demo-office"];

    private static readonly UnitCategory[] Categories = [UnitCategory.Organ, UnitCategory.Enterprise, UnitCategory.Hall, UnitCategory.Project];

    private Dictionary<string, Unit> units = [];

    public async Task AddAsync(CancellationToken cancellation)
    {
        units = await db.Units.Include(unit => unit.Posts).ToDictionaryAsync(unit => unit.Code, cancellation);
        Ledger("demo-upper", "上级督察反馈问题台账", Origin.Upper, problems: 39, solved: 23, aspects: 3);
        Ledger("demo-lower", "下级单位问题台账", Origin.Inspection, problems: 95, solved: 78, aspects: 5);
        // One problem in seven or so needs a second measure.
        Ledger("demo-special", "水源地专项行动台账", Origin.Campaign, problems: 184, solved: 120, aspects: 4, second: number => number % 7 == 0 && number <= 168);
        Ledger("demo-special-groups", "河湖专项行动台账", Origin.Campaign, problems: 153, solved: 90, aspects: 8);
        AddSupervision();
        CleanUnits();
        var draft = Draft(RegisterKind.Gaps, "demo-gaps", "专项整治建章立制台账", units[DemoOrganisation.BureauCode], Autumn, null);
        draft.Add(By("office", Autumn.AddDays(-3)), new(Origin.Campaign, "退出凭证的要求没有写进制度。", null, Aspect: new(1, "制度方面")));
        db.Registers.Add(draft);
    }

    private void Ledger(string code, string title, Origin origin, int problems, int solved, int aspects, Func<int, bool>? second = null)
    {
        var register = Draft(RegisterKind.Service, code, title, units[DemoOrganisation.BureauCode], Autumn, null);
        var (taken, due) = (new DateOnly(2023, 3, 20), new DateOnly(2023, 9, 28));
        for (var number = 1; number <= problems; number++)
        {
            var problem = register.Add(By("office", taken), new(origin, $"{title}第{number}项：现场管理不到位，需要整改。", null,
                Aspect: new((number - 1) % aspects + 1, $"第{(number - 1) % aspects + 1}组")));
            for (var each = 0; each < (second?.Invoke(number) == true ? 2 : 1); each++)
                Plan(problem, taken, each == 0 ? "按要求整改到位，资料归档。" : "举一反三，排查同类问题。", number <= solved ? due : new(2023, 12, 20));
        }
        register.Issue(By("office", taken.AddDays(7)), new("整改任务分解表", "云水整改办〔2023〕2号", taken.AddDays(6)));
        foreach (var problem in register.Problems.Take(solved))
        {
            foreach (var measure in problem.Measures)
                Finish(measure, due.AddDays(-10));
            problem.Solve(By("discipline", due), "现场查看，问题已不存在，可以销号。");
        }
        db.Registers.Add(register);
    }

    /// <summary>58 cases of January to April, 26 with a sanction; 5 symposia on which 72 problems were raised; 32 visits with 25 problems assigned.</summary>
    private void AddSupervision()
    {
        var (register, activities) = (Draft(RegisterKind.Supervision, "demo-supervision", "作风问题监督检查台账", units[DemoOrganisation.BureauCode], Spring, null),
            new List<Activity>());
        register.Issue(By("office", new(2022, 1, 4)), new("年度监督检查方案", "云水监〔2022〕1号", new(2022, 1, 4)));
        foreach (var (month, cases, sanctioned) in new[] { (1, 12, 5), (2, 14, 6), (3, 17, 8), (4, 15, 7) })
            for (var each = 0; each < cases; each++)
            {
                var day = new DateOnly(2022, month, 6 + each);
                register.Add(By("discipline", day), new(Origin.Supervision, "办理群众事项推诿拖延。", units[Doing[each % Doing.Length]].Id))
                    .Dispose(By("discipline", day), each < sanctioned ? DisposalKind.Disciplinary : DisposalKind.Organisational, "按管理权限处置，结果已反馈。");
            }
        foreach (var (index, problems) in new[] { 15, 15, 14, 14, 14 }.Index())
        {
            var day = new DateOnly(2022, 2, 8).AddDays(index * 14);
            var symposium = Held(ActivityKind.Symposium, $"企业和群众座谈会第{index + 1}次", day, $"收集意见{problems}条，逐条督促办理。");
            for (var each = 0; each < problems; each++)
                register.Add(By("office", day), new(Origin.Meeting, "座谈会反映：办事材料重复提交。", units[Doing[each % Doing.Length]].Id), symposium.Id);
        }
        for (var visit = 0; visit < 32; visit++)
        {
            var day = new DateOnly(2022, 3, 1).AddDays(visit);
            var held = Held(ActivityKind.Visit, $"走访企业和项目现场第{visit + 1}家", day, visit < 25 ? "发现问题一个，已交办。" : "未发现问题。");
            if (visit < 25)
                Plan(register.Add(By("office", day), new(Origin.Supervision, "现场反映：许可办理时限没有告知。", units[Doing[visit % Doing.Length]].Id), held.Id),
                    day, "限期答复企业，公开办理时限。", new(2022, 5, 31));
        }
        db.Registers.Add(register);
        db.Activities.AddRange(activities);

        Activity Held(ActivityKind kind, string title, DateOnly on, string conclusion)
        {
            var activity = Activity.Plan(By("office", on.AddDays(-3)), register, kind, title, [units[Doing[0]].Id], on, cast["office"].Official);
            activity.Hold(By("office", on), on, "监督检查组三人", conclusion);
            activities.Add(activity);
            return activity;
        }
    }

    /// <summary>15 measures of 3 aspects, ten measures, and seventeen units with measures of their own.</summary>
    private void CleanUnits()
    {
        var first = Clean("demo-clean", "清廉机关创建", DemoOrganisation.Research, UnitCategory.Organ, 2022, "阳光科研", aspects: 3, measures: 5);
        var decision = new LegalBasis("关于命名清廉单元的决定", "云水清廉办〔2022〕3号", new(2022, 11, 28));
        first.Problems[0].Measures[0].Indicate(By("office", new(2022, 10, 31)), new("平均报销办理天数（天）", 300, 800, new(2022, 10, 31)), "办理台账");
        first.Award(By("office", new(2022, 11, 30)), CleanGrade.Standard, decision);
        first.Award(By("office", new(2022, 12, 20)), CleanGrade.Demonstration, decision with { Number = "云水清廉办〔2022〕5号", On = new(2022, 12, 19) });
        Clean("demo-clean-audit", "清廉审计创建", DemoOrganisation.Supervision, UnitCategory.Organ, 2022, "以审促廉", aspects: 1, measures: 10);
        var codes = DemoOrganisation.Plans.Select(plan => plan.Code).ToList();
        for (var each = 1; each <= 17; each++)
        {
            var register = Clean($"demo-clean-{each:00}", "违纪单位清廉创建", codes[(each - 1) % codes.Count], Categories[each % Categories.Length],
                each <= codes.Count ? 2021 : 2020, "对症整改", aspects: 1, measures: 2);
            if (each is not (1 or 2))
                continue;
            register.Award(By("office", new(2022, 11, 30)), CleanGrade.Standard, decision);
            if (each == 2)
                register.Award(By("office", new(2022, 12, 28)), CleanGrade.Revoked,
                    new("关于撤销清廉单元称号的决定", "云水清廉办〔2022〕7号", new(2022, 12, 27)));
        }
    }

    private Register Clean(string code, string title, string unit, UnitCategory category, int year, string feature, int aspects, int measures)
    {
        var day = new DateOnly(2022, 3, 10);
        var register = Draft(RegisterKind.CleanUnit, code, $"{units[unit].Name}{title}", units[unit], NewYear, new(category, year, feature));
        for (var aspect = 1; aspect <= aspects; aspect++)
        {
            var task = register.Add(By("office", day), new(Origin.SelfCheck, $"第{aspect}项任务：查找廉政风险，公开办理结果。", units[unit].Id,
                Aspect: new(aspect, $"第{aspect}方面")));
            for (var each = 1; each <= measures; each++)
                Plan(task, day, $"第{each}条措施：对照职责逐项落实。", new(2022, 12, 31));
        }
        register.Issue(By("office", day), new("清廉单元创建方案", "云水清廉办〔2022〕1号", day));
        db.Registers.Add(register);
        return register;
    }

    private Register Draft(RegisterKind kind, string code, string title, Unit body, DateOnly practice, CleanUnit? clean) =>
        Register.Draft(By("office", practice), kind, body, null,
            new(code, title, null, units[DemoOrganisation.Supervision], PracticeDate: practice, Clean: clean));

    private void Plan(Problem problem, DateOnly on, string text, DateOnly due)
    {
        var unit = units[Doing[problem.Number % Doing.Length]];
        var head = unit.Posts.Where(post => post.Kind == UnitPostKind.Head).Select(post => (Guid?)post.OfficialId).FirstOrDefault()
            ?? unit.Posts.First(post => post.Kind != UnitPostKind.Deputy).OfficialId;
        problem.Add(By("office", on), new(text, unit, head, head, DeadlineClass.ByDate, due));
    }

    private void Finish(Measure measure, DateOnly on)
    {
        measure.Claim(By("office", on), "已整改到位。", "整改资料");
        measure.Pass(By("discipline", on.AddDays(4)), new(cast["discipline"].Account, null, measure.Problem.Register.UnitId), "查阅资料，现场核对。");
    }

    /// <summary>Days that are long past, one after the other, before the demo was made.</summary>
    private Act By(string who, DateOnly day) => new DemoTime(now, Autumn).Act(day, 0.5) with { AccountId = cast[who].Account };
}
