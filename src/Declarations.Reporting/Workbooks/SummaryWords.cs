using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reporting.Workbooks;

/// <summary>Every fixed text of the summary table (Annex 3) in one language, for the page and for the workbook.</summary>
public sealed record SummaryWords
{
    public required string SheetName { get; init; }
    /// <summary>Of the sheet with the individual cases.</summary>
    public required string CasesName { get; init; }
    /// <summary>Of the sheet with what the heads of units added (说明1).</summary>
    public required string OthersName { get; init; }
    public required string AnnexLabel { get; init; }
    /// <summary>First line of the title, from the city's name.</summary>
    public required Func<string, string> Title { get; init; }
    public required string TitleSecondLine { get; init; }
    /// <summary>Ends the title of a sheet that is only part of the whole; "" for the whole.</summary>
    public required Func<SummaryPart, string> Part { get; init; }

    /// <summary>Labels of head and foot end with their colon: what follows is written, stamped or signed.</summary>
    public required string UnitLabel { get; init; }
    public required string ResponsiblePersonLabel { get; init; }
    public required string FilledOnLabel { get; init; }
    public required string FilledByLabel { get; init; }
    public required string TelephoneLabel { get; init; }

    /// <summary>Group over columns 2-6.</summary>
    public required string OfficialGroup { get; init; }
    /// <summary>Group over columns 7-14.</summary>
    public required string ParticipationGroup { get; init; }
    /// <summary>Group over columns 7-8, within the one above.</summary>
    public required string ParticipantGroup { get; init; }
    /// <summary>Group over columns 15-17.</summary>
    public required string CorrectionGroup { get; init; }
    /// <summary>Headings of the 19 columns, in order.</summary>
    public required IReadOnlyList<string> Headings { get; init; }
    /// <summary>The notes (说明) under the table; the first carries the word that opens them.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
    /// <summary>另附说明 under the notes, for the officials of whom there is something to remark.</summary>
    public required Func<SummaryOfficial, string?> Remark { get; init; }
    /// <summary>Of an official whose version cannot be opened; the argument is its receipt number.</summary>
    public required Func<string, string> Unreadable { get; init; }
    /// <summary>Page footer, from page number and number of pages.</summary>
    public required Func<string, string, string> PageFooter { get; init; }

    public required string Exited { get; init; }
    public required string OrderedExit { get; init; }
    public required Func<Rank, string> Rank { get; init; }
    public required Func<PoliticalStatus, string> PoliticalStatus { get; init; }
    /// <summary>Column 8: name and relation.</summary>
    public required Func<string, Relation, string> Relative { get; init; }
    public required Func<ParticipationMode, string> Mode { get; init; }
    public required Func<Sector, string> Sector { get; init; }
    /// <summary>
    /// Column 11: first and last day; a null last day means that it is still going on, a null first day that it is not known.
    /// A line ends between the two, never within one.
    /// </summary>
    public required Func<DateOnly?, DateOnly?, string> Period { get; init; }
    /// <summary>Column 12: enterprise, null where there is none, and what is done there.</summary>
    public required Func<string?, string, string> Content { get; init; }
    public required Func<DateOnly, string> Date { get; init; }
    /// <summary>Column 18 from the differences found by a check; none means 属实.</summary>
    public required Func<IReadOnlyList<Difference>, string> Verification { get; init; }
    /// <summary>说明5: kind, reason, and that the case has a page of its own.</summary>
    public required Func<IReadOnlyList<SummaryDisposal>, string> Disposal { get; init; }
}
