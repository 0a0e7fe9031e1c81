namespace Declarations.Reports;

/// <summary>
/// By how many persons a stage grew or shrank in a unit on a day: the sum up to a day is how many stood in it at its end. Derived from
/// <see cref="StageChange"/>, for every unit from the one concerned to the root of the tree.
/// </summary>
public sealed record HeadCount
{
    public required Guid CampaignId { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly On { get; init; }
    public required ReportStage Stage { get; init; }
    /// <summary>In the unit itself.</summary>
    public required int Own { get; init; }
    /// <summary>In the unit and all below it.</summary>
    public required int All { get; init; }

    /// <summary>What follows from changes: one for each campaign, unit, day and stage, without those that come to nothing.</summary>
    /// <param name="chain">A unit and the units above it.</param>
    public static IReadOnlyList<HeadCount> Of(IEnumerable<Turn> turns, Func<Guid, IEnumerable<Guid>> chain) =>
        [.. turns.SelectMany(turn => chain(turn.UnitId).Select(unit => (turn.CampaignId, Unit: unit, turn.On, turn.Stage, turn.Persons,
            Own: unit == turn.UnitId)))
            .GroupBy(turn => (turn.CampaignId, turn.Unit, turn.On, turn.Stage))
            .Select(group => new HeadCount
            {
                CampaignId = group.Key.CampaignId,
                UnitId = group.Key.Unit,
                On = group.Key.On,
                Stage = group.Key.Stage,
                Own = group.Where(turn => turn.Own).Sum(turn => turn.Persons),
                All = group.Sum(turn => turn.Persons),
            })
            .Where(count => (count.Own, count.All) != (0, 0))];
}

/// <summary>Persons who came to a stage in a unit on a day, or left it (then negative).</summary>
public readonly record struct Turn(Guid CampaignId, Guid UnitId, DateOnly On, ReportStage Stage, int Persons)
{
    public static IEnumerable<Turn> Of(StageChange change)
    {
        yield return new(change.CampaignId, change.UnitId, change.On, change.Stage, 1);
        if (change is { LeftUnitId: { } unit, LeftStage: { } stage })
            yield return new(change.CampaignId, unit, change.On, stage, -1);
    }
}
