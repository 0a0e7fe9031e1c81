using Declarations.Campaigns;
using Declarations.Reminders;
using Declarations.Reports;

namespace Declarations.Web;

/// <summary>
/// One thing to do for the viewer: what, by when, in what state, and the one link to where it is done. Its words are <c>work.KEY.status</c>, <c>.title</c>,
/// <c>.text</c> and <c>.do</c>.
/// </summary>
/// <param name="DueOn">The day by which it is due; null where no day is set, which stands after all that has one.</param>
/// <param name="Today">Today where it is done: a practice campaign has its own day.</param>
/// <param name="Href">Where it is done.</param>
public sealed record WorkItem(string Key, DateOnly? DueOn, DateOnly Today, string Icon, string Weight, string Href)
{
    /// <summary>Null for what belongs to no campaign.</summary>
    public Campaign? Campaign { get; init; }
    /// <summary>What it belongs to, if that is no campaign.</summary>
    public string? Of { get; init; }
    public string? Whose => Of ?? Campaign?.Name;
    public int Count { get; init; }
    /// <summary>Whom it is about.</summary>
    public string? Name { get; init; }
    /// <summary>What moved the due day, if anything did.</summary>
    public DeadlineChange? MovedBy { get; init; }
    /// <summary>The due day was counted in working days; public holidays may have moved it.</summary>
    public bool InWorkingDays { get; init; }
    /// <summary>What it is reminded of, and when the office last did so.</summary>
    public ReminderKind Reminds { get; init; }
    public DateOnly? RemindedOn { get; init; }
    public IReadOnlyList<ReturnNote> Notes { get; init; } = [];
    public int? DaysLeft => DueOn?.DayNumber - Today.DayNumber;
}

/// <summary>
/// What a feature gives the viewer, who is signed in and loaded, to do. It registers it with its services; my work and every queue read the same.
/// </summary>
public interface IWork
{
    /// <summary>Whether anything can wait for somebody like the viewer.</summary>
    bool Concerns => true;
    /// <summary>
    /// Rows without which nothing waits. My work asks for those of all features in one statement, and then the features that have any; null: there is no
    /// telling without asking.
    /// </summary>
    IQueryable<object>? Signs => null;
    /// <summary>What waits for the viewer, whom it concerns.</summary>
    Task<IReadOnlyList<WorkItem>> WaitingAsync();
}
