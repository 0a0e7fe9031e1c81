using System.Globalization;

namespace Declarations.Rules;

/// <summary>One rule of a policy version: its code, every clause its findings cite, its parameters and what it can find.</summary>
public sealed record RuleEntry(
    string Code, IReadOnlyList<Citation> Citations, IReadOnlyList<RuleParameter> Parameters, IReadOnlyList<FindingCode> Findings)
{
    internal static IReadOnlyList<RuleEntry> Of(Policy policy) =>
    [
        Entry("scope", Days("starts-on", policy.StartsOn), Years("lookback-leading-cadre", policy.LookbackYearsLeadingCadre),
            Years("lookback-others", policy.LookbackYearsOthers)),
        Entry("filing", Days("report-by", policy.ReportAndExitBy), Days("city-managed-by", policy.CityManagedBy)),
        Entry("relatives", Days("starts-on", policy.StartsOn)),
        Entry("participation"),
        Entry("sector", new RuleParameter("small-hydro-max-kw", policy.SmallHydroMaxKw.ToString(CultureInfo.InvariantCulture))),
        Entry("exemption", Years("leave-startup", policy.LeaveStartupYears)),
        Entry("timing", Days("starts-on", policy.StartsOn), Days("exit-by", policy.ReportAndExitBy), Days("ends-on", policy.EndsOn)),
        Entry("cooling-off",
            [
                Years("leading-member", policy.CooldownYearsLeadingMember), Years("others", policy.CooldownYearsOthers),
                .. policy.CoolingOffTerms.Select(term => new RuleParameter("text", $"{term.Source.Document} {term.Source.Article}")),
            ]),
        Entry("prohibition", Days("exit-by", policy.ReportAndExitBy)),
        Entry("exit", Days("exit-by", policy.ReportAndExitBy), Days("verified-by", policy.VerifiedBy), Days("ends-on", policy.EndsOn),
            Ratio("price-above-market", policy.PriceAboveMarketRatio), Ratio("price-low", policy.PriceLowRatio)),
        Entry("leniency", Days("report-and-exit-by", policy.ReportAndExitBy)),
        Entry("verification"),
    ];

    private static RuleEntry Entry(string code, params RuleParameter[] parameters)
    {
        FindingCode[] findings = [.. FindingCodes.All.Where(finding => finding.Rule == code)];
        return new(code, [.. findings.SelectMany(finding => finding.Citations).Distinct()], parameters, findings);
    }

    private static RuleParameter Days(string name, DateOnly day) => new(name, day.ToString("O", CultureInfo.InvariantCulture));
    private static RuleParameter Years(string name, int years) => new(name, years.ToString(CultureInfo.InvariantCulture));
    private static RuleParameter Ratio(string name, decimal ratio) => new(name, ratio.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A number or day that a rule reads: ISO days, whole years, kW or plain ratios, as invariant text.</summary>
public sealed record RuleParameter(string Name, string Value);
