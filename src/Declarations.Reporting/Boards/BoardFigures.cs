using Declarations.Organisation;
using Declarations.Integrity;
using Declarations.Registers;

namespace Declarations.Reporting.Boards;

/// <summary>The sum of a result, in the unit of its code.</summary>
/// <param name="Bound">More than, or nearly, once a part of it is.</param>
public sealed record ResultSum(ResultCode Code, decimal Quantity, Bound Bound);

public sealed record UnitCount(Unit Unit, int Completed, int Basically, int InProgress, int Overdue, int Withdrawn)
{
    public int Measures => Completed + Basically + InProgress + Overdue;
}

/// <summary>What registers hold on a day. Measures are those that count; the withdrawn stand beside them.</summary>
/// <param name="Withheld">Problems kept out of the notice.</param>
public sealed record BoardFigures(DateOnly Day, int Aspects, int Problems, int Solved, int Withheld, IReadOnlyList<UnitCount> Units)
{
    public int Completed { get; } = Units.Sum(unit => unit.Completed);
    public int Basically { get; } = Units.Sum(unit => unit.Basically);
    public int InProgress { get; } = Units.Sum(unit => unit.InProgress);
    public int Overdue { get; } = Units.Sum(unit => unit.Overdue);
    public int Withdrawn { get; } = Units.Sum(unit => unit.Withdrawn);
    public int Measures => Completed + Basically + InProgress + Overdue;
    /// <summary>The withdrawn ones with them.</summary>
    public int Lines => Measures + Withdrawn;
    public int Published => Problems - Withheld;
    public decimal CompletedRate => Percent.Of(Completed, Measures);
    public decimal CompletedOrBasicallyRate => Percent.Of(Completed + Basically, Measures);

    /// <summary>By names that stay: a frozen notice and the verb use the same.</summary>
    public IReadOnlyDictionary<string, int> Named => new Dictionary<string, int>
    {
        ["aspects"] = Aspects,
        ["problems"] = Problems,
        ["solved"] = Solved,
        ["measures"] = Measures,
        ["completed"] = Completed,
        ["basically"] = Basically,
        ["inProgress"] = InProgress,
        ["overdue"] = Overdue,
        ["withdrawn"] = Withdrawn,
        ["published"] = Published,
        ["withheld"] = Withheld,
    };

    public int Of(ReportedClass each) => each switch
    {
        ReportedClass.Completed => Completed,
        ReportedClass.Basically => Basically,
        ReportedClass.InProgress => InProgress,
        _ => Overdue,
    };
}

/// <summary>Cases of a month that were disposed of, and those of them with a sanction.</summary>
public sealed record DisposedInMonth(int Year, int Month, int Cases, int Sanctioned);

/// <summary>What came of it, up to a day.</summary>
/// <param name="Tallies">The newest of each category.</param>
/// <param name="Activities">Held, by kind.</param>
public sealed record BoardResults(IReadOnlyList<ResultSum> Results, IReadOnlyList<Tally> Tallies, IReadOnlyDictionary<ActivityKind, int> Activities,
    IReadOnlyDictionary<Lamp, int> Letters)
{
    /// <summary>The newest of each name.</summary>
    public IReadOnlyList<Indicator> Indicators { get; init; } = [];
    /// <summary>Problems, by the kind of activity in which they were found.</summary>
    public IReadOnlyDictionary<ActivityKind, int> Raised { get; init; } = new Dictionary<ActivityKind, int>();
    /// <summary>Of consultations, and those of them that have pledged.</summary>
    public int Parties { get; init; }
    public int Pledges { get; init; }
    public IReadOnlyList<DisposedInMonth> Disposals { get; init; } = [];
    /// <summary>Entries of integrity files written on this occasion that stand.</summary>
    public IReadOnlyDictionary<IntegrityKind, int> Integrity { get; init; } = new Dictionary<IntegrityKind, int>();

    public decimal Rules => Results.Where(result => result.Code.IsRule()).Sum(result => result.Quantity);
}
