using System.Text.Json.Nodes;
using Declarations.Rules;

namespace Declarations.Reporting.CaseBooks;

/// <summary>From determinations to the words of a case book (its "outputs").</summary>
internal static class CasePrinter
{
    public static JsonObject Print(BookCase @case, IReadOnlyList<Determination> determinations)
    {
        if (@case.Stats is { } stats)
            return Print(stats);
        var output = Print(determinations[0]);
        output["citations"] = Citations(determinations.SelectMany(determination => determination.Findings));
        if (!@case.SeveralInterests)
            return output;
        ParticipantState[] states = [.. determinations.Select(HeadCount.StateOf)];
        output["rowCount"] = @case.Facts.Count(facts => facts.Interest is not null);
        output["participantPersons"] = states.Any(state => state != ParticipantState.NoExitRequired) ? 1 : 0;
        output["personFullyExited"] = states.Max() == ParticipantState.Exited;
        output["rows"] = new JsonArray([.. determinations.Select(determination => Print(determination, hasInterest: true))]);
        return output;
    }

    /// <summary>Every clause that a finding cites, of all interests of the person.</summary>
    private static JsonArray Citations(IEnumerable<Finding> findings) =>
        new([.. findings.SelectMany(finding => finding.Citations).Distinct().Select(citation => JsonValue.Create(Vocabulary.Write(citation)))]);

    private static JsonObject Print(HeadCount stats) => new()
    {
        ["statsValid"] = stats.IsBalanced,
        ["submissionRatePct"] = stats.SubmissionRate,
        ["exitRatePct"] = stats.ExitRate,
        ["overdueCount"] = stats.Due - stats.Submitted - stats.Excused,
        ["pendingCount"] = stats.Pending,
    };

    private static JsonObject Print(Determination d) => new()
    {
        ["inScope"] = d.InScope,
        ["isLeadingCadre"] = d.LeadingCadre,
        ["mustReportSelf"] = d.MustReportSelf,
        ["mustReportRelatives"] = d.MustReportRelatives,
        ["reportBy"] = Vocabulary.Write(d.ReportBy),
        ["signOff"] = Vocabulary.Write(d.SignOff),
        ["custody"] = Vocabulary.Write(d.Custody),
        ["lookbackYears"] = d.LookbackYears,
        ["lookbackLastDay"] = Vocabulary.Write(d.LookbackLastDay),
        ["cooldownYears"] = d.CooldownYears,
        ["cooldownLastDay"] = Vocabulary.Write(d.CooldownLastDay),
        ["cooldownActive"] = d.CooldownActive,
        ["determination"] = Vocabulary.Write(d.Verdict),
        ["prohibitionBasis"] = Vocabulary.Write(d.Basis),
        ["requiredAction"] = Vocabulary.Write(d.Action),
        ["exitBy"] = Vocabulary.Write(d.ExitBy),
        ["exitEffective"] = d.ExitEffective,
        ["exitCompliant"] = d.ExitCompliant,
        ["leniency"] = Vocabulary.Write(d.Leniency),
        ["stricterLeniency"] = Vocabulary.Write(d.StricterLeniency),
        ["flags"] = new JsonArray([.. d.Alerts.Order().Select(alert => JsonValue.Create(Vocabulary.Write(alert)))]),
        ["findings"] = new JsonArray([.. d.Findings
            .Select(finding => JsonValue.Create(finding.On is { } day ? $"{finding.Code} {Vocabulary.Write(day)}" : finding.Code))]),
        ["row"] = Print(d, hasInterest: d.Verdict is not (Verdict.NoInterest or Verdict.OutOfScope)),
        ["verificationConsistent"] = d.VerificationConsistent,
        ["disposalOptions"] = new JsonArray([.. d.DisposalOptions.Select(kind => JsonValue.Create(Vocabulary.Write(kind)))]),
        ["countsInShouldSubmit"] = d.CountsInShouldSubmit,
        ["overdue"] = d.Overdue,
        ["notSubmittedReason"] = Vocabulary.Write(d.NotSubmittedReason),
    };

    private static JsonObject Print(Determination determination, bool hasInterest)
    {
        var row = determination.Row;
        return new()
        {
            ["selfOrRelative"] = !hasInterest || row.Self is not { } self ? "" : self ? "本人" : "近亲属",
            ["sectorCell"] = Vocabulary.Write(row.Sector) ?? "",
            ["exitSelfReport"] = Vocabulary.Write(row.ExitSelfReport),
            ["exitVerification"] = Vocabulary.Write(row.ExitVerification),
            ["agreedExit"] = row.AgreedExit is { } day ? $"{day.Year}年{day.Month}月{day.Day}日" : "",
            ["verification"] = row.Verification is { } differences ? CaseVerification.Write(differences) : "",
        };
    }
}
