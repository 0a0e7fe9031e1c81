using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Rules;

namespace Declarations.Handling;

/// <summary>What somebody is handled for: the own interest or a relative's (四1-3), gain for others by office (四4), or as head or unit (五(三)).</summary>
public enum DisposalGround { Interest, GainForOthers, GoingThroughMotions, Concealment, NotActing }

/// <summary>
/// The measure within a kind (C5). Which measure goes with which kind is disputed in places, so the two are separate; these are in the usual order.
/// </summary>
public enum DisposalMeasure
{
    ExemptFromSanction, NoSanction, MinorCircumstances,
    Reminder, Criticism, WrittenSelfExamination, Admonition, Suspension, Reassignment, OrderedResignation, ResponsibleResignation, Removal, Demotion,
    PartyWarning, PartySeriousWarning, PartyPostsRevoked, PartyProbation, PartyExpulsion,
    Warning, Demerit, SeriousDemerit, RankLowered, PostLowered, PostRevoked, Dismissal,
}

public enum DisposalState { Deferred, Proposed, SentBack, Confirmed }

/// <summary>
/// 处理: what is decided about a finding, as two fields, kind and measure, with the reason that Annex 3 prints (说明5); proposed by one, confirmed by
/// another. Until it is decided it can carry a reason with a day. 组织处理 and 纪律处分 have a page of the individual case (另附页).
/// </summary>
public sealed class Disposal : Aggregate
{
    public required Guid CampaignId { get; init; }
    public required Guid ReportId { get; init; }
    /// <summary>Null: all interests of the person, or what the person answers for as head.</summary>
    public Guid? InterestId { get; private set; }
    public required DisposalGround Ground { get; init; }
    public DisposalState State { get; private set; }
    public DisposalKind? Kind { get; private set; }
    public DisposalMeasure? Measure { get; private set; }
    /// <summary>四种形态, 1 to 4; null: not said.</summary>
    public int? FourForms { get; private set; }
    /// <summary>移送司法机关.</summary>
    public bool Referred { get; private set; }
    /// <summary>Why this and not another; encrypted at rest, like all its texts.</summary>
    public string? Reason { get; private set; }
    /// <summary>Organ that decided, day and number of its paper.</summary>
    public string? DecidedBy { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    public string? Document { get; private set; }
    /// <summary>The individual case: what was done, what it is by which rule, what became of it.</summary>
    public string? CaseFacts { get; private set; }
    public string? CaseBasis { get; private set; }
    public string? CaseOutcome { get; private set; }
    /// <summary>Until when it is put off.</summary>
    public DateOnly? DeferredUntil { get; private set; }
    public Guid? ProposedById { get; private set; }
    public DateOnly? ProposedOn { get; private set; }
    public Guid? ConfirmedById { get; private set; }
    public DateOnly? ConfirmedOn { get; private set; }
    /// <summary>Why the second person sent it back.</summary>
    public string? Objection { get; private set; }

    protected override (string Kind, Guid Id) Subject => (nameof(PersonalSituationReport), ReportId);

    /// <summary>说明5: organisational and disciplinary ones need the page of the case.</summary>
    public bool NeedsCasePage => NeedsCasePageFor(Kind);
    public bool HasCasePage => CaseFacts is not null && CaseBasis is not null && CaseOutcome is not null;
    /// <summary>Stands in the row of this interest: what the person answers for as head has no row.</summary>
    public bool Concerns(Guid interestId) => Ground is DisposalGround.Interest or DisposalGround.GainForOthers && (InterestId ?? interestId) == interestId;
    public bool IsOpen => State != DisposalState.Confirmed;
    public bool IsOverdueOn(DateOnly day) => State == DisposalState.Deferred && DeferredUntil < day;
    public static bool NeedsCasePageFor(DisposalKind? kind) => kind is DisposalKind.Organisational or DisposalKind.Disciplinary;

    /// <summary>
    /// 四6: 免予处理 is not open to somebody of whose interests one is to be handled strictly or by the judiciary (E47); 组织处理 and 纪律处分 always are.
    /// </summary>
    /// <param name="said">What the rules say of the interests concerned.</param>
    public static bool IsOffered(DisposalKind kind, DisposalGround ground, IEnumerable<Determination> said) =>
        kind != DisposalKind.NoAction || ground != DisposalGround.Interest || said.All(each => each.Leniency is not (Leniency.Strict or Leniency.Judicial));

    public static Disposal For(Guid campaignId, Guid reportId, DisposalGround ground) =>
        new() { CampaignId = campaignId, ReportId = reportId, Ground = ground };

    /// <summary>Not decided yet, for a reason, until a day.</summary>
    /// <exception cref="RefusedException">Decided already, or the day is not to come.</exception>
    public void Defer(Act act, string reason, DateOnly until)
    {
        EnsureOpen();
        if (until <= act.LegalDay)
            throw new RefusedException(Refusal.DisposalDeferDay(act.LegalDay));
        (State, Reason, DeferredUntil) = (DisposalState.Deferred, reason, until);
        Record(act, AuditAction.HandlingDeferred, detail: until.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <param name="said">What the rules say of the interests concerned.</param>
    /// <exception cref="RefusedException">Decided already, decided on a day to come, not open to this person, or the page of the case is missing.</exception>
    public void Propose(Act act, Guid? interestId, DisposalProposal proposal, IEnumerable<Determination> said)
    {
        EnsureOpen();
        if (!IsOffered(proposal.Kind, Ground, said))
            throw new RefusedException(Refusal.DisposalNotOffered);
        if (NeedsCasePageFor(proposal.Kind) && !proposal.HasCasePage)
            throw new RefusedException(Refusal.DisposalNoCasePage);
        if (proposal.DecidedOn > act.LegalDay)
            throw new RefusedException(Refusal.DisposalDecidedDay(act.LegalDay));
        (InterestId, State) = (interestId, DisposalState.Proposed);
        (Kind, Measure, FourForms, Referred) = (proposal.Kind, proposal.Measure, proposal.FourForms, proposal.Referred);
        (Reason, DecidedBy, DecidedOn, Document) = (proposal.Reason, proposal.DecidedBy, proposal.DecidedOn, proposal.Document);
        (CaseFacts, CaseBasis, CaseOutcome) = (proposal.CaseFacts, proposal.CaseBasis, proposal.CaseOutcome);
        (ProposedById, ProposedOn, DeferredUntil, Objection) = (act.AccountId, act.LegalDay, null, null);
        Record(act, AuditAction.HandlingProposed, detail: $"{Kind} {Measure}");
    }

    /// <summary>The second person agrees; from now on it stands in Annex 3.</summary>
    /// <exception cref="RefusedException">Nothing is proposed, or by the same person.</exception>
    public void Confirm(Act act)
    {
        EnsureSecond(act);
        (State, ConfirmedById, ConfirmedOn) = (DisposalState.Confirmed, act.AccountId, act.LegalDay);
        Record(act, AuditAction.HandlingConfirmed, detail: $"{Kind} {Measure}");
    }

    /// <exception cref="RefusedException">Nothing is proposed, or by the same person.</exception>
    public void SendBack(Act act, string objection)
    {
        EnsureSecond(act);
        (State, Objection) = (DisposalState.SentBack, objection);
        Record(act, AuditAction.HandlingSentBack);
    }

    private void EnsureOpen()
    {
        if (!IsOpen)
            throw new RefusedException(Refusal.DisposalConfirmed);
    }

    private void EnsureSecond(Act act)
    {
        if (State != DisposalState.Proposed)
            throw new RefusedException(Refusal.DisposalNotProposed);
        if (act.AccountId is null || act.AccountId == ProposedById)
            throw new RefusedException(Refusal.DisposalSamePerson);
    }
}

/// <summary>What one person proposes and another confirms.</summary>
public sealed record DisposalProposal(DisposalKind Kind, DisposalMeasure Measure, string Reason, string DecidedBy, DateOnly DecidedOn)
{
    public int? FourForms { get; init; }
    public bool Referred { get; init; }
    public string? Document { get; init; }
    public string? CaseFacts { get; init; }
    public string? CaseBasis { get; init; }
    public string? CaseOutcome { get; init; }
    public bool HasCasePage => CaseFacts is not null && CaseBasis is not null && CaseOutcome is not null;
}
