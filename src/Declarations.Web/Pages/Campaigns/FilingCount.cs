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
        var counts = new Dictionary<(Guid Campaign, PeopleState State), int>();
        foreach (var state in new[] { PeopleState.Filed, PeopleState.Excused, PeopleState.Missing })
            foreach (var group in await Where(reports, state).GroupBy(r => r.CampaignId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync())
                counts[(group.Key, state)] = group.Count;
        return counts.Keys.Select(key => key.Campaign).Distinct().ToDictionary(campaign => campaign,
            campaign => new FilingCount(Count(campaign, PeopleState.Filed), Count(campaign, PeopleState.Excused), Count(campaign, PeopleState.Missing)));

        int Count(Guid campaign, PeopleState state) => counts.GetValueOrDefault((campaign, state));
    }
}
