using Declarations.Auditing;
using Declarations.Rules;

namespace Declarations.Reports;

/// <content>A report on paper, which the office keys in and compares with its scan.</content>
public sealed partial class PersonalSituationReport
{
    /// <summary>The office begins to key in a report on paper, on an empty form: what the filer has begun here stays the filer's.</summary>
    /// <exception cref="RefusedException">Not now, or the filer has a draft.</exception>
    public void BeginPaper(Act act, PaperOriginal paper)
    {
        if (PaperBegunAt is not null)
            throw new RefusedException(Refusal.PaperOpen);
        if (Status == ReportStatus.Draft && (Draft.Details is not null || Draft.Answers.Count > 0))
            throw new RefusedException(Refusal.PaperDraftBegun);
        Become(ReportVerb.SaveDraft);
        Draft = new ReportContent { SupplementReason = Draft.SupplementReason, Paper = paper.KeyedInBy(act.AccountId) };
        DraftNumber++;
        (DraftSavedAt, PaperBegunAt, HasUnsubmittedChanges) = (act.At, act.At, true);
        Record(act, AuditAction.PaperBegun, detail: $"signed {paper.SignedOn:yyyy-MM-dd}, received {paper.ReceivedOn:yyyy-MM-dd}, digest {paper.Scan.Digest}");
    }

    /// <summary>The one who compares found a difference: back to the one who keys in.</summary>
    public void ObjectToPaper(Act act, string reason)
    {
        if (PaperBegunAt is null || Draft.Paper is not { } paper)
            throw new RefusedException(Refusal.PaperNone);
        Draft = Draft with { Paper = paper with { Objection = reason } };
        Record(act, AuditAction.PaperObjected, reason);
    }

    /// <summary>Gives up keying in; the scan stays with the audit ledger's digest of it only.</summary>
    public void CancelPaper(Act act)
    {
        if (PaperBegunAt is null)
            throw new RefusedException(Refusal.PaperNone);
        Become(ReportVerb.SaveDraft);
        (Draft, PaperBegunAt) = (new ReportContent { SupplementReason = Draft.SupplementReason }, null);
        DraftNumber++;
        Record(act, AuditAction.PaperCancelled);
    }

    /// <summary>Files what was keyed in from paper, once another person has compared it with the scan.</summary>
    /// <param name="names">Names of the accounts that keyed it in.</param>
    /// <exception cref="RefusedException">No paper, incomplete, or the same person.</exception>
    internal Submission SubmitPaper(
        Act act, IReadOnlyDictionary<Guid, string> names, string checkedBy, IEnumerable<ReportContent> earlier, Determination determination,
        Guid? signingUnitId, Func<Interest, bool>? asksForExit = null)
    {
        if (PaperBegunAt is null || Draft.Paper is not { } paper)
            throw new RefusedException(Refusal.PaperNone);
        if (act.AccountId is not { } checker || paper.Keyers?.Contains(checker) == true)
            throw new RefusedException(Refusal.PaperSamePerson);
        var keyedBy = string.Join("、", (paper.Keyers ?? []).Select(keyer => names[keyer]));
        Draft = Draft with { Paper = paper with { KeyedBy = keyedBy, CheckedBy = checkedBy, CheckedOn = act.LegalDay, Keyers = null, Objection = null } };
        var submission = Freeze(act, earlier, determination, signingUnitId, paper.ReceivedOn, asksForExit);
        (Draft, PaperBegunAt) = (Draft with { Paper = null }, null);
        return submission;
    }
}
