using ClosedXML.Excel;
using Declarations.Reporting.Documents;
using Declarations.Reporting.Summaries;

namespace Declarations.Reporting.Workbooks;

/// <summary>The summary table as an .xlsx sheet for A3 paper, laid out as Annex 3 of the plan.</summary>
public static class SummaryWorkbook
{
    private const int AnnexRow = 1, TitleRow = 2, HeadRow = 4, HeaderRow = 5, BodyRow = 8;
    private const string FontName = "宋体";

    private static readonly IReadOnlyList<SummaryColumn> Columns = SummaryColumn.All;

    /// <summary>The same with one table.</summary>
    /// <inheritdoc cref="WriteAsync(IReadOnlyList{ValueTuple{SummaryHead, IAsyncEnumerable{SummaryOfficial}}}, SummaryWords, Stream, CancellationToken)"/>
    public static Task WriteAsync(
        SummaryHead head, IAsyncEnumerable<SummaryOfficial> officials, SummaryWords words, Stream output, CancellationToken cancellation = default) =>
        WriteAsync([(head, officials)], words, output, cancellation);

    /// <summary>
    /// Fills a new workbook, row by row as the officials come: the first table, those of its units on a sheet each, then what the heads of
    /// units added and the individual cases of the first, if any.
    /// </summary>
    /// <param name="output">Any writable stream; it stays open.</param>
    /// <exception cref="ArgumentException">The words do not have one heading per column.</exception>
    public static async Task WriteAsync(
        IReadOnlyList<(SummaryHead Head, IAsyncEnumerable<SummaryOfficial> Officials)> tables, SummaryWords words, Stream output,
        CancellationToken cancellation = default)
    {
        var head = tables[0].Head;
        if (words.Headings.Count != Columns.Count)
            throw new ArgumentException($"The form has {Columns.Count} columns, the words {words.Headings.Count} headings.", nameof(words));

        using var shell = new XLWorkbook();
        shell.Properties.Title = PrintedText.Storable($"{words.Title(head.CityName)} {words.TitleSecondLine}");
        shell.Properties.Author = PrintedText.Storable(head.UnitName);
        shell.Properties.Created = shell.Properties.Modified = head.FilledOn.ToDateTime(TimeOnly.MinValue);
        foreach (var (index, table) in tables.Index())
        {
            var sheet = shell.AddWorksheet(index == 0 ? words.SheetName : SheetNameOf(shell, words, table.Head.UnitName));
            SetColumns(sheet);
            WriteHead(sheet, table.Head, words);
            WriteHeader(sheet, words);
            WriteSamples(sheet);
            SetUpPrinting(sheet, words);
        }
        if (head.Others is { } others)
            CaseSheet.Add(shell, words.OthersName, [others]);
        if (head.Cases.Count > 0)
            CaseSheet.Add(shell, words.CasesName, head.Cases);
        await StreamedSheet.WriteAsync(shell, BodyRow, [.. tables.Select(table => (Func<SheetRows, Task>)(rows =>
            new SummaryRows(rows, table.Head, words).WriteAsync(table.Officials, cancellation)))], output, cancellation);
    }

