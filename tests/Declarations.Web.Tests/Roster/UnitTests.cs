using System.Net;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Rules;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Roster;

/// <summary>The tree of units, its readers, and whom nobody could read.</summary>
public sealed class UnitTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task A_unit_is_added_named_and_given_its_readers()
    {
        var (visitor, head) = (await office.Visit(City.CityOfficer), await City.Clerk(City.OtherBureau));
        await AddAsync(visitor, "seedlings", UnitKind.AffiliatedUnit);
        await visitor.Open(Links.Unit("seedlings"));
        await visitor.Form("units.save").Fill("UnitPostsForm.Name", "苗圃站").Fill("UnitPostsForm.Head", head.Official!.StaffNumber)
            .Fill("UnitPostsForm.Reason", "任职通知").Submit();
        Assert.Contains("苗圃站", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["units.holds", UnitPostKind.Head, head.Official.Name], visitor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("station", UnitKind.Division), InlineData("Big", UnitKind.Division), InlineData("", UnitKind.Division)]
    [InlineData("higher", UnitKind.City)]
    public async Task But_not_with_a_code_that_is_taken_or_none_nor_above_what_it_stands_under(string code, UnitKind kind)
    {
        var visitor = await office.Visit(City.CityOfficer);
        await office.LeavesAllUnchanged(() => AddAsync(visitor, code, kind));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Theory, InlineData("none-such"), InlineData("S0001 none-such")]
    public async Task Nobody_who_is_not_on_the_roster_holds_a_post(string numbers)
    {
        var visitor = await (await office.Visit(City.CityOfficer)).Open(Links.Unit(City.Station.Code));
        await office.LeavesAllUnchanged(() => visitor.Form("units.save").Fill("UnitPostsForm.Head", numbers).Fill("UnitPostsForm.Reason", "x").Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains(Visitor.Words["error.unit-holder", "none-such"], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_decides_for_a_unit_who_files_where_the_plan_does_not_say_and_a_person_may_be_decided_otherwise()
    {
        var (one, other) = (await City.Newcomer(City.Station), await City.Newcomer(City.Station));
        await office.InDb(db => db.Officials.Where(o => o.Id == one.Id || o.Id == other.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Category, Declarations.Roster.PersonCategory.NonEstablishment)));
        await office.InDb(db => db.Officials.Where(o => o.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.FilesByOfficeDecision, false)));
        Assert.Equal((null, false), (await InScope(one.Id), await InScope(other.Id)));
        var visitor = await (await office.Visit(City.CityOfficer)).Open(Links.Unit(City.Bureau.Code));
        await visitor.Form("units.save").Fill("UnitPostsForm.Files", true).Fill("UnitPostsForm.Reason", "云整办〔2017〕5号").Submit();
        Assert.Equal((true, false), (await InScope(one.Id), await InScope(other.Id)));
        var entry = await office.InDb(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.UnitDecided));
        Assert.Equal(("云整办〔2017〕5号", "files"), (entry.Reason, entry.Detail));
        await visitor.Open(Links.Unit(City.Bureau.Code));
        await visitor.Form("units.save").Fill("UnitPostsForm.Files", "units.undecided").Fill("UnitPostsForm.Reason", "撤销").Submit();
        Assert.Null(await InScope(one.Id));

        Task<bool?> InScope(Guid id) => office.InDb(async db =>
        {
            var official = await db.Officials.AsNoTracking().Include(o => o.Unit).SingleAsync(o => o.Id == id);
            return (await new CaseFiles(db).OfAsync(official, official.Unit.Path, Policy.Zhuzhou2017)).Assess(new(2017, 9, 18)).InScope;
        });
    }

    [Fact]
    public async Task Whom_nobody_could_read_is_shown_until_somebody_can()
    {
        var (clerk, leader) = (await City.Clerk(City.OtherDivision), await City.LeadingCadre(City.OtherBureau, cityManaged: true));
        var visitor = await (await office.Visit(City.OtherOfficer)).Open(Links.Units);
        Assert.Contains(clerk.Official!.Name, visitor.Page.QuerySelector(".gaps")!.TextContent, StringComparison.Ordinal);
        await visitor.Open(Links.Unit(City.OtherDivision.Code));
        await visitor.Form("units.save").Fill("UnitPostsForm.SupervisingLeader", leader.Official!.StaffNumber).Fill("UnitPostsForm.Reason", "分工").Submit();
        Assert.DoesNotContain(clerk.Official.Name, visitor.Page.QuerySelector(".gaps")?.TextContent ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_filed_without_a_reader_and_found_one_later()
    {
        var clerk = await City.Clerk(City.Bureau);
        await City.HandIn(clerk, City.Nil(clerk));
        Assert.Null((await City.ReportOf(clerk)).SigningUnitId);
        await office.InDb(async db =>
        {
            var official = await db.Officials.SingleAsync(o => o.Id == clerk.Official!.Id);
            official.Change(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), new() { CityManaged = true }, "花名册补全");
            await db.SaveChangesAsync();
        });
        var visitor = await (await office.Visit(City.Officer)).Open(Links.Units);
        await visitor.Form("units.find").Submit();
        var report = await City.ReportOf(clerk);
        Assert.Equal((City.Bureau.Id, SigningRoute.PartyGroupSecretary), (report.SigningUnitId, report.Route));
        Assert.Contains(clerk.Official!.Name, (await (await office.Visit(City.Secretary)).Open(Links.Reading(report.Id))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_is_put_above_the_topmost_and_all_below_follows()
    {
        await using var own = new Office();
        await own.InitializeAsync();
        var (clerk, holder) = (await own.City.Clerk(own.City.Station), await own.City.Clerk(own.City.Station));
        await own.City.HandIn(holder, City.Sand(holder));
        var visitor = await (await own.Visit(own.City.CityOfficer)).Open(Links.Unit("yunlan") + "/above");
        await visitor.Form("units.above-save").Fill("AboveForm.Name", "云南岭省").Fill("AboveForm.Code", "province").Fill("AboveForm.Kind", UnitKind.Province)
            .Fill("AboveForm.Reason", "补建").Submit();
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal("/province/yunlan/river/station/", await own.InDb(db => db.Units.Where(u => u.Code == "station").Select(u => u.Path).SingleAsync()));
        Assert.Contains(clerk.Official!.Name, (await visitor.Open(Links.People(City.Practice, nameof(PeopleState.Missing)))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.Unit("province"))).Status);
        await own.InDb(async db =>
        {
            await foreach (var report in db.CheckAsync(await db.Campaigns.SingleAsync(c => c.Code == City.Practice)))
                Assert.Empty(report.Differences);
        });
        Assert.Empty(own.Faults);
    }

    [Fact]
    public async Task A_large_tree_is_shown_a_page_at_a_time_and_offered_a_level_at_a_time()
    {
        await using var own = new Office();
        await own.InitializeAsync();
        await own.InDb(async db =>
        {
            var bureau = await db.Units.SingleAsync(unit => unit.Id == own.City.OtherBureau.Id);
            var units = Enumerable.Range(1, 120)
                .Select(n => Unit.Create(new(null, own.Time.GetUtcNow(), new(2017, 9, 4)), $"plot-{n:000}", $"第{n}林场", UnitKind.AffiliatedUnit, bureau))
                .ToList();
            db.Units.AddRange([.. units, Unit.Create(new(null, own.Time.GetUtcNow(), new(2017, 9, 4)), "nursery", "苗圃", UnitKind.AffiliatedUnit, units[4])]);
            await db.SaveChangesAsync();
        });
        var visitor = await (await own.Visit(own.City.CityOfficer)).Open(Links.Units);
        Assert.Equal(50, visitor.Page.QuerySelectorAll("table.list tbody tr").Length);
        await visitor.Open(Links.Units + "?p=3");
        var last = visitor.Page.QuerySelectorAll("table.list tbody tr th").Select(cell => cell.TextContent).ToList();
        Assert.InRange(last.Count, 1, 50);
        await visitor.Form("units.do").Fill("UnitForm.Name", "种子站").Fill("UnitForm.Code", "seeds").Fill("UnitForm.Kind", UnitKind.AffiliatedUnit)
            .Fill("UnitForm.Parent", last[^1]).Submit();
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(last[^1], await own.InDb(db => db.Units.Where(unit => db.Units.Any(seeds => seeds.Code == "seeds" && seeds.ParentId == unit.Id))
            .Select(unit => unit.Name).SingleAsync()));

        var (none, plot) = (await OfferedAsync(null), await OfferedAsync("plot-005"));
        Assert.Contains(own.City.OtherBureau.Code, none);
        Assert.DoesNotContain("plot-005", none);
        Assert.Contains("nursery", plot);
        Assert.Contains("plot-120", plot);
        Assert.DoesNotContain(own.City.Station.Code, plot);
        Assert.Empty(own.Faults);

        Task<List<string>> OfferedAsync(string? chosen) =>
            own.InDb(async db => (await db.Units.OfferedAsync(chosen)).Select(unit => unit.Code).ToList());
    }

    private static async Task AddAsync(Visitor visitor, string code, UnitKind kind)
    {
        await visitor.Open(Links.Units);
        await visitor.Form("units.do").Fill("UnitForm.Name", "苗圃").Fill("UnitForm.Code", code).Fill("UnitForm.Kind", kind).Fill("UnitForm.Parent", "云澜市林业局")
            .Submit();
    }
}
