using Declarations.Reports;

namespace Declarations.Web;

/// <summary>Addresses of the pages, in one place.</summary>
public static class Links
{
    public const string MyWork = "/my-work";
    public const string SignIn = "/sign-in";
    public const string SignInCode = "/sign-in/code";
    public static string SignInCodeFor(string? next) => next is null ? SignInCode : $"{SignInCode}?next={Uri.EscapeDataString(next)}";
    public static string SignInPasskeyFor(string? next) => next is null ? SignInPasskey : $"{SignInPasskey}?next={Uri.EscapeDataString(next)}";
    public const string SignInPasskey = "/sign-in/passkey";
    public const string SignInFailed = "/sign-in?single=failed";
    public static string SignInSingle(string? next, bool confirms = false) => $"/sign-in/single?confirms={(confirms ? "true" : "false")}&next={Uri.EscapeDataString(next ?? "")}";
    public static string SignInArrived(string? next) => $"/sign-in/arrived?next={Uri.EscapeDataString(next ?? "")}";
    public const string Authenticator = "/account/authenticator";
    public const string Passkeys = "/account/passkeys";
    public static string Confirm(string next) => $"/confirm?next={Uri.EscapeDataString(next)}";
    public const string Account = "/account";
    public const string Activate = "/activate";
    public const string Slips = "/slips";
    public static string SlipsOf(string unit) => $"/slips/{unit}";
    public static string SlipOf(Guid official) => $"/slips/person/{official}";
    public const string Password = "/account/password";
    public const string MayI = "/may-i";
    public const string Leaver = "/leaver";
    public static string Details(string campaign) => $"/report/{campaign}/details";
    public static string Family(string campaign) => $"/report/{campaign}/family";
    public static string Relative(string campaign, Guid? id = null) => $"/report/{campaign}/relative/{id}".TrimEnd('/');
    public static string Participation(string campaign) => $"/report/{campaign}/participation";
    public static string Interest(string campaign, Guid id) => $"/report/{campaign}/interest/{id}";
    public static string NewInterest(string campaign, Sector sector, bool family) => $"/report/{campaign}/interest?sector={sector}&family={(family ? "true" : "false")}";
    public static string Exit(string campaign, Guid id) => $"/report/{campaign}/interest/{id}/exit";
    public static string Check(string campaign) => $"/report/{campaign}/check";
    public static string Supplement(string campaign) => $"/report/{campaign}/supplement";
    public static string Assistant(string campaign) => $"/report/{campaign}/assistant";
    public static string Withdraw(string campaign) => $"/report/{campaign}/withdraw";
    public static string Receipt(string number) => $"/receipt/{number}";
    public static string ReportView(Guid id) => $"/reports/{id}";
    public static string ReportForm(Guid id) => $"/reports/{id}/form";
    public static string File(Guid id) => $"/files/{id}";
    public static string Reading(Guid id) => $"/reading/{id}";
    public const string Queue = "/reading";
    public static string CustodyOf(string campaign, string? list = null) => $"/custody?campaign={campaign}" + (list is null ? "" : $"&list={list}");
    public const string Campaigns = "/campaigns";
    public static string Campaign(string code) => $"/campaigns/{code}";
    public static string People(string code, string state) => $"/campaigns/{code}/people?state={state}";
    public static string Person(string code, Guid report) => $"/campaigns/{code}/people/{report}";
    public const string Roster = "/roster";
    public const string RosterTemplate = "/roster/template";
    public static string RosterImport(Guid id, string? list = null) => $"/roster/import/{id}" + (list is null ? "" : $"?list={list}");
    public static string RosterPeople(string? search = null) => "/roster/people" + (search is null ? "" : "?search=" + Uri.EscapeDataString(search));
    public static string RosterPerson(Guid id) => $"/roster/people/{id}";
    public const string RosterRequests = "/roster/requests";
    public static string RosterRequest(Guid id) => $"/roster/requests/{id}";
    public const string Correction = "/correction";
    public static string Paper(string code, Guid report) => $"/campaigns/{code}/people/{report}/paper";
    public static string PaperCheck(string code, Guid report) => $"/campaigns/{code}/people/{report}/paper/check";
    public static string Summary(string campaign) => $"/summary?campaign={campaign}";
    public static string SummaryDownload(string query) => "/summary/download" + query;
    public static string Policy(string? version = null, string? rule = null) => $"/policy/{version}".TrimEnd('/') + (rule is null ? "" : "#" + rule);
    public static string Verify(string? number = null, string? digest = null) => number is null ? "/verify" : $"/verify?number={number}&digest={digest}";
}
