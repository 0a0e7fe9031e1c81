using Declarations.Access;
using Declarations.Custody;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Custody;

/// <summary>One line of the printed list.</summary>
public sealed record HandOverLine(Guid ReportId, int Place, string Name, string UnitName, string? Post, string ReceiptNumber, int Version);

/// <summary>Makes the lists of what is handed up, and finds those in the viewer's scope.</summary>
public sealed class HandOverDesk(DeclarationsDb db, Viewer viewer, OfficeClock clock)
{
    /// <summary>Lists whose reports the viewer collects, as the one who hands over or who receives.</summary>
    public IQueryable<HandOver> InReach
    {
        get
        {
            var reports = viewer.ReportsToCollect();
            return db.HandOvers.Where(handOver => handOver.Items.All(item => reports.Any(report => report.Id == item.ReportId)));
        }
    }

    /// <summary>The list of reports that are handed up in the next save, which it joins.</summary>
    public async Task<HandOver> MakeAsync(IReadOnlyList<PersonalSituationReport> reports)
    {
        var ids = reports.Select(report => report.Id).ToList();
        var newest = await db.Submissions.Where(version => ids.Contains(version.ReportId) && version.Number == version.Report.SignedNumber)
            .ToDictionaryAsync(version => version.ReportId, version => version.Id);
        var units = await db.Units.Where(unit => reports.Select(report => report.UnitId).Contains(unit.Id)).ToListAsync();
        var sender = viewer.Grants.Where(grant => grant.Role is Role.CampaignOfficer or Role.DisciplineTeam)
            .Where(grant => units.Exists(unit => unit.IsUnder(grant.Unit.Path))).Select(grant => grant.Unit).MaxBy(unit => unit.Path.Length)!;
        var handOver = HandOver.Of(clock.ActOf(viewer.AccountId, reports[0].Campaign), sender,
            [.. reports.OrderBy(report => report.ListKey, StringComparer.Ordinal).Select(report => (report, newest[report.Id]))]);
        db.HandOvers.Add(handOver);
        return handOver;
    }

    public Task<List<HandOverLine>> LinesAsync(HandOver handOver) => db.Set<HandOverItem>().Where(item => item.HandOverId == handOver.Id)
        .Join(db.Submissions, item => item.SubmissionId, version => version.Id, (item, version) => new { item, version })
        .OrderBy(each => each.item.Place)
        .Select(each => new HandOverLine(each.item.ReportId, each.item.Place, each.version.Report.Official.Name, each.version.Report.Unit.Name,
            each.version.Report.Official.Post, each.version.ReceiptNumber, each.version.Number)).ToListAsync();
}
