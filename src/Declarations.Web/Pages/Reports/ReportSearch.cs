using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reports;

/// <summary>What a long list of reports is narrowed to: a part of the name or staff number, and a unit with those below it.</summary>
/// <param name="Action">Address of the page.</param>
/// <param name="Units">Units to choose from.</param>
/// <param name="Kept">What the address says besides.</param>
public sealed record ReportSearch(
    string Action, string? Search, string? Unit, IReadOnlyList<Unit> Units, params IReadOnlyList<(string Name, string Value)> Kept)
{
    public const int Longest = 60;

    /// <summary>Narrowed to nothing: the whole list.</summary>
    public bool IsNone => string.IsNullOrEmpty(Search) && string.IsNullOrEmpty(Unit);

    /// <returns>Of a unit that is not among those to choose from: none.</returns>
    public IQueryable<PersonalSituationReport> In(IQueryable<PersonalSituationReport> reports)
    {
        var (name, number) = (WrittenName.Normal(Search), WrittenKey.Upper(Search));
        if (!string.IsNullOrEmpty(name))
            reports = reports.Where(report => report.Official.Name.Contains(name) || report.Official.StaffNumber.Contains(number));
        if (string.IsNullOrEmpty(Unit))
            return reports;
        return reports.Under(Path);
    }

    /// <summary>The same of rows of these reports.</summary>
    public IQueryable<InterestRow> In(IQueryable<InterestRow> rows, IQueryable<PersonalSituationReport> reports) =>
        !string.IsNullOrEmpty(Search) ? rows.Where(row => In(reports).Select(report => report.Id).Contains(row.ReportId))
            : string.IsNullOrEmpty(Unit) ? rows : rows.Under(Path);

    private string[] Path => [.. Units.Where(unit => unit.Code == Unit).Select(unit => unit.Path)];
}

public static class UnitsOffered
{
    /// <summary>More than these are not offered all at once.</summary>
    public const int Most = 100;

    /// <summary>
    /// Units to narrow a list to: all of them or, of a large tree, the topmost and the way down to the chosen one, each with the units right below it.
    /// </summary>
    /// <param name="chosen">Code of a unit; null: none yet.</param>
    public static async Task<IReadOnlyList<Unit>> OfferedAsync(this IQueryable<Unit> units, string? chosen)
    {
        units = units.AsNoTracking().OrderBy(unit => unit.Path);
        var all = await units.Take(Most + 1).ToListAsync();
        if (all.Count <= Most)
            return all;
        var path = await units.Where(unit => unit.Code == chosen).Select(unit => unit.Path).FirstOrDefaultAsync() ?? all[0].Path;
        var way = UnitTree.PathsUpFrom(path).ToList();
        return await units.Where(unit => way.Contains(unit.Path) || !units.Any(above => above.Id == unit.ParentId)
            || units.Any(above => above.Id == unit.ParentId && way.Contains(above.Path))).ToListAsync();
    }
}
