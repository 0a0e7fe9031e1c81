using Declarations.Access;

namespace Declarations.Web.Access;

/// <summary>The one table of who may open what: every folder of pages has a row, and a page without one opens to nobody.</summary>
public static class AccessTable
{
    public static readonly IReadOnlyDictionary<string, Permission> Folders = new Dictionary<string, Permission>
    {
        ["/SignIn"] = Permission.Public,
        ["/Activate"] = Permission.Public,
        ["/SetUp"] = Permission.Public,
        ["/Verify"] = Permission.Public,
        ["/Notice"] = Permission.Public,
        ["/Problem"] = Permission.Public,
        ["/Rulebook"] = Permission.Public,
        ["/Published"] = Permission.Public,
        ["/SignOut"] = Permission.SignedIn,
        ["/MyWork"] = Permission.SignedIn,
        ["/Questions"] = Permission.SignedIn,
        ["/Kept"] = Permission.SignedIn,
        ["/SecondFactor"] = Permission.SignedIn,
        ["/MyAccount"] = Permission.SignedIn,
        ["/Filing"] = Permission.Prepare,
        ["/Correction"] = Permission.File,
        ["/SelfCheck"] = Permission.File,
        ["/Leaver"] = Permission.File,
        ["/Reading"] = Permission.ReadAndSign,
        ["/MyData"] = Permission.File,
        ["/Files"] = Permission.SignedIn,
        ["/Reports"] = Permission.SignedIn,
        ["/Progress"] = Permission.Follow,
        ["/Sheets"] = Permission.Follow,
        ["/Checks"] = Permission.Collect,
        ["/Exits"] = Permission.Collect,
        ["/Handling"] = Permission.Collect,
        ["/Verification"] = Permission.Verify,
        ["/MyLeads"] = Permission.File,
        ["/Reminders"] = Permission.Collect,
        ["/Bulletins"] = Permission.RunCampaign,
        ["/Summaries"] = Permission.RunCampaign,
        ["/Custody"] = Permission.Collect,
        ["/Registers"] = Permission.KeepRegisters,
        ["/Activities"] = Permission.KeepRegisters,
        ["/Project"] = Permission.SupervisePost,
        ["/KeyPosts"] = Permission.ReadKeyPosts,
        ["/Integrity"] = Permission.KeepRegisters,
        ["/Pledges"] = Permission.KeepRegisters,
        ["/MyIntegrity"] = Permission.File,
        ["/IntegrityFiles"] = Permission.Watch,
        ["/MyMeasures"] = Permission.DoMeasures,
        ["/Clues"] = Permission.HandleClues,
        ["/Campaigns"] = Permission.RunCampaign,
        ["/Roster"] = Permission.RunCampaign,
        ["/Units"] = Permission.RunCampaign,
        ["/Slips"] = Permission.RunCampaign,
        ["/Deputies"] = Permission.NameDeputy,
        ["/Discipline"] = Permission.Watch,
        ["/AdminAccounts"] = Permission.KeepAccounts,
        ["/AdminRoles"] = Permission.NameAdministrators,
        ["/SecondPerson"] = Permission.Confirm,
        ["/AdminSettings"] = Permission.GrantRoles,
        ["/AdminLedger"] = Permission.ReadLedger,
        ["/Tips"] = Permission.ReadTips,
    };

    /// <summary>Who has a permission.</summary>
    public static readonly IReadOnlyDictionary<Permission, Func<Viewer, bool>> Holders = new Dictionary<Permission, Func<Viewer, bool>>
    {
        [Permission.Public] = _ => true,
        [Permission.SignedIn] = viewer => viewer.Account is not null,
        [Permission.File] = viewer => viewer.Official is not null,
        [Permission.Prepare] = viewer => viewer.Official is not null || viewer.Holds(Role.CampaignOfficer),
        [Permission.ReadAndSign] = viewer => viewer.Posts.Count > 0 || viewer.DeputyPosts.Count > 0,
        [Permission.NameDeputy] = viewer => viewer.Posts.Any(post => Deputation.Posts.Contains(post.Kind)),
        [Permission.RunCampaign] = viewer => viewer.Holds(Role.CampaignOfficer),
        [Permission.Follow] = viewer => viewer.Holds(Role.CampaignOfficer) || viewer.Holds(Role.DisciplineTeam) || viewer.Posts.Count > 0,
        [Permission.Collect] = viewer => viewer.Holds(Role.CampaignOfficer) || viewer.Holds(Role.DisciplineTeam),
        [Permission.Verify] = viewer => viewer.Holds(Role.CampaignOfficer) || viewer.Holds(Role.DisciplineTeam),
        [Permission.KeepRegisters] = viewer => viewer.Holds(Role.CampaignOfficer) || viewer.Holds(Role.DisciplineTeam),
        [Permission.ReadKeyPosts] = viewer => viewer.Holds(Role.CampaignOfficer) || viewer.Holds(Role.DisciplineTeam) || viewer.Posts.Count > 0,
        [Permission.DoMeasures] = viewer => viewer.Official is not null && !Separation.Administrators.Any(viewer.Holds),
        [Permission.HandleClues] = viewer => (viewer.Official is not null || viewer.Holds(Role.CampaignOfficer) || viewer.Holds(Role.DisciplineTeam))
            && !Separation.Administrators.Any(viewer.Holds),
        [Permission.SupervisePost] = viewer => viewer.Holds(Role.IntegritySupervisor) || viewer.Holds(Role.PartyRepresentative)
            || viewer.Holds(Role.CampaignOfficer) || viewer.Holds(Role.DisciplineTeam),
        [Permission.Watch] = viewer => viewer.Holds(Role.DisciplineTeam),
        [Permission.KeepAccounts] = viewer => viewer.Holds(Role.SystemAdministrator),
        [Permission.GrantRoles] = viewer => viewer.Holds(Role.SecurityAdministrator) || viewer.Holds(Role.SystemAdministrator),
        [Permission.NameAdministrators] = viewer => viewer.Holds(Role.SecurityAdministrator) || viewer.Holds(Role.SystemAdministrator)
            || viewer.Succession.Count > 0,
        [Permission.Confirm] = viewer => Separation.Administrators.Any(viewer.Holds),
        [Permission.ReadLedger] = viewer => viewer.Holds(Role.AuditAdministrator),
        [Permission.ReadTips] = viewer => viewer.Holds(Role.TipOfficer) || viewer.Posts.Count > 0,
    };
}
