using Declarations.Registers;

namespace Declarations.Reporting.Boards;

/// <summary>A measure as it stood at the end of a day, in columns that the database filters, sorts and counts by.</summary>
public sealed class BoardLine
{
    public const int Withdrawn = -1;

    public Guid MeasureId { get; init; }
    public Guid ProblemId { get; init; }
    public int ProblemNumber { get; init; }
    public int Number { get; init; }
    public Guid UnitId { get; init; }
    public string UnitPath { get; init; } = "";
    public Guid? LeaderId { get; init; }
    public Guid? PersonId { get; init; }
    public DateOnly RunsTo { get; init; }
    /// <summary>Neither done nor with the checker: its lamp is lit by the days left.</summary>
    public bool AtWork { get; init; }
    /// <summary>The reported class as its place among them, or <see cref="Withdrawn"/>.</summary>
    public int Class { get; init; }

    public ReportedClass? Reported => Class == Withdrawn ? null : (ReportedClass)Class;
    public Lamp LampOn(DateOnly day) => Lamps.Of(AtWork ? MeasureStatus.Open : MeasureStatus.Claimed, RunsTo, day);
}

/// <param name="Day">At whose end it stood so.</param>
/// <param name="IsToday">Then it is read off the measures as they are, otherwise folded from the entries (0096).</param>
public sealed record BoardDay(DateOnly Day, bool IsToday);

/// <summary>Which lines are shown.</summary>
/// <param name="UnitPath">Of the unit in the lead.</param>
/// <param name="WithBelow">And of the units below it.</param>
/// <param name="PersonId">Who does it or answers for it.</param>
public sealed record BoardFilter(ReportedClass? Class = null, Lamp? Colour = null, string? UnitPath = null, bool WithBelow = false, Guid? PersonId = null);
