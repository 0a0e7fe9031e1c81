using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Data;

/// <summary>The list from which a spot check is drawn.</summary>
public static class SpotChecks
{
    /// <summary>Everybody in a unit and below it whose report counts, with the id of the report.</summary>
    public static async Task<IReadOnlyDictionary<Drawable, Guid>> DrawablesAsync(
        this DeclarationsDb db, Campaign campaign, Unit unit, DrawnFrom from, CancellationToken cancellation = default)
    {
        var filed = db.Reports.Where(report => report.CampaignId == campaign.Id && report.SubmissionCount > 0 && report.Unit.Path.StartsWith(unit.Path));
        return await (from == DrawnFrom.Nil ? filed.Where(report => report.InterestCount == 0) : filed)
            .Select(report => new { report.Unit.Code, report.Official.StaffNumber, report.Id })
            .ToDictionaryAsync(each => new Drawable(each.Code, each.StaffNumber), each => each.Id, cancellation);
    }
}
