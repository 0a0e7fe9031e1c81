namespace Declarations.Data.Seeding;

/// <summary>Draws of the demo generator.</summary>
internal static class Chance
{
    /// <summary>A generator of its own for each part of the city, so that a change in one leaves the others alone.</summary>
    public static Random For(int seed, string part) =>
        new(part.Aggregate(seed, (hash, letter) => unchecked(hash * 31 + letter)));

    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Both bounds belong to it.</summary>
    public static int Between(this Random random, int least, int most) => random.Next(least, most + 1);

    public static bool OneIn(this Random random, int chances) => random.Next(chances) == 0;

    public static DateOnly Day(this Random random, DateOnly first, DateOnly last) =>
        first.AddDays(random.Next(last.DayNumber - first.DayNumber + 1));

    /// <summary>A working day (Monday to Friday); <paramref name="first"/> and <paramref name="last"/> are working days themselves.</summary>
    public static DateOnly WorkingDay(this Random random, DateOnly first, DateOnly last)
    {
        var day = random.Day(first, last);
        while (IsWeekend(day))
            day = day.AddDays(-1);
        return day;
    }

    public static DateOnly AddWorkingDays(this DateOnly day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            if (!IsWeekend(day))
                days--;
        }
        return day;
    }

    /// <summary>An amount from <paramref name="least"/> to <paramref name="most"/> in hundreds of yuan, i.e. in 0.01 万元.</summary>
    public static Money Amount(this Random random, int least, int most) => Money.FromWan(random.Between(least, most) / 100m);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
