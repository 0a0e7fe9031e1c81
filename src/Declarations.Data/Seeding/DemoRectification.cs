using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Seeding;

/// <summary>
/// An invented rectification after an invented inspection, for practice on 16 November 2023: 6 aspects, 18 problems, 115 measures. Whatever it is said to
/// come to is the sum of what was entered.
/// </summary>
internal sealed class DemoRectification(DeclarationsDb db, DemoTime time, IReadOnlyDictionary<string, (Guid Account, Guid? Official)> cast)
{
    public const string Code = "demo-rectification";
    public static readonly DateOnly PracticeDay = new(2023, 11, 16);

    private const int MostMeasures = 7, LongProblems = 7;
    private const int WithheldNumber = 18;
    /// <summary>Numbers of problems of which all is done.</summary>
    private static readonly int[] Finished = [1, 3, 7, 9, 11];
    /// <summary>Of the others the last measure is at work and the one before it basically done; of these two are.</summary>
    private static readonly int[] Slow = [2, 13, 14, 15, 16, 17];

    private static readonly DateOnly Feedback = new(2023, 3, 3), Issued = new(2023, 4, 10), Counted = new(2023, 11, 6);
    private static readonly LegalBasis Plan = new("整改工作方案", "云水党组〔2023〕12号", new(2023, 4, 7));

    private static readonly (string Aspect, string[] Problems)[] Aspects =
    [
        ("落实水安全责任方面",
        [
            "学习水安全有关要求不够深入，结合本地实际研究不多。", "信访件办理不彻底，一些河段反复出现投诉。", "水源地巡查记录不完整。",
        ]),
        ("解决群众关心的水问题方面", ["农村黑臭水体治理进度慢。", "城区排水管道改造滞后。"]),
        ("执法监管方面", ["执法人员培训不足，办案质量不高。", "非现场监管手段运用不够。"]),
        ("廉政建设方面",
        [
            "任前廉政谈话走形式。", "项目评审专家抽取不规范。", "关键岗位轮岗不到位。", "对下属单位日常监督偏软。",
        ]),
        ("干部队伍建设方面", ["年轻干部培养缺少计划。", "借调人员长期不归位。", "基层站所空编较多。"]),
        ("内部管理方面",
        [
            "采购计划编制不细。", "公务用车管理有漏洞。", "合同管理台账不全。", "个别历史遗留事项处理缓慢。",
        ]),
    ];

    private static readonly string[] Steps =
    [
        "逐条学习有关规定，形成学习记录。", "制定或者修订管理制度，明确责任和流程。", "全面排查，建立问题底数清单。", "对排查出的问题逐项整治，逐项核对。",
        "开展专题培训，组织测试。", "建立月调度机制，按月通报进度。", "组织检查组现场核对整治效果。",
    ];

    private static readonly string[] Leading =
        [DemoOrganisation.Research, DemoOrganisation.Hydropower, DemoOrganisation.Design, "demo-planning", "demo-resources", "demo-enforcement", "demo-river"];

    private Dictionary<string, Unit> units = [];

    public async Task AddAsync(CancellationToken cancellation)
    {
        units = await db.Units.Include(unit => unit.Posts).ToDictionaryAsync(unit => unit.Code, cancellation);
        var bureau = units[DemoOrganisation.BureauCode];
        var register = Register.Draft(By("office", Feedback.AddDays(10)), RegisterKind.Rectification, bureau, null, new(Code, "市委第四巡察组反馈意见",
            "市委第四巡察组", units[DemoOrganisation.Supervision], new(2022, 9, 22), new(2022, 12, 20), Feedback,
            "组长：党组书记、局长\n副组长：党组成员、副局长\n成员：各科室和局属单位主要负责人\n办公室设在监察室",
            "电话：0000-0000000（演示）\n地址：云澜市演示路1号\n邮编：000000\n电子邮箱：demo@example.invalid\n时间：工作日9:00—17:00", PracticeDay));
        var number = 0;
        foreach (var (index, (aspect, texts)) in Aspects.Index())
            foreach (var text in texts)
                AddProblem(register, ++number, new(index + 1, aspect), text);
        register.Issue(By("office", Issued), Plan);
        foreach (var problem in register.Problems)
            Work(problem);
        register.Problems[WithheldNumber - 1].Withhold(By("office", new(2023, 10, 20)), WithheldReason.CaseOpen, "有关案件尚在办理，结论未公布。",
            new("关于公开范围的批复", "云巡办复〔2023〕9号", new(2023, 10, 18)));
        db.Registers.Add(register);
        db.Activities.AddRange(Activities(register));
    }

    private void AddProblem(Register register, int number, Aspect aspect, string text)
    {
        var problem = register.Add(By("office", Feedback.AddDays(20)), new(Origin.Inspection, text, null, Aspect: aspect));
        var count = number <= LongProblems ? MostMeasures : MostMeasures - 1;
        for (var each = 1; each <= count; each++)
        {
            var unit = units[Leading[(number + each) % Leading.Length]];
            var open = !Finished.Contains(number) && each == count;
            problem.Add(By("office", Feedback.AddDays(25)), new($"{text.TrimEnd('。')}：{Steps[each - 1]}", unit, cast["leader"].Official, HeadOf(unit),
                each == 1 ? DeadlineClass.Immediate : open && number % 2 == 0 ? DeadlineClass.LongTerm : DeadlineClass.ByDate,
                open ? new DateOnly(2023, 12, 1).AddDays(number * 3) : new DateOnly(2023, 5, 30).AddDays(each * 20)));
        }
    }

