using System.Text.Json;
using Declarations.Auditing;
using Declarations.Participation;
using Declarations.Reports;

namespace Declarations.Verification;

public enum LeadState { Open, Proposed, SentBack, Confirmed, Excluded }
public enum LeadOutcome { Confirmed, Excluded }

/// <summary>Why a lead is none. Another person of the same name is never asked about again in that enterprise, whatever the question.</summary>
public enum ExclusionReason { OtherPerson, ReportIsRight, RegistryIsWrong, NotCovered, Other }

/// <summary>
/// 核查线索: a name in a registry is that of an official or of a relative the official declared. A match of names is a lead, never a finding: one officer
/// proposes to confirm or exclude it, a second one agrees, and the person concerned can answer. What was excluded stays so.
/// </summary>
public sealed class Lead : Aggregate, ISealed
{
    public required Guid CampaignId { get; init; }
    public required Guid ReportId { get; init; }
    public PersonalSituationReport Report { get; init; } = null!;
    public required Guid OfficialId { get; init; }
    public required LeadKind Kind { get; init; }
    /// <summary>Whose name it is, seen from the official.</summary>
    public required Relation Relation { get; init; }
    /// <summary>Keyed hashes, 16 bytes: of the name, of the enterprise and of its credit code.</summary>
    public required byte[] PersonKey { get; init; }
    public required byte[] FirmKey { get; init; }
    public byte[]? CodeKey { get; private set; }
    /// <summary>The row that speaks loudest.</summary>
    public Guid RowId { get; private set; }
    /// <summary>0 to 100, from the evidence.</summary>
    public int Score { get; private set; }
    public required DateOnly FoundOn { get; init; }
    /// <summary>The cross-check that found it last.</summary>
    public Guid SeenInId { get; private set; }
    /// <summary>JSON, encrypted at rest.</summary>
    public string Text { get; private set; } = "";
    public bool IsUnreadable { get; set; }

