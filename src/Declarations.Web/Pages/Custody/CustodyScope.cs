using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Custody;

public static class CustodyScope
{
    /// <summary>Reports that the viewer takes in: those in charge, and as discipline team those of city-managed cadres.</summary>
    public static IQueryable<PersonalSituationReport> ReportsToCollect(this Viewer viewer)
    {
        var (office, team) = (viewer.PathsOf(Role.CampaignOfficer), viewer.PathsOf(Role.DisciplineTeam));
        return viewer.Db.Reports.Where(report => office.Any(path => report.Unit.Path.StartsWith(path))
            || report.Official.CityManaged == true && team.Any(path => report.Unit.Path.StartsWith(path)));
    }

    /// <summary>Campaigns with a report in the viewer's charge, whoever runs them.</summary>
    public static IQueryable<Campaign> CampaignsInReach(this Viewer viewer)
    {
        var reports = viewer.ReportsToCollect();
        return viewer.Db.Campaigns.Where(campaign => reports.Any(report => report.CampaignId == campaign.Id)).Sorted();
    }
}