    private void Work(Problem problem)
    {
        var isFinished = Finished.Contains(problem.Number);
        foreach (var measure in problem.Measures)
        {
            var left = problem.Measures.Count - measure.Number;
            measure.Acknowledge(By(measure, new(2023, 4, 17)));
            Bring(problem, measure);
            if (!isFinished && left == 0)
                measure.Progress(By(measure, new(2023, 10, 16)), "已完成方案和摸底，正在分批推进。");
            else
                Finish(measure, basic: !isFinished && (left == 1 || left == 2 && Slow.Contains(problem.Number)));
        }
        if (isFinished)
            problem.Solve(By("discipline", new(2023, 11, 2)), "实地查看并随机询问职工群众，反映的情况已不存在，制度运行正常，可以销号。");
    }

    private void Finish(Measure measure, bool basic)
    {
        var day = measure.DueOn.AddDays(-8);
        measure.Claim(By(measure, day), basic ? "主体工作已完成，资料归档和后续巩固还在进行。" : "已按要求完成，资料齐全。",
            $"整改报告（2023）第{measure.Problem.Number}—{measure.Number}号", basic ? new DateOnly(2024, 3, 29) : null);
        measure.Pass(By("discipline", day.AddDays(4)), new(cast["discipline"].Account, null, measure.Problem.Register.UnitId), "查阅原始资料，现场核对，抽问三人。");
        if (basic)
            Count(measure);
    }

    /// <summary>47 rules, people trained, letters of accountability.</summary>
    private void Bring(Problem problem, Measure measure)
    {
        if (measure.Number == 2)
            measure.Achieve(By(measure, new(2023, 5, 12)), new(ResultCode.RuleMade, problem.Number % 2 == 0 ? 100 : 200), null, "制度文本");
        if (measure.Number == 2 && problem.Number <= 10)
            measure.Achieve(By(measure, new(2023, 5, 15)), new(ResultCode.RuleRevised, 200), null, "修订文本");
        if ((problem.Number, measure.Number) == (6, 5))
            measure.Achieve(By(measure, new(2023, 6, 1)), new(ResultCode.PeopleTrained, 278900), null, "签到表");
        if ((problem.Number, measure.Number) == (8, 4))
            measure.Achieve(By(measure, new(2023, 6, 1)), new(ResultCode.LettersIssued, 800), "问责提醒函", "函件存根");
    }

    /// <summary>Letters of two rounds, of which fifty became long-term; rural waters and pipes. Counted on a day of their own.</summary>
    private void Count(Measure measure)
    {
        switch (measure.Problem.Number, measure.Number)
        {
            case (2, 5):
                measure.Extend(By("office", new(2023, 10, 9)), new(2025, 12, 31),
                    new("关于调整信访件办理目标的通知", "云水整改办〔2023〕7号", new(2023, 10, 8)), DeadlineClass.LongTerm);
                Tally("第二轮信访件", 3917, 3867, 50);
                Tally("重复信访件", 42, 41, 1);
                Tally("自办信访件", 2726, 1641, 905);
                Tally("自办信访件/噪声", 795, 522, 170);
                Tally("自办信访件/油烟", 178, 108, 43);
                Tally("自办信访件/扬尘", 164, 76, 55);
                break;
            case (4, 6): Tally("农村黑臭水体", 28, 24, 0); break;
            case (5, 6): measure.Count(By(measure, Counted), new("排水管道公里数", 1195, 711, 0, Counted), "统计表"); break;
        }

        void Tally(string category, int total, int done, int staged) =>
            measure.Count(By(measure, Counted), new(category, total * 100L, done * 100L, staged * 100L, Counted), "统计表");
    }

    private IEnumerable<Activity> Activities(Register register)
    {
        for (var each = 0; each < 18; each++)
            yield return Held(ActivityKind.OnSite, $"现场督导第{each + 1}次", Leading[each % Leading.Length], new DateOnly(2023, 5, 9).AddDays(each * 9));
        for (var each = 0; each < 3; each++)
            yield return Held(ActivityKind.Education, $"警示教育第{each + 1}次", DemoOrganisation.BureauCode, new DateOnly(2023, 5, 19).AddDays(each * 60));
        for (var each = 0; each < 4; each++)
            yield return Held(ActivityKind.Meeting, $"整改专题会议第{each + 1}次", DemoOrganisation.BureauCode, new DateOnly(2023, 4, 14).AddDays(each * 55));

        Activity Held(ActivityKind kind, string title, string at, DateOnly on)
        {
            var activity = Activity.Plan(By("office", on.AddDays(-3)), register, kind, title, [units[at].Id], on, cast["office"].Official);
            activity.Hold(By("office", on), on, "整改办和有关单位负责人", "按计划开展，问题当场交办。");
            return activity;
        }
    }

    private static Guid? HeadOf(Unit unit) =>
        unit.Posts.Where(post => post.Kind != UnitPostKind.Deputy).OrderBy(post => post.Kind).Select(post => (Guid?)post.OfficialId).FirstOrDefault();

    private Act By(Measure measure, DateOnly day) => By(
        measure.LeadUnit.Code switch { DemoOrganisation.Research => "head", DemoOrganisation.Hydropower => "cadre", _ => "leader" }, day);

    private Act By(string who, DateOnly day) => time.Act(day, 0.5) with { AccountId = cast[who].Account };
}
