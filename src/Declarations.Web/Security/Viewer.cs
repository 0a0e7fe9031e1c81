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
public sealed class Viewer(IHttpContextAccessor http, DeclarationsDb db, OfficeClock clock)
{
    private bool loaded;

    public Account? Account { get; private set; }
    public Official? Official { get; private set; }
    public IReadOnlyList<UnitPost> Posts { get; private set; } = [];
    /// <summary>Roles that count now.</summary>
    public IReadOnlyList<Grant> Grants { get; private set; } = [];
    /// <summary>Those for whom the viewer signs today, and their posts.</summary>
    public IReadOnlyList<Deputation> Deputations { get; private set; } = [];
    private IReadOnlyList<UnitPost> deputyPosts = [];

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
        Grants = await db.Grants.AsNoTracking().Include(g => g.Unit).Where(g => g.AccountId == id && !g.Pending && g.RevokedAt == null).ToListAsync();
        if (Account.OfficialId is not { } officialId)
            return this;
        Official = await db.Officials.AsNoTracking().Include(o => o.Unit).SingleAsync(o => o.Id == officialId);
        Posts = await db.UnitPosts.AsNoTracking().Where(p => p.OfficialId == officialId).ToListAsync();
        var today = clock.Today;
        Deputations = await db.Deputations.AsNoTracking().Include(d => d.Holder)
            .Where(d => d.DeputyId == officialId && d.RevokedAt == null && d.FromOn <= today && d.ToOn >= today).ToListAsync();
        if (Deputations.Count > 0)
        {
            var holders = Deputations.Select(d => d.HolderId).ToList();
            deputyPosts = (await db.UnitPosts.AsNoTracking().Where(p => holders.Contains(p.OfficialId)).ToListAsync()).FindAll(p => Deputation.Posts.Contains(p.Kind));
        }
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
            Permission.ReadAndSign => Posts.Count > 0 || deputyPosts.Count > 0,
            Permission.NameDeputy => Posts.Any(post => Deputation.Posts.Contains(post.Kind)),
            Permission.RunCampaign => Holds(Role.CampaignOfficer),
            Permission.Collect => Holds(Role.CampaignOfficer) || Holds(Role.DisciplineTeam),
            Permission.Watch => Holds(Role.DisciplineTeam),
            Permission.KeepAccounts => Holds(Role.SystemAdministrator),
            Permission.GrantRoles => Holds(Role.SecurityAdministrator) || Holds(Role.SystemAdministrator),
            Permission.ReadLedger => Holds(Role.AuditAdministrator),
            _ => false,
        };
    }

    public bool Holds(Role role) => Grants.Any(grant => grant.Role == role);

    /// <summary>Units that the viewer runs a campaign for.</summary>
    public IQueryable<Unit> UnitsInCharge()
    {
        var paths = PathsInCharge();
        return db.Units.Where(unit => paths.Any(path => unit.Path.StartsWith(path)));
    }

    public IQueryable<PersonalSituationReport> ReportsInCharge()
    {
        var paths = PathsInCharge();
        return db.Reports.Under(paths);
    }

    /// <summary>Campaigns that the viewer runs: their unit is in the viewer's charge.</summary>
    public IQueryable<Campaign> CampaignsRun()
    {
        var paths = PathsInCharge();
        return Sorted(db.Campaigns.Where(campaign => paths.Any(path => campaign.Unit.Path.StartsWith(path))));
    }

    /// <summary>Campaigns that the viewer runs, for all of it or for the units in their charge.</summary>
    public IQueryable<Campaign> CampaignsInCharge()
    {
        var (paths, reports) = (PathsInCharge(), ReportsInCharge());
        return Sorted(db.Campaigns.Where(campaign => paths.Any(path => campaign.Unit.Path.StartsWith(path)) || reports.Any(report => report.CampaignId == campaign.Id)));
    }

    /// <summary>Campaigns with a report in the viewer's charge, whoever runs them.</summary>
    public IQueryable<Campaign> CampaignsInReach()
    {
        var reports = ReportsToCollect();
        return Sorted(db.Campaigns.Where(campaign => reports.Any(report => report.CampaignId == campaign.Id)));
    }

    /// <summary>Filed reports that the discipline team reads.</summary>
    public IQueryable<PersonalSituationReport> ReportsUnderWatch()
    {
        var paths = PathsOf(Role.DisciplineTeam);
        return db.Reports.Under(paths).Where(report => report.SubmissionCount > 0);
    }

    /// <summary>Reports that the viewer takes in: those in charge, and as discipline team those of city-managed cadres.</summary>
    public IQueryable<PersonalSituationReport> ReportsToCollect()
    {
        var (office, team) = (PathsInCharge(), PathsOf(Role.DisciplineTeam));
        var theirs = db.Reports.Under(team).Where(report => report.Official.CityManaged == true);
        return team.Count == 0 ? db.Reports.Under(office) : office.Count == 0 ? theirs
            : db.Reports.Where(report => db.Reports.Under(office).Any(each => each.Id == report.Id) || theirs.Any(each => each.Id == report.Id));
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

    /// <summary>Submitted reports that come, or came, to the viewer to be read, by an own post or as a deputy; never the viewer's own.</summary>
    public IQueryable<PersonalSituationReport> ReportsToRead()
    {
        var mine = Official?.Id;
        var holders = Deputations.Select(deputation => deputation.HolderId).ToList();
        var forOthers = On(db.Reports, deputyPosts).Where(report => report.Official.CityManaged == false && !holders.Contains(report.OfficialId)).Select(report => report.Id);
        var own = On(db.Reports, Posts).Select(report => report.Id);
        return db.Reports.Where(report => report.ErasedOn == null && report.OfficialId != mine && (own.Contains(report.Id) || forOthers.Contains(report.Id)));
    }

    /// <summary>The posts that count for a report, and whose deputy the viewer then is; null: the viewer's own post signs.</summary>
    public (IReadOnlyList<UnitPost> Posts, string? DeputyFor) PostsFor(PersonalSituationReport report)
    {
        var own = report.MaySign(Official!.Id, Posts);
        if (own || report.Official.CityManaged != false || Deputations.Any(deputation => deputation.HolderId == report.OfficialId))
            return (Posts, null);
        var posts = deputyPosts.Where(post => report.MaySign(Official.Id, [post])).ToList();
        return (posts, Deputations.Where(deputation => posts.Any(post => post.OfficialId == deputation.HolderId)).Select(deputation => deputation.Holder.Name).FirstOrDefault());
    }

    /// <summary>The nearest unit that the viewer runs a campaign for, at or above another; null: it is out of the viewer's charge.</summary>
    public Unit? OfficeOver(Unit unit) =>
        Grants.Where(g => g.Role == Role.CampaignOfficer && unit.IsUnder(g.Unit.Path)).Select(g => g.Unit).MaxBy(office => office.Path.Length);

    private static IQueryable<Campaign> Sorted(IQueryable<Campaign> campaigns) =>
        campaigns.Include(campaign => campaign.Unit).OrderBy(campaign => campaign.PracticeDate != null).ThenBy(campaign => campaign.Code);

    /// <summary>Submitted reports that go to one of these posts.</summary>
    private static IQueryable<PersonalSituationReport> On(IQueryable<PersonalSituationReport> reports, IReadOnlyList<UnitPost> posts)
    {
        var (secretary, head, leader, above) = (UnitsOn(SigningRoute.PartyGroupSecretary), UnitsOn(SigningRoute.UnitHeadOrDeputy),
            UnitsOn(SigningRoute.SupervisingBureauLeader), UnitsOn(SigningRoute.HigherLevel));
        return reports.Where(report => report.SigningUnitId != null
            && (report.Route == SigningRoute.PartyGroupSecretary && secretary.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.UnitHeadOrDeputy && head.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.SupervisingBureauLeader && leader.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.HigherLevel && above.Contains(report.SigningUnitId.Value)));

        List<Guid> UnitsOn(SigningRoute route) => [.. posts.Where(post => SigningPosts.For(route).Contains(post.Kind)).Select(post => post.UnitId)];
    }

    private List<string> PathsInCharge() => PathsOf(Role.CampaignOfficer);

    private List<string> PathsOf(Role role) => [.. Grants.Where(g => g.Role == role).Select(g => g.Unit.Path)];
}
