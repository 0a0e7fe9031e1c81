using System.Security.Cryptography;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Evidence;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Questions;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// An invented city: a bureau with a division and a station, another bureau beside it, the people who read and sign, an
/// officer for each bureau and one for the city, a practice campaign (18 September 2017) and a real one. Tests add the filers that they need.
/// </summary>
public sealed partial class City
{
    public const string Practice = "practice";
    public const string Real = "real";

    private Office office;
    private int people;

    private City(Office office) => this.office = office;

    public Unit Seat { get; private set; } = null!;
    public Unit Bureau { get; private set; } = null!;
    public Unit Division { get; private set; } = null!;
    public Unit Station { get; private set; } = null!;
    public Unit OtherBureau { get; private set; } = null!;
    public Unit OtherDivision { get; private set; } = null!;

    public Person Mayor { get; private set; } = null!;
    public Person Secretary { get; private set; } = null!;
    public Person Leader { get; private set; } = null!;
    public Person Head { get; private set; } = null!;
    public Person Deputy { get; private set; } = null!;
    public Person Officer { get; private set; } = null!;
    public Person OtherOfficer { get; private set; } = null!;
    public Person CityOfficer { get; private set; } = null!;

    private Act Act => new(null, office.Time.GetUtcNow(), BeijingTime.DayOf(office.Time.GetUtcNow()));

    public static async Task<City> FoundAsync(Office office)
    {
        var city = new City(office);
        await office.InDb(city.LayOutAsync);
        city.Mayor = await city.LeadingCadre(city.Seat, cityManaged: true);
        city.Secretary = await city.LeadingCadre(city.Bureau, cityManaged: true);
        city.Leader = await city.LeadingCadre(city.Bureau, cityManaged: true);
        city.Head = await city.LeadingCadre(city.Station);
        city.Deputy = await city.Clerk(city.Station);
        await city.Give(city.Seat, UnitPostKind.PartyGroupSecretary, city.Mayor);
        await city.Give(city.Bureau, UnitPostKind.PartyGroupSecretary, city.Secretary);
        await city.Give(city.Division, UnitPostKind.SupervisingLeader, city.Leader);
        await city.Give(city.Station, UnitPostKind.Head, city.Head);
        await city.Give(city.Station, UnitPostKind.Deputy, city.Deputy);
        city.Officer = await city.OfficerOf(city.Bureau);
        city.CityOfficer = await city.OfficerOf(city.Seat);
        city.OtherOfficer = await city.OfficerOf(city.OtherBureau);
        return city;
    }

    /// <summary>The same city in an office on a copy of its database.</summary>
    public City In(Office copy)
    {
        var city = (City)MemberwiseClone();
        city.office = copy;
        return city;
    }

    /// <summary>A unit more, called like its code.</summary>
    public Task<Unit> UnitBelow(Unit parent, string code) => office.InDb(async db =>
    {
        var unit = Unit.Create(Act, code, code, UnitKind.AffiliatedUnit, parent);
        db.Add(unit);
        await db.SaveChangesAsync();
        return unit;
    });

    /// <summary>An ordinary official: no leading rank, not managed by the city.</summary>
    public Task<Person> Clerk(Unit unit) => Enter(unit, Rank.Clerk, cityManaged: false);

    /// <summary>A leading cadre, who reports relatives as well.</summary>
    public Task<Person> LeadingCadre(Unit unit, bool cityManaged = false) => Enter(unit, Rank.CountyDeputy, cityManaged);

    public Task<Person> OfficerOf(Unit unit) => WithRole(Role.CampaignOfficer, unit);

