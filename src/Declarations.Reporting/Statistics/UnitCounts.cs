using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Reporting.Statistics;

/// <summary>Everything that is counted in a unit at the end of a day: in the unit alone, or with all below it.</summary>
public sealed record UnitCounts(IReadOnlyDictionary<Counted, long> Numbers)
{
    public static UnitCounts None { get; } = new(new Dictionary<Counted, long>());

    public FilingFigures Filing => FilingFigures.Of(Of<ReportStage>(CountedBy.Stage));
    public OutcomeFigures Outcomes => new(Of<Outcome>(CountedBy.Outcome));
    /// <summary>Rows of Annex 3.</summary>
    public int Interests => (int)Numbers.GetValueOrDefault(new(CountedBy.Interests, ""));
    /// <summary>Differ once an interest, or how it counts, differs.</summary>
    public IEnumerable<string> Marks => Numbers.Where(each => each.Key.By == CountedBy.Mark).Select(each => $"mark {each.Key.Code} {each.Value}");

    /// <summary>Persons by code.</summary>
    public IReadOnlyDictionary<T, int> Of<T>(CountedBy by) where T : struct, Enum => Numbers.Where(each => each.Key.By == by && each.Value != 0)
        .ToDictionary(each => Enum.Parse<T>(each.Key.Code), each => (int)each.Value);
}

public static class UnitCountsQuery
{
    private static readonly CountedBy[] Everything = Enum.GetValues<CountedBy>();

    /// <summary>Of some units at the end of a day; how many people or interests there are does not matter.</summary>
    /// <param name="by">What is asked for; null: everything.</param>
    public static async Task<Dictionary<Guid, (UnitCounts Own, UnitCounts All)>> CountsAsync(
        this DeclarationsDb db, Campaign campaign, IReadOnlyCollection<Guid> units, DateOnly day, IReadOnlyCollection<CountedBy>? by,
        CancellationToken cancellation = default)
    {
        by ??= Everything;
        var sums = (await db.HeadCounts
            .Where(count => count.CampaignId == campaign.Id && by.Contains(count.By) && units.Contains(count.UnitId) && count.On <= day)
            .GroupBy(count => new { count.UnitId, count.By, count.Code })
            .Select(group => new { group.Key.UnitId, group.Key.By, group.Key.Code, Own = group.Sum(count => count.Own), All = group.Sum(count => count.All) })
            .ToListAsync(cancellation)).ToLookup(sum => sum.UnitId);
        return units.ToDictionary(unit => unit, unit => (
            new UnitCounts(sums[unit].ToDictionary(sum => new Counted(sum.By, sum.Code), sum => sum.Own)),
            new UnitCounts(sums[unit].ToDictionary(sum => new Counted(sum.By, sum.Code), sum => sum.All))));
    }
}
