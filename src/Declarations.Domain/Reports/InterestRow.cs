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
    /// <summary>Null: no version states it, a check found it.</summary>
    public Guid? SubmissionId { get; init; }
    public required Guid CampaignId { get; init; }
    public required Guid OfficialId { get; init; }
    public required Guid UnitId { get; init; }
    /// <summary>Of the report: a subtree is a prefix, and lists are in its order.</summary>
    public required string ListKey { get; init; }

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

    /// <summary>Day on which the exit was filed with the competent office (四5, E33).</summary>
    public DateOnly? ExitFiledOn { get; init; }
    /// <summary>Next day on which somebody is to look whether the exit still holds; null: there is none, or all have passed.</summary>
    public DateOnly? RecheckOn { get; init; }
    /// <summary>核查情况: as reported (true) or otherwise; null: not checked in every item (E37).</summary>
    public bool? Consistent { get; init; }

    public required Verdict Verdict { get; init; }
    public ProhibitionBasis? Basis { get; init; }
    public RequiredAction Action { get; init; }
    public DateOnly? ExitBy { get; init; }
    /// <summary>As filed.</summary>
    public PersonCategory? Category { get; init; }
    public Rank? Rank { get; init; }

    /// <summary>The rows of all days, from all versions and checks.</summary>
    /// <param name="versions">Oldest first, with what was taken back and what the rules said.</param>
    /// <param name="checks">Oldest first.</param>
    public static IReadOnlyList<InterestRow> Of(
        PersonalSituationReport report, IReadOnlyList<Submission> versions, IReadOnlyList<Check> checks, Policy policy)
    {
        DateOnly[] days =
        [
            .. versions.Where(version => !version.IsErased).SelectMany(version => version.Withdrawal is { } taken
                ? new[] { version.SubmittedOn, taken.On } : [version.SubmittedOn])
                .Concat(checks.Where(check => !check.IsErased).Select(check => check.On)).Distinct().Order(),
        ];
        List<InterestRow> rows = [], standing = [];
        foreach (var day in days)
        {
            var now = On(day, report, versions, checks, policy).Select(row => WithRecheck(row, checks)).ToList();
            List<InterestRow> kept = [.. standing.Where(row => now.Remove(row with { ValidFrom = day }))];
            rows.AddRange(standing.Except(kept).Where(row => row.ValidFrom < day).Select(row => row with { ValidTo = day }));
            standing = [.. kept, .. now];
        }
        return [.. rows, .. standing];
    }

    private static IEnumerable<InterestRow> On(
        DateOnly day, PersonalSituationReport report, IReadOnlyList<Submission> versions, IReadOnlyList<Check> checks, Policy policy)
    {
        if (versions.StandingOn(day) is { IsErased: false } version)
            foreach (var interest in version.Content.Interests)
            {
                var said = version.DeterminationOf(interest.Id);
                var stated = said.ReadFacts();
                var facts = checks.Apply(interest.Id, stated with { AsOf = Later(stated.AsOf, day) });
                var result = facts == stated with { AsOf = facts.AsOf } ? said.ReadResult() : Assessor.Assess(facts, policy);
                yield return Of(report, day, interest.Id, facts, result, policy) with
                {
                    SubmissionId = version.Id,
                    ExitState = facts.Timeline.ExitCompletedOn is null ? interest.Exit?.State ?? ExitState.NotYet : ExitState.Exited,
                    PlannedExitOn = interest.Exit?.PlannedOn,
                };
            }
        foreach (var found in checks.FoundOn(day))
        {
            var facts = checks.Facts(found, report.FirstSubmittedOn, day);
            yield return Of(report, day, found.InterestId!.Value, facts, Assessor.Assess(facts, policy), policy);
        }
    }

    private static InterestRow Of(
        PersonalSituationReport report, DateOnly from, Guid interestId, CaseFacts facts, Determination result, Policy policy) => new()
        {
            ReportId = report.Id,
            InterestId = interestId,
            ValidFrom = from,
            CampaignId = report.CampaignId,
            OfficialId = report.OfficialId,
            UnitId = report.UnitId,
            ListKey = report.ListKey,
            Holder = facts.Interest!.VerifiedHolder ?? facts.Interest.Holder!.Value,
            Sector = result.Row.Sector,
            Mode = facts.Interest.VerifiedMode ?? facts.Interest.Mode,
            EntityType = facts.Interest.EntityType,
            StartedOn = facts.Interest.StartedOn,
            EndedOn = facts.Interest.EndedOn,
            ReportedOn = facts.Timeline.ReportedOn,
            ExitState = facts.Timeline.ExitCompletedOn is null ? ExitState.NotYet : ExitState.Exited,
            ExitedOn = AcceptedExit(facts, policy),
            ExitInQuestion = result is { Action: RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit, ExitEffective: null },
            AgreedExitOn = facts.Timeline.AgreedExitOn,
            ExitFiledOn = facts.Timeline.ExitFiledOn,
            Consistent = result.VerificationConsistent,
            Verdict = result.Verdict,
            Basis = result.Basis,
            Action = result.Action,
            ExitBy = result.ExitBy,
            Category = facts.Subject.Category,
            Rank = facts.Subject.Rank,
        };

    private static InterestRow WithRecheck(InterestRow row, IReadOnlyList<Check> checks) =>
        row with { RecheckOn = checks.NextExitCheck(row.InterestId, row.ExitedOn, row.ValidFrom) };

    /// <summary>A stated day may still be to come when the version is filed: it is judged on that day.</summary>
    private static DateOnly? AcceptedExit(CaseFacts facts, Policy policy)
    {
        var claimed = facts.Timeline.ExitCompletedOn ?? facts.Interest?.EndedOn;
        var judged = claimed > facts.AsOf ? facts with { AsOf = claimed.Value } : facts;
        return claimed is not null && Assessor.Assess(judged, policy).Row.HasExited ? claimed : null;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>The rows that count on a day.</summary>
public static class InterestRows
{
    public static IQueryable<InterestRow> StandingOn(this IQueryable<InterestRow> rows, DateOnly day) =>
        rows.Where(row => row.ValidFrom <= day && (row.ValidTo == null || row.ValidTo > day));

    /// <summary>The rows that count today: nothing is recorded for a day to come.</summary>
    public static IQueryable<InterestRow> StandingNow(this IQueryable<InterestRow> rows) => rows.Where(row => row.ValidTo == null);

    /// <summary>The rules ask for an exit, and none is made.</summary>
    public static IQueryable<InterestRow> OpenOn(this IQueryable<InterestRow> rows, DateOnly day) =>
        rows.Where(row => (row.Action == RequiredAction.ReportAndExit || row.Action == RequiredAction.ReportAndRelativeExit)
            && (row.ExitedOn == null || row.ExitedOn > day));
}
