namespace Declarations.Campaigns;

/// <summary>
/// That the contents of a campaign's reports were erased: texts with their salts, drafts, files, comments and what the rules
/// said of them. Append-only, and the database lets no content go without it.
/// </summary>
public sealed class Erasure
{
    public required Guid Id { get; init; }
    public required Guid CampaignId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateOnly On { get; init; }
    /// <summary>The rule or decision on which it was done.</summary>
    public required string Basis { get; init; }
}
