using Declarations.Reporting.Summaries;
using Declarations.Rules;

namespace Declarations.Reporting.Workbooks;

public enum ColumnKind { Text, CentredText, Count, Wan }

/// <summary>
/// One of the 19 columns of Annex 3. What has no column here is in no summary: the list is the permission.
/// </summary>
/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
/// <param name="Value">Text, a whole number (<see cref="ColumnKind.Count"/>), an amount in 万元, or null for an empty cell.</param>
public sealed record SummaryColumn(
    double Width, ColumnKind Kind, Func<SummaryOfficial, SummaryInterest, SummaryWords, object?> Value)
{
    /// <summary>Holds one of a few words.</summary>
    public bool Repeats { get; init; }

    /// <summary>Columns 1 to this one are the official's block, merged over their rows.</summary>
    public const int OfficialColumns = 6;

    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<SummaryColumn> All { get; } =
    [
        new(6, ColumnKind.Count, (official, _, _) => official.Sequence),
        new(9, ColumnKind.CentredText, (official, _, _) => official.Name),
        new(6, ColumnKind.Count, (official, _, _) => official.Age),
        new(18, ColumnKind.Text, (official, _, _) => official.UnitAndPost),
        new(9, ColumnKind.CentredText, (official, _, words) => official.Rank is { } rank ? words.Rank(rank) : null) { Repeats = true },
        new(10, ColumnKind.CentredText, (official, _, words) => official.PoliticalStatus is { } status ? words.PoliticalStatus(status) : null)
        { Repeats = true },
        new(6, ColumnKind.CentredText, (_, interest, _) => interest.RelativeName is null || interest.Cells.Self == true ? "√" : null) { Repeats = true },
        new(15, ColumnKind.CentredText, (_, interest, words) => interest.RelativeName is { } name ? words.Relative(name, interest.Relation) : null),
        new(13, ColumnKind.Text, (_, interest, words) => words.Mode(interest.Mode)) { Repeats = true },
        new(14, ColumnKind.CentredText, (_, interest, words) => interest.Cells.Sector is { } sector ? words.Sector(sector) : null) { Repeats = true },
        new(16, ColumnKind.CentredText, (_, interest, words) => words.Period(interest.From, interest.To)),
        new(24, ColumnKind.Text, (_, interest, words) => words.Content(interest.Enterprise, interest.Content)),
        new(9, ColumnKind.Wan, (_, interest, _) => interest.Amount?.Wan),
        new(9, ColumnKind.Wan, (_, interest, _) => interest.Profit?.Wan),
        new(11.5, ColumnKind.CentredText, (_, interest, words) => Exit(interest.Cells.ExitSelfReport, words)) { Repeats = true },
        new(11.5, ColumnKind.CentredText, (_, interest, words) => Exit(interest.Cells.ExitVerification, words)) { Repeats = true },
        new(15, ColumnKind.CentredText, (_, interest, words) => interest.Cells.AgreedExit is { } day ? words.Date(day) : null),
        new(20, ColumnKind.Text, (_, interest, words) => interest.Cells.Verification is { } differences ? words.Verification(differences) : null),
        new(20, ColumnKind.Text, (_, interest, words) => interest.Disposals.Count == 0 ? null : words.Disposal(interest.Disposals)),
    ];

    private static string? Exit(ExitCell cell, SummaryWords words) => cell switch
    {
        ExitCell.Exited => words.Exited,
        ExitCell.OrderedExit => words.OrderedExit,
        _ => null,
    };
}
