using Declarations.Roster;
using Declarations.Written;
using Microsoft.AspNetCore.Identity;

namespace Declarations.Data.Accounts;

/// <summary>A sign-in. Most belong to an official; one that does not can only do what it is granted.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Guid? OfficialId { get; init; }
    /// <summary>Name shown in the masthead.</summary>
    public required string DisplayName { get; set; }
    /// <summary>Null: not since the account was made by hand, or there is no password.</summary>
    public DateTimeOffset? PasswordSetAt { get; set; }
    /// <summary>From then on nobody signs in with it, and its sessions are over.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When the time step of the last accepted code of the authenticator app began; only later ones are accepted.</summary>
    public DateTimeOffset? LastCodeAt { get; set; }
    /// <summary>Wrong codes since the last right one.</summary>
    public int CodeFailures { get; set; }
    public DateTimeOffset? CodeFailedAt { get; set; }

    /// <summary>A new account of an official, without a password: nobody can sign in with it until a slip is used.</summary>
    public static Account For(Official official, string userName) => For(official.Name, userName, official.Id);

    /// <summary>The same for somebody who may have no place on the roster.</summary>
    public static Account For(string displayName, string userName, Guid? officialId = null) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = userName,
        NormalizedUserName = WrittenKey.Upper(userName),
        OfficialId = officialId,
        DisplayName = displayName,
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };

    /// <summary>Whatever was proved before has to be proved again: sessions and signing windows are over.</summary>
    public void Renew() => (SecurityStamp, ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
}
