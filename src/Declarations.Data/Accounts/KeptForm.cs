namespace Declarations.Data.Accounts;

/// <summary>
/// What somebody had typed on a page and not saved yet: kept while they write, and when their session ends under it. Gone once it is saved or given up, or
/// after a week.
/// </summary>
public sealed class KeptForm
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    /// <summary>Pages of one account.</summary>
    public const int Most = 50;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    /// <summary>Path and query of the page.</summary>
    public required string Address { get; init; }
    /// <summary>Fields and what stands in them, as a form sends them. Encrypted at rest.</summary>
    public string Fields { get; set; } = "";
    public required DateTimeOffset At { get; set; }
}
