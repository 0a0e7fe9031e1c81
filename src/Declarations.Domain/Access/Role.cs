using Declarations.Organisation;

namespace Declarations.Access;

/// <summary>Roles that are granted. Filing follows from being on the roster, reading and signing from a post of a unit.</summary>
public enum Role
{
    /// <summary>专项整治办: runs the campaign for a unit and everything below it.</summary>
    CampaignOfficer,
}

/// <summary>A role given to an account for a unit and its subtree.</summary>
public sealed class Grant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required Role Role { get; init; }
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
}

/// <summary>What a page asks of the person who opens it.</summary>
public enum Permission
{
    /// <summary>Anyone, signed in or not.</summary>
    Public,
    /// <summary>Anyone who is signed in.</summary>
    SignedIn,
    /// <summary>A person on the roster, for their own report.</summary>
    File,
    /// <summary>A person on the roster, or a campaign officer who keys in a report on paper.</summary>
    Prepare,
    /// <summary>Holder of a post that reads and signs.</summary>
    ReadAndSign,
    /// <summary>Campaign officer.</summary>
    RunCampaign,
}
