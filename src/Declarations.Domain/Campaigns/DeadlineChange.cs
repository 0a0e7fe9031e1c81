using Declarations.Auditing;
using Declarations.Organisation;

namespace Declarations.Campaigns;

/// <summary>Which day was changed: for everybody, for city-managed cadres, or a unit's own earlier one.</summary>
public enum DeadlineKind { Report, CityManaged, Unit }

/// <summary>
/// A changed hand-in day, with its basis. Append-only: the newest of its kind (and unit) counts. It moves reminders and lists;
/// the plan's day for reporting and exit, which leniency depends on, is the policy's and never moves by it.
/// </summary>
public sealed class DeadlineChange
{
    public required Guid Id { get; init; }
    public required Guid CampaignId { get; init; }
    public required DeadlineKind Kind { get; init; }
    public Guid? UnitId { get; init; }
    public Unit? Unit { get; init; }
    /// <summary>The new day, inclusive (E11).</summary>
    public required DateOnly By { get; init; }
    public required string Document { get; init; }
    public required string Number { get; init; }
    public required DateOnly DocumentOn { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateOnly On { get; init; }
    public required Guid? ByAccountId { get; init; }
}

/// <summary>The hand-in days of a campaign as they stand after all changes.</summary>
public sealed record Deadlines(Campaign Campaign, IReadOnlyList<DeadlineChange> Changes)
{
    /// <param name="units">The official's unit and the units above it.</param>
    public DateOnly For(bool cityManaged, IEnumerable<Guid> units) => ChangeFor(cityManaged, units)?.By ?? Campaign.ReportByFor(cityManaged);

    /// <summary>The change that sets the day; null: the plan's own day stands.</summary>
    public DeadlineChange? ChangeFor(bool cityManaged, IEnumerable<Guid> units)
    {
        var extension = Newest(cityManaged ? DeadlineKind.CityManaged : DeadlineKind.Report, null);
        var day = extension?.By ?? Campaign.ReportByFor(cityManaged);
        var own = units.Select(unit => Newest(DeadlineKind.Unit, unit)).OfType<DeadlineChange>().MinBy(change => change.By);
        return own?.By < day ? own : extension;
    }

    private DeadlineChange? Newest(DeadlineKind kind, Guid? unit) =>
        Changes.Where(change => change.Kind == kind && change.UnitId == unit).MaxBy(change => (change.At, change.Id));

    /// <summary>Extends the day of a kind, or sets a unit's own earlier day.</summary>
    /// <param name="unit">Of a unit's own day: the unit with the units above it, nearest first; otherwise empty.</param>
    /// <exception cref="RefusedException">An extension that does not extend, or a unit's day later than the nearest one above.</exception>
    public DeadlineChange Change(Act act, DeadlineKind kind, IReadOnlyList<Unit> unit, DateOnly by, LegalBasis basis)
    {
        if (kind == DeadlineKind.Unit)
        {
            if (unit.Count == 0 || !unit[0].IsUnder(Campaign.Unit.Path) || by > For(cityManaged: false, unit.Skip(1).Select(above => above.Id)))
                throw new RefusedException(Refusal.DeadlineLaterThanAbove);
        }
        else if (by <= For(kind == DeadlineKind.CityManaged, []))
            throw new RefusedException(Refusal.DeadlineNoExtension);
        Campaign.Record(act, kind == DeadlineKind.Unit ? AuditAction.UnitDeadlineSet : AuditAction.CampaignExtended,
            reason: $"{basis.Document} {basis.Number}", detail: $"{kind} {(kind == DeadlineKind.Unit ? unit[0].Code : "")} by {by:yyyy-MM-dd}");
        return new DeadlineChange
        {
            Id = Guid.CreateVersion7(),
            CampaignId = Campaign.Id,
            Kind = kind,
            UnitId = kind == DeadlineKind.Unit ? unit[0].Id : null,
            By = by,
            Document = basis.Document,
            Number = basis.Number,
            DocumentOn = basis.On,
            At = act.At,
            On = act.LegalDay,
            ByAccountId = act.AccountId,
        };
    }
}
