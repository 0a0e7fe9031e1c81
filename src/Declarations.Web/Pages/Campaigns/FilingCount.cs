using Declarations.Reporting.Statistics;
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

    /// <summary>Every report is in exactly one of filed, excused and missing, by its stage, as in all figures.</summary>
    public static IQueryable<PersonalSituationReport> Where(IQueryable<PersonalSituationReport> reports, PeopleState state) =>
        state == PeopleState.Due ? reports : In(reports, Enum.Parse<FilingCell>($"{state}").Stages());

    private static IQueryable<PersonalSituationReport> In(IQueryable<PersonalSituationReport> reports, IReadOnlyList<ReportStage> stages) =>
        reports.Where(r => stages.Contains(r.Stage));

    /// <summary>Head-counts by campaign.</summary>
    public static async Task<IReadOnlyDictionary<Guid, FilingCount>> ByCampaignAsync(IQueryable<PersonalSituationReport> reports)
    {
        var counts = await reports.GroupBy(r => r.CampaignId).Select(group => new
        {
            group.Key,
            Filed = group.Count(r => r.Stage != ReportStage.Excused && r.Stage != ReportStage.Missing),
            Excused = group.Count(r => r.Stage == ReportStage.Excused),
            Missing = group.Count(r => r.Stage == ReportStage.Missing),
        }).ToListAsync();
        return counts.ToDictionary(count => count.Key, count => new FilingCount(count.Filed, count.Excused, count.Missing));
    }
}
