using Declarations.Auditing;

namespace Declarations.Reminders;

/// <summary>Why somebody is reminded: has not filed, a report came back, reports wait to be read, an exit is due. One person may have several.</summary>
[Flags]
public enum ReminderKind { NotFiled = 1, Returned = 2, Queue = 4, ExitDue = 8 }

/// <summary>
/// That somebody was reminded on a day, of all that waits for them then: at most once a day. It is shown beside what it is about, and with that it
/// is gone. Append-only: the log of every notice.
/// </summary>
public sealed class Reminder
{
    public required Guid CampaignId { get; init; }
    public required Guid OfficialId { get; init; }
    /// <summary>Legal day of the campaign.</summary>
    public required DateOnly On { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>Who sent it; null: the campaign's rhythm did.</summary>
    public Guid? ByAccountId { get; init; }
    public required ReminderKind Kinds { get; init; }
    /// <summary>Reports that waited to be read.</summary>
    public int Queue { get; init; }

    public static Reminder Of(Act act, Guid campaignId, Guid officialId, ReminderKind kinds, int queue) => new()
    {
        CampaignId = campaignId,
        OfficialId = officialId,
        On = act.LegalDay,
        At = act.At,
        ByAccountId = act.AccountId,
        Kinds = kinds,
        Queue = queue,
    };
}

public static class ReminderKinds
{
    public const ReminderKind All = ReminderKind.NotFiled | ReminderKind.Returned | ReminderKind.Queue | ReminderKind.ExitDue;

    public static IReadOnlyList<ReminderKind> Each { get; } = [ReminderKind.NotFiled, ReminderKind.Returned, ReminderKind.Queue, ReminderKind.ExitDue];
}
