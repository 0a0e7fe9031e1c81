using System.Text.Json;
using System.Text.Json.Nodes;
using Declarations.Reporting.Documents;
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
    /// <summary>Everything it counts, by name, for the level above; none while it is only shown.</summary>
    public IReadOnlyDictionary<string, long> Numbers { get; init; } = new Dictionary<string, long>();
    /// <summary>另附页: the cases that the rows mention (说明5).</summary>
    public IReadOnlyList<OfficialDocument> Cases { get; init; } = [];
    /// <summary>另附说明 of the units below (说明1), paragraph by paragraph.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    public JsonNode Write() => JsonSerializer.SerializeToNode(this, CanonicalReport.Json)!;
    public static SheetContent Read(JsonNode stated) => stated.Deserialize<SheetContent>(CanonicalReport.Json)!;
}
