namespace Declarations.Data.Accounts;

/// <summary>How somebody has shown who they are.</summary>
public enum SignInMethod { Password, Activation, PasswordAndCode, Passkey, SingleSignOn }

/// <summary>One browser that somebody is signed in with. It is over when it is ended, idle or old, or when the account's security stamp has changed.</summary>
public sealed class Session
{
    public static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    /// <summary>The account's stamp at the sign-in.</summary>
    public required string SecurityStamp { get; set; }
    public required SignInMethod Method { get; init; }
    /// <summary>Browser and system, e.g. "Chrome, Windows"; null: neither is known. No address is kept.</summary>
    public string? Device { get; init; }
    /// <summary>What the browser calls itself to us, whoever signs in with it.</summary>
    public string? Browser { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>To the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    public bool IsOpen(DateTimeOffset now) => EndedAt is null && now - LastSeenAt < LongestIdle && now - StartedAt < Longest;
}
