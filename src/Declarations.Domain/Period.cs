namespace Declarations;

/// <summary>A closed range of calendar days; an open end is null. Both days belong to it.</summary>
public readonly record struct Period(DateOnly From, DateOnly? To)
{
    public bool Contains(DateOnly day) => day >= From && (To is null || day <= To);

    public bool Overlaps(Period other) =>
        (To is null || other.From <= To) && (other.To is null || From <= other.To);

    /// <summary>
    /// Last day of a period of whole years that starts on <paramref name="start"/>: the start day is not counted, the
    /// period ends with the same-numbered day, or the last day of that month where there is none (民法典 §201-202).
    /// </summary>
    public static DateOnly LastDay(DateOnly start, int years) => start.AddYears(years);
}
