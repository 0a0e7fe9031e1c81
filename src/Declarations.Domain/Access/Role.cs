using Declarations.Auditing;
using Declarations.Organisation;

namespace Declarations.Access;

/// <summary>Roles that are granted. Filing follows from being on the roster, reading and signing from a post of a unit.</summary>
public enum Role
{
    /// <summary>专项整治办: runs the campaign for a unit and everything below it.</summary>
    CampaignOfficer,
    /// <summary>派驻纪检组: reads throughout, and collects the reports of city-managed cadres (plan 五(二)3, 六(二)1).</summary>
    DisciplineTeam,
    /// <summary>系统管理员: accounts and sessions. Like the other two administrators, never a report.</summary>
    SystemAdministrator,
    /// <summary>安全管理员: who holds which role.</summary>
    SecurityAdministrator,
    /// <summary>审计管理员: the audit ledger.</summary>
    AuditAdministrator,
}

/// <summary>三员分立: each administrator is one of three, and has no part in the campaign.</summary>
public static class Separation
{
    public static readonly IReadOnlyList<Role> Administrators = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    /// <param name="roles">All that one account would hold.</param>
    /// <param name="signs">It also has a post or a deputation that signs reports.</param>
    /// <exception cref="RefusedException">What must be kept apart would meet.</exception>
    public static void Ensure(IReadOnlyCollection<Role> roles, bool signs)
    {
        if (roles.Any(Administrators.Contains) && (signs || roles.Distinct().Count() > 1))
            throw new RefusedException(Refusal.GrantSeparation);
    }
}

/// <summary>
/// A role given to an account for a unit and its subtree. Every role is asked for by one administrator and confirmed by
/// another before it counts; it is taken back, never deleted.
/// </summary>
public sealed class Grant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required Role Role { get; init; }
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;

    /// <summary>Null: given when the installation was set up.</summary>
    public Guid? GivenByAccountId { get; init; }
    public DateTimeOffset? GivenAt { get; init; }
    /// <summary>Waits for a second administrator.</summary>
    public bool Pending { get; private set; }
    public Guid? ConfirmedByAccountId { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public Guid? RevokedByAccountId { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsActive => !Pending && RevokedAt is null;

    public static Grant Request(Act act, Guid accountId, Role role, Unit unit) =>
        new() { AccountId = accountId, Role = role, UnitId = unit.Id, GivenByAccountId = act.AccountId, GivenAt = act.At, Pending = true };

    /// <exception cref="RefusedException">Not waiting, or by the same person, or by the one who is to have it.</exception>
    public void Confirm(Act act)
    {
        if (!Pending || RevokedAt is not null)
            throw new RefusedException(Refusal.GrantNotWaiting);
        if (act.AccountId == GivenByAccountId || act.AccountId == AccountId)
            throw new RefusedException(Refusal.GrantSecondPerson);
        (Pending, ConfirmedByAccountId, ConfirmedAt) = (false, act.AccountId, act.At);
    }

    /// <exception cref="RefusedException">Taken back already.</exception>
    public void Revoke(Act act)
    {
        if (RevokedAt is not null)
            throw new RefusedException(Refusal.GrantRevoked);
        (RevokedByAccountId, RevokedAt) = (act.AccountId, act.At);
    }
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
    /// <summary>Holder of a post that reads and signs, or their deputy.</summary>
    ReadAndSign,
    /// <summary>Holder of a post that may name a deputy.</summary>
    NameDeputy,
    /// <summary>Campaign officer.</summary>
    RunCampaign,
    /// <summary>Campaign officer or discipline team: takes signed reports in.</summary>
    Collect,
    /// <summary>Discipline team.</summary>
    Watch,
    /// <summary>System administrator.</summary>
    KeepAccounts,
    /// <summary>Security administrator, or system administrator as the second person.</summary>
    GrantRoles,
    /// <summary>Audit administrator.</summary>
    ReadLedger,
}
