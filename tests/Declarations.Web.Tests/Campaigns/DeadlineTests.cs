using System.Net;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Campaigns;

/// <summary>Deadlines change with a basis that filers see; a campaign opens a report for everybody below its unit.</summary>
public sealed class DeadlineTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    private static int extensions;

    /// <summary>The tests share a campaign, whose day can only be put off.</summary>
    private static DateOnly Later() => new DateOnly(2017, 10, 20).AddDays(7 * extensions++);

    [Fact]
    public async Task An_extension_and_a_units_own_day_reach_the_filer_with_their_basis()
    {
        var (clerk, other) = (await City.Clerk(City.Station), await City.Clerk(City.OtherDivision));
        var officer = await (await office.Visit(City.CityOfficer)).Open(Links.Deadlines(City.Practice));
        var extended = Later();
        await Change(officer, DeadlineKind.Report, null, extended, "株整办〔2017〕12号");
        await Change(officer, DeadlineKind.Unit, City.Station.Name, new(2017, 9, 20), "清管〔2017〕3号");
        Assert.Contains("清管〔2017〕3号", (await officer.Open(Links.Campaign(City.Practice))).Text, StringComparison.Ordinal);

        var filer = await office.Visit(clerk);
        Assert.Contains("清管〔2017〕3号", filer.Text, StringComparison.Ordinal);
        await filer.Open(Links.Check(City.Practice));
        Assert.Contains(Visitor.Words["check.due", new DateOnly(2017, 9, 20)], filer.Text, StringComparison.Ordinal);
        var elsewhere = await (await office.Visit(other)).Open(Links.Check(City.Practice));
        Assert.Contains(Visitor.Words["check.due", extended], elsewhere.Text, StringComparison.Ordinal);
        Assert.Contains("株整办〔2017〕12号", elsewhere.Text, StringComparison.Ordinal);

        await office.LeavesAllUnchanged(() => Change(officer, DeadlineKind.Unit, City.Station.Name, new(2017, 12, 1), "无效"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
    }

    [Theory, InlineData(DeadlineKind.CityManaged, CustodyList.HandUp), InlineData(DeadlineKind.Report, CustodyList.Keep)]
    public async Task Custody_and_my_work_keep_the_same_extended_day(DeadlineKind kind, CustodyList list)
    {
        var (day, number) = (Later(), $"株整办〔2017〕{list}号");
        var person = list == CustodyList.HandUp ? await City.LeadingCadre(City.Station, cityManaged: true) : await City.Clerk(City.Station);
        await City.HandIn(person, City.Nil(person));
        await City.Sign(person);
        await Change(await office.Visit(City.CityOfficer), kind, null, day, number);
        var officer = await (await office.Visit(City.Officer)).Open(Links.CustodyOf(City.Practice, list.ToString()));
        Assert.Contains(Visitor.Words[$"custody.{list}.by", day], officer.Text, StringComparison.Ordinal);
        Assert.Contains(number, officer.Text, StringComparison.Ordinal);
        await officer.Open("/my-work");
        Assert.Contains(Visitor.Words[list == CustodyList.HandUp ? "work.hand-up.text" : "work.keep.text", "练习专项", 1, day], officer.Text,
            StringComparison.Ordinal);
        Assert.Contains(number, officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bureau_sets_earlier_days_below_itself_and_extends_nothing()
    {
        await City.Clerk(City.OtherDivision);
        var officer = await (await office.Visit(City.OtherOfficer)).Open(Links.Deadlines(City.Real));
        var form = officer.Form("deadline.do");
        Assert.DoesNotContain(Visitor.Words.Of(DeadlineKind.Report), officer.Page.QuerySelector("form.form")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(City.Station.Name, officer.Page.QuerySelector("form.form")!.TextContent, StringComparison.Ordinal);
        var fields = form.Fill("DeadlineForm.By", new DateOnly(2017, 11, 1)).Fill("DeadlineForm.Document", "通知").Fill("DeadlineForm.Number", "1")
            .Fill("DeadlineForm.DocumentOn", new DateOnly(2017, 9, 1)).Fields;
        foreach (var (kind, unit) in new[] { ("Report", ""), ("Unit", City.Station.Code) })
            await office.LeavesAllUnchanged(async () =>
            {
                await officer.Post(Links.Deadlines(City.Real), [.. fields.Where(f => f.Key is not ("Form.Kind" or "Form.Unit")),
                    KeyValuePair.Create("Form.Kind", kind), KeyValuePair.Create("Form.Unit", unit)]);
                Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
            });
    }

    [Fact]
    public async Task In_a_large_tree_a_unit_is_typed_by_its_code_or_by_a_name_that_no_other_has()
    {
        await office.InDb(async db =>
        {
            var act = new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4));
            var above = await db.Units.SingleAsync(unit => unit.Id == City.OtherDivision.Id);
            db.Units.AddRange(Enumerable.Range(0, 120).Select(n => Unit.Create(act, $"brook-{n}", n < 2 ? "同名管护站" : $"第{n}管护站",
                UnitKind.AffiliatedUnit, above)));
            await db.SaveChangesAsync();
        });
        var officer = await (await office.Visit(City.OtherOfficer)).Open(Links.Deadlines(City.Practice));
        var box = officer.Page.QuerySelector("#Form_Unit")!;
        Assert.Equal(("INPUT", "Form_Unit-offered"), (box.TagName, box.GetAttribute("list")));
        Assert.InRange(officer.Page.QuerySelectorAll("#Form_Unit-offered option").Length, 1, 125);
        foreach (var (typed, found) in new[] { ("同名管护站", false), ("没有的站", false), ("brook-1", true), ("第7管护站", true) })
        {
            await Change(officer, DeadlineKind.Unit, typed, new(2017, 9, 20), $"清管〔2017〕{typed}");
            Assert.Equal(found ? HttpStatusCode.OK : HttpStatusCode.BadRequest, officer.Status);
            if (!found)
                Assert.Contains(Visitor.Words["error.unit-unknown"], officer.Page.QuerySelector("#Form_Unit-field")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(["brook-1", "brook-7"], await office.InDb(db => db.DeadlineChanges.Where(change => change.Unit!.Code.StartsWith("brook-"))
            .Select(change => change.Unit!.Code).OrderBy(code => code).ToListAsync()));
    }

    [Fact]
    public async Task A_new_campaign_opens_a_report_for_everybody_below_its_unit_and_nobody_else()
    {
        var (clerk, other) = (await City.Clerk(City.Station), await City.Clerk(City.OtherDivision));
        var officer = await (await office.Visit(City.Officer)).Open(Links.NewCampaign);
        await officer.Form("campaigns.preview").Fill("CampaignForm.Preset", "preset.zhuzhou-2017").Fill("CampaignForm.Name", "河道局回头看")
            .Fill("CampaignForm.Code", "river-2018")
            .Fill("CampaignForm.CityName", "云澜市").Fill("CampaignForm.Unit", City.Bureau.Name).Fill("CampaignForm.PracticeDate", new DateOnly(2017, 9, 18))
            .Submit();
        await officer.Form("campaigns.create").Submit();
        Assert.Equal(Links.Campaign("river-2018"), officer.Address);
        Assert.Equal(HttpStatusCode.OK, (await (await office.Visit(clerk)).Open(Links.Details("river-2018"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open(Links.Details("river-2018"))).Status);
        await officer.Open(Links.NewCampaign);
        foreach (var code in new[] { "river-2018", "new", "Ä", "01a200cc-03f9-794c-8d8a-e11b3ed683eb" })
        {
            await officer.Form("campaigns.preview").Fill("CampaignForm.Preset", "preset.zhuzhou-2017").Fill("CampaignForm.Name", "又一个")
                .Fill("CampaignForm.Code", code)
                .Fill("CampaignForm.CityName", "云澜市").Fill("CampaignForm.Unit", City.Bureau.Name).Submit();
            Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        }
        Assert.Equal(1, await office.InDb(db => db.Campaigns.CountAsync(c => c.Name == "河道局回头看" || c.Name == "又一个")));
    }

    private static async Task Change(Visitor officer, DeadlineKind kind, string? unit, DateOnly by, string number)
    {
        await officer.Open(Links.Deadlines(City.Practice));
        var form = officer.Form("deadline.do").Fill("DeadlineForm.Kind", kind).Fill("DeadlineForm.By", by).Fill("DeadlineForm.Document", "通知")
            .Fill("DeadlineForm.Number", number)
            .Fill("DeadlineForm.DocumentOn", new DateOnly(2017, 9, 1));
        if (unit is not null)
            form.Fill("DeadlineForm.Unit", unit);
        await form.Submit();
    }
}
