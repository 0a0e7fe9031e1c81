using System.Text.Json;
using Declarations.Reports;
using Declarations.Sheets;

namespace Declarations.Reporting.Summaries;

public static class StatedParts
{
    /// <summary>A list in what a sheet states, by its name there.</summary>
    public static IReadOnlyList<T> ListOf<T>(this UnitSheet sheet, string name) => sheet.Stated[name].Deserialize<List<T>>(CanonicalReport.Json) ?? [];
}
