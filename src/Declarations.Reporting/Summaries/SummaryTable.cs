using Declarations.Handling;
using Declarations.Participation;
using Declarations.Reporting.Documents;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Summaries;

namespace Declarations.Reporting.Summaries;

/// <summary>What stands above and below the rows of a summary table.</summary>
public sealed record SummaryHead(string CityName, string UnitName, DateOnly FilledOn, string? FilledBy, string? Telephone)
{
    public SummaryPart Part { get; init; } = new(UnitAlone: false, null, null);
    /// <summary>另附页 (说明5), in the order of the table.</summary>
    public IReadOnlyList<OfficialDocument> Cases { get; init; } = [];
    /// <summary>另附说明 (说明1): what the heads of the units added to their sheets; null: nothing.</summary>
    public OfficialDocument? Others { get; init; }
}

/// <summary>Which part of the whole a summary table is: of the unit without those below it, of one sector, of some exits. Null: of all.</summary>
public sealed record SummaryPart(bool UnitAlone, Sector? Sector, ExitFilter? Exit);

/// <summary>What has become of the version that the rows come from, by the day of the table; without one a check found them.</summary>
public enum ReadingState { Signed, Waiting, Returned, NotReported }

/// <summary>
/// The unit summary table (汇总表, Annex 3): head, one block of rows per official with an interest, foot. Holds values
/// and codes, no sentences; numbers in 万元 come from <see cref="Money"/>. No identity numbers, by construction.
/// </summary>
public sealed record SummaryTable(SummaryHead Head, IReadOnlyList<SummaryOfficial> Officials)
{
    /// <summary>Rows of the body: officials x participants x enterprises.</summary>
    public int RowCount => Officials.Sum(official => official.Interests.Count);
}

/// <summary>Columns 1-6: the official's block, merged over their rows. Sequence counts officials (E34).</summary>
public sealed record SummaryOfficial(
    Guid ReportId, int Sequence, string Name, int? Age, string UnitAndPost, Rank? Rank, PoliticalStatus? PoliticalStatus,
    IReadOnlyList<SummaryInterest> Interests)
{
    /// <summary>Day of the supplement that the rows come from; null: they come from the report itself.</summary>
    public DateOnly? SupplementedOn { get; init; }
    /// <summary>Receipt number of the version that cannot be opened, so that the official stands here without rows; null: it can.</summary>
    public string? Unreadable { get; init; }
    /// <summary>Of the version that the rows come from.</summary>
    public string? Receipt { get; init; }
    public string? Digest { get; init; }
    /// <summary>The rows come from a report on paper.</summary>
    public bool IsOnPaper { get; init; }
    public ReadingState Reading { get; init; }
    /// <summary>The sheet of another installation that they come from; null: the report is here.</summary>
    public SheetSource? From { get; init; }
}

/// <summary>A received sheet: code of its unit, and number.</summary>
public sealed record SheetSource(string Unit, int Number);

/// <summary>A decision that the table mentions and a page of its own tells.</summary>
public sealed record SummaryCase(Official Official, string UnitName, Disposal Disposal);

/// <summary>Columns 7-19: one official x participant x enterprise.</summary>
/// <param name="RelativeName">Null: the official in person (√ in column 7).</param>
/// <param name="To">Null: still going on.</param>
/// <param name="Cells">What the rules decided of this row.</param>
public sealed record SummaryInterest(
    Guid InterestId, string? RelativeName, Relation Relation, ParticipationMode Mode, DateOnly? From, DateOnly? To,
    string? Enterprise, string Content, Money? Amount, Money? Profit, AnnexRow Cells)
{
    /// <summary>What was decided and confirmed, oldest first.</summary>
    public IReadOnlyList<SummaryDisposal> Disposals { get; init; } = [];
}

/// <summary>处理情况 of a row: kind, measure and reason (说明5), and whether a page of the case goes with it.</summary>
public sealed record SummaryDisposal(DisposalKind Kind, DisposalMeasure Measure, string? Reason, bool HasCasePage)
{
    /// <param name="decided">Confirmed.</param>
    public static SummaryDisposal Of(Disposal decided) => new(decided.Kind!.Value, decided.Measure!.Value, decided.Reason, decided.HasCasePage);
}
