namespace Declarations.Rules;

/// <summary>
/// The policy versions by code. The first is the law of the campaign; the others hold a leaver to one text alone,
/// whatever the leave day, so that readings can be set side by side.
/// </summary>
public static class Policies
{
    public static Policy Csl2005 { get; } = Under("zhuzhou-2017-csl-2005", CoolingOffTerm.Law2005);
    public static Policy Opinions2017 { get; } = Under("zhuzhou-2017-opinions-2017", CoolingOffTerm.Opinions2017);
    public static Policy Csl2018 { get; } = Under("zhuzhou-2017-csl-2018", CoolingOffTerm.Law2018);

    public static IReadOnlyList<Policy> All { get; } = [Policy.Zhuzhou2017, Csl2005, Opinions2017, Csl2018];

    /// <returns>Null: no such version.</returns>
    public static Policy? Find(string version) => All.FirstOrDefault(policy => policy.Version == version);

    private static Policy Under(string version, CoolingOffTerm term) =>
        Policy.Zhuzhou2017 with { Version = version, CoolingOffTerms = [term] };
}
