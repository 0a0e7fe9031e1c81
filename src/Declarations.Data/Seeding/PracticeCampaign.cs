using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Data.Seeding;

/// <summary>How far a report has come on the practice day.</summary>
internal enum Stand { NotStarted, Drafting, Waiting, Resubmitted, Returned, Signed, TakenIn, Supplementing, Supplemented, Withdrawn }

/// <param name="Late">Waits for its reader for more than three working days.</param>
internal sealed record Placement(Stand Stand, bool Positive = false, bool Late = false);

/// <summary>The same campaign for practice, in the middle of the self-report stage, with work in every queue.</summary>
internal sealed class PracticeCampaign(DemoPeople people, DemoInterests interests, DemoTime time, Random random)
{
    public const string Code = "practice-2017";

    /// <summary>A Monday: city-managed reports were due on the Friday before.</summary>
    public static readonly DateOnly PracticeDay = new(2017, 9, 18);

    private static readonly DateOnly OpenedOn = new(2017, 8, 25);

    /// <summary>What every reader finds, however few reports come to them, and the custody of both kinds after them.</summary>
    private static readonly Placement[] InEveryQueue =
    [
        new(Stand.Waiting, Positive: true, Late: true), new(Stand.Waiting), new(Stand.Resubmitted, Positive: true), new(Stand.Waiting, Late: true),
        new(Stand.Waiting, Positive: true), new(Stand.Signed), new(Stand.Returned, Positive: true), new(Stand.TakenIn), new(Stand.Drafting),
        new(Stand.Resubmitted, Positive: true, Late: true), new(Stand.Supplemented, Positive: true), new(Stand.Supplementing), new(Stand.Withdrawn),
    ];

    private readonly PracticeContents contents = new(interests, random);

    public Campaign Campaign(Unit bureau) => people.Led(
        Campaigns.Campaign.Create(
            time.Act(new(2017, 8, 16), 0.2), Preset.Zhuzhou2017, Code, "专项整治填报演练（2017年）", "云澜市", bureau, PracticeDay),
        time.Act(new(2017, 8, 16), 0.3));

    /// <param name="cast">People of the printed sign-ins, whose reports stand where the sign-in says.</param>
    public IEnumerable<Dossier> Dossiers(Campaign campaign, IReadOnlyDictionary<Guid, Official> readers, IReadOnlyDictionary<Guid, Placement> cast)
    {
        // Whatever was handed on is let go of: a large city's dossiers are not all there at once.
        var dossiers = new Queue<Dossier>(people.Members.Select(member => new Dossier(member, campaign, OpenedOn, time, random, readers)));
        var placements = Placements(dossiers, cast);
        while (dossiers.TryDequeue(out var dossier))
        {
            if (dossier.Member.Excuse is not null)
                dossier.Excuse(new(2017, 9, 11));
            else
                Place(dossier, placements[dossier.Member.Official.Id]);
            yield return dossier;
        }
    }

    private Dictionary<Guid, Placement> Placements(IEnumerable<Dossier> dossiers, IReadOnlyDictionary<Guid, Placement> cast)
    {
        var filing = dossiers.Where(dossier => dossier.Member.Excuse is null && !cast.ContainsKey(dossier.Member.Official.Id)).ToArray();
        random.Shuffle(filing);
        var placements = new Dictionary<Guid, Placement>(cast);
        foreach (var queue in filing.GroupBy(ReaderOf))
            foreach (var (place, dossier) in queue.OrderByDescending(dossier => dossier.Member.Official.CityManaged).Index())
                placements[dossier.Member.Official.Id] = place < InEveryQueue.Length ? InEveryQueue[place] : Draw();
        return placements;
    }

