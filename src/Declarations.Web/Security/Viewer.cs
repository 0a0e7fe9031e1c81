using System.Security.Claims;
using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Security;

/// <summary>
/// The person of this request as the database knows them now: a post or grant taken away is gone at the next click.
/// Scope is applied here, to the query; what is out of scope does not exist for the viewer.
/// </summary>
public sealed class Viewer(IHttpContextAccessor http, DeclarationsDb db)
{
    private bool loaded;

    public Account? Account { get; private set; }
    public Official? Official { get; private set; }
    public IReadOnlyList<UnitPost> Posts { get; private set; } = [];
    public IReadOnlyList<Grant> Grants { get; private set; } = [];

    public Guid AccountId => Account?.Id ?? throw new InvalidOperationException("Nobody is signed in.");

    public async Task<Viewer> LoadAsync()
    {
        if (loaded)
            return this;
        loaded = true;
        if (!Guid.TryParse(http.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return this;
        Account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id);
        if (Account is null)
            return this;
        Grants = await db.Grants.AsNoTracking().Include(g => g.Unit).Where(g => g.AccountId == id).ToListAsync();
        if (Account.OfficialId is not { } officialId)
            return this;
        Official = await db.Officials.AsNoTracking().Include(o => o.Unit).SingleAsync(o => o.Id == officialId);
        Posts = await db.UnitPosts.AsNoTracking().Where(p => p.OfficialId == officialId).ToListAsync();
        return this;
    }

    public async Task<bool> MayAsync(Permission permission)
    {
        await LoadAsync();
        return permission switch
        {
            Permission.Public => true,
            Permission.SignedIn => Account is not null,
            Permission.File => Official is not null,
            Permission.Prepare => Official is not null || await MayAsync(Permission.RunCampaign),
            Permission.ReadAndSign => Posts.Count > 0,
            Permission.RunCampaign => Grants.Any(g => g.Role == Role.CampaignOfficer),
            _ => false,
        };
    }

    /// <summary>Units that the viewer runs a campaign for.</summary>
    public IQueryable<Unit> UnitsInCharge()
    {
        var paths = PathsInCharge();
        return db.Units.Where(unit => paths.Any(path => unit.Path.StartsWith(path)));
    }

    public IQueryable<PersonalSituationReport> ReportsInCharge()
    {
        var paths = PathsInCharge();
        return db.Reports.Where(report => paths.Any(path => report.Unit.Path.StartsWith(path)));
    }

    /// <summary>Campaigns that the viewer runs: their unit is in the viewer's charge.</summary>
    public IQueryable<Campaign> CampaignsInCharge()
    {
        var paths = PathsInCharge();
        return Sorted(db.Campaigns.Where(campaign => paths.Any(path => campaign.Unit.Path.StartsWith(path))));
    }

    /// <summary>Campaigns with a report in the viewer's charge, whoever runs them.</summary>
    public IQueryable<Campaign> CampaignsInReach()
    {
        var reports = ReportsInCharge();
        return Sorted(db.Campaigns.Where(campaign => reports.Any(report => report.CampaignId == campaign.Id)));
    }

    /// <summary>Campaigns that people of the viewer's units belong to, whoever runs them.</summary>
    public IQueryable<Campaign> CampaignsToRoster()
    {
        var paths = PathsInCharge();
        return Sorted(db.Campaigns.Where(campaign => paths.Any(path => path.StartsWith(campaign.Unit.Path) || campaign.Unit.Path.StartsWith(path))));
    }

    /// <summary>People of the units that the viewer is in charge of.</summary>
    public IQueryable<Official> PeopleInCharge()
    {
        var paths = PathsInCharge();
        return db.Officials.Where(official => paths.Any(path => official.Unit.Path.StartsWith(path)));
    }

    public IQueryable<RosterRequest> RequestsInCharge()
    {
        var paths = PathsInCharge();
        return db.RosterRequests.Where(request => paths.Any(path => request.Official.Unit.Path.StartsWith(path)));
    }

    /// <summary>Submitted reports that come, or came, to the viewer to be read; never the viewer's own.</summary>
    public IQueryable<PersonalSituationReport> ReportsToRead()
    {
        var mine = Official?.Id;
        var (secretary, head, leader, above) = (UnitsOn(SigningRoute.PartyGroupSecretary), UnitsOn(SigningRoute.UnitHeadOrDeputy),
            UnitsOn(SigningRoute.SupervisingBureauLeader), UnitsOn(SigningRoute.HigherLevel));
        return db.Reports.Where(report => report.OfficialId != mine && report.SigningUnitId != null
            && (report.Route == SigningRoute.PartyGroupSecretary && secretary.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.UnitHeadOrDeputy && head.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.SupervisingBureauLeader && leader.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.HigherLevel && above.Contains(report.SigningUnitId.Value)));
    }

    /// <summary>The nearest unit that the viewer runs a campaign for, at or above another; null: it is out of the viewer's charge.</summary>
    public Unit? OfficeOver(Unit unit) =>
        Grants.Where(g => g.Role == Role.CampaignOfficer && unit.IsUnder(g.Unit.Path)).Select(g => g.Unit).MaxBy(office => office.Path.Length);

    private static IQueryable<Campaign> Sorted(IQueryable<Campaign> campaigns) =>
        campaigns.Include(campaign => campaign.Unit).OrderBy(campaign => campaign.PracticeDate != null).ThenBy(campaign => campaign.Code);

    /// <summary>Units for which one of the viewer's posts signs on a route.</summary>
    private List<Guid> UnitsOn(SigningRoute route) =>
        [.. Posts.Where(post => SigningPosts.For(route).Contains(post.Kind)).Select(post => post.UnitId)];

    private List<string> PathsInCharge() => [.. Grants.Where(g => g.Role == Role.CampaignOfficer).Select(g => g.Unit.Path)];
}
