using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Written;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Reports;

/// <summary>What a long list of reports is narrowed to: a part of the name or staff number, and a unit with those below it.</summary>
/// <param name="Action">Address of the page.</param>
/// <param name="Units">Units to choose from.</param>
/// <param name="Kept">What the address says besides.</param>
public sealed record ReportSearch(
    string Action, string? Search, string? Unit, IReadOnlyList<Unit> Units, params IReadOnlyList<(string Name, string Value)> Kept)
{
    public const int Longest = 60;

    /// <returns>Of a unit that is not among those to choose from: none.</returns>
    public IQueryable<PersonalSituationReport> In(IQueryable<PersonalSituationReport> reports)
    {
        var (name, number) = (WrittenName.Normal(Search), WrittenKey.Upper(Search));
        if (!string.IsNullOrEmpty(name))
            reports = reports.Where(report => report.Official.Name.Contains(name) || report.Official.StaffNumber.Contains(number));
        if (string.IsNullOrEmpty(Unit))
            return reports;
        var path = Units.FirstOrDefault(unit => unit.Code == Unit)?.Path ?? "none";
        return reports.Where(report => report.Unit.Path.StartsWith(path));
    }
}