    /// <summary>Six in ten have filed; one in eleven of them has an interest.</summary>
    private Placement Draw()
    {
        var positive = random.OneIn(11);
        return random.Next(100) switch
        {
            < 31 => new(Stand.NotStarted),
            < 41 => new(Stand.Drafting, positive),
            < 58 => new(Stand.Waiting, positive),
            < 64 => new(Stand.Waiting, positive, Late: true),
            < 66 => new(Stand.Resubmitted, positive, random.OneIn(3)),
            < 68 => new(Stand.Returned, positive),
            < 76 => new(Stand.Signed, positive),
            _ => new(Stand.TakenIn, positive),
        };
    }

    /// <summary>Whose queue the report comes to: a unit's, or for divisions that of the leader who supervises them.</summary>
    private static Guid ReaderOf(Dossier dossier)
    {
        var unitId = dossier.File.Person.SigningUnitFor(dossier.Person)!.Id;
        return dossier.Person.SignOff != SigningRoute.SupervisingBureauLeader ? unitId : dossier.Member.Chain.Single(unit => unit.Id == unitId)
            .Posts.Single(post => post.Kind == UnitPostKind.SupervisingLeader).OfficialId;
    }

    private void Place(Dossier dossier, Placement placement)
    {
        switch (placement.Stand)
        {
            case Stand.NotStarted:
                break;
            case Stand.Drafting:
                var savedOn = Between(4, 18);
                dossier.Save(savedOn, contents.Begun(dossier, placement.Positive, savedOn));
                break;
            case Stand.Waiting:
                File(dossier, placement, placement.Late ? random.WorkingDay(new(2017, 8, 30), new(2017, 9, 11)) : Between(13, 18));
                break;
            case Stand.Resubmitted:
                Resubmit(dossier, placement);
                break;
            case Stand.Returned:
                File(dossier, placement, Between(4, 12));
                dossier.Return(Between(13, 18), contents.Comments(dossier.Report.Draft));
                break;
            case Stand.Signed:
                File(dossier, placement, Between(4, 12));
                dossier.Sign(Between(13, 18));
                break;
            case Stand.TakenIn:
                var filedOn = random.WorkingDay(new(2017, 8, 28), new(2017, 9, 5));
                File(dossier, placement, filedOn);
                var signedOn = filedOn.AddWorkingDays(random.Between(1, 3));
                dossier.Sign(signedOn);
                dossier.TakeIn(signedOn.AddWorkingDays(random.Between(0, 4)));
                break;
            case Stand.Supplementing:
                File(dossier, placement, Between(4, 6));
                dossier.Sign(Between(7, 8));
                dossier.Supplement(Between(15, 18), "登记变更刚办完，补充退出情况。");
                break;
            case Stand.Supplemented:
                File(dossier, placement, Between(4, 6));
                dossier.Sign(Between(7, 8));
                dossier.Supplement(Between(11, 12), "补报获利金额和退出手续的进展。");
                var supplementedOn = Between(13, 18);
                dossier.Submit(supplementedOn, contents.Corrected(dossier.Report.Draft, supplementedOn));
                break;
            case Stand.Withdrawn:
                File(dossier, placement, Between(4, 12));
                dossier.Withdraw(Between(13, 18), "家里情况没有问清楚，核实后再报。");
                break;
        }
    }

    private void File(Dossier dossier, Placement placement, DateOnly on) =>
        dossier.Submit(on, contents.Complete(dossier, placement.Positive, on));

    /// <summary>A second version, asked for by the reader or sent by the official unasked.</summary>
    private void Resubmit(Dossier dossier, Placement placement)
    {
        var filedOn = random.WorkingDay(new(2017, 8, 29), new(2017, 9, 4));
        File(dossier, placement, filedOn);
        if (random.OneIn(2))
            dossier.Return(filedOn.AddWorkingDays(random.Between(1, 2)), contents.Comments(dossier.Report.Draft));
        var again = placement.Late ? Between(7, 11) : Between(13, 18);
        dossier.Submit(again, contents.Corrected(dossier.Report.Draft, again));
    }

    /// <summary>A working day of September; both bounds are working days.</summary>
    private DateOnly Between(int first, int last) => random.WorkingDay(new(2017, 9, first), new(2017, 9, last));
}
