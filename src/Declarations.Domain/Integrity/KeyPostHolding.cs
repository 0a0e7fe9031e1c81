using Declarations.Auditing;
using Declarations.Roster;

namespace Declarations.Integrity;

/// <summary>任职沿革: who holds a key post from a day on, until the next row of the post. Append-only.</summary>
public sealed class KeyPostHolding
{
    public required Guid Id { get; init; }
    public required Guid KeyPostId { get; init; }
    public KeyPost KeyPost { get; init; } = null!;
    /// <summary>Null: nobody.</summary>
    public Guid? HolderId { get; init; }
    public Official? Holder { get; init; }
    public required DateOnly On { get; init; }
    /// <summary>Puts several of one day in order.</summary>
    public required DateTimeOffset At { get; init; }

    internal static KeyPostHolding Of(Act act, KeyPost post) =>
        new() { Id = Guid.CreateVersion7(), KeyPostId = post.Id, HolderId = post.HolderId, On = act.LegalDay, At = act.At };
}

/// <param name="To">The day on which somebody else took it or it became vacant; null: still.</param>
public sealed record KeyPostTerm(KeyPostHolding Holding, DateOnly? To)
{
    /// <summary>Of one post, the first before others; days on which it was vacant are left out.</summary>
    public static IReadOnlyList<KeyPostTerm> Of(IEnumerable<KeyPostHolding> holdings)
    {
        List<KeyPostHolding> rows = [.. holdings.OrderBy(each => each.At).ThenBy(each => each.Id)];
        return [.. rows.Select((each, n) => new KeyPostTerm(each, n + 1 < rows.Count ? rows[n + 1].On : null))
            .Where(term => term.Holding.HolderId is not null)];
    }
}
