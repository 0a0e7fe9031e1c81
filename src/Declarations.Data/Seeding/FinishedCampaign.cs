using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;

namespace Declarations.Data.Seeding;

/// <summary>
/// The campaign of autumn 2017 with the proportions that a provincial water department published: of 3,173 due 3,171
/// filed, two excused, 838 with shares in small hydropower, 837 out of them, one awaiting a definition of the policy.
/// </summary>
internal sealed class FinishedCampaign(DemoPeople people, DemoInterests interests, DemoTime time, Random random)
{
    public const string Code = "demo-2017";
    private const int PublishedDue = 3173, PublishedWithInterests = 838;

    private static readonly DateOnly OpenedOn = new(2017, 8, 25);

    /// <summary>The plan is issued on the first day of mobilisation.</summary>
    public Campaign Campaign(Unit bureau) => people.Led(
        Campaigns.Campaign.Create(
            time.Act(new(2017, 8, 16), 0.2), Preset.Zhuzhou2017, Code, "2017年清理国家公职人员违规参与涉矿等经营性活动专项整治", "云澜市", bureau),
        time.Act(new(2017, 8, 16), 0.3));

    public IEnumerable<Dossier> Dossiers(Campaign campaign, IReadOnlyDictionary<Guid, Official> readers)
    {
        var due = people.Members.Count;
        var withInterests = Scaled(PublishedWithInterests, due);
        var awaiting = Scaled(1, due);
        // Leavers' shares are for a person to judge; the share that awaits the policy is of the design institute, once re-organised.
        var inService = people.Members.Where(member => member.Excuse is null && member.Official is { Status: ServiceStatus.InService }).ToArray();
        random.Shuffle(inService);
        var waiting = inService.Where(member => member.Chain[0].Code == DemoOrganisation.Design && JoinedBy(member, 2003)).Take(awaiting).ToHashSet();
        var holders = inService.Where(member => !waiting.Contains(member) && JoinedBy(member, 2014)).Take(withInterests - awaiting).ToHashSet();
        foreach (var member in people.Members)
        {
            var dossier = new Dossier(member, campaign, OpenedOn, time, random, readers);
            if (member.Excuse is not null)
                dossier.Excuse(new(2017, 9, 28));
            else
                File(dossier, waiting.Contains(member), holders.Contains(member));
            yield return dossier;
        }
    }

    private int holdersFiled;

    public static int Scaled(int published, int people) => Math.Max(1, (int)Math.Round(people * (decimal)published / PublishedDue));

    private static bool JoinedBy(Member member, int year) => member.Official.JoinedWorkOn!.Value.Year <= year;

    private void File(Dossier dossier, bool awaiting, bool holder)
    {
        var cityManaged = dossier.Member.Official.CityManaged == true;
        var filedOn = cityManaged ? random.WorkingDay(new(2017, 8, 31), new(2017, 9, 8))
            : holder ? random.WorkingDay(new(2017, 9, 4), new(2017, 9, 26))
            : random.WorkingDay(new(2017, 8, 28), new(2017, 9, 14));
        dossier.Submit(filedOn, dossier.Content([.. Interests(dossier.Member, filedOn, awaiting, holder)]));
        // City-managed reports reach the city by 15 September, and everything is signed before the stage ends.
        var signedOn = filedOn.AddWorkingDays(random.Between(0, cityManaged ? 2 : 3));
        dossier.Sign(signedOn);
        var takenInOn = signedOn.AddWorkingDays(random.Between(0, cityManaged ? 3 : 6));
        dossier.TakeIn(takenInOn);
        if (holder && ++holdersFiled % 20 == 0)
        {
            dossier.Check(new DateOnly(2017, 11, 6), "与市场监管部门提供的企业登记资料逐项核对");
            dossier.ProposeNoAction(new DateOnly(2017, 11, 20), "主动如实报告并按期退出");
        }
        if (awaiting)
            dossier.AskForPolicy(takenInOn.AddWorkingDays(random.Between(3, 6)), "职工持股会统一出资、以工资抵扣形成的电站参股份额，是否属于清退范围？",
                "市专项整治办，局专项整治办请示〔2017〕6号");
        if (holder)
            dossier.SeeOut(takenInOn, new DateOnly(2018, 10, 15));
        if (awaiting)
            dossier.Defer(new DateOnly(2017, 11, 20), "政策界定尚未答复", new DateOnly(2018, 1, 31));
    }

    private IEnumerable<Interest> Interests(Member member, DateOnly filedOn, bool awaiting, bool holder)
    {
        if (awaiting)
            yield return interests.AwaitingPolicy(member);
        if (!holder)
            yield break;
        yield return interests.ExitedHydropower(member, filedOn);
        if (random.OneIn(16))
            yield return interests.ExitedHydropower(member, filedOn);
    }
}
