using System.Text.Json;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Seeding;

/// <summary>
/// An invented extract of a register, a month after the finished campaign's reports: strangers in every enterprise, and some names that come up in reports
/// too, so that there is a lead of every kind.
/// </summary>
internal sealed class DemoRegistry(DeclarationsDb db, DemoNames names, DemoEnterprises enterprises, Random random)
{
    private const string Source = "市市场监管局", Coverage = "云澜市存续企业", CityName = "云澜市";
    private const int OfEachKind = 4;

    private static readonly DateOnly AsOf = new(2017, 10, 31);
    private static readonly Dictionary<Sector, string> Industries = new()
    {
        [Sector.Mining] = "石灰石、石膏开采",
        [Sector.Sand] = "粘土及其他土砂石开采",
        [Sector.Fishery] = "内陆养殖",
        [Sector.SmallHydro] = "水力发电",
        [Sector.Fireworks] = "焰火、鞭炮产品制造",
        [Sector.Hazchem] = "危险化学品仓储",
        [Sector.Other] = "正餐服务",
    };

    private readonly List<RegistryRow> rows = [];

    /// <summary>Within the transaction of the seed.</summary>
    /// <param name="concerned">Somebody who can sign in and finds a lead to answer.</param>
    public async Task<int> SeedAsync(
        Campaign campaign, DemoPeople people, Official concerned, Guid bureau, DateTimeOffset now, CancellationToken cancellation)
    {
        var act = new Act(null, now, AsOf);
        var kept = SupervisedSectors.Of(bureau);
        kept.Set(act, [Sector.SmallHydro, Sector.Sand], "局“三定”规定：水能资源管理、河道采砂管理");
        db.SupervisedSectors.Add(kept);
        var companies = Import(act, RegistryKind.Companies);
        foreach (var enterprise in enterprises.All)
            Add(companies, Firm(enterprise) with { Person = Stranger() });
        var shares = Import(act, RegistryKind.Shareholders);
        foreach (var enterprise in enterprises.All)
            Add(shares, new(enterprise.Name) { CreditCode = enterprise.CreditCode, Person = Stranger(), SharePercent = 60, HasExited = false });
        foreach (var member in people.Members.Where(member => member.Excuse is null && member.Official.Status == ServiceStatus.InService).Take(OfEachKind))
            Add(shares, Share(enterprises.In(Sector.Sand), member.Official.Name, 12));
        foreach (var member in people.Members.Where(member => member.Official.Status is ServiceStatus.Retired or ServiceStatus.Resigned).Take(OfEachKind))
            Add(shares, Share(enterprises.In(Sector.SmallHydro), member.Official.Name, 5));
        Add(shares, Share(enterprises.In(Sector.Hazchem), concerned.Name, 8));
        // 回头看: of two exits of an earlier campaign one holds, the other does not
        var earlier = Import(act, RegistryKind.EarlierExits);
        var mine = enterprises.All.First(enterprise => enterprise.Sector == Sector.Mining);
        var (held, not) = (people.Members[^1].Official, people.Members.First(member => member.Excuse is null
            && member.Official.Status == ServiceStatus.InService && member.Official.Id != concerned.Id).Official);
        foreach (var (official, exitedOn) in new[] { (held, new DateOnly(2015, 6, 1)), (not, new DateOnly(2015, 8, 20)) })
            Add(earlier, new(mine.Name) { Person = official.Name, HasExited = true, ExitedOn = exitedOn });
        Add(shares, Share(mine, not.Name, 10));
        var officers = Import(act, RegistryKind.Officers);
        await AddDeclaredAsync(campaign, shares, officers, cancellation);
        foreach (var import in new[] { companies, shares, officers, earlier })
        {
            var count = rows.Count(row => row.ImportId == import.Id);
            import.Finish(act, new(count, count, 0, 0, 0), []);
            db.RegistryImports.Add(import);
        }
        await db.SaveChangesAsync(cancellation);
        await db.InsertManyAsync(rows, cancellation);
        var check = CrossCheck.Ask(act, campaign);
        db.CrossChecks.Add(check);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        var asked = await db.CrossChecks.AsNoTracking().Include(each => each.Campaign).SingleAsync(each => each.Id == check.Id, cancellation);
        var (imports, counts) = await new CrossChecker(db).RunAsync(asked, act, (_, _) => { }, cancellation);
        (await db.CrossChecks.SingleAsync(each => each.Id == check.Id, cancellation)).Finish(act, imports, counts);
        var leads = db.Leads.Where(lead => lead.CampaignId == campaign.Id);
        (await leads.Where(lead => lead.OfficialId == concerned.Id && lead.Relation == Relation.Self).OrderBy(lead => lead.Id).FirstAsync(cancellation))
            .ProposeConfirmed(act, "已向登记机关调取该企业的股东名册，公民身份号码与本人一致。");
        (await leads.Where(lead => lead.Kind == LeadKind.Differing).OrderBy(lead => lead.Id).FirstAsync(cancellation))
            .ProposeExcluded(act, ExclusionReason.RegistryIsWrong, "企业已出具股权变更登记受理通知书，登记尚未更新。");
        // the seed looks for no changes by itself
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancellation);
        return counts.New;
    }

    /// <summary>Interests that the register shows otherwise than declared, and some that were exited and stand there still.</summary>
    private async Task AddDeclaredAsync(Campaign campaign, RegistryImport import, RegistryImport officers, CancellationToken cancellation)
    {
        var versions = await db.Submissions.AsNoTracking().Include(version => version.Report.Official)
            .Where(version => version.Report.CampaignId == campaign.Id && version.InterestCount > 0).OrderBy(version => version.Report.ListKey)
            .ThenBy(version => version.Number).Take(OfEachKind * 6).ToListAsync(cancellation);
        foreach (var (place, version) in versions.Index())
        {
            var (content, interest) = (version.Content, version.Content.Interests[0]);
            var name = content.HolderOf(interest)?.Name ?? version.Report.Official.Name;
            // Every third is told by the register as it was declared.
            Add(import, new(interest.Enterprise!)
            {
                CreditCode = interest.CreditCode,
                Person = name,
                SharePercent = interest.SharePercent,
                HasExited = place % 3 != 0,
                Since = interest.StartedOn,
            });
            if (place % 6 == 1 && content.Relatives?.FirstOrDefault(relative => relative.Id != interest.RelativeId) is { } relative)
                Add(import, new(interest.Enterprise!) { CreditCode = interest.CreditCode, Person = relative.Name, Post = "监事", HasExited = false });
        }
        var open = await db.InterestRows.Where(row => row.CampaignId == campaign.Id && row.ExitState == ExitState.NotYet && row.SubmissionId != null)
            .OrderBy(row => row.OfficialId).Select(row => row.SubmissionId).FirstAsync(cancellation);
        var stated = await db.Submissions.AsNoTracking().Include(version => version.Report.Official).SingleAsync(version => version.Id == open, cancellation);
        foreach (var interest in stated.Content.Interests.Where(interest => interest.Exit?.State == ExitState.NotYet))
            Add(officers, new(interest.Enterprise!)
            {
                CreditCode = interest.CreditCode,
                Person = stated.Content.HolderOf(interest)?.Name ?? stated.Report.Official.Name,
                Post = "监事",
            });
    }

    private static RegistryImport Import(Act act, RegistryKind kind) => RegistryImport.Upload(act, new(kind, Source, AsOf, Coverage), "演示数据.csv",
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"demo {kind}"))), null);

    private static RegistryFacts Firm(Enterprise enterprise) => new(enterprise.Name)
    {
        CreditCode = enterprise.CreditCode,
        Status = FirmStatus.Active,
        City = CityName,
        Industry = Industries[enterprise.Sector],
        FoundedOn = new(2008, 5, 20),
        Sector = enterprise.Sector,
        Strength = SectorStrength.Strong,
    };

    private static RegistryFacts Share(Enterprise enterprise, string name, decimal percent) => new(enterprise.Name)
    {
        CreditCode = enterprise.CreditCode,
        Person = name,
        SharePercent = percent,
        HasExited = false,
        Since = new(2013, 6, 18),
    };

    private string Stranger() => names.Name(random.OneIn(2) ? Sex.Male : Sex.Female);

    private void Add(RegistryImport import, RegistryFacts facts) => rows.Add(new()
    {
        Id = Guid.CreateVersion7(),
        ImportId = import.Id,
        Number = rows.Count(row => row.ImportId == import.Id) + 2,
        Kind = import.Kind,
        PersonKey = facts.Person is { } person ? db.PersonKey(person) : null,
        FirmKey = db.FirmKey(facts.Firm),
        CodeKey = db.CodeKey(facts.CreditCode),
        Text = JsonSerializer.Serialize(facts, CanonicalReport.Json),
    });
}
