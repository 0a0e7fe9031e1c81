using System.Text.Json;
using System.Text.Json.Nodes;
using Declarations.Reporting.Summaries;
using Declarations.Reports;
using Declarations.Sheets;

namespace Declarations.Reporting.Sheets;

/// <summary>One line of figures: persons by name, and what the head of the unit had said when they were read.</summary>
public sealed record SheetLine(string Code, string Name, IReadOnlyDictionary<string, int> Figures)
{
    public SheetStatus? Status { get; init; }
    public int? Number { get; init; }
    public string? Digest { get; init; }
}

/// <summary>What a sheet says: figures of the unit with all below it = of the unit alone + of each unit directly below it; and the rows of Annex 3.</summary>
/// <param name="Officials">All of them, or those on one page of a sheet that is shown.</param>
public sealed record SheetContent(SheetLine Total, SheetLine Own, IReadOnlyList<SheetLine> Below, IReadOnlyList<SummaryOfficial> Officials)
{
    public JsonNode Write() => JsonSerializer.SerializeToNode(this, CanonicalReport.Json)!;
    public static SheetContent Read(JsonNode stated) => stated.Deserialize<SheetContent>(CanonicalReport.Json)!;
}
