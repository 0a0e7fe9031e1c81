using Declarations.Evidence;
using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>
/// What a personal situation report says (个人情况报告表, Annex 2): the draft while it is written, and frozen word for
/// word in each submitted version.
/// </summary>
public sealed record ReportContent
{
    /// <summary>Why this is a supplement to a signed report; null: it is none.</summary>
    public string? SupplementReason { get; init; }
    /// <summary>The sheet that this was keyed in from; null: the filer filled it in here.</summary>
    public PaperOriginal? Paper { get; init; }
    public Details? Details { get; init; }
    /// <summary>What the official says is wrong in the details; the office corrects the roster.</summary>
    public string? Correction { get; init; }
    /// <summary>Null until the family step is done; leading cadres only.</summary>
    public IReadOnlyList<Relative>? Relatives { get; init; }
    /// <summary>The statement block: seven answers once the step is done.</summary>
    public IReadOnlyList<SectorAnswer> Answers { get; init; } = [];
    public IReadOnlyList<Interest> Interests { get; init; } = [];
    /// <summary>What registers or earlier reports offered, and what the filer said to it; null: nothing was answered.</summary>
    public IReadOnlyList<OfferAnswer>? Offers { get; init; }

    public SectorAnswer AnswerOf(Sector sector) => Answers.FirstOrDefault(a => a.Sector == sector) ?? new(sector, null, null);

    /// <summary>All files that the report names, each once.</summary>
    public IEnumerable<FileReference> Files =>
        Interests.SelectMany(interest => interest.Exit?.Files ?? []).Concat(Paper is null ? [] : [Paper.Scan]).DistinctBy(file => file.Id);

    /// <summary>Relatives of whom nobody can say whether they take part.</summary>
    public IEnumerable<Relative> Silent => (Relatives ?? []).Where(relative => relative.Inquiry.IsSilent());
    /// <summary>The report rests on somebody's silence: it does not say that nobody in the family takes part.</summary>
    public bool RestsOnSilence => Silent.Any() || Answers.Any(answer => answer.Family.IsSilent());
    /// <summary>What "nobody" is where a relative is silent.</summary>
    public FamilyAnswer NobodyInTheFamily => Silent.FirstOrDefault()?.Inquiry switch
    {
        Inquiry.Refused => FamilyAnswer.Refused,
        Inquiry.Unreachable => FamilyAnswer.Unreachable,
        Inquiry.Unknown => FamilyAnswer.Unknown,
        _ => FamilyAnswer.No,
    };

    public bool IsNil => Answers.Count > 0 && Interests.Count == 0;

    /// <summary>The offer is refused. A later answer goes before an earlier one.</summary>
    public ReportContent Refuse(Offer offer, string reason, DateOnly on) => Answered(new(offer, null, reason, on));

    /// <summary>The offer becomes an interest of the draft, to be completed, and the statement says yes in its sector.</summary>
    /// <param name="id">Of the new interest.</param>
    public ReportContent TakeOver(Offer offer, Guid id, Sector sector, DateOnly on)
    {
        var (answer, interest) = (AnswerOf(sector), offer.Stated with { Id = id, Sector = sector });
        answer = interest.RelativeId is null ? answer with { Self = true } : answer with { Family = FamilyAnswer.Yes };
        return Answered(new(offer, id, null, on)) with
        {
            Answers = [.. Answers.Where(each => each.Sector != sector).Append(answer).OrderBy(each => each.Sector)],
            Interests = [.. Interests, interest],
        };
    }

    private ReportContent Answered(OfferAnswer answer) =>
        this with { Offers = [.. (Offers ?? []).Where(each => each.Offer.Key != answer.Offer.Key), answer] };

    /// <summary>Name of the person who holds an interest; null for the official in person.</summary>
    public Relative? HolderOf(Interest interest) => Relatives?.FirstOrDefault(r => r.Id == interest.RelativeId);
}

