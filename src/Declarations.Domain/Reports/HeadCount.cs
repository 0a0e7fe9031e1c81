namespace Declarations.Reports;

/// <summary>
/// What persons are counted by (E34). Everybody due is in one stage; who states an interest has one outcome, the worst; those with an interest that
/// requires an exit, or may, count by each of its sectors, holders, categories and ranks. Interests counts rows; a mark is a part of a sum that differs
/// once any of them does.
/// </summary>
public enum CountedBy { Due, Stage, Outcome, Sector, Holder, Category, Rank, Interests, Mark }

/// <param name="Code">Name of the stage, outcome, sector and so on; empty where there is but one.</param>
public readonly record struct Counted(CountedBy By, string Code);

/// <summary>
/// By how much a number of a unit grew or shrank on a day: the sum up to a day is what it was at its end. Derived from <see cref="StageChange"/>,
/// <see cref="InterestRow"/> and <see cref="PolicyQuestion"/>, for every unit from the one concerned to the root of the tree. A day may be still to come: an
/// agreed exit is open from the day after it.
/// </summary>
public sealed record HeadCount
{
    public required Guid CampaignId { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly On { get; init; }
    public required CountedBy By { get; init; }
    public required string Code { get; init; }
    /// <summary>One of several rows whose sum is the number, so that those who file at once do not wait for each other.</summary>
    public int Slot { get; init; }
    /// <summary>In the unit itself.</summary>
    public required long Own { get; init; }
    /// <summary>In the unit and all below it.</summary>
    public required long All { get; init; }

    /// <summary>What follows from changes: one for each campaign, unit, day and number, without those that come to nothing.</summary>
    /// <param name="chain">A unit and the units above it.</param>
    public static IReadOnlyList<HeadCount> Of(IEnumerable<Turn> turns, Func<Guid, IEnumerable<Guid>> chain) =>
        [.. turns.SelectMany(turn => chain(turn.UnitId).Select(unit => (Turn: turn, Unit: unit)))
            .GroupBy(each => (each.Turn.CampaignId, each.Unit, each.Turn.On, each.Turn.What))
            .Select(group => new HeadCount
            {
                CampaignId = group.Key.CampaignId,
                UnitId = group.Key.Unit,
                On = group.Key.On,
                By = group.Key.What.By,
                Code = group.Key.What.Code,
                Own = group.Where(each => each.Turn.UnitId == each.Unit).Sum(each => each.Turn.Number),
                All = group.Sum(each => each.Turn.Number),
            })
            .Where(count => (count.Own, count.All) != (0, 0))];

    /// <summary>The rows of each number as one, without those that come to nothing.</summary>
    public static IEnumerable<HeadCount> Together(IEnumerable<HeadCount> rows) => rows.GroupBy(row => row with { Slot = 0, Own = 0, All = 0 })
        .Select(group => group.Key with { Own = group.Sum(row => row.Own), All = group.Sum(row => row.All) })
        .Where(count => (count.Own, count.All) != (0, 0));
}

/// <summary>Persons who came to a number in a unit on a day, or left it (then negative).</summary>
public readonly record struct Turn(Guid CampaignId, Guid UnitId, DateOnly On, Counted What, long Number)
{
    public static IEnumerable<Turn> Of(StageChange change)
    {
        yield return new(change.CampaignId, change.UnitId, change.On, new(CountedBy.Due, ""), 1);
        yield return new(change.CampaignId, change.UnitId, change.On, new(CountedBy.Stage, $"{change.Stage}"), 1);
        if (change is not { LeftUnitId: { } unit, LeftStage: { } stage })
            yield break;
        yield return new(change.CampaignId, unit, change.On, new(CountedBy.Due, ""), -1);
        yield return new(change.CampaignId, unit, change.On, new(CountedBy.Stage, $"{stage}"), -1);
    }

    /// <summary>The other way round.</summary>
    public Turn Back => this with { Number = -Number };

    /// <summary>One for each campaign, unit, day and number, without those that come to nothing.</summary>
    public static IEnumerable<Turn> Sum(IEnumerable<Turn> turns) => turns.GroupBy(turn => turn with { Number = 0 })
        .Select(group => group.Key with { Number = group.Sum(turn => turn.Number) }).Where(turn => turn.Number != 0);
}
