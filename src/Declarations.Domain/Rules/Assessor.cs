using System.Collections.Frozen;

namespace Declarations.Rules;

/// <summary>
/// Applies every rule of a policy to the facts as stated, and as established where a check went further, and gathers all findings. Pure: no clock, database or
/// text.
/// </summary>
public static class Assessor
{
    public static Determination Assess(CaseFacts stated, Policy policy)
    {
        var facts = stated.Interest is null or { VerifiedHolder: null, VerifiedMode: null } ? stated : stated with { Interest = stated.Interest.Established };
        var scope = ScopeRule.Apply(facts, policy);                                             // 二
        var filing = FilingRule.Apply(facts, policy, scope);                                    // 四5, 五(二)1-3
        var reading = Read(facts, policy, scope);                                               // 三, 四1-2, 二(一)
        var coolingOff = CoolingOffRule.Apply(facts, policy, scope, reading);                    // 四3
        var prohibition = ProhibitionRule.Apply(facts, policy, scope, coolingOff, reading);     // 四1-4
        var exit = ExitRule.Apply(facts, policy, prohibition, reading?.Timing);                 // 四5, 说明3
        var annex = AnnexRule.Apply(stated, policy, reading, prohibition, exit);                // 说明2-4
        var leniency = LeniencyRule.Apply(facts, policy, prohibition, exit, reading?.Timing, annex.Consistent); // 五(二)3, 五(三), 四6

        var concerned = prohibition.Verdict != Verdict.OutOfScope;
        IEnumerable<Finding> all =
        [
            .. scope.Findings.Citing(PersonClauses.Official(scope)), .. filing.Findings,
            .. concerned ? [.. reading?.Findings ?? [], .. coolingOff.Findings] : Enumerable.Empty<Finding>(),
            .. prohibition.Findings, .. exit.Findings, .. leniency.Findings, .. concerned ? annex.Findings : [],
        ];
        Finding[] findings = [.. all.Citing(PersonClauses.Concerned(scope, reading))];
        return new Determination(policy.Version, facts.AsOf, findings)
        {
            InScope = scope.InScope,
            LeadingCadre = scope.LeadingCadre,
            MustReportSelf = filing.MustReportSelf,
            MustReportRelatives = filing.MustReportRelatives,
            ReportBy = filing.ReportBy,
            SignOff = filing.SignOff,
            Custody = filing.Custody,
            LookbackYears = scope.LookbackYears,
            LookbackLastDay = scope.LookbackLastDay,
            CooldownYears = coolingOff.Years,
            CooldownLastDay = coolingOff.LastDay,
            CooldownActive = coolingOff.Active,
            Verdict = prohibition.Verdict,
            Basis = prohibition.Basis,
            Action = prohibition.Action,
            ExitBy = prohibition.ExitBy,
            ExitEffective = exit.Effective,
            ExitCompliant = exit.Compliant,
            Leniency = leniency.Leniency,
            StricterLeniency = leniency.Stricter,
            Alerts = AlertsOf(findings),
            Row = annex.Row,
            VerificationConsistent = annex.Consistent,
            DisposalOptions = leniency.Disposals,
            CountsInShouldSubmit = filing.Counts,
            Overdue = filing.Overdue,
            NotSubmittedReason = filing.Reason,
        };
    }

    private static IReadOnlySet<Alert> AlertsOf(Finding[] findings) => Array.Exists(findings, finding => finding.Alert is not null)
        ? findings.Select(finding => finding.Alert).OfType<Alert>().ToHashSet() : FrozenSet<Alert>.Empty;

    private static InterestReading? Read(CaseFacts facts, Policy policy, Scope scope)
    {
        if (facts.Interest is not { } interest)
            return null;
        var ownership = RelativesRule.Apply(interest, facts, policy, scope);
        var claims = ownership.Whose == Whose.Self && scope.Left != true;
        var sector = SectorRule.Apply(interest, policy);
        return new(
            ownership,
            ParticipationRule.Apply(interest, facts, scope, sector.Sector, ownership.PerhapsOwn),
            sector,
            claims ? ExemptionRule.Apply(facts, policy, scope) : new(ExemptionState.NotClaimed, []),
            TimingRule.Apply(interest, facts, policy));
    }
}