/// <summary>
/// A report on paper, keyed in by the office for somebody who cannot sign in: signed by hand on one day, received by the
/// office on another, which is the day it was handed in. One person keys it in, another compares it with the scan.
/// </summary>
public sealed record PaperOriginal(DateOnly SignedOn, DateOnly ReceivedOn, FileReference Scan)
{
    /// <summary>Accounts that have keyed it in, while it is open; none of them compares it.</summary>
    public IReadOnlyList<Guid>? Keyers { get; init; }
    /// <summary>The difference that whoever compared it found last, while it is open.</summary>
    public string? Objection { get; init; }
    /// <summary>Names of those who keyed it in, once it is filed.</summary>
    public string? KeyedBy { get; init; }
    public string? CheckedBy { get; init; }
    /// <summary>Day on which it was compared and filed here.</summary>
    public DateOnly? CheckedOn { get; init; }

    internal PaperOriginal KeyedInBy(Guid? accountId) =>
        accountId is { } keyer && Keyers?.Contains(keyer) != true ? this with { Keyers = [.. Keyers ?? [], keyer] } : this;
}

/// <summary>Block 1, copied from the roster when the official confirmed it.</summary>
public sealed record Details
{
    public required string Name { get; init; }
    public Sex? Sex { get; init; }
    public DateOnly? BornOn { get; init; }
    public string? ResidentNumber { get; init; }
    public PoliticalStatus? PoliticalStatus { get; init; }
    public required string UnitName { get; init; }
    public string? Post { get; init; }
    public Rank? Rank { get; init; }
    public PersonCategory? Category { get; init; }
    public bool? LeadingCadre { get; init; }
    public bool? CityManaged { get; init; }
    public ServiceStatus? Status { get; init; }
    public DateOnly? LeftOn { get; init; }
    public string? FormerPost { get; init; }
    public string? FormerDuties { get; init; }
    public DateOnly? JoinedWorkOn { get; init; }
    public string? Telephone { get; init; }

    public static Details Of(Official official, string unitName, bool? leadingCadre) => new()
    {
        Name = official.Name,
        Sex = official.Sex,
        BornOn = official.BornOn,
        ResidentNumber = official.ResidentNumber,
        PoliticalStatus = official.PoliticalStatus,
        UnitName = unitName,
        Post = official.Post,
        Rank = official.Rank,
        Category = official.Category,
        LeadingCadre = leadingCadre,
        CityManaged = official.CityManaged,
        Status = official.Status,
        LeftOn = official.LeftOn,
        FormerPost = official.FormerPost,
        FormerDuties = official.FormerDuties,
        JoinedWorkOn = official.JoinedWorkOn,
        Telephone = official.Telephone,
    };
}

/// <summary>Block 2. Only spouse, children and children's spouses are asked for (E17, E26).</summary>
public sealed record Relative(Guid Id, Relation Relation, string Name)
{
    public string? ResidentNumber { get; init; }
    public string? EmployerAndPost { get; init; }
    public Inquiry Inquiry { get; init; }
    /// <summary>When and how a relative was asked of whom nothing is known.</summary>
    public DateOnly? AskedOn { get; init; }
    public string? AskedHow { get; init; }
}

/// <summary>How the official knows what a relative does; the last three: not at all.</summary>
public enum Inquiry { Known, Asked, Refused, Unreachable, Unknown }

/// <summary>Block 3: one row of the statement; null is not answered. Family is null for those who do not report relatives.</summary>
public sealed record SectorAnswer(Sector Sector, bool? Self, FamilyAnswer? Family)
{
    /// <summary>Says that there is an interest of this holder.</summary>
    public bool Covers(Interest interest) => interest.RelativeId is null ? Self == true : Family == FamilyAnswer.Yes;
}

/// <summary>What is said of spouse, children and their spouses; the last three are answers of their own, and never "no".</summary>
public enum FamilyAnswer { Yes, No, Refused, Unreachable, Unknown }

public static class Silence
{
    public static bool IsSilent(this Inquiry inquiry) => inquiry is Inquiry.Refused or Inquiry.Unreachable or Inquiry.Unknown;
    public static bool IsSilent(this FamilyAnswer? answer) => answer is FamilyAnswer.Refused or FamilyAnswer.Unreachable or FamilyAnswer.Unknown;
}

