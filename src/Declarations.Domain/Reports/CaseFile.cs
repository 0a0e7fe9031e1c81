using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Participation;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>
/// 案卷: one report with all that the rules may know of it on a day. A draft is judged by the roster as it is; a filed version
/// by the facts as they stood when it was filed, so that no later change of the roster moves a verdict in silence. What
/// nobody has established - truthfulness, refusal, a tip, a find of the check - is unknown.
/// </summary>
/// <param name="checks">What was checked of it, oldest first.</param>
/// <param name="versions">Every version, oldest first, with what was taken back and what the rules said; null: not loaded.</param>
public sealed class CaseFile(
    PersonalSituationReport report, OfficialFile person, Deadlines deadlines, IReadOnlyList<Check> checks, IReadOnlyList<Submission>? versions = null)
{
    public PersonalSituationReport Report => report;
    public OfficialFile Person => person;
    public Campaign Campaign => deadlines.Campaign;
    /// <summary>Hand-in days of the campaign after all changes.</summary>
    public Deadlines Deadlines => deadlines;
    public DateOnly DueOn => deadlines.For(person.Official.CityManaged == true, person.Chain.Select(unit => unit.Id));
    /// <summary>What moved the day; null: the plan's own day stands.</summary>
    public DeadlineChange? MovedBy => deadlines.ChangeFor(person.Official.CityManaged == true, person.Chain.Select(unit => unit.Id));
    public IReadOnlyList<Check> Checks => checks;
    /// <summary>The same with its versions.</summary>
    public CaseFile With(IReadOnlyList<Submission> all) => new(report, person, deadlines, checks, all);
    public IReadOnlyList<Submission> Versions =>
        versions ?? (report.SubmissionCount == 0 ? [] : throw new InvalidOperationException("The versions of this report were not loaded."));

    /// <summary>The person, who has submitted or has not.</summary>
    public CaseFacts Facts(DateOnly asOf) =>
        person.Facts(asOf) with
        {
            Subject = person.Subject with { RelativesSilent = report is { IsUnreadable: false, Draft.RestsOnSilence: true } ? true : null },
            Timeline = new TimelineFacts { SubmittedOn = report.FirstSubmittedOn <= asOf ? report.FirstSubmittedOn : null },
        };

    /// <summary>An interest of the draft: it counts as reported on the day it would be submitted.</summary>
    public CaseFacts Facts(Interest interest, DateOnly asOf) => Stated(interest, asOf, report.FirstSubmittedOn);

    /// <summary>
    /// The person or an interest of a filed version, as stated and as the roster stood then, looked at on a day, with what was checked by then.
    /// </summary>
    /// <param name="interestId">Null: the person.</param>
    public static CaseFacts Facts(Submission version, Guid? interestId, DateOnly asOf, IReadOnlyList<Check> checks)
    {
        var facts = version.DeterminationOf(interestId).ReadFacts();
        var firstOn = facts.Timeline.SubmittedOn;
        return checks.Apply(interestId, facts with { AsOf = asOf, Timeline = facts.Timeline with { SubmittedOn = firstOn <= asOf ? firstOn : null } });
    }

    /// <summary>Checks something of the report.</summary>
    /// <param name="interestId">Null: the person, or an interest that was not reported where the text holds one.</param>
    /// <returns>The check, and the interests of the report after it.</returns>
    public (Check Check, IReadOnlyList<InterestRow> Rows) Check(Act act, Guid? interestId, CheckSource source, DateOnly sourceAsOf, CheckText text)
    {
        if (text.Found is not null)
            (interestId, text) = (Guid.CreateVersion7(), text with { Person = Person.Subject });
        var check = Reports.Check.Of(act, report, checks, interestId, source, sourceAsOf, text);
        return (check, InterestRow.Of(report, Versions, [.. checks, check], person.Policy));
    }

    public Determination Assess(CaseFacts facts) => Assessor.Assess(facts, person.Policy);
    public Determination Assess(DateOnly asOf) => Assess(Facts(asOf));

    /// <summary>Whether an exit from an interest of the draft is asked about: one must be made, or a person must look whether one must.</summary>
    public bool AsksForExit(Interest interest, DateOnly asOf) =>
        Assess(Facts(interest, asOf)) is { Verdict: Verdict.Review } or { Action: RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit };
    /// <summary>What the draft still lacks before it can be signed.</summary>
    public IEnumerable<Gap> Gaps(ReportContent draft, DateOnly asOf) =>
        Completeness.Gaps(draft, Assess(asOf), interest => AsksForExit(interest, asOf));

    /// <summary>Signs and files the draft with the pledge.</summary>
    /// <exception cref="RefusedException">Incomplete, already signed, or nothing new.</exception>
    public Filed Submit(Act act, SigningRest? proof = null)
    {
        var assessed = Assess(act.LegalDay);
        var version = report.Submit(act, StatedBefore, assessed, person.SigningUnitFor(assessed)?.Id, interest => AsksForExit(interest, act.LegalDay));
        return Filed(act, version, Signature.Of(version, act, person.Official, SignatureKind.Pledge).RestingOn(proof));
    }

    /// <summary>Files what was keyed in from paper, signed there by hand, once another person has compared it with the scan.</summary>
    /// <param name="names">Names of the accounts that keyed it in.</param>
    /// <exception cref="RefusedException">No paper, incomplete, or the same person.</exception>
    public Filed SubmitPaper(Act act, IReadOnlyDictionary<Guid, string> names, string checkedBy)
    {
        var (assessed, signedOn) = (Assess(act.LegalDay), report.Draft.Paper?.SignedOn);
        var version = report.SubmitPaper(
            act, names, checkedBy, StatedBefore, assessed, person.SigningUnitFor(assessed)?.Id, interest => AsksForExit(interest, act.LegalDay));
        return Filed(act, version, Signature.Of(version, act, person.Official, SignatureKind.Paper, on: signedOn));
    }

    /// <summary>Takes back what was filed and is not signed yet.</summary>
    /// <returns>What was taken back, and the interests that stand after it.</returns>
    public (IReadOnlyList<Withdrawal> Withdrawals, IReadOnlyList<InterestRow> Rows) Withdraw(Act act, string reason)
    {
        var withdrawals = report.Withdraw(act, Versions, reason);
        foreach (var taken in withdrawals)
            Versions.Single(version => version.Id == taken.SubmissionId).Withdrawal = taken;
        return (withdrawals, Rows());
    }

    /// <summary>The rows that follow from the versions as they stand.</summary>
    public IReadOnlyList<InterestRow> Rows() => InterestRow.Of(report, Versions, checks, person.Policy);

    private IEnumerable<ReportContent> StatedBefore => Versions.Where(version => version.Withdrawal is null).Select(version => version.Content);

    private Filed Filed(Act act, Submission version, Signature signature)
    {
        IEnumerable<(Guid? InterestId, CaseFacts Facts)> cases = version.Content.Interests
            .Select(interest => ((Guid?)interest.Id, Stated(interest, version.SubmittedOn, report.FirstSubmittedOn)))
            .Prepend((null, Facts(version.SubmittedOn)));
        version.Determinations = [.. cases.Select(one => StoredDetermination.Of(version.Id, one.InterestId, one.Facts, Assess(one.Facts)))];
        return new Filed(act, report, version, signature, [.. FiledFile.Of(version)], InterestRow.Of(report, [.. Versions, version], checks, person.Policy));
    }

    private CaseFacts Stated(Interest interest, DateOnly asOf, DateOnly? firstSubmittedOn) => person.Facts(asOf) with
    {
        Subject = person.Subject with { Innovation = interest.Innovation?.Facts },
        Interest = new InterestFacts
        {
            Holder = interest.Holder,
            Sector = interest.Sector,
            SubActivity = interest.SubActivity,
            CapacityKw = interest.CapacityKw,
            Mode = interest.Mode,
            Content = interest.Content,
            EntityType = interest.EntityType,
            DirectlyRelatedToFormerWork = interest.DutyLink switch { DutyLink.Related => true, DutyLink.Unrelated => false, _ => null },
            StartedOn = interest.StartedOn,
            EndedOn = interest.EndedOn,
            DeclaredAmount = interest.Amount,
            DeclaredProfit = interest.Profit,
        },
        Timeline = new TimelineFacts
        {
            SubmittedOn = firstSubmittedOn,
            ReportedOn = interest.ReportedOn ?? asOf,
            ExitCompletedOn = interest.Exit is { State: ExitState.Exited } ? interest.Exit.CompletedOn : null,
        },
        Exit = interest.Exit is { State: ExitState.Exited } exit ? Way(exit) : new ExitFacts(),
    };

    private static ExitFacts Way(Exit exit) => new()
    {
        Way = exit.Way,
        Transferee = exit.TransfereeRelation,
        PriceRatio = exit is { Price: { } price, Valuation: { Fen: > 0 } value } ? (decimal)price.Fen / value.Fen : null,
        RegistryUpdated = exit.RegistryUpdated,
        PaymentProven = exit.PaymentProven,
        RetainsBenefit = exit.RetainsBenefit,
    };
}

/// <summary>All that a filed version brings with it; kept together or not at all. <see cref="Submission.Determinations"/> come with the version.</summary>
/// <param name="Rows">The interests of the report, now and on earlier days.</param>
public sealed record Filed(
    Act Act, PersonalSituationReport Report, Submission Version, Signature Signature, IReadOnlyList<FiledFile> Files, IReadOnlyList<InterestRow> Rows);
