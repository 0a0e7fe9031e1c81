namespace Declarations.Web.Pages.Notice;

/// <summary>One kind of personal data that is kept: the words say what, why, who sees it and for how long.</summary>
/// <param name="Period">How long after the campaign has ended; null: the deploying body sets it, or the words say when it ends.</param>
public sealed record Kept(string Code, TimeSpan? Period = null)
{
    /// <summary>Without activity, and altogether; the same as of a session.</summary>
    public static readonly Kept SignIn = new("sign-in", TimeSpan.FromHours(8));

    /// <summary>Everything that is kept of a person, in the order in which the notice names it.</summary>
    public static IReadOnlyList<Kept> All => [new("roster"), new("draft"), new("report"), new("file"), new("paper"), new("ledger"), SignIn];
}
