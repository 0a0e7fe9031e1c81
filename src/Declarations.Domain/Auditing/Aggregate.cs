namespace Declarations.Auditing;

/// <summary>
/// A thing whose every change is recorded: acts add to <see cref="Unrecorded"/>, and a save that changes it
/// without such an entry fails. <see cref="Version"/> grows with every save and travels with every form.
/// </summary>
public abstract class Aggregate
{
    private readonly List<AuditEntry> unrecorded = [];
    private bool changed;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; private set; }

    /// <summary>What the ledger says that an entry is about.</summary>
    protected virtual (string Kind, Guid Id) Subject => (GetType().Name, Id);

    /// <summary>Audit entries not yet saved; the save takes them.</summary>
    public IReadOnlyList<AuditEntry> Unrecorded => unrecorded;

    /// <summary>There are entries of a change among them, of the thing itself or of what belongs to it.</summary>
    public bool IsChanged => changed;

    /// <summary>A change: the version grows with the save, also when only a row changes that belongs to this thing, so that two at once conflict.</summary>
    public void Record(Act act, AuditAction action, string? reason = null, string? detail = null)
    {
        changed = true;
        Note(act, action, reason, detail);
        Recorded(act);
    }

    /// <summary>After every change, for what follows from it.</summary>
    protected virtual void Recorded(Act act) { }

    /// <summary>A look at it, or a copy taken: the ledger keeps it, the thing stays as it is.</summary>
    public void Note(Act act, AuditAction action, string? reason = null, string? detail = null) =>
        unrecorded.Add(AuditEntry.Of(act, action, Subject.Kind, Subject.Id, reason, detail));

    /// <summary>Called by the save, once the entries are on their way to the ledger.</summary>
    public IReadOnlyList<AuditEntry> TakeUnrecorded()
    {
        AuditEntry[] taken = [.. unrecorded];
        unrecorded.Clear();
        changed = false;
        return taken;
    }
}
