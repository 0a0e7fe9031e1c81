using System.Text.Json;
using Declarations.Auditing;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>What a check rests on: 登记资料, 书证, 谈话, 实地, 有关部门函复, 其他.</summary>
public enum CheckSource { Registry, Papers, Talk, Visit, Authority, Other }

/// <summary>
/// 核查记录: a named person has checked something of a report - one interest, or the person - against a source, as of a day. Append-only: a later check
/// goes before an earlier one, and what the report says is never touched. Nothing counts as 属实 without one (E28).
/// </summary>
public sealed class Check : Aggregate, ISealed
{
    public required Guid CampaignId { get; init; }
    public required Guid ReportId { get; init; }
    /// <summary>Null: the person, or a report that states no interest.</summary>
    public Guid? InterestId { get; init; }
    /// <summary>Of the report, from 1.</summary>
    public required int Number { get; init; }
    public required DateOnly On { get; init; }
    public required DateTimeOffset At { get; init; }
    public Guid? ByAccountId { get; init; }
    public required CheckSource Source { get; init; }
    /// <summary>The day that the source speaks of.</summary>
    public required DateOnly SourceAsOf { get; init; }
    /// <summary>JSON, encrypted at rest.</summary>
    public required string Text { get; set; } = "";
    public bool IsUnreadable { get; set; }

    protected override (string Kind, Guid Id) Subject => (nameof(PersonalSituationReport), ReportId);

    private CheckText? read;

    /// <exception cref="RefusedException">Unreadable.</exception>
    public CheckText Content => read ??= IsUnreadable ? throw new RefusedException(Refusal.CheckUnreadable(Number))
        : JsonSerializer.Deserialize<CheckText>(Text, CanonicalReport.Json)!;
    /// <summary>Not to be saved.</summary>
    internal Check ToldToThePerson() => IsErased ? this : new()
    {
        Id = Id,
        CampaignId = CampaignId,
        ReportId = ReportId,
        InterestId = InterestId,
        Number = Number,
        On = On,
        At = At,
        Source = Source,
        SourceAsOf = SourceAsOf,
        Text = JsonSerializer.Serialize(Content with { Said = Content.Said.Told }, CanonicalReport.Json),
    };

    /// <summary>After the retention period the text goes.</summary>
    public bool IsErased => Text.Length == 0 && !IsUnreadable;

    /// <param name="before">Checks of the same report.</param>
    /// <exception cref="RefusedException">The source speaks of a day that is still to come.</exception>
    public static Check Of(
        Act act, PersonalSituationReport report, IReadOnlyCollection<Check> before, Guid? interestId, CheckSource source, DateOnly sourceAsOf, CheckText text)
    {
        if (sourceAsOf > act.LegalDay)
            throw new RefusedException(Refusal.CheckSourceDay(act.LegalDay));
        var check = new Check
        {
            CampaignId = report.CampaignId,
            ReportId = report.Id,
            InterestId = interestId,
            Number = before.Count == 0 ? 1 : before.Max(each => each.Number) + 1,
            On = act.LegalDay,
            At = act.At,
            ByAccountId = act.AccountId,
            Source = source,
            SourceAsOf = sourceAsOf,
            Text = JsonSerializer.Serialize(text, CanonicalReport.Json),
        };
        check.Record(act, text.Found is null ? AuditAction.ReportChecked : AuditAction.InterestFound, detail: source.ToString());
        return check;
    }
}

/// <summary>What was written down: what was looked at in words, what was established, and of an unreported interest what it is and whose.</summary>
public sealed record CheckText(string Basis, Established Said)
{
    public FoundInterest? Found { get; init; }
    /// <summary>The person as the roster stood when an unreported interest was found.</summary>
    public SubjectFacts? Person { get; init; }
}

/// <summary>The checks of one report, oldest first.</summary>
public static class Checks
{
    /// <summary>The facts as checks up to their day have established them: those of the person, then those of the interest.</summary>
    public static CaseFacts Apply(this IReadOnlyList<Check> checks, Guid? interestId, CaseFacts facts)
    {
        foreach (var check in checks.On(facts.AsOf).Where(check => check.InterestId is null || check.InterestId == interestId)
            .OrderBy(check => check.InterestId is not null))
            facts = check.Content.Said.Apply(facts);
        return interestId is null && checks.FoundOn(facts.AsOf).Any() ? facts with { Timeline = facts.Timeline with { FoundByVerification = true } } : facts;
    }

    /// <summary>The same checks as the person may read them.</summary>
    public static IReadOnlyList<Check> Told(this IReadOnlyList<Check> checks) => [.. checks.Select(check => check.ToldToThePerson())];

    /// <summary>What was found and not reported, and is still held to be so.</summary>
    public static IEnumerable<Check> FoundOn(this IReadOnlyList<Check> checks, DateOnly day) => checks.On(day)
        .Where(check => check.Content.Found is not null
            && !checks.On(day).Any(later => later.InterestId == check.InterestId && later.Content.Said.NoInterest == true));

    /// <summary>An interest that a check found, on a day.</summary>
    /// <param name="submittedOn">Day on which the person first submitted a report.</param>
    public static CaseFacts Facts(this IReadOnlyList<Check> checks, Check found, DateOnly? submittedOn, DateOnly asOf) =>
        checks.Apply(found.InterestId, new CaseFacts(asOf, found.Content.Person!)
        {
            Interest = found.Content.Found!.Facts,
            Timeline = new TimelineFacts { SubmittedOn = submittedOn <= asOf ? submittedOn : null, FoundByVerification = true },
        });

    /// <summary>Days after an exit on which somebody looks again whether it holds.</summary>
    private static readonly int[] ExitCheckDays = [30, 90, 180, 365];

    /// <summary>The first of these days after the last look at the registry, as far as it is known on a day; null: no exit, or all have passed.</summary>
    public static DateOnly? NextExitCheck(this IReadOnlyList<Check> checks, Guid interestId, DateOnly? exitedOn, DateOnly day)
    {
        if (exitedOn is not { } exited)
            return null;
        var looked = checks.On(day).Where(check => check.InterestId == interestId && check.Content.Said.RegistryUpdated is not null)
            .Select(check => check.On).Append(exited).Max();
        return ExitCheckDays.Select(days => (DateOnly?)exited.AddDays(days)).FirstOrDefault(due => due > looked);
    }

    private static IEnumerable<Check> On(this IReadOnlyList<Check> checks, DateOnly day) => checks.Where(check => check.On <= day && !check.IsErased);
}
