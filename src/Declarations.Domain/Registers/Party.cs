namespace Declarations.Registers;

/// <summary>建设单位, 施工单位, 监理单位, 其他参建单位, 上级纪检监察机构.</summary>
public enum PartyRole { Owner, Contractor, Supervisor, Other, Discipline }

/// <summary>Who takes part in a project.</summary>
/// <param name="Code">Unified social credit code, if the office knows it.</param>
/// <param name="Contact">Post and telephone of who speaks for it.</param>
public sealed record PartyFacts(PartyRole Role, string Name, string? Code = null, string? Contact = null);

/// <summary>
/// 参建单位: a party of a consultation. It needs no account: what it confirms or pledges on paper is entered by the office (F27). Somebody of it may have one.
/// </summary>
public sealed class Party : ISealed
{
    public required Guid Id { get; init; }
    public required Guid RegisterId { get; init; }
    public required PartyRole Role { get; init; }
    /// <summary>Encrypted at rest, like all its texts.</summary>
    public string Name { get; set; } = "";
    public string? Code { get; set; }
    public string? Contact { get; set; }
    /// <summary>Who speaks for it here, if anybody; only as long as the account holds the role for the project (0134).</summary>
    public Guid? AccountId { get; set; }
    /// <summary>When it signed its pledge, and the scan of it.</summary>
    public DateOnly? PledgedOn { get; set; }
    public Guid? PledgeId { get; set; }
    public bool IsUnreadable { get; set; }
}

/// <summary>A party that was called to a consultation.</summary>
public sealed class ActivityParty : ISealed
{
    public required Guid Id { get; init; }
    public required Guid ActivityId { get; init; }
    public required Guid PartyId { get; init; }
    public Party Party { get; init; } = null!;
    /// <summary>Null: not held yet. Who was called and did not come was absent (G26).</summary>
    public bool? Came { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    /// <summary>The office entered what it said on paper; otherwise it was said here.</summary>
    public bool OnPaper { get; set; }
    /// <summary>Null: confirmed, once there is a day. Encrypted at rest.</summary>
    public string? Dissent { get; set; }
    public bool IsUnreadable { get; set; }
}
