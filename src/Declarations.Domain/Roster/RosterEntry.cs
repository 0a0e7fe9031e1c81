namespace Declarations.Roster;

/// <summary>What the office states of an official. Null states nothing: the roster keeps what it knows.</summary>
public sealed record RosterEntry
{
    public string? Name { get; init; }
    public Sex? Sex { get; init; }
    public DateOnly? BornOn { get; init; }
    public string? ResidentNumber { get; init; }
    public PoliticalStatus? PoliticalStatus { get; init; }
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
    public bool? TransferredToJudiciary { get; init; }
    public bool? FilesByOfficeDecision { get; init; }
}

/// <summary>One fact of an official, as the roster knows it and as an entry states it.</summary>
public sealed class RosterFact
{
    private RosterFact(string name, Func<Official, object?> known, Func<RosterEntry, object?> stated, Action<Official, RosterEntry> take) =>
        (Name, Known, Stated, Take) = (name, known, stated, take);

    /// <summary>Name of the property.</summary>
    public string Name { get; }
    public Func<Official, object?> Known { get; }
    public Func<RosterEntry, object?> Stated { get; }
    internal Action<Official, RosterEntry> Take { get; }

    public static IReadOnlyList<RosterFact> All { get; } =
    [
        new(nameof(Official.Name), o => o.Name, e => e.Name, (o, e) => o.Name = e.Name!),
        new(nameof(Official.Sex), o => o.Sex, e => e.Sex, (o, e) => o.Sex = e.Sex),
        new(nameof(Official.BornOn), o => o.BornOn, e => e.BornOn, (o, e) => o.BornOn = e.BornOn),
        new(nameof(Official.ResidentNumber), o => o.ResidentNumber, e => e.ResidentNumber, (o, e) => o.ResidentNumber = e.ResidentNumber),
        new(nameof(Official.PoliticalStatus), o => o.PoliticalStatus, e => e.PoliticalStatus, (o, e) => o.PoliticalStatus = e.PoliticalStatus),
        new(nameof(Official.Post), o => o.Post, e => e.Post, (o, e) => o.Post = e.Post),
        new(nameof(Official.Rank), o => o.Rank, e => e.Rank, (o, e) => o.Rank = e.Rank),
        new(nameof(Official.Category), o => o.Category, e => e.Category, (o, e) => o.Category = e.Category),
        new(nameof(Official.Tier), o => o.Tier, e => e.Tier, (o, e) => o.Tier = e.Tier),
        new(nameof(Official.LeadingMember), o => o.LeadingMember, e => e.LeadingMember, (o, e) => o.LeadingMember = e.LeadingMember),
        new(nameof(Official.HoldsLeadingPost), o => o.HoldsLeadingPost, e => e.HoldsLeadingPost, (o, e) => o.HoldsLeadingPost = e.HoldsLeadingPost),
        new(nameof(Official.CityManaged), o => o.CityManaged, e => e.CityManaged, (o, e) => o.CityManaged = e.CityManaged),
        new(nameof(Official.PostType), o => o.PostType, e => e.PostType, (o, e) => o.PostType = e.PostType),
        new(nameof(Official.Status), o => o.Status, e => e.Status, (o, e) => o.Status = e.Status),
        new(nameof(Official.LeftOn), o => o.LeftOn, e => e.LeftOn, (o, e) => o.LeftOn = e.LeftOn),
        new(nameof(Official.FormerPost), o => o.FormerPost, e => e.FormerPost, (o, e) => o.FormerPost = e.FormerPost),
        new(nameof(Official.FormerDuties), o => o.FormerDuties, e => e.FormerDuties, (o, e) => o.FormerDuties = e.FormerDuties),
        new(nameof(Official.JoinedWorkOn), o => o.JoinedWorkOn, e => e.JoinedWorkOn, (o, e) => o.JoinedWorkOn = e.JoinedWorkOn),
        new(nameof(Official.Telephone), o => o.Telephone, e => e.Telephone, (o, e) => o.Telephone = e.Telephone),
        new(nameof(Official.UnderInvestigation), o => o.UnderInvestigation, e => e.UnderInvestigation, (o, e) => o.UnderInvestigation = e.UnderInvestigation),
        new(nameof(Official.TransferredToJudiciary), o => o.TransferredToJudiciary, e => e.TransferredToJudiciary,
            (o, e) => o.TransferredToJudiciary = e.TransferredToJudiciary),
        new(nameof(Official.FilesByOfficeDecision), o => o.FilesByOfficeDecision, e => e.FilesByOfficeDecision,
            (o, e) => o.FilesByOfficeDecision = e.FilesByOfficeDecision),
    ];

    public static IEnumerable<RosterFact> StatedIn(RosterEntry entry) => All.Where(fact => fact.Stated(entry) is not null);

    /// <summary>Facts that the entry states and the roster does not know so.</summary>
    public static IReadOnlyList<RosterFact> Differences(Official official, RosterEntry entry) =>
        [.. StatedIn(entry).Where(fact => fact.IsOther(official, entry))];

    internal bool IsOther(Official official, RosterEntry entry) => !Equals(Known(official), Stated(entry));
}
