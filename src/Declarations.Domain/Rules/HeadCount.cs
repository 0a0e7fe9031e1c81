namespace Declarations.Rules;

/// <summary>
/// Head-counts of a campaign: persons, not rows (E23, E34). Submitted, excused and overdue make up those due; exited,
/// agreed, awaiting policy and open make up the participants, who need not have submitted: verification finds some (E44).
/// </summary>
/// <param name="Excused">Not submitted, with a reason (<see cref="NotSubmittedReason"/>).</param>
public sealed record HeadCount(
    int Due, int Submitted, int Excused, int Overdue, int Participants, int Exited, int Agreed, int AwaitingPolicy, int Open)
{
    public int Pending => Participants - Exited;

    public bool IsBalanced =>
        new[] { Due, Submitted, Excused, Overdue, Participants, Exited, Agreed, AwaitingPolicy, Open }.All(count => count >= 0)
        && Submitted + Excused + Overdue == Due
        && Exited + Agreed + AwaitingPolicy + Open == Participants
        && Participants <= Due;

    /// <summary>Percent of those due, two decimals; null when nobody is due.</summary>
    public decimal? SubmissionRate => Percent(Submitted, Due);

    /// <summary>Percent of the participants, two decimals; null when there are none.</summary>
    public decimal? ExitRate => Percent(Exited, Participants);

    /// <summary>How one interest counts. A case that waits for a person's review waits for policy.</summary>
    public static ParticipantState StateOf(Determination determination) => determination switch
    {
        { Verdict: Verdict.Prohibited or Verdict.Review, ExitEffective: true } => ParticipantState.Exited,
        { Verdict: Verdict.Review } when !determination.Alerts.Contains(Alert.EndedBeforePlan) => ParticipantState.AwaitingPolicy,
        { Action: RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit } =>
            determination.Row.AgreedExit >= determination.AsOf ? ParticipantState.Agreed : ParticipantState.Open,
        _ => ParticipantState.NoExitRequired,
    };

    /// <summary>How a person counts: by the worst of their interests.</summary>
    public static ParticipantState StateOf(IEnumerable<Determination> determinations) =>
        determinations.Select(StateOf).DefaultIfEmpty().Max();

    private static decimal? Percent(int part, int whole) =>
        whole == 0 ? null : Math.Round(100m * part / whole, 2, MidpointRounding.AwayFromZero);
}

/// <summary>From best to worst, so that the worst is the greatest.</summary>
public enum ParticipantState { NoExitRequired, Exited, Agreed, AwaitingPolicy, Open }