    /// <summary>The name of a unit as Excel takes it, and no other sheet has it.</summary>
    private static string SheetNameOf(XLWorkbook book, SummaryWords words, string unit)
    {
        const int longest = 31;
        string[] taken = [.. book.Worksheets.Select(sheet => sheet.Name), words.OthersName, words.CasesName];
        var plain = string.Concat(PrintedText.Storable(unit).Where(character => !@"[]:*?/\'".Contains(character, StringComparison.Ordinal)));
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? "" : $" {n}")
            .Select(suffix => (plain.Length == 0 ? "-" : plain[..Math.Min(plain.Length, longest - suffix.Length)]) + suffix)
            .First(name => !taken.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static void SetColumns(IXLWorksheet sheet)
    {
        var style = sheet.Columns(1, Columns.Count).Style;
        style.Font.FontName = FontName;
        style.Font.FontSize = 10.5;
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        style.Alignment.WrapText = true;
        for (var column = 1; column <= Columns.Count; column++)
            sheet.Column(column).Width = Columns[column - 1].Width;
    }

    private static void WriteHead(IXLWorksheet sheet, SummaryHead head, SummaryWords words)
    {
        Line(sheet, AnnexRow, 1, Columns.Count, words.AnnexLabel);
        foreach (var (row, text) in new[] { (TitleRow, words.Title(head.CityName)), (TitleRow + 1, words.TitleSecondLine + words.Part(head.Part)) })
        {
            var title = Line(sheet, row, 1, Columns.Count, text);
            title.Style.Font.SetBold().Font.SetFontSize(20).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
            sheet.Row(row).Height = 30;
        }
        Line(sheet, HeadRow, 1, 8, words.UnitLabel + head.UnitName);
        Line(sheet, HeadRow, 9, 14, words.ResponsiblePersonLabel);
        Line(sheet, HeadRow, 15, Columns.Count, words.FilledOnLabel + words.Date(head.FilledOn));
        sheet.Row(HeadRow).Height = 24;
    }

    private static void WriteHeader(IXLWorksheet sheet, SummaryWords words)
    {
        var heights = new double[] { 22, 36, 36 };
        sheet.Range(HeaderRow, 1, HeaderRow + 2, Columns.Count).Style
            .Font.SetBold().Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center)
            .Border.SetInsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorder(XLBorderStyleValues.Thin);
        Heading(0, 2, 0, 6, words.OfficialGroup);
        Heading(0, 7, 0, 14, words.ParticipationGroup);
        Heading(0, 15, 0, 17, words.CorrectionGroup);
        Heading(1, 7, 1, 8, words.ParticipantGroup);
        for (var column = 1; column <= Columns.Count; column++)
            Heading(column is 1 or 18 or 19 ? 0 : column is 7 or 8 ? 2 : 1, column, 2, column, words.Headings[column - 1]);
        for (var level = 0; level < heights.Length; level++)
            sheet.Row(HeaderRow + level).Height = heights[level];

        void Heading(int level, int column, int lastLevel, int lastColumn, string text)
        {
            var span = sheet.Range(HeaderRow + level, column, HeaderRow + lastLevel, lastColumn);
            span.FirstCell().Put(text);
            if (span.RowCount() * span.ColumnCount() > 1)
                span.Merge(false);
            var width = Columns.Skip(column - 1).Take(lastColumn - column + 1).Sum(each => each.Width);
            RowHeight.Stretch(heights.AsSpan(level..(lastLevel + 1)), RowHeight.Of(text, width));
        }
    }

    /// <summary>A row of the body, and below it a cell of what follows the body.</summary>
    private static void WriteSamples(IXLWorksheet sheet)
    {
        foreach (var (index, column) in Columns.Index())
            SetBodyStyle(sheet.Cell(BodyRow, index + 1), column.Kind);
        sheet.Cell(BodyRow + 1, 1).SetValue(0);
    }

    private static void SetBodyStyle(IXLCell cell, ColumnKind kind)
    {
        // cell.Style is a copy of the moment: each setting starts from a fresh one
        cell.Style.Border.OutsideBorder = XLBorderStyleValues.Thin;
        cell.Style.Alignment.Horizontal = kind switch
        {
            ColumnKind.Text => XLAlignmentHorizontalValues.Left,
            ColumnKind.Wan => XLAlignmentHorizontalValues.Right,
            _ => XLAlignmentHorizontalValues.Center,
        };
        // built-in formats 0, 0.00 and @; the last keeps a text a text even when somebody edits the cell
        cell.Style.NumberFormat.NumberFormatId = kind switch { ColumnKind.Count => 1, ColumnKind.Wan => 2, _ => 49 };
    }

    private static void SetUpPrinting(IXLWorksheet sheet, SummaryWords words)
    {
        sheet.SheetView.Freeze(BodyRow - 1, 2);
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A3Paper;
        page.PageOrientation = XLPageOrientation.Landscape;
        page.FitToPages(1, 0);
        // SetRowsToRepeatAtTop writes 5:7 instead of $5:$7, which not every program understands
        sheet.NamedRanges.Add("_xlnm.Print_Titles", $"'{sheet.Name}'!${HeaderRow}:${BodyRow - 1}");
        page.CenterHorizontally = true;
        page.Margins.SetLeft(0.4).SetRight(0.4).SetTop(0.6).SetBottom(0.6).SetHeader(0.3).SetFooter(0.3);
        page.Footer.Center.AddText(words.PageFooter("&P", "&N"));
    }

    private static IXLRange Line(IXLWorksheet sheet, int row, int firstColumn, int lastColumn, string text)
    {
        var line = sheet.Range(row, firstColumn, row, lastColumn);
        line.FirstCell().Put(text);
        line.Merge(false);
        return line;
    }
}
