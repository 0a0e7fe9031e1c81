using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Questions;
using Declarations.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Seeding;

/// <summary>Invented clues in every state, and a supervision plan with what it found, in the practice campaign: the weeks before its day.</summary>
internal sealed class DemoRegisters(DeclarationsDb db, DemoTime time, Campaign campaign, IReadOnlyDictionary<string, (Guid Account, Guid? Official)> cast)
{
    private static readonly LegalBasis Plan = new("监督检查方案", "云水整治办〔2017〕6号", new(2017, 8, 28));

    private Checker Discipline(Register register) => new(cast["discipline"].Account, null, register.UnitId);

    public async Task AddAsync(CancellationToken cancellation)
    {
        var units = await db.Units.Include(unit => unit.Posts).ToDictionaryAsync(unit => unit.Code, cancellation);
        var bureau = units[DemoOrganisation.BureauCode];
        var whose = await db.Campaigns.SingleAsync(each => each.Id == campaign.Id, cancellation);
        AddClues(whose, bureau, units);
        AddSupervision(whose, bureau, units);
        AddQuestions(whose, units);
    }

    private void AddQuestions(Campaign whose, Dictionary<string, Unit> units)
    {
        var wages = Ask("cadre", 6, "我爱人在一家渔业合作社做会计，只领工资，要不要报告？");
        wages.Reply(By("office", 7), "只领取劳动报酬、不持股、不任职的，不属于参与经营，不用报告；担任董事、监事、高级管理人员的要报告。");
        wages.Explain(By("office", 8), wages.Clause, "亲属在六类行业的企业里领工资，算不算参与经营？",
            "只领取劳动报酬、不持股、不任职的，不算；担任董事、监事、高级管理人员的，要报告。", "多个单位问到");
        // whole, since nothing is looked at again once it is added
        db.Questions.AddRange(wages, Ask("filer", 12, "2014年已经退出的入股，还要填吗？"));

        Question Ask(string who, int day, string text) =>
            Question.Ask(By(who, day), whose, units[DemoOrganisation.Research].Id, "clause.Plan.四1", text);
    }

    private void AddClues(Campaign whose, Unit bureau, Dictionary<string, Unit> units)
    {
        var register = Register.Draft(By("office", 29), RegisterKind.Clue, bureau, whose);
        register.Issue(By("office", 29), new(whose.Name, "五（三）", Plan.On));
        Clue(Origin.Tip, "有人反映河道管理站有职工与他人合伙经营采砂船，船由亲友出面登记。", "demo-river", 14);
        var open = Clue(Origin.CrossCheck, "企业登记信息显示一名职工的配偶为小水电公司股东，报告表填写“无”。", DemoOrganisation.Hydropower, 11);
        Assign(open, "cadre", 12, 30);
        var late = Clue(Origin.SpotCheck, "抽查发现一份退出协议的受让人与转让人同住一址，可能明退实不退。", DemoOrganisation.Design, 4);
        Assign(late, "head", 4, 15).Progress(By("head", 8), "已调阅股权变更登记，等待银行回单。");
        var claimed = Clue(Origin.GainForOthers, "有企业反映设计院人员推荐固定的砂石供应商。", DemoOrganisation.Design, 5);
        Assign(claimed, "head", 5, 29).Claim(By("head", 15), "查阅三个项目的采购记录，供应商均由比选确定，未见推荐。", "核查报告（2017）第4号");
        var closed = Clue(Origin.Unit, "单位自查中有职工说不清楚一笔入股款的去向。", DemoOrganisation.Research, 1);
        var check = Assign(closed, "head", 1, 29);
        check.Claim(By("head", 6), "入股款已于2016年退回本人，银行流水吻合。", "核查报告（2017）第1号");
        check.Pass(By("discipline", 8), Discipline(register), "核对银行流水原件。");
        closed.Solve(By("office", 11), "反映的问题不属实，予以了结。", ClueDisposition.Closed);
        Clue(Origin.Tip, "有人反映某企业围标，涉案人员不属于本局。", null, 6).HandOver(By("office", 13), Receiver.Judiciary,
            new("线索接收回执", "云检收〔2017〕21号", new(2017, 9, 13)));
        db.Registers.Add(register);

        Problem Clue(Origin origin, string text, string? unit, int day) =>
            register.Add(By("office", day), new(origin, text, unit is null ? null : units[unit].Id));

        Measure Assign(Problem clue, string who, int day, int due) => clue.Add(By("office", day),
            new("核对登记资料和银行流水，约谈有关人员。", bureau, null, cast[who].Official, DeadlineClass.ByDate, new(2017, 9, due)));
    }

