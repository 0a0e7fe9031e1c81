using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Roster;

public static class RosterScope
{
    /// <summary>Units that the viewer runs a campaign for.</summary>
    public static IQueryable<Unit> UnitsInCharge(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.CampaignOfficer);
        return viewer.Db.Units.Under(paths);
    }

    /// <summary>People of the units that the viewer is in charge of.</summary>
    public static IQueryable<Official> PeopleInCharge(this Viewer viewer)
    {
        var units = viewer.UnitsInCharge();
        return viewer.Db.Officials.Where(official => units.Any(unit => unit.Id == official.UnitId));
    }

    public static IQueryable<RosterRequest> RequestsInCharge(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.CampaignOfficer);
        return viewer.Db.RosterRequests.Where(request => paths.Any(path => request.Official.Unit.Path.StartsWith(path)));
    }

    /// <summary>Campaigns that people of the viewer's units belong to, whoever runs them.</summary>
    public static IQueryable<Campaign> CampaignsToRoster(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.CampaignOfficer);
        return viewer.Db.Campaigns.Where(campaign => paths.Any(path => path.StartsWith(campaign.Unit.Path) || campaign.Unit.Path.StartsWith(path))).Sorted();
    }

    /// <summary>The nearest unit that the viewer runs a campaign for, at or above another; null: it is out of the viewer's charge.</summary>
    public static Unit? OfficeOver(this Viewer viewer, Unit unit) =>
        viewer.Grants.Where(g => g.Role == Role.CampaignOfficer && unit.IsUnder(g.Unit.Path)).Select(g => g.Unit).MaxBy(office => office.Path.Length);
}
