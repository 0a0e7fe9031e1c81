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
    /// It is not moved for weekends or holidays: §203 is about acts to be done within a period, not about bans.
    /// </summary>
    /// <returns>The last day on which the period runs; never later than the last day that can be written.</returns>
    public static DateOnly LastDay(DateOnly start, int years) => LastDayOfMonths(start, checked(years * 12));

    /// <summary>The same for a period of whole months.</summary>
    public static DateOnly LastDayOfMonths(DateOnly start, int months)
    {
        var room = (DateOnly.MaxValue.Year - start.Year) * 12 + DateOnly.MaxValue.Month - start.Month;
        return months > room ? DateOnly.MaxValue : start.AddMonths(months);
    }

    /// <summary>The days of a period of whole years after <paramref name="start"/>, without the start day itself.</summary>
    public static Period Following(DateOnly start, int years) =>
        new(start == DateOnly.MaxValue ? start : start.AddDays(1), LastDay(start, years));
}
