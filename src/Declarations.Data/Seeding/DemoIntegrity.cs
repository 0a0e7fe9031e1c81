using Declarations.Auditing;
using Declarations.Integrity;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Seeding;

/// <summary>
/// Invented pledges and key posts of these weeks, and the talks and opinions of the rectification in the year of its practice day: 33 talks before an
/// appointment, more than 160 with staff, 72 opinions with two signers.
/// </summary>
internal sealed class DemoIntegrity(DeclarationsDb db, DateTimeOffset now, IReadOnlyDictionary<string, (Guid Account, Guid? Official)> cast)
{
    private const int TalksBeforePost = 33, Talks = 163, Opinions = 72;

    private readonly DateOnly today = BeijingTime.DayOf(now);
    private List<Official> people = [];

    /// <param name="rectification">On whose occasion people were talked to.</param>
    public async Task AddAsync(Register rectification, CancellationToken cancellation)
    {
        var units = await db.Units.Include(unit => unit.Posts).ToDictionaryAsync(unit => unit.Code, cancellation);
        var actors = cast.Values.Select(each => each.Official).ToList();
        people = await db.Officials.Where(official => official.Unit.Path.StartsWith(units[DemoOrganisation.BureauCode].Path)
            && official.Status == ServiceStatus.InService).OrderBy(official => official.StaffNumber).Take(Talks).ToListAsync(cancellation);
        var known = await db.Officials.Where(official => actors.Contains(official.Id)).ToDictionaryAsync(official => official.Id, cancellation);
        AddPledges(units[DemoOrganisation.BureauCode], known);
        AddKeyPosts(units, known);
        AddTalks(rectification);
        AddProject(units);
    }

    /// <summary>One project with three parties, their agreement, a pledge of each, and a consultation from which one of them dissented.</summary>
    private void AddProject(Dictionary<string, Unit> units)
    {
        var (unit, head) = (units[DemoOrganisation.Project], units[DemoOrganisation.Project].Posts.First(post => post.Kind == UnitPostKind.Head).OfficialId);
        var register = Register.Draft(By("office", -45), RegisterKind.Consultation, unit, null,
            new("demo-project", "青澜水库除险加固工程廉洁会商", null, units[DemoOrganisation.Supervision]));
        foreach (var (role, name) in new[]
        {
            (PartyRole.Owner, "青澜水库管理局工程科（演示）"), (PartyRole.Contractor, "澜江水利工程有限公司（演示）"), (PartyRole.Supervisor, "云澜工程监理所（演示）"),
        })
        {
            var party = register.Join(By("office", -45), new(role, name, Contact: "项目部（演示）"));
            db.EvidenceFiles.Add(register.TakePledge(By("office", -44), party.Id, today.AddDays(-44), $"{name}廉洁承诺书.pdf", "%PDF-1.4 %%EOF"u8.ToArray()));
        }
        register.Represent(By("office", -43), register.Parties[1].Id, cast["contractor"].Account);
        var sign = register.Add(By("office", -40), new(Origin.Meeting, "材料进场验收有时由一人完成，存在虚报数量的苗头。", unit.Id));
        sign.Add(By("office", -40), new("材料进场由三方同时签认。", unit, head, head, DeadlineClass.ByDate, today.AddDays(20)));
        register.Issue(By("office", -39), new("工程廉洁共建协议", "云水建〔2026〕廉1号", today.AddDays(-45)));
        var held = Activity.Call(By("supervisor", -8), WorkingDays.Official, register, sign, "材料进场验收", [.. register.Parties.Select(party => party.Id)],
            today.AddDays(-6));
        held.Consult(By("office", -6), today.AddDays(-6), [.. register.Parties.Select(party => party.Id)], "三方负责人和廉洁监督员",
            "材料进场由三方同时签认，拍照留存，每周抽查一次。");
        held.AnswerOf(By("office", -4), register.Parties[0].Id, null);
        held.AnswerOf(By("contractor", -3), register.Parties[1].Id, "抽查次数建议改为每两周一次。", onPaper: false);
        sign.Add(By("office", -6), new("每周抽查一次进场签认单。", unit, head, head, DeadlineClass.LongTerm, today.AddDays(60)), held.Id);
        sign.Escalate(By("supervisor", -2), "一批钢材的签认单缺监理签字，请上级督促核实。");
        db.Registers.Add(register);
        db.Activities.Add(held);
    }

    private void AddPledges(Unit bureau, Dictionary<Guid, Official> known)
    {
        var text = PledgeText.Issue(By("office", -9), bureau, new(PledgeFor.Everybody, "廉洁从业承诺书",
            "一、不参与涉砂涉水涉渔涉林涉矿经营。\n二、不收受可能影响公正执行公务的礼品礼金。\n三、不插手工程项目和物资采购。\n四、管好配偶、子女和身边工作人员。", today.AddDays(21)));
        db.PledgeTexts.Add(text);
        foreach (var who in new[] { "head", "cadre", "leader", "office" })
            db.IntegrityEntries.Add(IntegrityEntry.Pledge(By(who, -7), known[cast[who].Official!.Value], text, [], null));
    }

