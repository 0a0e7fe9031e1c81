namespace Declarations.Registers;

/// <summary>已完成, 基本完成, 有序推进, 逾期.</summary>
public enum ReportedClass { Completed, Basically, InProgress, Overdue }

/// <summary>How many of what a register holds. Measures are those that count; the withdrawn stand beside them.</summary>
public sealed record RegisterCount(int Problems, int Completed, int Basically, int InProgress, int Overdue, int Withdrawn)
{
    public int Measures => Completed + Basically + InProgress + Overdue;

    public static RegisterCount Of(int problems, IEnumerable<ReportedClass?> measures)
    {
        var counts = measures.GroupBy(each => each).ToDictionary(group => group.Key is { } known ? (int)known : -1, group => group.Count());
        int Count(ReportedClass each) => counts.GetValueOrDefault((int)each);
        return new(problems, Count(ReportedClass.Completed), Count(ReportedClass.Basically), Count(ReportedClass.InProgress), Count(ReportedClass.Overdue),
            counts.GetValueOrDefault(-1));
    }
}

/// <summary>What is reported of a measure: as it was last checked, whatever is claimed meanwhile (F5).</summary>
public static class Reported
{
    /// <returns>Null: it was withdrawn.</returns>
    public static ReportedClass? Of(MeasureStatus status, MeasureStatus? before, DateOnly runsTo, DateOnly day) =>
        (status == MeasureStatus.Claimed ? before : status) switch
        {
            MeasureStatus.Cancelled => ReportedClass.Completed,
            MeasureStatus.Basic => ReportedClass.Basically,
            MeasureStatus.Withdrawn => null,
            _ => runsTo < day ? ReportedClass.Overdue : ReportedClass.InProgress,
        };

    /// <summary>The count as of a day, from what was entered by its end. A later entry never changes it.</summary>
    public static RegisterCount AsOf(IEnumerable<RegisterEntry> entries, DateOnly day)
    {
        var known = entries.Where(entry => entry.On <= day).OrderBy(entry => entry.At).ThenBy(entry => entry.Place).ToList();
        return RegisterCount.Of(known.Where(entry => entry is { MeasureId: null, ProblemId: not null }).Select(entry => entry.ProblemId).Distinct().Count(),
            known.Where(entry => entry.MeasureId is not null).GroupBy(entry => entry.MeasureId).Select(history => ClassOf([.. history], day)));
    }

    private static ReportedClass? ClassOf(IReadOnlyList<RegisterEntry> history, DateOnly day)
    {
        var checkedLast = history.Last(entry => entry.Measure() != MeasureStatus.Claimed).Measure()!.Value;
        return Of(checkedLast, null, history[^1].DueOn!.Value, day);
    }
}

/// <summary>绿, 黄, 红: twenty days left, ten, passed (G7). None: further off, done, or with the checker.</summary>
public enum Lamp { None, Green, Yellow, Red }

public static class Lamps
{
    public const int GreenDays = 20;
    public const int YellowDays = 10;

    public static Lamp Of(MeasureStatus status, DateOnly runsTo, DateOnly day) =>
        status is not (MeasureStatus.Open or MeasureStatus.Basic) ? Lamp.None : (runsTo.DayNumber - day.DayNumber) switch
        {
            < 0 => Lamp.Red,
            <= YellowDays => Lamp.Yellow,
            <= GreenDays => Lamp.Green,
            _ => Lamp.None,
        };
}
