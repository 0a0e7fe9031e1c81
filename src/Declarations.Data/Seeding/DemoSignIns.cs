using System.Security.Cryptography;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.Roster;
using Microsoft.AspNetCore.Identity;

namespace Declarations.Data.Seeding;

/// <summary>A sign-in that was made, with its password in clear: it is shown once and stored nowhere.</summary>
public sealed record SignIn(string UserName, string Password, string Description);

/// <summary>One sign-in for each role, and where its own report stands in the practice campaign.</summary>
internal sealed class DemoSignIns
{
    /// <summary>Lower-case letters and digits that nobody mistakes for one another.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Those who have no report of their own here.</summary>
    private static readonly IReadOnlyList<(string UserName, string Name, Role Role, string Description)> Apart =
    [
        ("discipline", "派驻纪检组", Role.DisciplineTeam, "派驻纪检组，全程查阅，收集市管干部报告 / discipline team, reads throughout, collects city-managed reports"),
        ("system", "系统管理员", Role.SystemAdministrator, "系统管理员，账号与登录 / system administrator, accounts and sessions"),
        ("security", "安全管理员", Role.SecurityAdministrator, "安全管理员，授予角色 / security administrator, grants roles"),
        ("audit", "审计管理员", Role.AuditAdministrator, "审计管理员，审计记录 / audit administrator, reads the ledger"),
        ("tips", "举报受理员甲", Role.TipOfficer, "举报受理员，受理口令相同 / tip officer; the same password opens the desk"),
        ("tips-second", "举报受理员乙", Role.TipOfficer, "第二位举报受理员 / second tip officer"),
        ("supervisor", "廉洁监督员", Role.IntegritySupervisor, "廉洁监督员，一个工程项目 / integrity supervisor of one project"),
        ("contractor", "施工单位代表", Role.PartyRepresentative, "外单位人员，一个工程项目的施工单位代表 / speaks for the contractor of one project"),
    ];

    /// <summary>Whose project the integrity supervisor looks after, and the representative is of.</summary>
    private readonly Unit project;
    private readonly IReadOnlyList<(string UserName, Official Official, Placement? Own, string Description)> cast;

    public DemoSignIns(DemoPeople people)
    {
        var research = people.In(DemoOrganisation.Research);
        var hydropower = people.In(DemoOrganisation.Hydropower);
        project = people.In(DemoOrganisation.Project)[0].Chain[0];
        var leader = people.Members.Single(
            member => member.Official.Id == hydropower[0].Chain[0].Posts.Single(post => post.Kind == UnitPostKind.SupervisingLeader).OfficialId);
        cast =
        [
            ("filer", research[^1].Official, new(Stand.NotStarted), "普通职工，未开始填报 / member of staff, report not started"),
            ("cadre", hydropower[1].Official, new(Stand.NotStarted), "领导干部，未开始填报 / leading cadre with a family step, report not started"),
            ("returned", research[^2].Official, new(Stand.Returned, Positive: true), "职工，报告被退回 / member of staff, report returned with comments"),
            ("head", research[0].Official, new(Stand.Waiting, Positive: true), "局属单位负责人，有待阅报告 / head of an affiliated unit, reports to read"),
            ("leader", leader.Official, new(Stand.TakenIn), "分管局领导，阅签科室报告 / bureau leader, reads the reports of divisions"),
            ("secretary", people.Secretary.Official, new(Stand.Resubmitted, Positive: true, Late: true),
                "党组书记，阅签市管干部报告 / party-group secretary, reads city-managed reports"),
            ("city", people.City[0], null, "市级领导，阅签局党组书记本人报告 / city leader, reads the secretary's own report"),
            ("office", people.In(DemoOrganisation.Supervision)[0].Official, new(Stand.TakenIn), "专项整治办，组织填报 / campaign office, runs the campaigns"),
        ];
    }

    public IReadOnlyDictionary<Guid, Placement> Placements =>
        cast.Where(role => role.Own is not null).ToDictionary(role => role.Official.Id, role => role.Own!);

    /// <summary>Adds accounts, the office's grant and their audit entries.</summary>
    public IReadOnlyList<SignIn> AddTo(DeclarationsDb db, IPasswordHasher<Account> hasher, Unit bureau, Act act)
    {
        List<SignIn> signIns = [];
        foreach (var (userName, official, _, description) in cast)
            Add(Account.For(official, userName), description, userName == "office" ? Role.CampaignOfficer : null);
        foreach (var (userName, name, role, description) in Apart)
            Add(Account.For(name, userName), description, role);
        return signIns;

        void Add(Account account, string description, Role? role)
        {
            var password = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
            account.PasswordHash = hasher.HashPassword(account, password);
            account.PasswordSetAt = act.At;
            db.Users.Add(account);
            db.Record(act, AuditAction.AccountCreated, account);
            if (role is { } given)
                db.Grants.Add(given.IsAppointed()
                    ? Grant.Give(act, account.Id, given, project, new(
                        given == Role.IntegritySupervisor ? "云水清廉聘〔2026〕1号" : "授权委托书〔2026〕1号", act.LegalDay.AddDays(-30), act.LegalDay.AddYears(2)))
                    : Grant.Give(act, account.Id, given, bureau));
            signIns.Add(new(account.UserName!, password, description));
        }
    }
}
