namespace Declarations.Tips;

/// <summary>
/// Days of the desk, all in working days, as the rules on handling reports of 2020 set them (纪检监察机关处理检举控告工作规则, 2020-01-21).
/// Pinned on each tip (F31): a later version changes no tip that is there.
/// </summary>
/// <param name="Accept">From receipt until the tipster is told whether it is accepted. The text was seen, the number of its article not.</param>
/// <param name="HandUp">Until what belongs to the level above has gone up (article 15).</param>
/// <param name="Forward">Until what belongs to others has gone there (article 16).</param>
/// <param name="Feedback">From the conclusion until the tipster is told. The text was seen, the number of its article not.</param>
/// <param name="ReportMonths">Whoever checks reports to the desk at least so often (article 18): 3 months is every quarter.</param>
public sealed record TipPolicy(string Version, int Accept, int HandUp, int Forward, int Feedback, int ReportMonths)
{
    public static TipPolicy Tips2020 { get; } = new("tips-2020", 15, 5, 5, 15, 3);

    public static IReadOnlyList<TipPolicy> All { get; } = [Tips2020];

    /// <returns>Null: no such version.</returns>
    public static TipPolicy? Find(string version) => All.FirstOrDefault(policy => policy.Version == version);
}

/// <summary>What a tip waits for.</summary>
public enum TipStep
{
    /// <summary>受理告知.</summary>
    Accept,
    /// <summary>A quarter's report of whoever checks.</summary>
    Report,
    /// <summary>With another desk or body: nothing runs here.</summary>
    Elsewhere,
    /// <summary>反馈.</summary>
    Feedback,
    /// <summary>A service problem is to be solved in the days of its topic.</summary>
    Solve,
    Done,
}

/// <summary>Which clock runs and until when, inclusive. Nobody's silence stops it.</summary>
/// <param name="ElsewhereBy">While it is not accepted: the day until which it goes up or elsewhere, if it is not for this desk.</param>
/// <param name="Article">Of the rules of 2020; null: none, or its number is not known.</param>
public sealed record TipClock(TipStep Step, DateOnly? DueOn, DateOnly? ElsewhereBy = null, string? Article = null)
{
    public int? DaysLeft(DateOnly today) => DueOn?.DayNumber - today.DayNumber;
    public bool IsOverdue(DateOnly today) => DueOn < today;

    public static TipClock Of(Tip tip, WorkingDays calendar)
    {
        var days = TipPolicy.Find(tip.PolicyVersion)!;
        return tip.Status switch
        {
            TipStatus.Declined or TipStatus.Closed or TipStatus.Erased => new(TipStep.Done, null),
            TipStatus.Concluded => new(TipStep.Feedback, calendar.After(tip.ConcludedOn!.Value, days.Feedback)),
            TipStatus.HandedUp or TipStatus.Forwarded => new(TipStep.Elsewhere, null),
            _ when tip.ServiceDays is { } service => new(TipStep.Solve, calendar.After(tip.RunsFrom, service)),
            TipStatus.Accepted or TipStatus.InCheck => new(TipStep.Report, (tip.ReportedOn ?? tip.AcceptedOn)!.Value.AddMonths(days.ReportMonths), null, "18"),
            _ => new(TipStep.Accept, calendar.After(tip.RunsFrom, days.Accept), calendar.After(tip.RunsFrom, Math.Min(days.HandUp, days.Forward))),
        };
    }
}

/// <summary>Erasure of what has ended.</summary>
/// <param name="Days">From the last act on, at least 30; a required setting without default.</param>
public sealed record TipRetention(int Days)
{
    public const int Least = 30;
    /// <summary>Days before the erasure on which a tip stands in the list.</summary>
    public const int Warning = 14;

    /// <returns>Null: it is open, held or erased, and stays.</returns>
    public DateOnly? ErasedOn(Tip tip) => !tip.Status.Allows(TipVerb.Expire) || tip.IsHeld ? null : tip.LastActOn.AddDays(Days);

    public bool IsDue(Tip tip, DateOnly today) => ErasedOn(tip) <= today;
    public bool IsListed(Tip tip, DateOnly today) => ErasedOn(tip)?.AddDays(-Warning) <= today;
}
