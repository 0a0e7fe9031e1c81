using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Evidence;
using Declarations.Organisation;

namespace Declarations.Registers;

/// <summary>What an office says of a register that it sets up.</summary>
/// <param name="Code">By which commands and files call it.</param>
/// <param name="Source">Who found what it is about, as an inspection group.</param>
/// <param name="Checking">The office that checks and strikes off.</param>
/// <param name="Members">领导小组: a line each, as they are to be printed.</param>
/// <param name="Contact">Telephone, address, postcode, e-mail, hours: a line each.</param>
/// <param name="PracticeDate">It is for practice, and this is its day.</param>
/// <param name="Clean">Of a register of the kind clean unit; category and year stay.</param>
public sealed record RegisterFacts(string Code, string Title, string? Source, Unit Checking, DateOnly? InspectedFrom = null, DateOnly? InspectedTo = null,
    DateOnly? FeedbackOn = null, string? Members = null, string? Contact = null, DateOnly? PracticeDate = null, CleanUnit? Clean = null);

/// <summary>台账: the list of one body for one occasion. A campaign's registers of clues and of supervision are issued when they are first used.</summary>
public sealed class Register : Entered, ISealed
{
    public required RegisterKind Kind { get; init; }
    /// <summary>The body whose list it is.</summary>
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    /// <summary>Null: it belongs to no campaign.</summary>
    public Guid? CampaignId { get; init; }
    public Campaign? Campaign { get; init; }
    public RegisterStatus Status { get; private set; }
    /// <summary>Null, as all that follows: a campaign's register of clues or of supervision.</summary>
    public string? Code { get; init; }
    public string? Title { get; private set; }
    public string? Source { get; private set; }
    public Guid? CheckingUnitId { get; private set; }
    public Unit? CheckingUnit { get; private set; }
    public DateOnly? InspectedFrom { get; private set; }
    public DateOnly? InspectedTo { get; private set; }
    public DateOnly? FeedbackOn { get; private set; }
    /// <summary>When it was issued first.</summary>
    public DateOnly? IssuedOn { get; private set; }
    /// <summary>Encrypted at rest, as is the contact.</summary>
    public string? Members { get; set; }
    public string? Contact { get; set; }
    public DateOnly? PracticeDate { get; init; }
    /// <summary>Of a clean unit, as the four that follow.</summary>
    public UnitCategory? Category { get; init; }
    public int? Year { get; init; }
    /// <summary>Encrypted at rest.</summary>
    public string? Feature { get; set; }
    public CleanGrade? Grade { get; private set; }
    public DateOnly? GradedOn { get; private set; }
    public bool IsUnreadable { get; set; }
    public List<Problem> Problems { get; } = [];
    /// <summary>Of a consultation.</summary>
    public List<Party> Parties { get; } = [];
    /// <summary>The last number given: numbers run on over all problems.</summary>
    public int LastNumber { get; private set; }

    protected override (Guid, Guid?, Guid?, Guid?, Enum, DateOnly?) Stands => (Id, null, null, null, Status, null);

    /// <summary>The unit that checks what is claimed: the one named for it, or else the body itself.</summary>
    public Guid CheckerId => CheckingUnitId ?? UnitId;

    /// <summary>As people call it.</summary>
    public string Name => Title ?? Campaign?.Name ?? "";

    /// <summary>The legal day, now.</summary>
    public DateOnly Today(DateTimeOffset now) => Campaign?.Today(now) ?? PracticeDate ?? BeijingTime.DayOf(now);

    public static Register Draft(Act act, RegisterKind kind, Unit unit, Campaign? campaign, RegisterFacts? facts = null)
    {
        var register = new Register
        {
            Kind = kind,
            UnitId = unit.Id,
            Unit = unit,
            CampaignId = campaign?.Id,
            Campaign = campaign,
            Code = facts?.Code,
            PracticeDate = facts?.PracticeDate,
            Category = facts?.Clean?.Category,
            Year = facts?.Clean?.Year,
            Grade = facts?.Clean is null ? null : CleanGrade.Building,
        };
        if (facts is not null)
            register.Take(facts);
        register.Record(act, AuditAction.RegisterChanged, detail: $"{RegisterStatus.Drafting}");
        return register;
    }

    /// <summary>Says it anew; code and day for practice stay.</summary>
    public void Describe(Act act, RegisterFacts facts)
    {
        Take(facts);
        Record(act, AuditAction.RegisterChanged, detail: "described");
    }

    /// <exception cref="RefusedException">Nothing in it, a problem without a measure, a measure without leader or person, or issued already.</exception>
    public void Issue(Act act, LegalBasis basis)
    {
        var next = Status.After(RegisterVerb.Issue);
        if (Kind.IsSetUp() && Problems.Count == 0)
            throw new RefusedException(Refusal.RegisterEmpty);
        if (Gaps() is { Count: > 0 } gaps)
            throw new RefusedException(Refusal.RegisterIncomplete(string.Join(" ", gaps)));
        (Status, IssuedOn) = (next, IssuedOn ?? act.LegalDay);
        Enter(act, AuditAction.RegisterChanged, EntryKind.Issued, new(Basis: basis));
    }

    /// <summary>Numbers of problems without a measure, and of measures without leader or person.</summary>
    public IReadOnlyList<string> Gaps() =>
    [
        .. Problems.Where(problem => problem.Status == ProblemStatus.Open).OrderBy(problem => problem.Number).SelectMany(problem =>
            problem.Measures.All(measure => measure.Status == MeasureStatus.Withdrawn) ? [$"{problem.Number}"]
            : problem.Measures.Where(measure => measure.Status != MeasureStatus.Withdrawn && (measure.LeaderId is null || measure.PersonId is null))
                .OrderBy(measure => measure.Number).Select(measure => $"{problem.Number}.{measure.Number}")),
    ];

