using Declarations.Participation;

namespace Declarations.Reports;

/// <summary>Days and answers of one interest that cannot all be true, or that only the office may set: mended before they are signed.</summary>
public static class Contradictions
{
    /// <param name="planEndsOn">Last day of the plan; null: not known.</param>
    /// <returns>Code of the contradiction, and the part of the interest's block that shows it.</returns>
    public static IEnumerable<(string Code, string Part)> Of(Interest interest, DateOnly asOf, DateOnly? planEndsOn)
    {
        var (begun, ended, exit) = (interest.StartedOn, interest.EndedOn, interest.Exit);
        if (begun > asOf)
            yield return ("begun-in-future", "period");
        if (ended < begun)
            yield return ("end-before-start", "period");
        if (ended is not null && exit is { State: ExitState.NotYet or ExitState.Planned })
            yield return ("ended-not-exited", "exit");
        if (exit is { State: ExitState.Exited, CompletedOn: { } done })
        {
            if (done > asOf)
                yield return ("exit-in-future", "exit");
            if (done < begun)
                yield return ("exit-before-start", "exit");
            if (ended is not null && ended != done)
                yield return ("end-not-exit", "exit");
        }
        if (exit is { State: ExitState.Planned, PlannedOn: { } planned })
        {
            if (planned < asOf)
                yield return ("plan-past", "exit");
            if (planned > planEndsOn && exit.AgreedDocument is null)
                yield return ("plan-late", "exit");
        }
    }
}
