using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Data.Seeding;

/// <param name="Chain">The official's unit and the units above it, nearest first, with their posts.</param>
/// <param name="Family">Spouse, children and their spouses; asked of leading cadres only.</param>
/// <param name="Excuse">Why this official does not file.</param>
internal sealed record Member(Official Official, IReadOnlyList<Unit> Chain, IReadOnlyList<Relative> Family, NotSubmittedReason? Excuse = null);

/// <summary>Enters the officials of the bureau and the few of the city that it needs, and gives out the posts.</summary>
internal sealed class DemoPeople
{
    private readonly Act act;
    private readonly DemoOrganisation organisation;
    private readonly DemoPersons persons;
    private readonly DemoFamilies families;
    private readonly List<Member> members = [];

    public DemoPeople(DemoOrganisation organisation, Act act, int people, int seed)
    {
        (this.act, this.organisation) = (act, organisation);
        var names = new DemoNames(Chance.For(seed, "names"));
        persons = new DemoPersons(Chance.For(seed, "people"), names);
        families = new DemoFamilies(Chance.For(seed, "families"), names);
        City = [.. DemoOrganisation.CityPosts.Select(post => persons.Leader(organisation.City.Id, post.Post, post.Rank, leadingMember: true))];
        organisation.City.Give(act, UnitPostKind.PartyGroupSecretary, City[0].Id);
        EnterBureau();
        foreach (var (plan, unit, size) in organisation.Units)
            EnterUnit(plan, unit, size, Math.Max(1, (int)Math.Round(people / 3173m)));
        foreach (var official in City.Concat(members.Select(member => member.Official)))
            official.Record(act, AuditAction.OfficialEntered);
    }

    /// <summary>Officials of the city itself; they sign and are not part of the bureau's campaigns.</summary>
    public IReadOnlyList<Official> City { get; }
    /// <summary>Everybody who files, in the order of the tree: bureau leaders, then unit by unit, heads first.</summary>
    public IReadOnlyList<Member> Members => members;

    public Member Secretary => members[0];
    public IReadOnlyList<Member> In(string unitCode) => [.. members.Where(member => member.Chain[0].Code == unitCode)];

    /// <summary>The bureau's leaders run its campaign, with a line to call (Annex 1 of the plan).</summary>
    public Campaign Led(Campaign campaign, Act by)
    {
        var leaders = members.Take(DemoOrganisation.BureauPosts.Count).Select(member => member.Official).ToList();
        foreach (var (place, leader) in leaders.Index())
            campaign.Appoint(by, Line(place == 0 ? OfficeRole.Head : place == 1 ? OfficeRole.DeputyHead : OfficeRole.Member, leader, null), "按附件1登记");
        campaign.Appoint(by, Line(OfficeRole.OfficeHead, leaders[^1], "组织协调、材料审核"), "按附件1登记");
        campaign.Appoint(by, new(Guid.CreateVersion7(), OfficeRole.Contact, "咨询和举报电话", null, null, "来信来访：监察室", "0700-5550112"), "按附件1登记");
        return campaign;

        OfficeMember Line(OfficeRole role, Official official, string? duty) =>
            new(Guid.CreateVersion7(), role, official.Name, organisation.Bureau.Name, official.Post, duty, null);
    }

    private void EnterBureau()
    {
        foreach (var (post, rank, leadingMember) in DemoOrganisation.BureauPosts)
            Enter(persons.Leader(organisation.Bureau.Id, post, rank, leadingMember), organisation.Bureau);
        organisation.Bureau.Give(act, UnitPostKind.PartyGroupSecretary, Secretary.Official.Id);
    }

    private void EnterUnit(UnitPlan plan, Unit unit, int size, int excused)
    {
        if (plan.Kind == UnitKind.Division)
            unit.Give(act, UnitPostKind.SupervisingLeader, members[plan.SupervisedBy].Official.Id);
        var deputies = size < 100 ? 1 : 2;
        for (var i = 0; i < size; i++)
        {
            var excuse = ExcuseOf(plan, i, excused);
            var official = i == 0 ? persons.Head(plan, unit.Id)
                : i <= deputies ? persons.Deputy(plan, unit.Id)
                : persons.Staff(plan, unit.Id, i, excuse is not null);
            Enter(official, unit, excuse);
            if (plan.Kind == UnitKind.AffiliatedUnit && i <= deputies)
                unit.Give(act, i == 0 ? UnitPostKind.Head : UnitPostKind.Deputy, official.Id);
        }
    }

    private void Enter(Official official, Unit unit, NotSubmittedReason? excuse = null)
    {
        members.Add(new Member(official, organisation.Chain(unit), official.Rank <= Rank.TownshipDeputy ? families.Of(official) : [], excuse));
    }

    /// <summary>As in the figures of 2017, somebody under investigation and somebody handed to the judiciary do not file.</summary>
    private static NotSubmittedReason? ExcuseOf(UnitPlan plan, int place, int excused) =>
        place < 4 || place >= 4 + excused ? null : plan.Code switch
        {
            "demo-irrigation" => NotSubmittedReason.UnderInvestigation,
            "demo-reservoir" => NotSubmittedReason.TransferredToJudiciary,
            _ => null,
        };
}
