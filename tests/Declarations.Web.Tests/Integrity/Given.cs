using Declarations.Auditing;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Tests.Integrity;

/// <summary>What the office of the bureau has written down.</summary>
internal static class Given
{
    public static Task<Guid> Pledge(this Office office, PledgeFor who = PledgeFor.Everybody) => office.InDb(async db =>
    {
        var text = PledgeText.Issue(By(office), await db.Units.SingleAsync(unit => unit.Id == office.City.Bureau.Id),
            new(who, "廉洁从业承诺书", "不收受礼金。\n不插手工程。", By(office).LegalDay.AddDays(20)));
        db.PledgeTexts.Add(text);
        await db.SaveChangesAsync();
        return text.Id;
    });

    public static Task<Guid> Opinion(this Office office, Person about) => office.InDb(async db =>
    {
        var entry = IntegrityEntry.Note(By(office), await db.Officials.SingleAsync(official => official.Id == about.Official!.Id),
            new(IntegrityKind.Opinion, By(office).LegalDay, "拟任人选廉洁方面无不良反映") { RestsOn = "查阅档案", AsOf = By(office).LegalDay }, SigningBody.Party);
        db.IntegrityEntries.Add(entry);
        await db.SaveChangesAsync();
        return entry.Id;
    });

    /// <summary>A key post of the station, with a risk and a measure in a register of risks in force.</summary>
    public static Task<(Guid Post, Guid Register)> KeyPost(this Office office, Person? holder, Person owner) => office.InDb(async db =>
    {
        var station = await db.Units.SingleAsync(unit => unit.Id == office.City.Station.Id);
        var by = By(office);
        var post = Declarations.Integrity.KeyPost.Find(by, station, $"采购岗{Guid.NewGuid().ToString("N")[..6]}", "比选供应商",
            holder is null ? null : await db.Officials.SingleAsync(official => official.Id == holder.Official!.Id));
        var register = Register.Draft(by, RegisterKind.Risk, await db.Units.SingleAsync(unit => unit.Id == office.City.Bureau.Id), null,
            new($"risk-{Guid.NewGuid().ToString("N")[..8]}", "廉政风险防控", null, await db.Units.SingleAsync(unit => unit.Id == office.City.Bureau.Id)));
        db.AddRange(post, register);
        var risk = register.Add(by, new(Origin.RiskReview, "指定供应商", null, Aspect: new(1, "采购"), KeyPostId: post.Id, Level: RiskLevel.Medium));
        risk.Add(by, new("比选由三人评定", station, office.City.Head.Official!.Id, owner.Official!.Id, DeadlineClass.ByDate, by.LegalDay.AddDays(15)));
        register.Issue(by, new("风险防控方案", "云水〔2017〕3号", by.LegalDay));
        await db.SaveChangesAsync();
        return (post.Id, register.Id);
    });

    /// <summary>A project of the station with two parties, an early sign, and a consultation that was called for it and not held yet.</summary>
    public static Task<(Guid Register, Guid Consultation, Guid Problem)> Project(this Office office, Person owner) => office.InDb(async db =>
    {
        var (station, by) = (await db.Units.SingleAsync(unit => unit.Id == office.City.Station.Id), By(office));
        var register = Register.Draft(by, RegisterKind.Consultation, station, null, new($"project-{Guid.NewGuid().ToString("N")[..8]}", "护岸工程廉洁会商", null,
            await db.Units.SingleAsync(unit => unit.Id == office.City.Bureau.Id)));
        register.Join(by, new(PartyRole.Owner, "清溪管理站工程组"));
        register.Join(by, new(PartyRole.Contractor, "清溪水利工程有限公司"));
        var sign = register.Add(by, new(Origin.Meeting, "验收由一人完成", station.Id));
        sign.Add(by, new("验收由三方签认", station, office.City.Head.Official!.Id, owner.Official!.Id, DeadlineClass.ByDate, by.LegalDay.AddDays(15)));
        register.Issue(by, new("廉洁共建协议", "云水建〔2017〕1号", by.LegalDay));
        var called = Activity.Call(by, WorkingDays.Official, register, sign, "材料验收", [.. register.Parties.Select(party => party.Id)], by.LegalDay);
        db.AddRange(register, called);
        await db.SaveChangesAsync();
        return (register.Id, called.Id, sign.Id);
    });

    private static Act By(Office office) =>
        new(office.City.Officer.AccountId, office.Time.GetUtcNow(), BeijingTime.DayOf(office.Time.GetUtcNow()));
}
