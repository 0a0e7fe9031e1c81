using System.Collections.Frozen;

namespace Declarations.Rules;

/// <summary>
/// The plan has one clause for each kind of person: 二(一), 四1 officials themselves; 二(二), 四2 relatives; 二(三) and 二(四), 四3
/// leavers. Of those that a code lists, a finding cites only the clause of the person concerned (E50).
/// </summary>
internal static class PersonClauses
{
    private static readonly string[] Self = ["二(一)", "四1"], Relative = ["二(二)", "四2"],
        LeadingLeaver = ["二(三)", "四3"], OtherLeaver = ["二(四)", "四3"];

    private static readonly string[] All = [.. Self, .. Relative, .. LeadingLeaver, .. OtherLeaver];

    /// <summary>Codes that speak of a person in two times, or of two persons.</summary>
    private static readonly HashSet<string> OfSeveral =
        [FindingCodes.BegunInService.Code, FindingCodes.LeaversRelative.Code, FindingCodes.SoeStaffBusiness.Code];

    /// <returns>Null: not known of whom the clauses must speak.</returns>
    public static string[]? Official(Scope scope) => (scope.Left, scope.LeadingCadre) switch
    {
        (false, _) => Self,
        (true, true) => LeadingLeaver,
        (true, false) => OtherLeaver,
        _ => null,
    };

    /// <summary>Whose interest it is; without one, the official.</summary>
    public static string[]? Concerned(Scope scope, InterestReading? reading) => reading?.Ownership.Whose switch
    {
        null or Whose.Self => Official(scope),
        Whose.Unknown => null,
        _ => Relative,
    };

    /// <summary>What is left of the citations of every code: worked out once, since most findings cite what their code does.</summary>
    private static readonly FrozenDictionary<(string[] Clauses, IReadOnlyList<Citation> Citations), IReadOnlyList<Citation>> OfCodes =
        FindingCodes.All.Select(code => code.Citations).Distinct()
            .SelectMany(citations => new[] { Self, Relative, LeadingLeaver, OtherLeaver }.Select(clauses => (clauses, citations)))
            .ToFrozenDictionary(each => each, each => Kept(each.citations, each.clauses));

    public static IEnumerable<Finding> Citing(this IEnumerable<Finding> findings, string[]? clauses) =>
        clauses is null ? findings : findings.Select(finding => Citing(finding, clauses));

    private static Finding Citing(Finding finding, string[] clauses)
    {
        var kept = OfCodes.GetValueOrDefault((clauses, finding.Citations)) ?? Kept(finding.Citations, clauses);
        return ReferenceEquals(kept, finding.Citations) || OfSeveral.Contains(finding.Code) ? finding : finding with { Citations = kept };
    }

    /// <returns>The same list: all of it stays, or nothing of the plan would.</returns>
    private static IReadOnlyList<Citation> Kept(IReadOnlyList<Citation> citations, string[] clauses)
    {
        Citation[] kept = [.. citations.Where(citation => !IsOfAPerson(citation) || clauses.Contains(citation.Article))];
        return kept.Length < citations.Count && kept.Any(citation => citation.Document is LawDocument.Plan or LawDocument.PlanAnnex3) ? kept : citations;
    }

    private static bool IsOfAPerson(Citation citation) => citation.Document == LawDocument.Plan && All.Contains(citation.Article);
}
