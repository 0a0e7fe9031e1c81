using Declarations.Written;

namespace Declarations.Tips;

/// <summary>What the form asks. Only topic and facts are required; nothing of it is ever stored in clear.</summary>
public sealed record TipWords
{
    public const int LongestFacts = 8_000;
    public const int Longest = 1_000;
    public const int LongestMessage = 8_000;

    public required Guid TopicId { get; init; }
    /// <summary>Unit, and if known post and name.</summary>
    public string About { get; init; } = "";
    /// <summary>What happened, when, where, how much, who else knows.</summary>
    public required string Facts { get; init; }
    public string HowKnown { get; init; } = "";
    public string Fears { get; init; } = "";
    /// <summary>Who at the desk must not read it.</summary>
    public string NotBy { get; init; } = "";

    /// <summary>
    /// Whether one of these names is the one complained about, or the one who must not read it: whoever bears it withdraws, and whoever is family of
    /// a bearer (provisions of 1996, 9).
    /// </summary>
    public bool Recuses(IEnumerable<string> names)
    {
        var (about, notBy) = (Bare(About), Bare(NotBy));
        return names.Select(Bare).Any(name => name.Length > 1
            && (about.Contains(name, StringComparison.OrdinalIgnoreCase) || notBy.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Bare(string text) => WrittenText.Plain(text).Replace(" ", "", StringComparison.Ordinal);
}

/// <summary>Who a named tipster is, kept apart and opened by two officers only.</summary>
public sealed record TipIdentity(string Name, string Reach);
