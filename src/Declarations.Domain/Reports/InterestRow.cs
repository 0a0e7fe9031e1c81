using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>
/// One interest of a report for as long as the version that states it stands: what lists, counts and filters read without
/// opening a text. Derived from versions, withdrawals and stored determinations, which stay the truth; holds no name, text
/// or amount.
/// </summary>
public sealed record InterestRow
{
    public required Guid ReportId { get; init; }
    public required Guid InterestId { get; init; }
    /// <summary>First day on which this version stands.</summary>
    public required DateOnly ValidFrom { get; init; }
    /// <summary>First day on which it stands no more; null: it still does.</summary>
    public DateOnly? ValidTo { get; init; }
    public required Guid SubmissionId { get; init; }
    public required Guid CampaignId { get; init; }
    public required Guid OfficialId { get; init; }
    public required Guid UnitId { get; init; }

    public required Relation Holder { get; init; }
    /// <summary>As the rules judge it: column 10 of Annex 3.</summary>
    public Sector? Sector { get; init; }
    public ParticipationMode? Mode { get; init; }
    public EntityType? EntityType { get; init; }
    public DateOnly? StartedOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public DateOnly? ReportedOn { get; init; }
    public required ExitState ExitState { get; init; }
    /// <summary>Day of an exit that Annex 3 prints; null: none, or one in question.</summary>
    public DateOnly? ExitedOn { get; init; }
    /// <summary>An exit is stated, and whether it holds is to be examined (E18).</summary>
    public bool ExitInQuestion { get; init; }
    public DateOnly? PlannedExitOn { get; init; }
    public DateOnly? AgreedExitOn { get; init; }

    public required Verdict Verdict { get; init; }
    public ProhibitionBasis? Basis { get; init; }
    public RequiredAction Action { get; init; }
    public DateOnly? ExitBy { get; init; }
    /// <summary>As filed.</summary>
    public PersonCategory? Category { get; init; }
    public Rank? Rank { get; init; }

    /// <summary>The rows of all days, from all versions.</summary>
    /// <param name="versions">Oldest first, with what was taken back and what the rules said.</param>
    public static IReadOnlyList<InterestRow> Of(PersonalSituationReport report, IReadOnlyList<Submission> versions, Policy policy) =>
        [.. Periods(versions).SelectMany(period => period.Version.Content.Interests.Select(interest => Of(report, period, interest, policy)))];

    private static InterestRow Of(PersonalSituationReport report, (Submission Version, DateOnly From, DateOnly? To) period, Interest interest, Policy policy)
    {
        var (version, said) = (period.Version, period.Version.DeterminationOf(interest.Id));
        var (facts, result) = (said.ReadFacts(), said.ReadResult());
        return new InterestRow
        {
            ReportId = report.Id,
            InterestId = interest.Id,
            ValidFrom = period.From,
            ValidTo = period.To,
            SubmissionId = version.Id,
            CampaignId = report.CampaignId,
            OfficialId = report.OfficialId,
            UnitId = report.UnitId,
            Holder = interest.Holder,
            Sector = result.Row.Sector,
            Mode = interest.Mode,
            EntityType = interest.EntityType,
            StartedOn = interest.StartedOn,
            EndedOn = interest.EndedOn,
            ReportedOn = interest.ReportedOn,
            ExitState = interest.Exit?.State ?? ExitState.NotYet,
            ExitedOn = AcceptedExit(facts, policy),
            ExitInQuestion = said.HasExitInQuestion,
            PlannedExitOn = interest.Exit?.PlannedOn,
            AgreedExitOn = facts.Timeline.AgreedExitOn,
            Verdict = result.Verdict,
            Basis = result.Basis,
            Action = result.Action,
            ExitBy = result.ExitBy,
            Category = facts.Subject.Category,
            Rank = facts.Subject.Rank,
        };
    }

    /// <summary>A stated day may still be to come when the version is filed: it is judged on that day.</summary>
    private static DateOnly? AcceptedExit(CaseFacts facts, Policy policy)
    {
        var claimed = facts.Timeline.ExitCompletedOn ?? facts.Interest?.EndedOn;
        var judged = claimed > facts.AsOf ? facts with { AsOf = claimed.Value } : facts;
        return claimed is not null && Assessor.Assess(judged, policy).Row.HasExited ? claimed : null;
    }

    /// <summary>Which version stands from which day to which.</summary>
    private static IEnumerable<(Submission Version, DateOnly From, DateOnly? To)> Periods(IReadOnlyList<Submission> versions)
    {
        DateOnly[] days = [.. versions.Where(version => !version.IsErased).SelectMany(version => version.Withdrawal is { } taken
            ? new[] { version.SubmittedOn, taken.On } : [version.SubmittedOn]).Distinct().Order()];
        (Submission Version, DateOnly From)? standing = null;
        foreach (var day in days)
        {
            var now = versions.StandingOn(day);
            if (now == standing?.Version)
                continue;
            if (standing is { } before)
                yield return (before.Version, before.From, day);
            standing = now is null ? null : (now, day);
        }
        if (standing is { } last)
            yield return (last.Version, last.From, null);
    }
}

/// <summary>The rows that count on a day.</summary>
public static class InterestRows
{
    public static IQueryable<InterestRow> StandingOn(this IQueryable<InterestRow> rows, DateOnly day) =>
        rows.Where(row => row.ValidFrom <= day && (row.ValidTo == null || row.ValidTo > day));

    /// <summary>The rules ask for an exit, and none is made.</summary>
    public static IQueryable<InterestRow> OpenOn(this IQueryable<InterestRow> rows, DateOnly day) =>
        rows.Where(row => (row.Action == RequiredAction.ReportAndExit || row.Action == RequiredAction.ReportAndRelativeExit)
            && (row.ExitedOn == null || row.ExitedOn > day));
}