    private void AddKeyPosts(Dictionary<string, Unit> units, Dictionary<Guid, Official> known)
    {
        var (bureau, supervision) = (units[DemoOrganisation.BureauCode], units[DemoOrganisation.Supervision]);
        var register = Register.Draft(By("office", -60), RegisterKind.Risk, bureau, null, new("demo-risk", "廉政风险防控台账", null, supervision));
        var posts = new[]
        {
            (Post: Find(DemoOrganisation.Research, "物资采购岗", "比选供应商\n验收材料和设备", "head"), Risk: "在比选中指定供应商。", Level: RiskLevel.High),
            (Post: Find("demo-resources", "取水许可审批岗", "受理和审查取水许可\n核定取水计划", null), Risk: "对申请材料宽严不一。", Level: RiskLevel.Medium),
            (Post: Find(DemoOrganisation.Design, "项目外委岗", "选择协作单位\n审核外委费用", null), Risk: "拆分项目规避招标。", Level: RiskLevel.High),
        };
        foreach (var (post, risk, level) in posts)
        {
            var problem = register.Add(By("office", -58), new(Origin.RiskReview, risk, post.UnitId, Aspect: new(1, "岗位廉政风险"), KeyPostId: post.Id,
                Level: level));
            var head = post.Unit.Posts.Where(each => each.Kind != UnitPostKind.Deputy).OrderBy(each => each.Kind).First().OfficialId;
            problem.Add(By("office", -58), new("由三人共同评定，评定表留存。", post.Unit, head, head, DeadlineClass.ByDate, today.AddDays(40)));
            problem.Add(By("office", -58), new("每季度公开办理结果。", post.Unit, head, head, DeadlineClass.LongTerm, today.AddDays(120)));
        }
        register.Issue(By("office", -56), new("廉政风险防控工作方案", "云水监〔2026〕2号", today.AddDays(-57)));
        var measure = register.Problems[0].Measures[0];
        measure.Claim(By("head", -30), "三人评定已执行，评定表齐全。", "比选评定表");
        measure.Pass(By("discipline", -26), new(cast["discipline"].Account, null, bureau.Id), "抽查三次比选的评定表。");
        posts[0].Post.Review(By("office", -50), "一项风险，两条措施，符合岗位权力。", risks: 1, bare: 0);
        posts[1].Post.Review(By("office", -50), "一项风险，两条措施。", risks: 1, bare: 0);
        posts[1].Post.Regulate(By("office", -6), new("取水许可管理办法（修订）", "云水〔2026〕5号", today.AddDays(-8)));
        db.KeyPosts.AddRange([.. posts.Select(each => each.Post), Find("demo-planning", "项目安排岗", "提出投资计划\n安排前期经费", null)]);
        db.Registers.Add(register);

        KeyPost Find(string unit, string title, string powers, string? holder) => KeyPost.Find(By("office", -60), units[unit], title, powers,
            holder is null ? null : known[cast[holder].Official!.Value]);
    }

    private void AddTalks(Register rectification)
    {
        var time = new DemoTime(now, DemoRectification.PracticeDay);
        for (var each = 0; each < TalksBeforePost; each++)
            Note(each, new(IntegrityKind.PrePostTalk, Day(each), "任前廉政谈话：讲清岗位风险和纪律要求。"));
        for (var each = 0; each < Talks; each++)
            Note(each, new(IntegrityKind.Talk, Day(each), "谈心谈话：了解思想、工作和家庭情况。"));
        for (var each = 0; each < Opinions; each++)
        {
            var entry = Note(each, new(IntegrityKind.Opinion, Day(each), "廉洁方面无不良反映，同意按程序办理。")
            { RestsOn = "查阅个人报告、信访和处理记录", AsOf = Day(each) });
            db.IntegrityEntries.Add(entry.Countersign(time.Act(Day(each).AddDays(2), 0.7) with { AccountId = cast["discipline"].Account },
                new(cast["discipline"].Account, null, null, SigningBody.Discipline),
                new(cast["office"].Account, cast["office"].Official, null, SigningBody.Party), EntryAnswer.Agreed, "同意。", [], null));
        }

        static DateOnly Day(int each) => new DateOnly(2023, 4, 20).AddDays(each);

        IntegrityEntry Note(int each, Noted noted)
        {
            var entry = IntegrityEntry.Note(time.Act(noted.On, 0.5) with { AccountId = cast["office"].Account }, people[each % people.Count],
                noted with { RegisterId = rectification.Id }, SigningBody.Party);
            db.IntegrityEntries.Add(entry);
            return entry;
        }
    }

    /// <param name="days">From today.</param>
    private Act By(string who, int days) => new DemoTime(now, today).Act(today.AddDays(days), 0.5) with { AccountId = cast[who].Account };
}
