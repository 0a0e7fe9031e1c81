using Declarations.Roster;

namespace Declarations.Rules;

/// <summary>Duties to file, the way of the report, and how the person counts.</summary>
internal sealed record Filing(
    bool? MustReportSelf, bool? MustReportRelatives, DateOnly? ReportBy, SigningRoute? SignOff, Custodian? Custody,
    bool? Counts, bool? Overdue, NotSubmittedReason? Reason, IReadOnlyList<Finding> Findings);

/// <summary>四5, 五(二)1-3: everybody in scope files, nil included; by when; who signs; who keeps; who is overdue.</summary>
internal static class FilingRule
{
    public static Filing Apply(CaseFacts facts, Policy policy, Scope scope)
    {
        if (scope.InScope == false)
            return new(false, false, null, null, null, false, false, null, []);
        var subject = facts.Subject;
        var relatives = scope.InScope & scope.LeadingCadre;
        DateOnly? reportBy = subject.CityManaged switch { true => policy.CityManagedBy, false => policy.ReportAndExitBy, null => null };
        var signOff = SignOff(subject);
        Custodian? custody = subject.CityManaged switch { true => Custodian.CityOffice, false => Custodian.BureauOffice, null => null };

        var submittedOn = facts.Timeline.SubmittedOn ?? facts.Timeline.ReportedOn;
        bool submitted = submittedOn <= facts.AsOf;
        NotSubmittedReason? reason = submitted ? null : ReasonNotSubmitted(subject);
        var overdue = scope.InScope & (submitted || reason is not null ? false : reportBy is { } day ? facts.AsOf > day : null);

        List<Finding> findings = [];
        if (scope.InScope == true && !submitted && reason is null)
            findings.Add((facts.Interest is null ? FindingCodes.FileNil : FindingCodes.FileReport)
                .Because(Fact.Category, Fact.SubmittedOn) with
            { On = reportBy });
        if (submittedOn > facts.AsOf)
            findings.Add(FindingCodes.SubmittedInFuture.Because(Fact.SubmittedOn));
        if (overdue == true)
            findings.Add(FindingCodes.Overdue.Because(Fact.SubmittedOn) with { On = reportBy });
        if (scope.InScope == true && reason is not null)
            findings.Add(FindingCodes.NotSubmittedWithReason.Because(Fact.UnderInvestigation, Fact.TransferredToJudiciary, Fact.Deceased));
        if (IsLate(facts, policy, reportBy))
            findings.Add(FindingCodes.LateReport.Because(Fact.SubmittedOn, Fact.ReportedOn) with { On = reportBy });
        if (relatives == true)
            findings.Add(FindingCodes.ReportRelatives.Because(Fact.Category, Fact.Rank) with { On = reportBy });
        if (relatives == true && subject.RelativesSilent == true && facts.Interest is null)
            findings.Add(FindingCodes.RelativesSilent.Because(Fact.RelativesSilent));
        if (subject.CityManaged is null)
            findings.Add(FindingCodes.CityManagedUnknown.Because(Fact.CityManaged));
        findings.Add(signOff is null
            ? FindingCodes.SignerUnknown.Because(Fact.CityManaged, Fact.PartyGroupSecretary, Fact.Workplace)
            : (signOff == SigningRoute.HigherLevel ? FindingCodes.SignedAbove : FindingCodes.SignedAsPlanned)
                .Because(Fact.CityManaged, Fact.PartyGroupSecretary, Fact.UnitHead, Fact.Workplace));
        return new(scope.InScope, relatives, reportBy, signOff, custody, scope.InScope, overdue, reason, findings);
    }

    /// <summary>Nobody signs their own: the secretary's and a unit head's report goes one level up (E12).</summary>
    private static SigningRoute? SignOff(SubjectFacts subject) => subject switch
    {
        { PartyGroupSecretary: true } => SigningRoute.HigherLevel,
        { PartyGroupSecretary: null } or { CityManaged: null } => null,
        { CityManaged: true } => SigningRoute.PartyGroupSecretary,
        { Workplace: Workplace.BureauDivision } => SigningRoute.SupervisingBureauLeader,
        { Workplace: Workplace.AffiliatedUnit, UnitHead: true } => SigningRoute.HigherLevel,
        { Workplace: Workplace.AffiliatedUnit } => SigningRoute.UnitHeadOrDeputy,
        _ => null,
    };

    private static NotSubmittedReason? ReasonNotSubmitted(SubjectFacts subject) => subject switch
    {
        { Deceased: true } => NotSubmittedReason.Deceased,
        { TransferredToJudiciary: true } => NotSubmittedReason.TransferredToJudiciary,
        { UnderInvestigation: true } => NotSubmittedReason.UnderInvestigation,
        _ => null,
    };

    /// <summary>
    /// A report, nil or not, is late by its submission day (E49). An interest added to a report that was in on time, or
    /// begun after the day, is measured by the end of the stage.
    /// </summary>
    private static bool IsLate(CaseFacts facts, Policy policy, DateOnly? reportBy)
    {
        var time = facts.Timeline;
        var submittedOn = facts.Interest is null ? time.SubmittedOn ?? time.ReportedOn : time.SubmittedOn;
        if (submittedOn > reportBy && submittedOn <= facts.AsOf)
            return true;
        var day = time.SubmittedOn <= reportBy ? policy.ReportAndExitBy : reportBy;
        return facts.Interest is { } interest && time.ReportedOn > day && time.ReportedOn <= facts.AsOf && !(interest.StartedOn > day);
    }
}
