using Declarations.Organisation;
using Declarations.Roster;

namespace Declarations.Data.Seeding;

/// <summary>Invents officials: age, rank, category and post as they would be found together in September 2017.</summary>
internal sealed class DemoPersons(Random random, DemoNames names)
{
    private static readonly DateOnly Today = new(2017, 8, 31);
    private int staffNumber;

    public Official Leader(Guid unitId, string post, Rank rank, bool leadingMember) =>
        Person(new Profile(unitId, post, rank, PersonCategory.CivilServant, 47, 58) { LeadingMember = leadingMember, HoldsLeadingPost = leadingMember });

    public Official Head(UnitPlan plan, Guid unitId) =>
        Person(new Profile(unitId, plan.HeadPost, plan.HeadRank, CategoryOf(plan), 42, 57) { HoldsLeadingPost = true, PostType = ManagementIn(plan) });

    public Official Deputy(UnitPlan plan, Guid unitId) =>
        Person(new Profile(unitId, plan.DeputyPost, plan.HeadRank == Rank.CountyDeputy ? Rank.TownshipChief : Rank.TownshipDeputy, CategoryOf(plan), 36, 55)
        {
            HoldsLeadingPost = true,
            PostType = ManagementIn(plan),
        });

    /// <param name="place">Place in the unit's list; the first places hold what every unit should have.</param>
    public Official Staff(UnitPlan plan, Guid unitId, int place, bool underInvestigation)
    {
        var profile = plan.Staffing switch
        {
            Staffing.Division => place == 4 ? Leaver(plan, unitId, leadingCadre: plan.SupervisedBy != 1) : CivilServant(unitId, PersonCategory.CivilServant, 3),
            Staffing.Enforcement => random.OneIn(24) ? Leaver(plan, unitId, leadingCadre: random.OneIn(3))
                : CivilServant(unitId, PersonCategory.RefCivilServant, 12),
            Staffing.Technical => Institution(unitId, 80, 12),
            _ => Institution(unitId, 32, 18),
        };
        if (plan.Code == "demo-river" && place == 5 || plan.Kind == UnitKind.AffiliatedUnit && random.OneIn(800))
            profile = profile with { Rank = null, Category = CategoryOf(plan) };
        return Person(profile with { UnderInvestigation = underInvestigation });
    }

    private Profile CivilServant(Guid unitId, PersonCategory category, int cadresOneIn)
    {
        if (random.OneIn(cadresOneIn))
            return random.OneIn(3)
                ? new(unitId, "主任科员", Rank.TownshipChief, category, 36, 58)
                : new(unitId, "副主任科员", Rank.TownshipDeputy, category, 30, 57);
        return random.OneIn(6)
            ? new(unitId, "办事员", Rank.Clerk, category, 22, 30)
            : new(unitId, "科员", Rank.SectionMember, category, 24, 52);
    }

    /// <summary>Staff of a public institution, by the percentages of technical and of management posts; the rest are workers.</summary>
    private Profile Institution(Guid unitId, int technical, int management)
    {
        var draw = random.Next(100);
        if (draw < technical)
        {
            var (post, from, to) = random.Pick<(string, int, int)>([("高级工程师", 38, 59), ("工程师", 29, 55), ("工程师", 29, 55), ("助理工程师", 23, 38), ("技术员", 22, 30)]);
            return new(unitId, post, Rank.None, PersonCategory.InstitutionStaff, from, to) { PostType = PostType.ProfessionalTechnical };
        }
        if (draw < technical + management)
            return random.OneIn(6)
                ? new(unitId, "内设科室主任（副科级）", Rank.TownshipDeputy, PersonCategory.InstitutionStaff, 34, 57)
                    { PostType = PostType.Management, HoldsLeadingPost = true }
                : new(unitId, random.Pick(["九级职员", "八级职员", "会计", "出纳", "档案管理员"]), Rank.None, PersonCategory.InstitutionStaff, 24, 57)
                    { PostType = PostType.Management };
        return new(unitId, random.Pick(["技师", "高级工", "高级工", "中级工", "闸门运行工", "驾驶员"]), Rank.None, PersonCategory.InstitutionStaff, 24, 59)
            { PostType = PostType.WorkerSkilled };
    }

