namespace Declarations.Registers;

/// <summary>What a clue waits for.</summary>
public enum ClueStep { Assign, Check, SecondPerson, Conclude, Done }

/// <summary>Days that the steps of a clue take: to assign, to check (calendar days), for the second person, to conclude (working days).</summary>
public sealed record ClueDays(int Check = 30, int Assign = 5, int SecondPerson = 10, int Conclude = 5);

/// <summary>办理时限: what a clue waits for and until when. It stops when the clue is closed or handed over; nobody's silence stops it (0097).</summary>
public sealed record ClueClock(ClueStep Step, DateOnly? DueOn)
{
    public int? DaysLeft(DateOnly today) => DueOn?.DayNumber - today.DayNumber;

    public static ClueClock Of(Problem clue, ClueDays days, WorkingDays calendar) =>
        clue.Status != ProblemStatus.Open ? new(ClueStep.Done, null)
        : clue.Current is not { } current || current.Number <= clue.MeasuresBefore || current.PersonId is null && IsAtWork(current)
            ? new(ClueStep.Assign, calendar.After(clue.OpenedOn, days.Assign))
        : current.Status == MeasureStatus.Claimed ? new(ClueStep.SecondPerson, calendar.After(current.ClaimedOn!.Value, days.SecondPerson))
        : current.Status == MeasureStatus.Cancelled ? new(ClueStep.Conclude, calendar.After(current.CheckedOn!.Value, days.Conclude))
        : new(ClueStep.Check, current.RunsTo);

    private static bool IsAtWork(Measure measure) => measure.Status is MeasureStatus.Open or MeasureStatus.Basic;
}