    public LeadState State { get; private set; }
    public LeadOutcome? Outcome { get; private set; }
    public ExclusionReason? Exclusion { get; private set; }
    /// <summary>Why it is confirmed or excluded; encrypted at rest, like all its texts.</summary>
    public string? Reason { get; private set; }
    public Guid? ProposedById { get; private set; }
    public DateOnly? ProposedOn { get; private set; }
    public Guid? DecidedById { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    /// <summary>Why the second person sent it back.</summary>
    public string? Objection { get; private set; }
    /// <summary>What the person concerned says to it.</summary>
    public string? Answer { get; private set; }
    public DateOnly? AnsweredOn { get; private set; }

    private LeadText? read;

    /// <summary>Null: erased, or unreadable.</summary>
    public LeadText? Content => IsUnreadable || string.IsNullOrEmpty(Text) ? null : read ??= JsonSerializer.Deserialize<LeadText>(Text, CanonicalReport.Json);

    public bool IsDecided => State is LeadState.Confirmed or LeadState.Excluded;
    /// <summary>Two persons hold that it is this person's: the record of the check takes it from here, and it stands in Annex 3 only then.</summary>
    public bool IsConfirmed => State == LeadState.Confirmed;
    /// <summary>The person concerned sees it and may answer: the office means to hold it against them, or does.</summary>
    public bool IsShownToThePerson => Outcome == LeadOutcome.Confirmed && State is LeadState.Proposed or LeadState.Confirmed;

    public static Lead Find(Act act, CrossCheck check, LeadMatch match)
    {
        var lead = new Lead
        {
            CampaignId = check.CampaignId,
            ReportId = match.ReportId,
            OfficialId = match.OfficialId,
            Kind = match.Kind,
            Relation = match.Relation,
            PersonKey = match.PersonKey,
            FirmKey = match.FirmKey,
            FoundOn = act.LegalDay,
        };
        lead.Take(check.Id, match);
        lead.Record(act, AuditAction.LeadFound, detail: $"{match.Kind} {match.Relation} score {lead.Score}");
        return lead;
    }

    /// <summary>Found again: as long as nobody has proposed anything, what it shows follows the newest imports.</summary>
    /// <returns>Whether it shows anything else than before.</returns>
    public bool Renew(Act act, CrossCheck check, LeadMatch match)
    {
        if (State is not (LeadState.Open or LeadState.SentBack) || IsUnreadable || Text == Written(match.Text))
            return false;
        Take(check.Id, match);
        Record(act, AuditAction.LeadRenewed, detail: $"score {Score}");
        return true;
    }

    private void Take(Guid check, LeadMatch match) => (SeenInId, RowId, CodeKey, Score, Text, read) =
        (check, match.Text.Rows[0].RowId, match.CodeKey, LeadEvidence.Score(match.Text.Evidence), Written(match.Text), null);

    private static string Written(LeadText text) => JsonSerializer.Serialize(text, CanonicalReport.Json);

    /// <exception cref="RefusedException">Decided, or waiting for the second person.</exception>
    public void ProposeConfirmed(Act act, string reason) => Propose(act, LeadOutcome.Confirmed, null, reason);

    /// <exception cref="RefusedException">Decided, or waiting for the second person.</exception>
    public void ProposeExcluded(Act act, ExclusionReason why, string reason) => Propose(act, LeadOutcome.Excluded, why, reason);

    private void Propose(Act act, LeadOutcome outcome, ExclusionReason? why, string reason)
    {
        if (State is not (LeadState.Open or LeadState.SentBack))
            throw new RefusedException(Refusal.LeadNotOpen);
        (State, Outcome, Exclusion, Reason, Objection) = (LeadState.Proposed, outcome, why, reason, null);
        (ProposedById, ProposedOn) = (act.AccountId, act.LegalDay);
        Record(act, AuditAction.LeadProposed, detail: $"{outcome} {why}".TrimEnd());
    }

    /// <summary>The second person agrees. A confirmed lead becomes a finding only now, by <see cref="Finding"/>.</summary>
    /// <exception cref="RefusedException">Nothing is proposed, or by the same person.</exception>
    public void Decide(Act act)
    {
        EnsureSecond(act);
        State = Outcome == LeadOutcome.Confirmed ? LeadState.Confirmed : LeadState.Excluded;
        (DecidedById, DecidedOn) = (act.AccountId, act.LegalDay);
        Record(act, IsConfirmed ? AuditAction.LeadConfirmed : AuditAction.LeadExcluded, detail: $"{Kind} {Exclusion}".TrimEnd());
    }

    /// <exception cref="RefusedException">Nothing is proposed, or by the same person.</exception>
    public void SendBack(Act act, string objection)
    {
        EnsureSecond(act);
        (State, Objection) = (LeadState.SentBack, objection);
        Record(act, AuditAction.LeadSentBack);
    }

    /// <summary>The person concerned answers; a later answer goes before an earlier one.</summary>
    /// <exception cref="RefusedException">It is not held against the person.</exception>
    public void Rebut(Act act, string answer)
    {
        if (!IsShownToThePerson)
            throw new RefusedException(Refusal.LeadNotOpen);
        (Answer, AnsweredOn) = (answer, act.LegalDay);
        Record(act, AuditAction.LeadAnswered);
    }

    /// <summary>What a confirmed lead hands to the record of the check: who decided when, and the facts of the registry. Null: it is not confirmed.</summary>
    public LeadFinding? Finding => IsConfirmed && Content is { } content
        ? new(Id, Kind, Relation, content.Person, content.Declared?.InterestId, content.Rows[0].Source, content.Rows[0].AsOf, content.Rows[0].Facts,
            DecidedById!.Value, DecidedOn!.Value, Reason!) : null;

    private void EnsureSecond(Act act)
    {
        if (State != LeadState.Proposed)
            throw new RefusedException(Refusal.LeadNotProposed);
        if (act.AccountId is null || act.AccountId == ProposedById)
            throw new RefusedException(Refusal.LeadSamePerson);
    }
}

/// <param name="InterestId">The declared interest it is about; null: none was declared.</param>
public sealed record LeadFinding(Guid LeadId, LeadKind Kind, Relation Holder, string HolderName, Guid? InterestId, string Source, DateOnly SourceAsOf,
    RegistryFacts Registry, Guid ConfirmedById, DateOnly ConfirmedOn, string Reason);

/// <summary>What a cross-check found of one person in one enterprise.</summary>
public sealed record LeadMatch(
    Guid ReportId, Guid OfficialId, LeadKind Kind, Relation Relation, byte[] PersonKey, byte[] FirmKey, byte[]? CodeKey, LeadText Text);