    /// <summary>Left within the look-back: three years for leading cadres, two for other civil servants (plan 二(三)(四)).</summary>
    private Profile Leaver(UnitPlan plan, Guid unitId, bool leadingCadre)
    {
        var retired = leadingCadre || random.OneIn(2);
        return new(unitId, null, leadingCadre ? Rank.TownshipChief : Rank.SectionMember, CategoryOf(plan), retired ? 60 : 30, retired ? 60 : 44)
        {
            Status = retired ? ServiceStatus.Retired : ServiceStatus.Resigned,
            LeftOn = random.Day(leadingCadre ? new(2014, 11, 1) : new(2015, 10, 1), new(2017, 6, 30)),
            FormerPost = leadingCadre ? plan.Kind == UnitKind.Division ? "主任科员" : "副支队长" : "科员",
            FormerDuties = plan.Work,
        };
    }

    private Official Person(Profile profile)
    {
        var sex = random.Next(100) < 64 ? Sex.Male : Sex.Female;
        var bornOn = BornOn(profile, sex);
        // First work after school or university, in July; leavers left long after.
        var joined = new DateOnly(Math.Min(bornOn.Year + random.Between(20, 24), 2016), 7, random.Between(1, 28));
        return new Official
        {
            StaffNumber = $"YL{++staffNumber:00000}",
            Name = names.Name(sex),
            Sex = sex,
            BornOn = bornOn,
            ResidentNumber = names.ResidentNumber(bornOn, sex),
            PoliticalStatus = PoliticalStatusOf(profile, bornOn),
            UnitId = profile.UnitId,
            Post = profile.Post,
            Rank = profile.Rank,
            Category = profile.Category,
            Tier = OrgTier.Municipal,
            LeadingMember = profile.LeadingMember,
            HoldsLeadingPost = profile.HoldsLeadingPost,
            // 县处级 officials of a city bureau are the city's to manage.
            CityManaged = profile.Rank <= Rank.CountyDeputy,
            PostType = profile.PostType,
            Status = profile.Status,
            LeftOn = profile.LeftOn,
            FormerPost = profile.FormerPost,
            FormerDuties = profile.FormerDuties,
            JoinedWorkOn = joined,
            Telephone = names.Telephone(),
            UnderInvestigation = profile.UnderInvestigation,
        };
    }

    /// <summary>Women retire at 55, men at 60; who retired did so in the month after that birthday.</summary>
    private DateOnly BornOn(Profile profile, Sex sex)
    {
        if (profile is { Status: ServiceStatus.Retired, LeftOn: { } left })
            return left.AddYears(sex == Sex.Male ? -60 : -55).AddDays(-random.Between(1, 28));
        var (youngest, oldest) = sex == Sex.Male ? (profile.Youngest, profile.Oldest) : (Math.Min(profile.Youngest, 50), Math.Min(profile.Oldest, 54));
        return Today.AddYears(-random.Between(youngest, oldest)).AddDays(-random.Next(365));
    }

    private PoliticalStatus PoliticalStatusOf(Profile profile, DateOnly bornOn)
    {
        var draw = random.Next(100);
        if (profile.LeadingMember || profile.HoldsLeadingPost)
            return draw < 94 ? PoliticalStatus.CpcMember : random.Pick([PoliticalStatus.Cdl, PoliticalStatus.Jiusan, PoliticalStatus.NonParty]);
        if (bornOn.Year > 1989)
            return draw < 34 ? PoliticalStatus.CpcMember : draw < 39 ? PoliticalStatus.CpcProbationary : draw < 78 ? PoliticalStatus.CylMember
                : PoliticalStatus.Masses;
        return draw < 58 ? PoliticalStatus.CpcMember
            : draw < 63 ? random.Pick([PoliticalStatus.Rcck, PoliticalStatus.Cdl, PoliticalStatus.Cndca, PoliticalStatus.Capd, PoliticalStatus.Cpwdp,
                PoliticalStatus.Jiusan])
            : PoliticalStatus.Masses;
    }

    private static PersonCategory CategoryOf(UnitPlan plan) => plan.Staffing switch
    {
        Staffing.Division => PersonCategory.CivilServant,
        Staffing.Enforcement => PersonCategory.RefCivilServant,
        _ => PersonCategory.InstitutionStaff,
    };

    private static PostType? ManagementIn(UnitPlan plan) => CategoryOf(plan) == PersonCategory.InstitutionStaff ? PostType.Management : null;

    /// <param name="Youngest">Age in whole years, September 2017.</param>
    private sealed record Profile(Guid UnitId, string? Post, Rank? Rank, PersonCategory Category, int Youngest, int Oldest)
    {
        public bool LeadingMember { get; init; }
        public bool HoldsLeadingPost { get; init; }
        public PostType? PostType { get; init; }
        public ServiceStatus Status { get; init; } = ServiceStatus.InService;
        public DateOnly? LeftOn { get; init; }
        public string? FormerPost { get; init; }
        public string? FormerDuties { get; init; }
        public bool UnderInvestigation { get; init; }
    }
}