    /// <summary>An account without a place on the roster that holds a role.</summary>
    public async Task<Person> WithRole(Role role, Unit unit)
    {
        var person = await GiveAccount(null, role == Role.CampaignOfficer ? "整治办" : "管理员");
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(Act, person.AccountId, role, unit,
                role.IsAppointed() ? new("云聘〔2017〕1号", new(2017, 1, 1), new(2018, 12, 31)) : null));
            await db.SaveChangesAsync();
        });
        return person;
    }

    public Task Give(Unit unit, UnitPostKind kind, Person person) => office.InDb(async db =>
    {
        (await db.Units.Include(u => u.Posts).SingleAsync(u => u.Id == unit.Id)).Give(Act, kind, person.Official!.Id);
        await db.SaveChangesAsync();
    });

    /// <summary>The person has filled in this much.</summary>
    public Task Draft(Person person, ReportContent content, string campaign = Practice) =>
        Change(person, campaign, (_, report, act) => report.SaveDraft(act, content));

    /// <summary>The person has signed and filed this.</summary>
    public Task<Submission> HandIn(Person person, ReportContent content, string campaign = Practice) =>
        office.InDb(db => HandIn(db, person, content, campaign));

    /// <inheritdoc cref="HandIn(Person, ReportContent, string)"/>
    /// <param name="db">May have begun a transaction.</param>
    public async Task<Submission> HandIn(DeclarationsDb db, Person person, ReportContent content, string campaign = Practice)
    {
        Submission submission = null!;
        await Change(db, person, campaign, async (report, act) =>
        {
            var files = new CaseFiles(db);
            report.SaveDraft(act, content);
            var filed = (await files.OfAsync(report, withVersions: true)).Submit(act);
            await files.AddAsync(filed);
            submission = filed.Version;
        });
        return submission;
    }

    /// <summary>Takes back what is not signed, with the next save.</summary>
    public static async Task Withdraw(DeclarationsDb db, Guid reportId, Act act, string reason)
    {
        var files = new CaseFiles(db);
        var file = (await files.FindAsync(db.Reports.Where(r => r.Id == reportId), withVersions: true))!;
        var (withdrawals, rows) = file.Withdraw(act, reason);
        await files.AddAsync(file, withdrawals, rows);
    }

    /// <summary>The head of the station, or whoever else reads it, has signed the newest version.</summary>
    public Task Sign(Person person, string campaign = Practice) => Change(person, campaign, (db, report, act) =>
    {
        var newest = db.Submissions.Single(s => s.ReportId == report.Id && s.Number == report.SubmissionCount);
        var kind = SigningPosts.For(report.Route!.Value)[0];
        var reader = report.OfficialId == Head.Official!.Id ? Secretary.Official! : Head.Official!;
        db.Signatures.Add(report.Sign(act, newest, reader, [new UnitPost { UnitId = report.SigningUnitId!.Value, Kind = kind, OfficialId = reader.Id }],
            opened: true));
    });

    /// <summary>An officer has keyed in a report on paper that says: nothing.</summary>
    public Task KeyIn(Person person, Person officer, string campaign = Practice) => Change(person, campaign, (db, report, act) =>
    {
        var by = act with { AccountId = officer.AccountId };
        var scan = EvidenceFile.Of(report, by, FilePurpose.PaperScan, "扫描件.pdf", "%PDF-1.4 %%EOF"u8.ToArray());
        db.EvidenceFiles.Add(scan);
        report.BeginPaper(by, new PaperOriginal(new(2017, 9, 11), new(2017, 9, 14), scan.Reference));
        report.SaveDraft(by, Nil(person));
    });

    /// <summary>A question to the office of the practice campaign, answered if there is an answer.</summary>
    public Task<Guid> Inquire(Person person, string text, string? answer = null) => office.InDb(async db =>
    {
        var campaign = await db.Campaigns.SingleAsync(c => c.Code == Practice);
        var act = new Act(person.AccountId, office.Time.GetUtcNow(), campaign.Today(office.Time.GetUtcNow()));
        var question = Question.Ask(act, campaign, person.Official!.UnitId, clause: null, text);
        if (answer is not null)
            question.Reply(act with { AccountId = Officer.AccountId }, answer);
        db.Questions.Add(question);
        await db.SaveChangesAsync();
        return question.Id;
    });

    /// <summary>The person says that the roster is wrong, another head, and attaches proof.</summary>
    public Task<(Guid Request, Guid File)> Ask(Person person) => office.InDb(async db =>
    {
        var official = await db.Officials.Include(o => o.Unit).SingleAsync(o => o.Id == person.Official!.Id);
        var request = RosterRequest.Ask(Act with { AccountId = person.AccountId }, WorkingDays.Official, official, RequestKind.Head, "站长已换人");
        var file = request.Prove(Act with { AccountId = person.AccountId }, "任职文件.pdf", "%PDF-1.4 %%EOF"u8.ToArray());
        db.AddRange(request, file);
        await db.SaveChangesAsync();
        return (request.Id, file.Id);
    });

    /// <summary>A file that a filed version names.</summary>
    public async Task<Guid> FileOf(Submission version, byte[]? bytes = null)
    {
        var id = Guid.Empty;
        await office.InDb(async db =>
        {
            var report = await db.Reports.SingleAsync(r => r.Id == version.ReportId);
            var file = EvidenceFile.Of(report, Act, FilePurpose.Exit, "转让协议.pdf", bytes ?? "%PDF-1.4 %%EOF"u8.ToArray());
            db.EvidenceFiles.Add(file);
            db.FiledFiles.Add(new FiledFile { Id = Guid.CreateVersion7(), SubmissionId = version.Id, FileId = file.Id });
            await db.SaveChangesAsync();
            id = file.Id;
        });
        return id;
    }

    /// <summary>A report that says: nothing.</summary>
    public static ReportContent Nil(Person person) => new()
    {
        Details = Details.Of(person.Official!, "单位", person.Official!.Rank != Rank.Clerk),
        Relatives = person.Official!.Rank == Rank.Clerk ? null : [],
        Answers = [.. Enum.GetValues<Sector>().Select(sector => new SectorAnswer(sector, false, person.Official.Rank == Rank.Clerk ? null : FamilyAnswer.No))],
    };

    /// <summary>A report with an interest of one's own: a share in a sand works, not left yet.</summary>
    public static ReportContent Sand(Person person) => Nil(person) with
    {
        Answers = [.. Nil(person).Answers.Select(answer => answer.Sector == Sector.Sand ? answer with { Self = true } : answer)],
        Interests =
        [
            new Interest
            {
                Id = Guid.CreateVersion7(), Sector = Sector.Sand, Holder = Relation.Self, Enterprise = "清溪砂石有限公司", EntityType = EntityType.Private,
                Mode = ParticipationMode.Equity, SharePercent = 20, StartedOn = new(2015, 3, 8), Content = "入股经营砂石堆场", Amount = Money.FromWan(35),
                Profit = Money.FromWan(6), DutyLink = DutyLink.Unrelated, Exit = new Exit(ExitState.NotYet),
            },
        ],
    };

    /// <summary>The report of a leading cadre whose spouse had a barge, sold to a stranger before the campaign's day.</summary>
    public static ReportContent Barge(Person person)
    {
        var spouse = new Relative(Guid.CreateVersion7(), Relation.Spouse, "苏婉宁") { Inquiry = Inquiry.Asked, EmployerAndPost = "无业" };
        var sand = Sand(person);
        return sand with
        {
            Relatives = [spouse],
            Answers = [.. sand.Answers.Select(answer => answer.Sector == Sector.Sand ? answer with { Self = false, Family = FamilyAnswer.Yes } : answer)],
            Interests =
            [
                sand.Interests[0] with
                {
                    RelativeId = spouse.Id, Holder = Relation.Spouse, Enterprise = "清溪运砂船", EntityType = EntityType.Individual,
                    Mode = ParticipationMode.VehicleVessel,
                    Exit = new Exit(ExitState.Exited)
                    {
                        CompletedOn = new(2017, 9, 1), Way = ExitWay.Transfer, TransfereeName = "何书宁", TransfereeRelation = TransfereeRelation.Unrelated,
                        Price = Money.FromWan(40), Valuation = Money.FromWan(40), PaymentProven = true, RegistryUpdated = true, RetainsBenefit = false,
                    },
                },
            ],
        };
    }

    /// <summary>The report of a person in a campaign, as it is stored now.</summary>
    public Task<PersonalSituationReport> ReportOf(Person person, string campaign = Practice) => office.InDb(db =>
        db.Reports.AsNoTracking().SingleAsync(r => r.OfficialId == person.Official!.Id && r.Campaign.Code == campaign));

    private Task Change(Person person, string campaign, Action<DeclarationsDb, PersonalSituationReport, Act> change) =>
        Change(person, campaign, (db, report, act) =>
        {
            change(db, report, act);
            return Task.CompletedTask;
        });

    private Task Change(Person person, string campaign, Func<DeclarationsDb, PersonalSituationReport, Act, Task> change) =>
        office.InDb(db => Change(db, person, campaign, (report, act) => change(db, report, act)));

    private async Task Change(DeclarationsDb db, Person person, string campaign, Func<PersonalSituationReport, Act, Task> change)
    {
        var report = await db.Reports.Include(r => r.Campaign).Include(r => r.Unit).Include(r => r.Official)
            .SingleAsync(r => r.OfficialId == person.Official!.Id && r.Campaign.Code == campaign);
        await change(report, new Act(person.AccountId, office.Time.GetUtcNow(), report.Campaign.Today(office.Time.GetUtcNow())));
        await db.SaveChangesAsync();
    }

    private async Task LayOutAsync(DeclarationsDb db)
    {
        Seat = Unit.Create(Act, "yunlan", "云澜市", UnitKind.City, null);
        Bureau = Unit.Create(Act, "river", "云澜市河道局", UnitKind.Bureau, Seat);
        Division = Unit.Create(Act, "plans", "规划科", UnitKind.Division, Bureau);
        Station = Unit.Create(Act, "station", "清溪管理站", UnitKind.AffiliatedUnit, Bureau);
        OtherBureau = Unit.Create(Act, "forest", "云澜市林业局", UnitKind.Bureau, Seat);
        OtherDivision = Unit.Create(Act, "trees", "造林科", UnitKind.Division, OtherBureau);
        db.Units.AddRange(Seat, Bureau, Division, Station, OtherBureau, OtherDivision);
        db.Campaigns.AddRange(
            Campaign.Create(Act, Preset.Zhuzhou2017, Practice, "练习专项", "云澜市", Seat, practiceDate: new(2017, 9, 18)),
            Campaign.Create(Act, Preset.Zhuzhou2017, Real, "二〇一七年专项", "云澜市", Seat));
        await db.SaveChangesAsync();
    }

    /// <summary>On the roster, but without a sign-in.</summary>
    public Task<Official> Newcomer(Unit unit) => Roster(unit, Rank.Clerk, cityManaged: false);

    private async Task<Person> Enter(Unit unit, Rank rank, bool cityManaged)
    {
        var official = await Roster(unit, rank, cityManaged);
        return await GiveAccount(official, official.Name);
    }

    private async Task<Official> Roster(Unit unit, Rank rank, bool cityManaged)
    {
        var n = Interlocked.Increment(ref people);
        var official = new Official
        {
            StaffNumber = $"S{n:0000}",
            Name = $"申报人{n:000}",
            Sex = Sex.Male,
            BornOn = new(1975, 3, 8),
            ResidentNumber = ResidentId.Parse($"83{1 + n / 1000:0000}750308{n % 1000:000}").Value,
            PoliticalStatus = PoliticalStatus.CpcMember,
            UnitId = unit.Id,
            Post = "科员",
            Rank = rank,
            Category = PersonCategory.CivilServant,
            Tier = OrgTier.Municipal,
            LeadingMember = false,
            HoldsLeadingPost = rank != Rank.Clerk,
            CityManaged = cityManaged,
            PostType = PostType.Management,
            Status = ServiceStatus.InService,
            JoinedWorkOn = new(1998, 7, 1),
            Telephone = "0700-5550100",
            UnderInvestigation = false,
        };
        official.Record(Act, AuditAction.OfficialEntered);
        await office.InDb(async db =>
        {
            db.Officials.Add(official);
            foreach (var campaign in await db.Campaigns.ToListAsync())
                db.Reports.Add(PersonalSituationReport.Open(Act, campaign, official, await db.Units.SingleAsync(u => u.Id == official.UnitId)));
            await db.SaveChangesAsync();
        });
        return official;
    }

    private async Task<Person> GiveAccount(Official? official, string name)
    {
        await using var scope = office.Services.CreateAsyncScope();
        var (db, passwords) = (scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), scope.ServiceProvider.GetRequiredService<Passwords>());
        var account = Account.For(name, $"user{Interlocked.Increment(ref people)}", official?.Id);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        passwords.Set(account, await passwords.HashAsync(password, HashingLine.Known));
        db.Users.Add(account);
        await db.SaveChangesAsync();
        return new(account.Id, account.UserName!, password, official);
    }
}
