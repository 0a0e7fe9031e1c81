using Declarations.Participation;

namespace Declarations.Verification;

public enum DeclaredKind { Relative, Firm }

/// <summary>
/// A relative or an enterprise that the standing version of a report names, as keyed hashes: what is declared is sealed, and yet can be joined with what
/// registries say. Derived from versions and withdrawals, which stay the truth.
/// </summary>
public sealed class DeclaredKey
{
    public required Guid ReportId { get; init; }
    /// <summary>Of the relative, or of the interest.</summary>
    public required Guid SubjectId { get; init; }
    public required DeclaredKind Kind { get; init; }
    public required Guid CampaignId { get; init; }
    public required Guid OfficialId { get; init; }
    /// <summary>Of the relative, or of whoever holds the interest.</summary>
    public required Relation Relation { get; init; }
    /// <summary>16 bytes, of the name.</summary>
    public required byte[] Key { get; init; }
    /// <summary>Of the resident number, or of the credit code; null: not stated.</summary>
    public byte[]? NumberKey { get; init; }

    public override string ToString() => $"{Kind} {SubjectId} {Relation} {Convert.ToHexStringLower(Key)} {Convert.ToHexStringLower(NumberKey ?? [])}";
}
