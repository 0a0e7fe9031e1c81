using Declarations.Auditing;
using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Tests.Hosting;

/// <content>What the office of the bureau has put into its registers.</content>
public sealed partial class City
{
    /// <summary>A clue about somebody, registered by the office of the bureau, and checked by somebody else.</summary>
    public Task<Guid> Clue(Person concerned, Person checker) => InRegister(RegisterKind.Clue, (db, register, act) =>
    {
        var clue = register.Add(act, new(Origin.Tip, "反映其合伙经营砂场", Station.Id, concerned.Official!.Id, "砂场的老板"));
        clue.Add(act, new("核对登记资料", register.Unit, null, checker.Official!.Id, DeadlineClass.ByDate, act.LegalDay.AddDays(30)));
        return clue.Id;
    });

    /// <summary>An activity at the station: still planned, or held with a problem and a measure of the person.</summary>
    public Task<(Guid Activity, Guid Problem, Guid Measure)> Supervise(Person? owner) => InRegister(RegisterKind.Supervision, (db, register, act) =>
    {
        var activity = Activity.Plan(act, register, ActivityKind.HearReport, "听取站里汇报", [Station.Id], act.LegalDay, null);
        db.Activities.Add(activity);
        if (owner is null)
            return (activity.Id, Guid.Empty, Guid.Empty);
        activity.Hold(act, act.LegalDay, "站班子三人", "台账不全");
        var found = register.Add(act, new(Origin.Supervision, "台账缺三个月", Station.Id), activity.Id);
        var measure = found.Add(act, new("补齐台账", db.Units.Single(unit => unit.Id == Station.Id), Head.Official!.Id, owner.Official!.Id, DeadlineClass.ByDate,
            act.LegalDay.AddDays(12)));
        return (activity.Id, found.Id, measure.Id);
    });

    /// <summary>A rectification of the bureau in force, with a problem and a measure of the station; its look back is due once it is solved.</summary>
    public Task<(Guid Register, Guid Problem, Guid Measure)> Rectify(Person owner, string code, bool issued = true) => office.InDb(async db =>
    {
        var (unit, station) = (await db.Units.SingleAsync(u => u.Id == Bureau.Id), await db.Units.SingleAsync(u => u.Id == Station.Id));
        var by = Act with { AccountId = Officer.AccountId };
        var register = Register.Draft(by, RegisterKind.Rectification, unit, null, new(code, "巡察反馈意见", "巡察组", unit, Members: "组长：局长",
            Contact: "电话：000"));
        db.Registers.Add(register);
        var problem = register.Add(by, new(Origin.Inspection, "巡查记录不完整", null, Aspect: new(1, "水安全方面")));
        var measure = problem.Add(by, new("逐月补齐巡查记录", station, Head.Official!.Id, owner.Official!.Id, DeadlineClass.ByDate, by.LegalDay.AddDays(15)));
        if (issued)
            register.Issue(by, new("整改方案", "云水〔2017〕9号", by.LegalDay));
        await db.SaveChangesAsync();
        return (register.Id, problem.Id, measure.Id);
    });

    /// <summary>A notice of a register, approved by the secretary.</summary>
    public Task<Guid> Notice(Guid register) => office.InDb(async db =>
    {
        var unit = await db.Units.SingleAsync(u => u.Id == Bureau.Id);
        var notice = Bulletin.Draft(Act with { AccountId = Officer.AccountId }, register, unit, Act.LegalDay, "整改情况的通报", ["一个问题。"], "{}");
        notice.Ask(Act);
        notice.Approve(Act with { AccountId = Secretary.AccountId }, Secretary.Official!.Id, before: null);
        db.Bulletins.Add(notice);
        await db.SaveChangesAsync();
        return notice.Id;
    });

    /// <summary>A circular forwarded to the station.</summary>
    /// <returns>Under which its head finds it.</returns>
    public Task<Guid> Circular() => InRegister(RegisterKind.Supervision, (db, register, act) =>
    {
        var circular = Activity.Plan(act, register, ActivityKind.Circular, "转发第二期简报", [Station.Id, Division.Id], act.LegalDay, null);
        circular.Hold(act, act.LegalDay, "书面", "请对照简报自查");
        db.Activities.Add(circular);
        return circular.Units[0].Id;
    });

    private Task<T> InRegister<T>(RegisterKind kind, Func<DeclarationsDb, Register, Act, T> act) => office.InDb(async db =>
    {
        var (campaign, unit) = (await db.Campaigns.SingleAsync(c => c.Code == Practice), await db.Units.SingleAsync(u => u.Id == Bureau.Id));
        var by = new Act(Officer.AccountId, office.Time.GetUtcNow(), campaign.Today(office.Time.GetUtcNow()));
        var register = await db.Registers.SingleOrDefaultAsync(r => r.Kind == kind && r.UnitId == unit.Id && r.CampaignId == campaign.Id);
        if (register is null)
        {
            db.Registers.Add(register = Register.Draft(by, kind, unit, campaign));
            register.Issue(by, new("监督检查方案", "云督〔2017〕1号", new(2017, 9, 1)));
        }
        var made = act(db, register, by);
        await db.SaveChangesAsync();
        return made;
    });
}
