namespace Declarations.Reports;

/// <summary>How long a version may wait to be read.</summary>
public static class ReadingTime
{
    /// <summary>Working days after the day of filing.</summary>
    public const int Days = 3;

    public static DateOnly DueOn(DateOnly filedOn, WorkingDays calendar) => calendar.After(filedOn, Days);
}
