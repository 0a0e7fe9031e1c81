using Declarations.Participation;

namespace Declarations.Verification;

/// <summary>
/// Which rule a lead asks about: 未申报, 与申报不一致, 申报退出而登记未变 (明退实不退), 离职后从业限制 (四3), 往次专项退出而登记仍在 (回头看).
/// </summary>
public enum LeadKind { Undeclared, Differing, StillRegistered, Leaver, Relapse }

/// <summary>In what the report and the registry say different things.</summary>
public enum LeadItem { Holder, Share, Mode, Post }

/// <param name="Declared">As stated; null: nothing.</param>
public sealed record LeadDifference(LeadItem Item, string? Declared, string? Registered);

/// <summary>A row as it stood when the lead was found.</summary>
public sealed record LeadRow(Guid RowId, RegistryKind Kind, string Source, DateOnly AsOf, RegistryFacts Facts);

/// <summary>What the report says of the same enterprise.</summary>
public sealed record LeadDeclared(Guid InterestId, Relation Holder, string? HolderName, string? Enterprise, ParticipationMode? Mode, decimal? SharePercent,
    string? PostHeld, ExitState? Exit, DateOnly? ExitedOn);

/// <summary>All that a lead shows: whose name it is, what the registry says, what the report says beside it, and the evidence.</summary>
public sealed record LeadText(string Person, string Firm, IReadOnlyList<LeadRow> Rows, LeadDeclared? Declared, IReadOnlyList<LeadDifference> Differences,
    IReadOnlyList<LeadEvidence> Evidence);
