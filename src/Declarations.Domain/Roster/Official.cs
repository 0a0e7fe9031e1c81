using Declarations.Auditing;
using Declarations.Organisation;

namespace Declarations.Roster;

/// <summary>An official as the roster knows them. What the roster does not know is null, and the rules then ask for review.</summary>
public sealed class Official : Aggregate
{
    public required string StaffNumber { get; init; }
    public required string Name { get; init; }
    public Sex? Sex { get; init; }
    public DateOnly? BornOn { get; init; }

    /// <summary>公民身份号码, encrypted at rest, masked on screen.</summary>
    public string? ResidentNumber { get; set; }

    public PoliticalStatus? PoliticalStatus { get; init; }
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public string? Post { get; init; }
    public Rank? Rank { get; init; }
    public PersonCategory? Category { get; init; }
    public OrgTier? Tier { get; init; }
    public bool? LeadingMember { get; init; }
    public bool? HoldsLeadingPost { get; init; }
    public bool? CityManaged { get; init; }
    public PostType? PostType { get; init; }
    public ServiceStatus? Status { get; init; }
    public DateOnly? LeftOn { get; init; }
    public string? FormerPost { get; init; }
    public string? FormerDuties { get; init; }
    public DateOnly? JoinedWorkOn { get; init; }
    public string? Telephone { get; init; }
    public bool? UnderInvestigation { get; init; }

    /// <summary>Whole years on a day, as Annex 3 column 3 asks.</summary>
    public int? AgeOn(DateOnly day) =>
        BornOn is not { } born ? null : day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);
}
