using System.Globalization;

namespace Declarations;

/// <summary>
/// 工作日: Mondays to Fridays, without the public holidays and with the weekend days worked in exchange, as far as the
/// arrangement of a year is known; in other years Mondays to Fridays.
/// </summary>
public sealed class WorkingDays
{
    private readonly SortedSet<int> years;
    /// <summary>Days on which the arrangement decides, not the weekday: worked or off.</summary>
    private readonly Dictionary<DateOnly, bool> arranged;

    private WorkingDays(IEnumerable<int> years, IEnumerable<KeyValuePair<DateOnly, bool>> arranged) =>
        (this.years, this.arranged) = ([.. years], new(arranged));

    /// <summary>The arrangements in <c>working-days.txt</c>.</summary>
    public static WorkingDays Official { get; } = ReadOfficial();

    /// <summary>Years whose arrangement is known.</summary>
    public IReadOnlyCollection<int> Years => years;

    public bool Knows(DateOnly day) => years.Contains(day.Year);

    public bool Contains(DateOnly day) => arranged.TryGetValue(day, out var worked) ? worked : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day that is <paramref name="count"/> working days after a day.</summary>
    public DateOnly After(DateOnly day, int count)
    {
        while (count > 0)
            if (Contains(day = day.AddDays(1)))
                count--;
        return day;
    }

    /// <summary>These and further arrangements; the later line about a day counts.</summary>
    /// <param name="lines"><c>year N source</c>, <c>off D [D]</c>, <c>work D</c>, or empty; # begins a remark.</param>
    /// <exception cref="FormatException">A line is none of these, or a day lies in a year that no line names.</exception>
    public WorkingDays With(TextReader lines)
    {
        var all = new WorkingDays(years, arranged);
        for (var number = 1; lines.ReadLine() is { } line; number++)
            if (!all.Take(line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
                throw new FormatException(
                    $"Line {number}, \"{line}\", is not \"year N source\", \"off D [D]\" or \"work D\" with days such as 2026-10-01 of a year named above.");
        return all;
    }

    private bool Take(string[] words) => words switch
    {
        [] => true,
        ["year", var year, _, ..] when int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2000 and < 2200 =>
            years.Add(number) || true,
        ["work", var day] => Arrange(day, day, worked: true),
        ["off", var day] => Arrange(day, day, worked: false),
        ["off", var first, var last] => Arrange(first, last, worked: false),
        _ => false,
    };

    private bool Arrange(string first, string last, bool worked)
    {
        if (!DateOnly.TryParseExact(first, "yyyy-MM-dd", out var from) || !DateOnly.TryParseExact(last, "yyyy-MM-dd", out var to)
            || from > to || !years.Contains(from.Year) || from.Year != to.Year)
            return false;
        for (var day = from; day <= to; day = day.AddDays(1))
            arranged[day] = worked;
        return true;
    }

    private static WorkingDays ReadOfficial()
    {
        using var lines = new StreamReader(typeof(WorkingDays).Assembly.GetManifestResourceStream("working-days.txt")!);
        return new WorkingDays([], []).With(lines);
    }
}
