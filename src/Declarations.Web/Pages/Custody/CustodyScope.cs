using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;
using Declarations.Web.Pages.Campaigns;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Custody;

public static class CustodyScope
{
    /// <summary>Reports that the viewer takes in: those in charge, and as discipline team those of city-managed cadres.</summary>
    public static IQueryable<PersonalSituationReport> ReportsToCollect(this Viewer viewer)
    {
        var (office, team) = (viewer.PathsOf(Role.CampaignOfficer), viewer.PathsOf(Role.DisciplineTeam));
        var reports = viewer.Db.Reports;
        var theirs = reports.Under(team).Where(report => report.Official.CityManaged == true);
        return team.Count == 0 ? reports.Under(office) : office.Count == 0 ? theirs
            : reports.Where(report => reports.Under(office).Any(each => each.Id == report.Id) || theirs.Any(each => each.Id == report.Id));
    }

    /// <summary>Units of a campaign in the viewer's charge or under their watch.</summary>
    public static IQueryable<Unit> UnitsInReach(this Viewer viewer, Campaign campaign)
    {
        string[] paths = [.. viewer.PathsOf(Role.CampaignOfficer), .. viewer.PathsOf(Role.DisciplineTeam)];
        return viewer.Db.Units.Where(unit => unit.Path.StartsWith(campaign.Unit.Path)).Under(paths);
    }

    /// <summary>Ids of those whose reports are handed up: few among all.</summary>
    public static IQueryable<Guid> CityManaged(this DeclarationsDb db) =>
        db.Officials.Where(official => official.CityManaged == true).Select(official => official.Id);

    /// <summary>Campaigns with a report in the viewer's charge, whoever runs them.</summary>
    public static IQueryable<Campaign> CampaignsInReach(this Viewer viewer)
    {
        var reports = viewer.ReportsToCollect();
        return viewer.Db.Campaigns.Where(campaign => reports.Any(report => report.CampaignId == campaign.Id)).Sorted();
    }

    /// <summary>The same, asked for once in a request: the head of every page shows them, too.</summary>
    public static Task<List<Campaign>> CampaignsInReachAsync(this Viewer viewer) =>
        viewer.OnceAsync(nameof(CampaignsInReach), () => viewer.CampaignsInReach().AsNoTracking().ToListAsync());
}
