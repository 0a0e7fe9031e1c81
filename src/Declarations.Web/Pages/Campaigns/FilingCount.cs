using Declarations.Campaigns;
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

    /// <summary>By campaign, from the head-counts of units of which none is below another.</summary>
    public static async Task<IReadOnlyDictionary<Guid, FilingCount>> ByCampaignAsync(IQueryable<HeadCount> counts)
    {
        var sums = await counts.Where(count => count.By == CountedBy.Stage).GroupBy(count => new { count.CampaignId, count.Code })
            .Select(group => new { group.Key.CampaignId, group.Key.Code, Persons = group.Sum(count => count.All) }).ToListAsync();
        return sums.GroupBy(sum => sum.CampaignId).ToDictionary(campaign => campaign.Key, campaign =>
        {
            var filing = FilingFigures.Of(campaign.ToDictionary(sum => Enum.Parse<ReportStage>(sum.Code), sum => (int)sum.Persons));
            return new FilingCount(filing.Filed, filing.Excused, filing.Missing);
        });
    }

    /// <inheritdoc cref="ByCampaignAsync"/>
    public static async Task<FilingCount> OfAsync(IQueryable<HeadCount> counts, Campaign campaign) =>
        (await ByCampaignAsync(counts.Where(count => count.CampaignId == campaign.Id))).GetValueOrDefault(campaign.Id, new FilingCount(0, 0, 0));
}
