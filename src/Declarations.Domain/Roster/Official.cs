using Declarations.Auditing;
using Declarations.Organisation;

namespace Declarations.Roster;

/// <summary>
/// An official as the roster knows them. What the roster does not know is null, and the rules then ask for review.
/// What is known changes by the verbs below, which record it; a save without a record fails.
/// </summary>
public sealed class Official : Aggregate
{
    public required string StaffNumber { get; init; }
    public required string Name { get; set; }
    public Sex? Sex { get; set; }
    public DateOnly? BornOn { get; set; }

    /// <summary>公民身份号码, encrypted at rest, masked on screen.</summary>
    public string? ResidentNumber { get; set; }

    public PoliticalStatus? PoliticalStatus { get; set; }
    public required Guid UnitId { get; set; }
    public Unit Unit { get; init; } = null!;
    public string? Post { get; set; }
    public Rank? Rank { get; set; }
    public PersonCategory? Category { get; set; }
    public OrgTier? Tier { get; set; }
    public bool? LeadingMember { get; set; }
    public bool? HoldsLeadingPost { get; set; }
    public bool? CityManaged { get; set; }
    public PostType? PostType { get; set; }
    public ServiceStatus? Status { get; set; }
    /// <summary>Day on which the resignation or retirement was approved (E7).</summary>
    public DateOnly? LeftOn { get; set; }
    public string? FormerPost { get; set; }
    public string? FormerDuties { get; set; }
    public DateOnly? JoinedWorkOn { get; set; }
    public string? Telephone { get; set; }
    public bool? UnderInvestigation { get; set; }
    public bool? TransferredToJudiciary { get; set; }
    /// <summary>Whether the office has people like this one file, where the plan does not say (E5); null: not decided.</summary>
    public bool? FilesByOfficeDecision { get; set; }

    public DateOnly? DiedOn { get; private set; }
    /// <summary>Day of an import that should have named this official and did not.</summary>
    public DateOnly? MissingSince { get; private set; }

    public bool HasLeft => DiedOn is not null || Status is ServiceStatus.Resigned or ServiceStatus.Retired;

    /// <summary>Whole years on a day, as Annex 3 column 3 asks.</summary>
    public int? AgeOn(DateOnly day) =>
        BornOn is not { } born ? null : day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);

    /// <summary>Takes somebody onto the roster.</summary>
    public static Official Enter(Act act, string staffNumber, string name, Guid unitId, RosterEntry entry, string? reason = null)
    {
        var official = new Official { StaffNumber = staffNumber, Name = name, UnitId = unitId };
        foreach (var fact in RosterFact.StatedIn(entry))
            fact.Take(official, entry);
        official.Record(act, AuditAction.OfficialEntered, reason);
        return official;
    }

    /// <summary>Takes over what the entry states and the roster did not know so; the ledger keeps which facts, not what they were.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Change(Act act, RosterEntry entry, string reason) => Take(act, RosterFact.Differences(this, entry), entry, reason);

    /// <summary>Corrects the entry as a whole: what it leaves open is not known any more.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Correct(Act act, RosterEntry entry, string reason) => Take(act, [.. RosterFact.All.Where(fact => fact.IsOther(this, entry))], entry, reason);

    private bool Take(Act act, IReadOnlyList<RosterFact> changed, RosterEntry entry, string reason)
    {
        if (changed.Count == 0)
            return false;
        foreach (var fact in changed)
            fact.Take(this, entry);
        if (Status is ServiceStatus.InService or ServiceStatus.OffPostNotRetired)
            LeftOn = null;
        Record(act, AuditAction.OfficialChanged, reason, string.Join(", ", changed.Select(fact => fact.Name)));
        return true;
    }

    /// <exception cref="RefusedException">Works there already, or has left.</exception>
    public void Move(Act act, Unit to, string reason)
    {
        if (HasLeft)
            throw new RefusedException(Refusal.OfficialHasLeft);
        if (to.Id == UnitId)
            throw new RefusedException(Refusal.OfficialSameUnit);
        UnitId = to.Id;
        Record(act, AuditAction.OfficialMoved, reason, "-> " + to.Code);
    }

    /// <summary>辞去公职 or 退休, on the day that was approved (E7). The post held becomes the former post.</summary>
    /// <exception cref="RefusedException">Has left already.</exception>
    public void Leave(Act act, ServiceStatus way, DateOnly approvedOn, string reason)
    {
        if (way is not (ServiceStatus.Resigned or ServiceStatus.Retired))
            throw new ArgumentOutOfRangeException(nameof(way), way, null);
        if (HasLeft)
            throw new RefusedException(Refusal.OfficialHasLeft);
        (Status, LeftOn, FormerPost) = (way, approvedOn, FormerPost ?? Post);
        Record(act, AuditAction.OfficialLeft, reason, $"{way} {approvedOn:yyyy-MM-dd}");
    }

    /// <summary>Leaving was recorded by mistake; posts and roles that ended with it have to be given anew.</summary>
    /// <exception cref="RefusedException">Has not left, or has died.</exception>
    public void Return(Act act, string reason)
    {
        if (!HasLeft || DiedOn is not null)
            throw new RefusedException(Refusal.OfficialHasNotLeft);
        (Status, LeftOn, FormerPost) = (ServiceStatus.InService, null, FormerPost == Post ? null : FormerPost);
        Record(act, AuditAction.OfficialReturned, reason);
    }

    /// <exception cref="RefusedException">Recorded already.</exception>
    public void Die(Act act, DateOnly on, string reason)
    {
        if (DiedOn is not null)
            throw new RefusedException(Refusal.OfficialHasDied);
        DiedOn = on;
        Record(act, AuditAction.OfficialDied, reason, $"{on:yyyy-MM-dd}");
    }

    /// <summary>An import that should have named this official did not; somebody has to find out why.</summary>
    public void Miss(Act act, string reason)
    {
        MissingSince = BeijingTime.DayOf(act.At);
        Record(act, AuditAction.OfficialMissed, reason);
    }

    /// <summary>Named by a later import, or found to belong where they are.</summary>
    public void Find(Act act, string reason)
    {
        MissingSince = null;
        Record(act, AuditAction.OfficialFound, reason);
    }
}
