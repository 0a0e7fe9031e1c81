using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Roster;

namespace Declarations.Access;

/// <summary>
/// A post-holder lets somebody of the same unit read and sign for a period: what comes to that post, but never the report
/// of a city-managed cadre, of the post-holder, or the deputy's own.
/// </summary>
public sealed class Deputation : Aggregate
{
    /// <summary>Posts whose holder may name a deputy.</summary>
    public static readonly IReadOnlyList<UnitPostKind> Posts = [UnitPostKind.Head, UnitPostKind.SupervisingLeader];
    /// <summary>Posts whose holder may be one (plan 五(二)2: 负责人, 分管负责人).</summary>
    public static readonly IReadOnlyList<UnitPostKind> DeputyPosts = [UnitPostKind.Head, UnitPostKind.Deputy, UnitPostKind.SupervisingLeader];

    public required Guid HolderId { get; init; }
    public Official Holder { get; init; } = null!;
    public required Guid DeputyId { get; init; }
    public Official Deputy { get; init; } = null!;
    /// <summary>First and last day, Beijing time.</summary>
    public required DateOnly FromOn { get; init; }
    public required DateOnly ToOn { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsActiveOn(DateOnly day) => RevokedAt is null && FromOn <= day && day <= ToOn;

    /// <exception cref="RefusedException">Of another unit, or oneself.</exception>
    public static Deputation Name(Act act, Official holder, Official deputy, DateOnly from, DateOnly to)
    {
        if (deputy.Id == holder.Id || deputy.UnitId != holder.UnitId)
            throw new RefusedException(Refusal.DeputySameUnit);
        var deputation = new Deputation { HolderId = holder.Id, DeputyId = deputy.Id, FromOn = from, ToOn = to };
        deputation.Record(act, AuditAction.DeputyNamed, detail: $"{from:yyyy-MM-dd} - {to:yyyy-MM-dd}");
        return deputation;
    }

    /// <exception cref="RefusedException">Over already.</exception>
    public void Revoke(Act act)
    {
        if (RevokedAt is not null)
            throw new RefusedException(Refusal.DeputyOver);
        RevokedAt = act.At;
        Record(act, AuditAction.DeputyRevoked);
    }
}
