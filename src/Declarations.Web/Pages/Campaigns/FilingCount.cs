using Declarations.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Which people of a campaign.</summary>
public enum PeopleState { Due, Filed, Excused, Missing }

/// <summary>应报 = 已报 + 免报 + 未报, in persons (E34).</summary>
public sealed record FilingCount(int Filed, int Excused, int Missing)
{
    public int Due => Filed + Excused + Missing;

    public int Of(PeopleState state) => state switch
    {
        PeopleState.Filed => Filed,
        PeopleState.Excused => Excused,
        PeopleState.Missing => Missing,
        _ => Due,
    };

    /// <summary>Every report is in exactly one of filed, excused and missing.</summary>
    public static IQueryable<PersonalSituationReport> Where(IQueryable<PersonalSituationReport> reports, PeopleState state) => state switch
    {
        PeopleState.Filed => reports.Where(r => r.Status != ReportStatus.Excused && r.FirstSubmittedOn != null),
        PeopleState.Excused => reports.Where(r => r.Status == ReportStatus.Excused),
        PeopleState.Missing => reports.Where(r => r.Status != ReportStatus.Excused && r.FirstSubmittedOn == null),
        _ => reports,
    };

    /// <summary>Head-counts by campaign.</summary>
    public static async Task<IReadOnlyDictionary<Guid, FilingCount>> ByCampaignAsync(IQueryable<PersonalSituationReport> reports)
    {
        var counts = await reports.GroupBy(r => r.CampaignId).Select(group => new
        {
            group.Key,
            Filed = group.Count(r => r.Status != ReportStatus.Excused && r.FirstSubmittedOn != null),
            Excused = group.Count(r => r.Status == ReportStatus.Excused),
            Missing = group.Count(r => r.Status != ReportStatus.Excused && r.FirstSubmittedOn == null),
        }).ToListAsync();
        return counts.ToDictionary(count => count.Key, count => new FilingCount(count.Filed, count.Excused, count.Missing));
    }
}
