using Microsoft.AspNetCore.Identity;

namespace Declarations.Data.Accounts;

/// <summary>A sign-in. Most belong to an official; one that does not can only do what it is granted.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Guid? OfficialId { get; init; }
    /// <summary>Name shown in the masthead.</summary>
    public required string DisplayName { get; set; }
}
