using Declarations.Reporting.Documents;
using Declarations.Reporting.Summaries;

namespace Declarations.Reporting.Workbooks;

/// <summary>The body of the summary sheet, and the notes and the foot below it.</summary>
internal sealed class SummaryRows(SheetRows rows, SummaryHead head, SummaryWords words)
{
    /// <summary>Rows left empty for handwriting when nobody has anything to report, as on the form.</summary>
    private const int EmptyRows = 4;
    private const double EmptyHeight = 30, FootHeight = 24;

    private static readonly IReadOnlyList<SummaryColumn> Columns = SummaryColumn.All;
    private static readonly double Width = Columns.Sum(column => column.Width);

    private readonly CellStyle[] styles = [.. Columns.Select((_, column) => rows.StyleOf($"{(char)('A' + column)}{rows.Row}"))];
    private readonly CellStyle plain = rows.StyleOf($"A{rows.Row + 1}");
    private readonly List<string> remarks = [];
    /// <summary>Of one official, row by row; kept from one to the next.</summary>
    private object?[] values = [];
    private double[] heights = [];

    public async Task WriteAsync(IAsyncEnumerable<SummaryOfficial> officials, CancellationToken cancellation)
    {
        var first = rows.Row;
        await foreach (var official in officials.WithCancellation(cancellation))
        {
            if (official.Unreadable is { } number)
                await WriteUnreadableAsync(official, words.Unreadable(number));
            else
                await WriteAsync(official);
            if (words.Remark(official) is { } remark)
                remarks.Add(remark);
        }
        if (rows.Row == first)
            await WriteEmptyAsync();
        foreach (var note in words.Notes.Concat(remarks))
            await WriteLineAsync(PrintedText.Storable(note));
        await WriteFootAsync();
    }

    private async Task WriteAsync(SummaryOfficial official)
    {
        var count = official.Interests.Count;
        Fill(official);
        if (count > 1)
            rows.MergeColumns(rows.Row, count, SummaryColumn.OfficialColumns);
        for (var row = 0; row < count; row++)
        {
            rows.Begin(Math.Min(heights[row], RowHeight.Highest));
            for (var column = 0; column < Columns.Count; column++)
                rows.Cell(styles[column], values[row * Columns.Count + column], Columns[column].Repeats);
            await rows.EndAsync();
        }
    }

    private void Fill(SummaryOfficial official)
    {
        var count = official.Interests.Count;
        if (heights.Length < count)
            (values, heights) = (new object?[count * Columns.Count], new double[count]);
        heights.AsSpan(0, count).Clear();
        for (var row = 0; row < count; row++)
            for (var column = 0; column < Columns.Count; column++)
            {
                var inBlock = column < SummaryColumn.OfficialColumns;
                var value = inBlock && row > 0 ? null : Storable(Columns[column].Value(official, official.Interests[row], words));
                values[row * Columns.Count + column] = value;
                if (value is string text && !inBlock)
                    heights[row] = Math.Max(heights[row], RowHeight.Of(text, Columns[column].Width));
            }
        // the block's own texts may need more room than the rows beside them
        for (var column = 0; column < SummaryColumn.OfficialColumns && count > 0; column++)
            if (values[column] is string text)
                RowHeight.Stretch(heights.AsSpan(0, count), RowHeight.Of(text, Columns[column].Width));
    }

    /// <summary>The official in their place, and across the other columns why there are no rows.</summary>
    private async Task WriteUnreadableAsync(SummaryOfficial official, string sentence)
    {
        rows.Begin(2 * RowHeight.Line + RowHeight.Padding);
        for (var column = 0; column < Columns.Count; column++)
            rows.Cell(styles[column], column < SummaryColumn.OfficialColumns ? Storable(Columns[column].Value(official, null!, words))
                : column == SummaryColumn.OfficialColumns ? sentence : null);
        rows.MergeLine(SummaryColumn.OfficialColumns, Columns.Count - 1);
        await rows.EndAsync();
    }

    private async Task WriteEmptyAsync()
    {
        for (var row = 0; row < EmptyRows; row++)
        {
            rows.Begin(EmptyHeight);
            for (var column = 0; column < Columns.Count; column++)
                rows.Cell(styles[column], null);
            await rows.EndAsync();
        }
    }

    private async Task WriteLineAsync(string text)
    {
        rows.Begin(RowHeight.Of(text, Width));
        rows.Cell(plain, text);
        rows.MergeLine(0, Columns.Count - 1);
        await rows.EndAsync();
    }

    private async Task WriteFootAsync()
    {
        rows.Begin(FootHeight);
        rows.Cell(plain, PrintedText.Storable(words.FilledByLabel + head.FilledBy));
        rows.MergeLine(0, 7);
        for (var column = 1; column < 8; column++)
            rows.Cell(plain, null);
        rows.Cell(plain, PrintedText.Storable(words.TelephoneLabel + head.Telephone));
        rows.MergeLine(8, 13);
        await rows.EndAsync();
    }

    private static object? Storable(object? value) => value is string text ? PrintedText.Storable(text) : value;
}
