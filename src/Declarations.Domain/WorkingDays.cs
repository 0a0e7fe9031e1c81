namespace Declarations;

/// <summary>Mondays to Fridays. Public holidays are not known here: a due day may come out early, never late.</summary>
public static class WorkingDays
{
    /// <summary>The day that is <paramref name="count"/> working days after a day.</summary>
    public static DateOnly After(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                count--;
        }
        return day;
    }
}
