using System.Net;
using System.Text.Json;
using Declarations.Access;
using Declarations.Registers;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Registers;

/// <summary>A supervision plan: what is planned and held, what it finds, and who strikes it off.</summary>
public sealed class SupervisionTests(Office office) : IClassFixture<Office>
{
    private static readonly DateOnly Today = new(2017, 9, 18);

    private City City => office.City;

    [Fact]
    public async Task An_activity_is_planned_held_and_what_it_finds_is_done_checked_by_another_unit_and_struck_off()
    {
        var owner = await City.Clerk(City.Station);
        // Somebody who has not filed makes the station slow.
        var officer = await (await office.Visit(City.Officer)).Open($"/supervision?campaign={City.Practice}");
        Assert.Contains("unit=station", officer.Html, StringComparison.Ordinal);
        await officer.Open($"/supervision/new?campaign={City.Practice}&unit=station");
        await officer.Form("supervision.plan").Fill("ActivityForm.Title", "汛前工作汇报").Fill("ActivityForm.PlannedOn", Today).Submit();
        var activity = officer.Page.QuerySelectorAll("tbody th a").Single(link => link.TextContent.Contains("汛前工作汇报", StringComparison.Ordinal))
            .GetAttribute("href")!;
        await officer.Open($"{activity}/act?do={RegisterAct.Hold}");
        await officer.Form("act.do").Fill("ActForm.HeldOn", Today.AddDays(1)).Fill("ActForm.Attendance", "站班子").Fill("ActForm.Conclusion", "进度慢").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Open($"{activity}/act?do={RegisterAct.Hold}");
        await officer.Form("act.do").Fill("ActForm.Attendance", "站班子").Fill("ActForm.Conclusion", "进度慢").Submit();
        await officer.Open($"{activity}/problem");
        await officer.Form("supervision.add-do").Fill("FindingForm.Text", "填报进度慢").Fill("FindingForm.Unit", "清溪管理站").Fill("FindingForm.Task", "逐人提醒")
            .Fill("FindingForm.Person", owner.Official!.StaffNumber).Fill("FindingForm.Class", DeadlineClass.ByDate).Fill("FindingForm.DueOn", Today.AddDays(9))
            .Submit();
        var problem = officer.Address;
        Assert.Contains(Visitor.Words.Of(Lamp.Yellow), officer.Text, StringComparison.Ordinal);

        var mine = await (await office.Visit(owner)).Open(Links.MyWork);
        var measure = mine.Page.QuerySelector("a[href^='/my-measures/']")!.GetAttribute("href")!;
        Assert.Contains(measure, (await mine.Open("/my-measures")).Html, StringComparison.Ordinal);
        await mine.Open($"{measure}/act?do={RegisterAct.Acknowledge}");
        await mine.Form("act.do").Submit();
        await mine.Open($"{measure}/act?do={RegisterAct.Claim}");
        await mine.Form("act.do").Fill("ActForm.Result", "全部提醒").Fill("ActForm.Proof", "提醒记录").Submit();
        Assert.Contains(Visitor.Words.Of(MeasureStatus.Claimed), mine.Text, StringComparison.Ordinal);

        // An officer who works in the unit in the lead does not check it.
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), Today), City.Deputy.AccountId, Role.CampaignOfficer,
                await db.Units.SingleAsync(unit => unit.Id == City.Bureau.Id)));
            await db.SaveChangesAsync();
        });
        var check = $"/registers{measure.Replace("/my-measures", "/measures", StringComparison.Ordinal)}/act?do={RegisterAct.Pass}";
        Assert.Equal(HttpStatusCode.Conflict, (await (await office.Visit(City.Deputy)).Open(check)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.Open(check)).Status);
        await officer.Open(check);
        await officer.Form("act.do").Fill("ActForm.How", "抽问三人").Submit();
        Assert.Contains(Visitor.Words.Of(ReportedClass.Completed), officer.Text, StringComparison.Ordinal);
        Assert.Contains(measure, (await mine.Open("/my-measures?done=true")).Html, StringComparison.Ordinal);
        await officer.Open($"{problem}/act?do={RegisterAct.Solve}");
        await officer.Form("act.do").Fill("ActForm.Judgement", "进度已达到全局平均").Submit();
        Assert.Contains(Visitor.Words.Of(ProblemStatus.Cancelled), officer.Text, StringComparison.Ordinal);

        var (code, output, _) = await office.RunAsync("register", "--campaign", City.Practice, "--kind", "supervision", "--format", "json");
        using var counts = JsonDocument.Parse(output);
        Assert.Equal((0, 1, 0), (code, counts.RootElement.GetProperty("completed").GetInt32(), counts.RootElement.GetProperty("overdue").GetInt32()));
        Assert.Contains("0", (await office.RunAsync("register", "--campaign", City.Practice, "--kind", "supervision", "--as-of", "2017-09-17")).Output,
            StringComparison.Ordinal);
        Assert.Equal(1, (await office.RunAsync("register", "--campaign", "nowhere", "--kind", "clue")).Code);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_circular_waits_for_each_head_until_confirmed_or_objected_to()
    {
        var circular = $"/my-measures/circulars/{await City.Circular()}";
        var head = await (await office.Visit(City.Head)).Open(Links.MyWork);
        Assert.Contains(circular, head.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.Deputy)).Open(circular)).Status);
        await head.Open(circular);
        await head.Form("my-measures.dissent").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, head.Status);
        await head.Form("my-measures.dissent").Fill("CircularForm.Dissent", "我站人数有误").Submit();
        Assert.DoesNotContain(circular, (await head.Open(Links.MyWork)).Html, StringComparison.Ordinal);
        var leader = await (await office.Visit(City.Leader)).Open("/my-measures");
        await leader.Open(leader.Page.QuerySelector("main a[href^='/my-measures/circulars/']")!.GetAttribute("href")!);
        await leader.Form("my-measures.confirm").Submit();
        Assert.Equal(ActivityStatus.Confirmed, await office.InDb(db => db.Activities.Where(each => each.Kind == ActivityKind.Circular)
            .Select(each => each.Status).SingleAsync()));
        var officer = await (await office.Visit(City.Officer)).Open($"/supervision?campaign={City.Practice}&status=Confirmed");
        await officer.Open(officer.Page.QuerySelectorAll("tbody th a").Single(link => link.TextContent.Contains("简报", StringComparison.Ordinal))
            .GetAttribute("href")!);
        Assert.Contains("我站人数有误", officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_find_neither_plan_nor_register_and_two_changes_at_once_conflict()
    {
        var owner = await City.Clerk(City.Station);
        var (activity, problem, measure) = await City.Supervise(owner);
        string[] addresses = [$"/supervision/{activity}", $"/registers/problems/{problem}", $"/registers/measures/{measure}/act"];
        foreach (var other in new[] { City.OtherOfficer, City.Head, owner, await City.Clerk(City.Division) })
        {
            var visitor = await office.Visit(other);
            foreach (var address in addresses)
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(address)).Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(await City.Clerk(City.Station))).Open($"/my-measures/{measure}")).Status);
        var (one, two) = (await office.Visit(owner), await office.Visit(City.Head));
        await one.Open($"/my-measures/{measure}/act?do={RegisterAct.Progress}");
        await two.Open($"/my-measures/{measure}/act?do={RegisterAct.Progress}");
        await one.Form("act.do").Fill("ActForm.Text", "过半").Submit();
        await two.Form("act.do").Fill("ActForm.Text", "也过半").Submit();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (one.Status, two.Status));
    }

    [Fact]
    public async Task What_was_written_is_sealed_only_grows_and_goes_with_the_campaign()
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        var city = fresh.City;
        await city.Clue(await city.Clerk(city.Station), city.Deputy);
        await city.Supervise(city.Head);
        var stored = (await fresh.AtRestAsync()).ToList();
        foreach (var secret in new[] { "合伙经营砂场", "砂场的老板", "台账缺三个月", "补齐台账", "台账不全", "站班子三人", "听取站里汇报" })
            Assert.Empty(stored.Holding(secret));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => fresh.InDb(db =>
            db.Database.ExecuteSqlRawAsync("UPDATE \"RegisterEntries\" SET \"Kind\" = 'Passed'")));
        await fresh.AsOwner(async db =>
        {
            var campaign = await db.Campaigns.SingleAsync(each => each.Code == City.Practice);
            var later = new DateTimeOffset(campaign.EndsOn.AddYears(60), TimeOnly.MinValue, TimeSpan.Zero);
            await Declarations.Data.CampaignErasure.EraseAsync(db, campaign, new(null, later, campaign.EndsOn), 5, "保管期满");
        });
        var left = await fresh.InDb(async db => (await db.Problems.AsNoTracking().ToListAsync(), await db.Measures.AsNoTracking().ToListAsync(),
            await db.Activities.AsNoTracking().ToListAsync(), await db.RegisterEntries.AsNoTracking().ToListAsync()));
        Assert.All(left.Item1, each => Assert.Equal(("", null), (each.Text, each.Named)));
        Assert.All(left.Item2, each => Assert.Equal("", each.Text));
        Assert.All(left.Item3, each => Assert.Equal(("", null, null), (each.Title, each.Conclusion, each.Attendance)));
        Assert.NotEmpty(left.Item4);
        Assert.All(left.Item4, each => Assert.Equal((null, null, null), (each.Text, each.Document, each.Number)));
        Assert.Equal(HttpStatusCode.NotFound, (await (await fresh.Visit(city.Officer)).Open($"/registers/problems/{left.Item1[0].Id}")).Status);
    }
}