    /// <summary>对账: the head of a unit has confirmed its open lines, frozen as they stand (G2).</summary>
    /// <param name="lines">A line each.</param>
    public void Reconcile(Act act, Guid unitId, string lines)
    {
        Status = Status.After(RegisterVerb.Amend);
        Enter(act, AuditAction.RegisterChanged, EntryKind.Reconciled, new(lines)
        { UnitId = unitId, Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))) });
    }

    /// <summary>Takes a problem in: while it is drafted, or as an amendment whose source is its basis.</summary>
    /// <param name="activity">In which it was found.</param>
    public Problem Add(Act act, ProblemFacts facts, Guid? activity = null)
    {
        Status = Status.After(Status == RegisterStatus.Drafting ? RegisterVerb.Edit : RegisterVerb.Amend);
        var problem = Problem.In(act, this, ++LastNumber, facts, activity);
        Problems.Add(problem);
        Record(act, AuditAction.RegisterChanged, detail: $"{EntryKind.Amended} {problem.Number}");
        return problem;
    }

    /// <summary>Takes a party in.</summary>
    /// <exception cref="RefusedException">It is no consultation, or closed.</exception>
    public Party Join(Act act, PartyFacts facts)
    {
        if (Kind != RegisterKind.Consultation)
            throw new RefusedException(Refusal.RegisterNotNow(RegisterVerb.Amend, Status));
        Status = Status.After(Status == RegisterStatus.Drafting ? RegisterVerb.Edit : RegisterVerb.Amend);
        var party = new Party
        {
            Id = Guid.CreateVersion7(),
            RegisterId = Id,
            Role = facts.Role,
            Name = facts.Name,
            Code = facts.Code,
            Contact = facts.Contact
        };
        Parties.Add(party);
        Record(act, AuditAction.RegisterChanged, detail: $"{facts.Role}");
        return party;
    }

    /// <summary>Somebody speaks for a party from now on, or nobody does.</summary>
    /// <exception cref="RefusedException">The account speaks for another party of the project.</exception>
    public void Represent(Act act, Guid partyId, Guid? accountId)
    {
        if (accountId is not null && Parties.Exists(each => each.AccountId == accountId && each.Id != partyId))
            throw new RefusedException(Refusal.PartyOfAnother);
        var party = Parties.Single(each => each.Id == partyId);
        party.AccountId = accountId;
        Record(act, AuditAction.RegisterChanged, detail: $"{party.Role} {(accountId is { } account ? $"represented by {account}" : "not represented")}");
    }

    /// <summary>A party has signed its pledge on paper.</summary>
    /// <returns>The scan, which is kept with the register.</returns>
    /// <exception cref="RefusedException">On a day to come, or it has pledged already.</exception>
    public EvidenceFile TakePledge(Act act, Guid partyId, DateOnly on, string name, byte[] scan)
    {
        var party = Parties.Single(each => each.Id == partyId);
        if (on > act.LegalDay)
            throw new RefusedException(Refusal.RegisterDayToCome);
        if (party.PledgedOn is not null)
            throw new RefusedException(Refusal.PledgeSigned);
        var file = EvidenceFile.Of(this, act, FilePurpose.Pledge, name, scan);
        (party.PledgedOn, party.PledgeId) = (on, file.Id);
        Record(act, AuditAction.PledgeSigned, detail: $"digest {file.Digest}");
        return file;
    }

    /// <exception cref="RefusedException">A problem is still open: what is only basic or long-term is handed over first.</exception>
    public void Close(Act act)
    {
        var next = Status.After(RegisterVerb.Close);
        if (Problems.Count(problem => problem.Status == ProblemStatus.Open) is > 0 and var open)
            throw new RefusedException(Refusal.RegisterOpen(open));
        if (Problems.Count(problem => problem.LookBackOn is not null) is > 0 and var due)
            throw new RefusedException(Refusal.RegisterLookBacks(due));
        Status = next;
        Enter(act, AuditAction.RegisterChanged, EntryKind.Closed);
    }

    /// <summary>A grade higher, by decision, or taken away: named and revoked in public.</summary>
    /// <exception cref="RefusedException">No clean unit in force, not the next grade, or the document is of a day to come.</exception>
    public void Award(Act act, CleanGrade grade, LegalBasis decision)
    {
        if (Grade is not { } now || Status == RegisterStatus.Drafting
            || !(grade == now + 1 && grade != CleanGrade.Revoked || grade == CleanGrade.Revoked && now != CleanGrade.Revoked))
            throw new RefusedException(Refusal.GradeNotNext);
        if (decision.On > act.LegalDay)
            throw new RefusedException(Refusal.RegisterDayToCome);
        (Grade, GradedOn) = (grade, act.LegalDay);
        Enter(act, AuditAction.RegisterChanged, EntryKind.Awarded, new(grade.ToString(), decision));
    }

    /// <summary>A relapse: one of its problems is open again.</summary>
    public void Reopen(Act act)
    {
        Status = Status.After(RegisterVerb.Reopen);
        Enter(act, AuditAction.RegisterChanged, EntryKind.Reopened);
    }

    private void Take(RegisterFacts facts)
    {
        (Title, Source, CheckingUnitId, CheckingUnit) = (facts.Title, facts.Source, facts.Checking.Id, facts.Checking);
        (InspectedFrom, InspectedTo, FeedbackOn) = (facts.InspectedFrom, facts.InspectedTo, facts.FeedbackOn);
        (Members, Contact, Feature) = (facts.Members, facts.Contact, facts.Clean?.Feature ?? Feature);
    }
}
