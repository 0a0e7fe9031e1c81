using Declarations.Access;

namespace Declarations.Web.Security;

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
        ["/SignOut"] = Permission.SignedIn,
        ["/MyWork"] = Permission.SignedIn,
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
        ["/Summaries"] = Permission.RunCampaign,
        ["/Custody"] = Permission.Collect,
        ["/Campaigns"] = Permission.RunCampaign,
        ["/Roster"] = Permission.RunCampaign,
        ["/Slips"] = Permission.RunCampaign,
        ["/Deputies"] = Permission.NameDeputy,
        ["/Discipline"] = Permission.Watch,
        ["/AdminAccounts"] = Permission.KeepAccounts,
        ["/AdminRoles"] = Permission.GrantRoles,
        ["/AdminSettings"] = Permission.GrantRoles,
        ["/AdminLedger"] = Permission.ReadLedger,
    };
}