/// <summary>Block 4: one interest of one person in one enterprise. Amounts in whole fen, share in percent.</summary>
public sealed record Interest
{
    public required Guid Id { get; init; }
    public required Sector Sector { get; init; }
    /// <summary>Whose it is; null: the official's own.</summary>
    public Guid? RelativeId { get; init; }
    public required Relation Holder { get; init; }
    public string? Enterprise { get; init; }
    public string? CreditCode { get; init; }
    public EntityType? EntityType { get; init; }
    public SubActivity? SubActivity { get; init; }
    public decimal? CapacityKw { get; init; }
    public ParticipationMode? Mode { get; init; }
    public decimal? SharePercent { get; init; }
    public DateOnly? StartedOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public string? Content { get; init; }
    public Money? Amount { get; init; }
    public Money? Profit { get; init; }
    public string? PostHeld { get; init; }
    public DutyLink? DutyLink { get; init; }
    public string? DutyNote { get; init; }
    public string? FundsSource { get; init; }
    /// <summary>Null: no exemption is claimed.</summary>
    public InnovationClaim? Innovation { get; init; }
    public Exit? Exit { get; init; }
    /// <summary>Last day of it: what was exited has ended. Null: it goes on.</summary>
    public DateOnly? LastDay => EndedOn ?? (Exit is { State: ExitState.Exited } ? Exit.CompletedOn : null);

    /// <summary>Beijing day of the first submitted version that states this interest (E29). Set by Submit, never moved.</summary>
    public DateOnly? ReportedOn { get; init; }

    /// <summary>All that the form asks of every interest has been filled in; an exit is asked about where the rules ask for one.</summary>
    public bool IsComplete => Enterprise is not null && Mode is not null && Content is not null;

    /// <summary>
    /// Whether this is the same interest as one in an earlier version: same entry, with holder or enterprise unchanged (so
    /// that a slip may be corrected), or entered anew for the same holder and enterprise.
    /// </summary>
    public bool Continues(Interest earlier)
    {
        var sameHolder = Holder == earlier.Holder && RelativeId == earlier.RelativeId;
        var sameEnterprise = CreditCode is not null && CreditCode == earlier.CreditCode
            || Enterprise is not null && string.Equals(Enterprise, earlier.Enterprise, StringComparison.Ordinal);
        return Id == earlier.Id ? sameHolder || sameEnterprise : sameHolder && sameEnterprise && Sector == earlier.Sector;
    }
}

/// <summary>
/// What professional-technical staff claim of an interest of their own (二(一), E16): the way, what the unit approved and agreed to, for
/// how long, and the papers that show it. Null is "not sure".
/// </summary>
public sealed record InnovationClaim
{
    public InnovationMode? Mode { get; init; }
    public bool? UnitApproved { get; init; }
    public bool? AgreementSigned { get; init; }
    public bool? ProfessionRelated { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public string? Evidence { get; init; }

    public InnovationFacts Facts => new()
    {
        Mode = Mode,
        UnitApproved = UnitApproved,
        AgreementSigned = AgreementSigned,
        ProfessionRelated = ProfessionRelated,
        From = From,
        To = To,
    };
}

public enum DutyLink { Related, Unrelated, Unsure }

/// <summary>Block 5.</summary>
public sealed record Exit(ExitState State)
{
    public DateOnly? CompletedOn { get; init; }
    public ExitWay? Way { get; init; }
    public string? TransfereeName { get; init; }
    public TransfereeRelation? TransfereeRelation { get; init; }
    public Money? Price { get; init; }
    public Money? Valuation { get; init; }
    public bool? RegistryUpdated { get; init; }
    public bool? PaymentProven { get; init; }
    public bool? RetainsBenefit { get; init; }
    /// <summary>What papers prove it, in words.</summary>
    public string? Evidence { get; init; }
    /// <summary>The papers themselves; null: none.</summary>
    public IReadOnlyList<FileReference>? Files { get; init; }
    /// <summary>Day the official means to be out by; only the office can fix an agreed date (E21).</summary>
    public DateOnly? PlannedOn { get; init; }
    /// <summary>The office's writing that fixes a day after the end of the plan (说明3(3)); null: none.</summary>
    public string? AgreedDocument { get; init; }
    public string? Reason { get; init; }
}