    private void AddSupervision(Campaign whose, Unit bureau, Dictionary<string, Unit> units)
    {
        var (register, activities) = (Register.Draft(By("office", 1), RegisterKind.Supervision, bureau, whose), new List<Activity>());
        register.Issue(By("office", 1), Plan);
        var circular = Planned(ActivityKind.Circular, "转发省专项整治办第3期简报", 4, DemoOrganisation.Research, DemoOrganisation.Design, "demo-river", "demo-irrigation");
        circular.Hold(By("office", 4), new(2017, 9, 4), "书面转发", "各单位对照简报通报的四类问题自查，并于9月15日前确认已阅。");
        var river = units["demo-river"];
        circular.Answer(time.Act(new(2017, 9, 5), 0.5), river.Id, river.Posts.First(post => post.Kind == UnitPostKind.Head).OfficialId, null);
        var hearing = Planned(ActivityKind.HearReport, "听取自查自纠情况汇报", 7, DemoOrganisation.Research);
        hearing.Hold(By("office", 7), new(2017, 9, 7), "所领导班子和各室负责人，共11人", "动员到位；填报进度慢于全局平均，对退出手续的要求讲得不清楚。");
        Planned(ActivityKind.ReadFiles, "查阅个人报告和退出凭证", 12, "demo-hydrology").Hold(By("office", 12), new(2017, 9, 12), "专项整治办2人、派驻纪检组1人", "未发现问题。");
        Planned(ActivityKind.SpotCheck, "按5%抽查已交报告", 15, "demo-irrigation");
        Planned(ActivityKind.Visit, "走访砂石堆场，了解职工参与情况", 21, "demo-river").Move(By("office", 14), new(2017, 9, 25), "汛期调度，推迟四天。");
        Planned(ActivityKind.LookBack, "对2015年小水电入股清理情况回头看", 27, DemoOrganisation.Hydropower);
        Planned(ActivityKind.Meeting, "碰头会，研究填报中的疑难问题", 14, DemoOrganisation.Design, "demo-reservoir").Drop(By("office", 13), "并入局务会研究。");

        var slow = register.Add(By("office", 7), new(Origin.Supervision, "填报进度慢，部分职工不清楚哪些情形要填。", units[DemoOrganisation.Research].Id), hearing.Id);
        var teach = Measure(slow, "逐室讲解填写须知，未报人员逐人提醒。", DeadlineClass.Immediate, 22);
        teach.Acknowledge(By("head", 8));
        teach.Claim(By("head", 12), "五个室全部讲解完毕，签到表齐全。", "讲解签到表");
        teach.Pass(By("discipline", 14), Discipline(register), "随机询问六名职工，均能说清应填情形。");
        Measure(slow, "已填报的报告由室负责人先行核对。", DeadlineClass.ByDate, 29).Acknowledge(By("head", 8));
        var papers = register.Add(By("office", 7), new(Origin.Supervision, "两份退出协议没有付款凭证。", units[DemoOrganisation.Research].Id), hearing.Id);
        Measure(papers, "补齐付款凭证，缺失的说明原因。", DeadlineClass.ByDate, 15).Progress(By("head", 13), "一份已补齐，另一份等待开户行出具回单。");
        db.Registers.Add(register);
        db.Activities.AddRange(activities);

        Activity Planned(ActivityKind kind, string title, int day, params string[] at)
        {
            var activity = Activity.Plan(By("office", 1), register, kind, title, at.Select(code => units[code].Id), new(2017, 9, day), cast["office"].Official);
            activities.Add(activity);
            return activity;
        }

        Measure Measure(Problem found, string text, DeadlineClass kind, int due) => found.Add(By("office", 7),
            new(text, units[DemoOrganisation.Research], cast["head"].Official, cast["head"].Official, kind, new(2017, 9, due)));
    }

    /// <param name="day">Of September 2017; 29 and later in August.</param>
    private Act By(string who, int day) => time.Act(day > 28 ? new(2017, 8, day) : new(2017, 9, day), 0.5) with { AccountId = cast[who].Account };
}
