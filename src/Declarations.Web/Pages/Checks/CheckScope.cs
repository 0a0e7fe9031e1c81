using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Discipline;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Checks;

public static class CheckScope
{
    /// <summary>Reports that the viewer checks, sees out and handles: those in charge, filed or not, and the filed ones under watch; never their own.</summary>
    public static IQueryable<PersonalSituationReport> ReportsToHandle(this Viewer viewer)
    {
        var (me, watched, charged) = (viewer.Official?.Id, viewer.ReportsUnderWatch(), viewer.ReportsInCharge());
        var reports = !viewer.Holds(Role.DisciplineTeam) ? charged : !viewer.Holds(Role.CampaignOfficer) ? watched
            : viewer.Db.Reports.Where(report => charged.Select(r => r.Id).Contains(report.Id) || watched.Select(r => r.Id).Contains(report.Id));
        return reports.Where(report => report.OfficialId != me && report.ErasedOn == null);
    }

    /// <summary>Interests of those reports in a campaign, from their rows alone.</summary>
    public static IQueryable<InterestRow> RowsToHandle(this Viewer viewer, Campaign campaign)
    {
        var (me, charged, watched) = (viewer.Official?.Id, viewer.PathsOf(Role.CampaignOfficer), viewer.PathsOf(Role.DisciplineTeam));
        var rows = viewer.Db.InterestRows.AsNoTracking().Where(row => row.CampaignId == campaign.Id && row.OfficialId != me);
        // What only a check found is seen, too, of those who have filed: few rows, so they are looked for first.
        var found = rows.Where(row => row.SubmissionId == null && viewer.Db.Reports.Any(report => report.Id == row.ReportId && report.SubmissionCount > 0));
        var seen = rows.Under(watched).Where(row => row.SubmissionId != null || found.Select(each => each.ReportId).Contains(row.ReportId));
        return watched.Count == 0 ? rows.Under(charged) : charged.Count == 0 ? seen
            : rows.Where(row => rows.Under(charged).Any(each => each.ReportId == row.ReportId) || seen.Any(each => each.ReportId == row.ReportId));
    }

    /// <summary>Draws within the units in the viewer's charge or under their watch.</summary>
    public static IQueryable<SpotCheck> SpotChecksInReach(this Viewer viewer)
    {
        string[] paths = [.. viewer.PathsOf(Role.CampaignOfficer), .. viewer.PathsOf(Role.DisciplineTeam)];
        return viewer.Db.SpotChecks.Where(draw => paths.Any(path => draw.Unit.Path.StartsWith(path)));
    }
}
