using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Pages.Roster;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Campaigns;

public static class CampaignScope
{
    public static IQueryable<PersonalSituationReport> ReportsInCharge(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.CampaignOfficer);
        return viewer.Db.Reports.Under(paths);
    }

    /// <summary>Counts of the topmost units in the viewer's charge: of everybody there, once.</summary>
    public static IQueryable<HeadCount> HeadCountsInCharge(this Viewer viewer)
    {
        var units = viewer.Grants.Where(grant => grant.Role == Role.CampaignOfficer).Select(grant => grant.Unit).ToList();
        var tops = units.Where(unit => !units.Exists(above => above.Id != unit.Id && unit.IsUnder(above.Path))).Select(unit => unit.Id).ToList();
        return viewer.Db.HeadCounts.Where(count => tops.Contains(count.UnitId));
    }

    /// <summary>Campaigns that the viewer runs: their unit is in the viewer's charge.</summary>
    public static IQueryable<Campaign> CampaignsRun(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.CampaignOfficer);
        return viewer.Db.Campaigns.Where(campaign => paths.Any(path => campaign.Unit.Path.StartsWith(path))).Sorted();
    }

    /// <summary>Campaigns that the viewer runs, for all of it or for the units in their charge.</summary>
    public static IQueryable<Campaign> CampaignsInCharge(this Viewer viewer)
    {
        var (paths, reports) = (viewer.PathsOf(Role.CampaignOfficer), viewer.ReportsInCharge());
        return viewer.Db.Campaigns.Where(
            campaign => paths.Any(path => campaign.Unit.Path.StartsWith(path)) || reports.Any(report => report.CampaignId == campaign.Id)).Sorted();
    }

    /// <summary>Campaigns in which the viewer has a report of their own.</summary>
    public static IQueryable<Campaign> OwnCampaigns(this Viewer viewer)
    {
        var me = viewer.Official?.Id;
        return viewer.Db.Campaigns.Where(campaign => viewer.Db.Reports.Any(report => report.CampaignId == campaign.Id && report.OfficialId == me)).Sorted();
    }

    /// <summary>Living people of the campaign's units, in the viewer's charge, who have no report in it.</summary>
    public static IQueryable<Official> PeopleOutside(this Viewer viewer, Campaign campaign)
    {
        var path = campaign.Unit.Path;
        return viewer.PeopleInCharge().Where(official => official.Unit.Path.StartsWith(path) && official.DiedOn == null
            && !viewer.Db.Reports.Any(report => report.CampaignId == campaign.Id && report.OfficialId == official.Id));
    }

    /// <summary>Real ones first.</summary>
    public static IQueryable<Campaign> Sorted(this IQueryable<Campaign> campaigns) =>
        campaigns.Include(campaign => campaign.Unit).OrderBy(campaign => campaign.PracticeDate != null).ThenBy(campaign => campaign.Code);
}
