using Declarations.Auditing;

namespace Declarations.Jobs;

public enum JobStatus { Waiting, Running, Done, Stopped }

/// <summary>
/// Long work in the queue. It counts whole or not at all: one that was at work when its process ended is started over. What it is
/// about records who asked for it and what came of it; the job itself is only the place in the queue.
/// </summary>
public sealed class Job
{
    public required Guid Id { get; init; }
    /// <summary>Name of the type of what it is about, as the ledger calls it.</summary>
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    /// <summary>Null: asked for from the command line.</summary>
    public required Guid? AccountId { get; init; }
    public required DateTimeOffset QueuedAt { get; init; }
    public JobStatus Status { get; private set; }
    /// <summary>Somebody wants it to stop.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>Why it stopped, as the code of a refusal.</summary>
    public string? StoppedBy { get; private set; }
    /// <summary>How far it had come when it was last asked, in steps of its own.</summary>
    public int Done { get; private set; }
    public int Total { get; private set; }

    public static Job About(Aggregate subject, Act act) =>
        new() { Id = Guid.CreateVersion7(), SubjectKind = subject.GetType().Name, SubjectId = subject.Id, AccountId = act.AccountId, QueuedAt = act.At };

    /// <summary>About the installation as a whole; asked for from the command line.</summary>
    public static Job About(string kind, DateTimeOffset at) =>
        new() { Id = Guid.CreateVersion7(), SubjectKind = kind, SubjectId = Guid.Empty, AccountId = null, QueuedAt = at };

    public void Start() => (Status, Done, Total) = (JobStatus.Running, 0, 0);

    /// <param name="stoppedBy">Null: it is done.</param>
    public void End(DateTimeOffset at, string? stoppedBy) =>
        (Status, EndedAt, StoppedBy) = (stoppedBy is null ? JobStatus.Done : JobStatus.Stopped, at, stoppedBy);
}
