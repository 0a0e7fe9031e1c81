using Declarations.Auditing;
using Declarations.Organisation;

namespace Declarations.Access;

/// <summary>
/// Only <see cref="Active"/> counts. Suspended: its holder has moved, and two administrators decide. Successor: its holder was the last
/// administrator of a kind and has no post any more; it serves to name another, and for nothing else.
/// </summary>
public enum GrantState { Asked, Active, Suspended, Successor, Ended }

/// <summary>聘任: the letter by its number, and the days it is for.</summary>
public sealed record Appointment(string Letter, DateOnly From, DateOnly To);

/// <summary>
/// A role given to an account for a unit and its subtree. Every role is asked for by one administrator and confirmed by
/// another before it counts; it is taken back, never deleted.
/// </summary>
public sealed class Grant : Aggregate
{
    public required Guid AccountId { get; init; }
    public required Role Role { get; init; }
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public GrantState State { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    /// <summary>聘期 and number of the letter of appointment: of an integrity supervisor or a representative. Outside these days it counts for nothing.</summary>
    public DateOnly? FromOn { get; init; }
    public DateOnly? ToOn { get; init; }
    public string? Letter { get; init; }

    /// <summary>It counts, or may come to count: what must be kept apart looks at these.</summary>
    public bool IsHeld => State is GrantState.Asked or GrantState.Active or GrantState.Suspended;

    protected override (string Kind, Guid Id) Subject => ("Account", AccountId);

    public static Grant Ask(Act act, Guid accountId, Role role, Unit unit, Appointment? appointment = null) =>
        New(act, accountId, role, unit, GrantState.Asked, AuditAction.GrantRequested, appointment);

    /// <summary>Given when the installation was set up, without a second person.</summary>
    public static Grant Give(Act act, Guid accountId, Role role, Unit unit, Appointment? appointment = null) =>
        New(act, accountId, role, unit, GrantState.Active, AuditAction.GrantGiven, appointment);

    /// <exception cref="RefusedException">Not waiting.</exception>
    public void Begin(Act act) => Become(act, GrantState.Active, AuditAction.GrantGiven, GrantState.Asked, GrantState.Suspended);

    /// <exception cref="RefusedException">Ended already.</exception>
    public void End(Act act, string? reason = null) =>
        Become(act, GrantState.Ended, AuditAction.GrantRevoked, reason, GrantState.Asked, GrantState.Active, GrantState.Suspended, GrantState.Successor);

    /// <exception cref="RefusedException">Not active.</exception>
    public void Suspend(Act act, string? reason) => Become(act, GrantState.Suspended, AuditAction.GrantSuspended, reason, GrantState.Active);

    /// <exception cref="RefusedException">Neither active nor suspended.</exception>
    public void KeepForSuccessor(Act act, string? reason) =>
        Become(act, GrantState.Successor, AuditAction.GrantKept, reason, GrantState.Active, GrantState.Suspended);

    private static Grant New(Act act, Guid accountId, Role role, Unit unit, GrantState state, AuditAction action, Appointment? appointment)
    {
        if (role.IsAppointed() && (appointment is null || appointment.To < appointment.From))
            throw new RefusedException(Refusal.GrantWithoutLetter);
        var grant = new Grant
        {
            AccountId = accountId,
            Role = role,
            UnitId = unit.Id,
            FromOn = appointment?.From,
            ToOn = appointment?.To,
            Letter = appointment?.Letter,
        };
        (grant.State, grant.ChangedAt) = (state, act.At);
        grant.Record(act, action, detail: $"{role} {unit.Code}");
        return grant;
    }

    private void Become(Act act, GrantState state, AuditAction action, params ReadOnlySpan<GrantState> from) => Become(act, state, action, null, from);

    private void Become(Act act, GrantState state, AuditAction action, string? reason, params ReadOnlySpan<GrantState> from)
    {
        if (!from.Contains(State))
            throw new RefusedException(state == GrantState.Active ? Refusal.GrantNotWaiting : Refusal.GrantRevoked);
        (State, ChangedAt) = (state, act.At);
        Record(act, action, reason, $"{Role} {Unit?.Code}".TrimEnd());
    }
}
