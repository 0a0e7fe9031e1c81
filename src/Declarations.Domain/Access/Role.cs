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
    /// <summary>举报受理员: the desk of tips of one unit, and nothing else.</summary>
    TipOfficer,
    /// <summary>廉洁监督员: of one project, by a letter and for a period; raises and escalates, never checks (G25).</summary>
    IntegritySupervisor,
    /// <summary>参建方代表: of an outside firm, for its party of one project; raises, escalates and answers minutes, never checks (0134).</summary>
    PartyRepresentative,
}

public static class Roles
{
    /// <summary>Held by a letter with its number, for a period.</summary>
    public static bool IsAppointed(this Role role) => role is Role.IntegritySupervisor or Role.PartyRepresentative;
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
    /// <summary>Follow the progress of a campaign, read only.</summary>
    Follow,
    /// <summary>Campaign officer or discipline team: takes signed reports in.</summary>
    Collect,
    /// <summary>Campaign officer, who holds reports against registries; the discipline team reads.</summary>
    Verify,
    /// <summary>Campaign officer or discipline team: plans supervision, keeps registers, checks what is claimed.</summary>
    KeepRegisters,
    /// <summary>Who keeps registers, and heads, who read the key posts of their units.</summary>
    ReadKeyPosts,
    /// <summary>A person on the roster, for the measures in their charge.</summary>
    DoMeasures,
    /// <summary>Who keeps registers, whoever is assigned to a clue, and heads who report one; never an administrator.</summary>
    HandleClues,
    /// <summary>Integrity supervisor and representative of a party, for the own project only, and who keeps its register.</summary>
    SupervisePost,
    /// <summary>Discipline team.</summary>
    Watch,
    /// <summary>System administrator.</summary>
    KeepAccounts,
    /// <summary>Security or system administrator.</summary>
    GrantRoles,
    /// <summary>The same, and a former administrator who was the last of a kind.</summary>
    NameAdministrators,
    /// <summary>Any administrator, as the second person.</summary>
    Confirm,
    /// <summary>Audit administrator.</summary>
    ReadLedger,
    /// <summary>Tip officer; the head of a unit, for the service problems that it owns.</summary>
    ReadTips,
}
