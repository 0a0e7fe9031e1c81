using Declarations.References;

namespace Declarations.Data.Accounts;

/// <summary>What a slip is for: the first password of an account, or a new one after a reset.</summary>
public enum SlipPurpose { Activation, Reset }

/// <summary>A slip that lets its holder set the password of one account, once. An account has one that is neither used nor revoked, at most.</summary>
public sealed class ActivationSlip
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public Account Account { get; init; } = null!;
    public required SlipPurpose Purpose { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    /// <summary>Null: the set-up page, when there was nobody yet.</summary>
    public Guid? IssuedByAccountId { get; init; }
    /// <summary>Who asked for it, where another confirmed it and saw it.</summary>
    public Guid? AskedByAccountId { get; init; }
    /// <summary>Whose office issued it; null: no unit's.</summary>
    public Guid? OfficeUnitId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
    /// <summary>Of a reset: when its owner said that they know of it.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    /// <summary>See <see cref="SlipCode.Hash"/>. The code itself is nowhere but on paper.</summary>
    public required string CodeHash { get; init; }

    /// <summary>
    /// Whether a signature that rests on the sign-in that this reset made is marked: until the owner knows of it, and for two weeks
    /// in any case, since whoever has used the slip could say so as well.
    /// </summary>
    public bool Marks(DateTimeOffset at) => Purpose == SlipPurpose.Reset && (AcknowledgedAt is null || at - IssuedAt < TimeSpan.FromDays(14));

    public static TimeSpan Lifetime(SlipPurpose purpose) => purpose == SlipPurpose.Activation ? TimeSpan.FromDays(14) : TimeSpan.FromHours(48);
}
