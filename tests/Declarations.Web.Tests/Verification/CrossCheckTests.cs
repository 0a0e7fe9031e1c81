using Declarations.Auditing;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Verification;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Verification;

/// <summary>What is held against what, by either database, and what comes of it the second time.</summary>
public sealed class CrossCheckTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;
    private Act Act => new(City.Officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18));

    [Fact]
    public async Task Each_kind_of_lead_is_found_and_what_agrees_is_none()
    {
        var (silent, differs, agrees, gone) = (await City.Clerk(City.Station), await City.Clerk(City.Station), await City.Clerk(City.Station),
            await City.Clerk(City.Station));
        var cadre = await City.LeadingCadre(City.Station);
        foreach (var (person, content) in new[] { (silent, City.Nil(silent)), (differs, City.Sand(differs)),
            (agrees, City.Sand(agrees)), (cadre, City.Barge(cadre)) })
            await City.HandIn(person, content);
        await office.InDb(async db =>
        {
            (await db.Officials.SingleAsync(o => o.Id == gone.Official!.Id)).Leave(Act, ServiceStatus.Retired, new(2017, 3, 1), "退休");
            var kept = SupervisedSectors.Of(City.Bureau.Id);
            kept.Set(Act, [Sector.Sand], "三定规定");
            db.SupervisedSectors.Add(kept);
            await db.SaveChangesAsync();
        });
        string Name(Person person) => person.Official!.Name;
        await office.Show(RegistryKind.Shareholders, [["从未申报砂场有限公司", Name(silent), "15%", "否", silent.Official!.ResidentNumber!],
            ["清溪砂石有限公司", Name(differs), "35%", "否", ""], ["清溪砂石有限公司", Name(agrees), "20%", "否", ""], ["清溪运砂船", "苏婉宁", "-", "否", ""],
            ["清溪运砂船", Name(cadre), "-", "否", "11010519491231002X"]]);
        await office.Show(RegistryKind.Companies, [["离任砂石有限公司", "存续", Name(gone), "云澜市", "粘土及其他土砂石开采", "2012-01-01", "河砂开采"],
            ["从未申报砂场有限公司", "存续", "某人甲", "云澜市", "粘土及其他土砂石开采", "2012-01-01", "河砂开采"]]);
        var counts = await office.Compare();
        Assert.True(counts is { Matches: >= 5, Agree: >= 1 }, counts.ToString());

        async Task<Lead> Only(Person person, LeadKind kind, Relation relation = Relation.Self)
        {
            var lead = Assert.Single(await office.LeadsOf(person), each => each.Relation == relation);
            Assert.Equal((kind, LeadState.Open), (lead.Kind, lead.State));
            return lead;
        }
        static IEnumerable<EvidenceCode> Codes(Lead lead) => lead.Content!.Evidence.Select(each => each.Code);

        var undeclared = await Only(silent, LeadKind.Undeclared);
        Assert.Equal([EvidenceCode.SameName, EvidenceCode.SameNumber, EvidenceCode.SameRegion, EvidenceCode.AgePlausible,
            EvidenceCode.RareName], Codes(undeclared));
        Assert.Equal(("从未申报砂场有限公司", 100), (undeclared.Content!.Firm, undeclared.Score));
        Assert.Equal(new LeadDifference(LeadItem.Share, "20%", "35%"), Assert.Single((await Only(differs, LeadKind.Differing)).Content!.Differences));
        Assert.Empty(await office.LeadsOf(agrees));
        Assert.Contains(EvidenceCode.RelatedSector, Codes(await Only(gone, LeadKind.Leaver)));
        var still = await Only(cadre, LeadKind.StillRegistered, Relation.Spouse);
        Assert.Equal((new DateOnly(2017, 9, 1), "苏婉宁"), (still.Content!.Declared!.ExitedOn!.Value, still.Content.Person));
        Assert.Contains(EvidenceCode.FamilyInFirm, Codes(still));
        Assert.Contains(EvidenceCode.OtherNumber, Codes(await Only(cadre, LeadKind.StillRegistered)));
    }

    [Fact]
    public async Task What_was_excluded_is_not_asked_again_and_what_is_open_follows_the_newest_data()
    {
        var clerk = await City.Clerk(City.Division);
        var name = clerk.Official!.Name;
        await office.Show(RegistryKind.Shareholders, [["甲石场有限公司", name, "10%", "否", ""], ["乙石场有限公司", name, "10%", "否", ""]], "比对来源", new(2017, 8, 1));
        await office.Compare();
        var excluded = (await office.LeadsOf(clerk)).Single(lead => lead.Content!.Firm == "甲石场有限公司");
        await office.InDb(async db =>
        {
            var lead = await db.Leads.SingleAsync(each => each.Id == excluded.Id);
            lead.ProposeExcluded(Act, ExclusionReason.OtherPerson, "同名，核对过身份");
            lead.Decide(Act with { AccountId = City.CityOfficer.AccountId });
            await db.SaveChangesAsync();
        });
        await City.HandIn(clerk, City.Sand(clerk) with { Interests = [City.Sand(clerk).Interests[0] with { Enterprise = "甲石场有限公司" }] });
        await office.Show(RegistryKind.Shareholders, [["甲石场有限公司", name, "40%", "否", ""], ["乙石场有限公司", name, "55%", "否", ""]], "比对来源", new(2017, 9, 1));
        var counts = await office.Compare();
        var leads = await office.LeadsOf(clerk);
        Assert.Equal([("甲石场有限公司", LeadState.Excluded), ("乙石场有限公司", LeadState.Open)], leads.OrderBy(lead => lead.State == LeadState.Open)
            .Select(lead => (lead.Content!.Firm, lead.State)));
        Assert.True(counts.Dismissed >= 1);
        var open = leads.Single(lead => lead.State == LeadState.Open);
        Assert.Equal((55m, new DateOnly(2017, 9, 1)), (open.Content!.Rows[0].Facts.SharePercent!.Value, open.Content.Rows[0].AsOf));
        Assert.Equal("同名，核对过身份", leads.Single(lead => lead.State == LeadState.Excluded).Reason);
        // A third time nothing is new, and nothing changes.
        var versions = leads.ToDictionary(lead => lead.Id, lead => lead.Version);
        Assert.Equal(0, (await office.Compare()).New);
        Assert.Equal(versions, (await office.LeadsOf(clerk)).ToDictionary(lead => lead.Id, lead => lead.Version));
    }

    [Fact]
    public async Task An_exit_of_an_earlier_campaign_is_looked_back_at()
    {
        var (relapsed, held, told) = (await City.Clerk(City.Division), await City.Clerk(City.Division), await City.Clerk(City.Division));
        await City.HandIn(told, City.Sand(told));
        await office.Show(RegistryKind.EarlierExits, [[relapsed.Official!.Name, "回头砂石有限公司", "2015年6月1日"], [held.Official!.Name, "回头石场有限公司", "2015.6.1"],
            [told.Official!.Name, "清溪砂石有限公司", "20150601"], ["某人乙", "回头石场有限公司", "2015-06"], ["某人丙", "回头石场有限公司", ""]], asOf: new(2015, 12, 31));
        var import = await office.InDb(db => db.RegistryImports.OrderByDescending(each => each.At).FirstAsync(each => each.Kind == RegistryKind.EarlierExits));
        Assert.Equal((5, 3, 2), (import.RowsRead, import.Kept, import.Unreadable));
        Assert.Equal([("C5", RegistryFault.Day), ("C6", RegistryFault.Day)], import.Problems.Select(problem => (problem.Where, problem.Fault)));
        await office.Show(RegistryKind.Shareholders, [["回头砂石有限公司", relapsed.Official.Name, "15%", "否", ""],
            ["回头石场有限公司", held.Official.Name, "15%", "是", ""], ["清溪砂石有限公司", told.Official.Name, "20%", "否", ""]]);
        await office.Compare();
        var lead = Assert.Single(await office.LeadsOf(relapsed));
        Assert.Equal(LeadKind.Relapse, lead.Kind);
        Assert.Contains(lead.Content!.Evidence, each => each.Code == EvidenceCode.ExitedBefore && each.Arguments[0] == "2015-06-01");
        Assert.Empty(await office.LeadsOf(held));
        Assert.Empty(await office.LeadsOf(told));
        var page = (await (await office.Visit(City.Officer)).Open($"/verification/leads/{lead.Id}")).Text;
        Assert.Contains(Visitor.Words["LeadKind.Relapse.text"], page, StringComparison.Ordinal);
        Assert.Contains("往次清单：2015年6月1日 退出", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keys_of_what_is_declared_follow_filing_and_taking_back_and_a_check_finds_what_does_not()
    {
        var cadre = await City.LeadingCadre(City.Station);
        var first = City.Barge(cadre);
        var version = await City.HandIn(cadre, first);
        Assert.Equal([DeclaredKind.Firm, DeclaredKind.Relative], await Kinds());
        var child = new Relative(Guid.CreateVersion7(), Relation.Child, "何小宁") { Inquiry = Inquiry.Known };
        await City.HandIn(cadre, first with { Relatives = [.. first.Relatives!, child] });
        Assert.Equal([DeclaredKind.Firm, DeclaredKind.Relative, DeclaredKind.Relative], await Kinds());
        var check = await office.RunAsync("check-derived", "--campaign", City.Practice);
        Assert.True(check.Code == 0, check.Errors);
        await office.InDb(db => db.DeclaredKeys.Where(key => key.ReportId == version.ReportId && key.Kind == DeclaredKind.Firm).ExecuteDeleteAsync());
        Assert.Contains("key follows, is not stored", (await office.RunAsync("check-derived", "--campaign", City.Practice)).Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await office.RunAsync("check-derived", "--campaign", City.Practice)).Code);
        Assert.Equal(0, (await office.RunAsync("rekey", "--campaign", City.Practice)).Code);
        Assert.Equal(3, (await Kinds()).Count);
        await office.InDb(async db =>
        {
            await City.Withdraw(db, version.ReportId, Act, "填错了");
            await db.SaveChangesAsync();
        });
        Assert.Empty(await Kinds());

        Task<List<DeclaredKind>> Kinds() => office.InDb(async db => (await db.DeclaredKeys.Where(key => key.ReportId == version.ReportId)
            .Select(key => key.Kind).ToListAsync()).OrderByDescending(kind => kind).ToList());
    }

    [Fact]
    public async Task Nothing_that_was_declared_or_imported_stands_in_clear()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk) with { Interests = [City.Sand(clerk).Interests[0] with { Enterprise = "封存砂石有限公司" }] });
        await office.Show(RegistryKind.Shareholders, [["封存砂石有限公司", clerk.Official!.Name, "45%", "否", ""]]);
        await office.Compare();
        Assert.Single(await office.LeadsOf(clerk));
        await office.InDb(async db =>
        {
            await db.Database.OpenConnectionAsync();
            var stored = await office.AtRestAsync();
            Assert.Empty(stored.Holding("封存砂石有限公司"));
        });
    }
}
