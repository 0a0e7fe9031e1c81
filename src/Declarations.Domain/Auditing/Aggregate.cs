namespace Declarations.Auditing;

/// <summary>
/// A thing whose every change is recorded: acts add to <see cref="Unrecorded"/>, and a save that changes it
/// without such an entry fails. <see cref="Version"/> grows with every save and travels with every form.
/// </summary>
public abstract class Aggregate
{
    private readonly List<AuditEntry> unrecorded = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; private set; }

    /// <summary>Audit entries not yet saved; the save takes them.</summary>
    public IReadOnlyList<AuditEntry> Unrecorded => unrecorded;

    public void Record(Act act, AuditAction action, string? reason = null, string? detail = null) =>
        unrecorded.Add(AuditEntry.Of(act, action, GetType().Name, Id, reason, detail));

    /// <summary>Called by the save, once the entries are on their way to the ledger.</summary>
    public IReadOnlyList<AuditEntry> TakeUnrecorded()
    {
        AuditEntry[] taken = [.. unrecorded];
        unrecorded.Clear();
        return taken;
    }
}
