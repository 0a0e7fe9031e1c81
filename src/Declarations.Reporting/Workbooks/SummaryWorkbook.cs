using ClosedXML.Excel;
using Declarations.Reporting.Summaries;

namespace Declarations.Reporting.Workbooks;

/// <summary>The summary table as an .xlsx sheet for A3 paper, laid out as Annex 3 of the plan.</summary>
public static class SummaryWorkbook
{
    private const int AnnexRow = 1, TitleRow = 2, HeadRow = 4, HeaderRow = 5, BodyRow = 8;
    /// <summary>Rows left empty for handwriting when nobody has anything to report, as on the form.</summary>
    private const int EmptyRows = 4;
    /// <summary>Points. A row of a sheet cannot be higher than 409.</summary>
    private const double LineHeight = 15, RowPadding = 9, HighestRow = 409;
    private const string FontName = "宋体";

    private static readonly IReadOnlyList<SummaryColumn> Columns = SummaryColumn.All;

    /// <summary>Fills a new workbook of one sheet. 10,000 rows take about two seconds.</summary>
    /// <param name="output">Any writable stream; it stays open. Written synchronously: give an HTTP response a buffer.</param>
    /// <exception cref="ArgumentException">The words do not have one heading per column.</exception>
    public static void Write(SummaryTable table, SummaryWords words, Stream output)
    {
        if (words.Headings.Count != Columns.Count)
            throw new ArgumentException($"The form has {Columns.Count} columns, the words {words.Headings.Count} headings.", nameof(words));

        using var workbook = new XLWorkbook();
        workbook.Properties.Title = PrintedText.Storable($"{words.Title(table.CityName)} {words.TitleSecondLine}");
        workbook.Properties.Author = PrintedText.Storable(table.UnitName);
        var sheet = workbook.AddWorksheet(words.SheetName);
        SetColumns(sheet);
        WriteHead(sheet, table, words);
        WriteHeader(sheet, words);
        var nextRow = WriteBody(sheet, table, words);
        WriteNotesAndFoot(sheet, nextRow, table, words);
        SetUpPrinting(sheet, words);

        using var buffer = new MemoryStream();
        workbook.SaveAs(buffer);
        buffer.Position = 0;
        buffer.CopyTo(output);
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

    private static void WriteHead(IXLWorksheet sheet, SummaryTable table, SummaryWords words)
    {
        Line(sheet, AnnexRow, 1, Columns.Count, words.AnnexLabel);
        foreach (var (row, text) in new[] { (TitleRow, words.Title(table.CityName)), (TitleRow + 1, words.TitleSecondLine) })
        {
            var title = Line(sheet, row, 1, Columns.Count, text);
            title.Style.Font.SetBold().Font.SetFontSize(20).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
            sheet.Row(row).Height = 30;
        }
        Line(sheet, HeadRow, 1, 8, words.UnitLabel + table.UnitName);
        Line(sheet, HeadRow, 9, 14, words.ResponsiblePersonLabel);
        Line(sheet, HeadRow, 15, Columns.Count, words.FilledOnLabel + words.Date(table.FilledOn));
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
            Put(span.FirstCell(), text);
            if (span.RowCount() * span.ColumnCount() > 1)
                span.Merge(false);
            var width = Columns.Skip(column - 1).Take(lastColumn - column + 1).Sum(each => each.Width);
            Stretch(heights.AsSpan(level..(lastLevel + 1)), Height(text, width));
        }
    }

    /// <returns>The row after the last.</returns>
    private static int WriteBody(IXLWorksheet sheet, SummaryTable table, SummaryWords words)
    {
        var styles = Columns.Select((column, index) => BodyStyle(sheet.Cell(BodyRow, index + 1), column.Kind)).ToArray();
        var row = BodyRow;
        foreach (var official in table.Officials)
        {
            if (official.Unreadable is { } number)
            {
                WriteUnreadable(sheet, row++, official, words, words.Unreadable(number), styles);
                continue;
            }
            var heights = new double[official.Interests.Count];
            foreach (var (offset, interest) in official.Interests.Index())
            {
                for (var column = 0; column < Columns.Count; column++)
                {
                    var cell = sheet.Cell(row + offset, column + 1);
                    cell.Style = styles[column];
                    var inBlock = column < SummaryColumn.OfficialColumns;
                    if (inBlock && offset > 0)
                        continue;
                    var value = Columns[column].Value(official, interest, words);
                    Put(cell, value);
                    if (value is string text && !inBlock)
                        Stretch(heights.AsSpan(offset, 1), Height(text, Columns[column].Width));
                }
            }
            // the block's own texts may need more room than the rows beside them
            for (var column = 0; column < SummaryColumn.OfficialColumns; column++)
            {
                if (heights.Length > 1)
                    sheet.Range(row, column + 1, row + heights.Length - 1, column + 1).Merge(false);
                if (heights.Length > 0 && Columns[column].Value(official, official.Interests[0], words) is string text)
                    Stretch(heights, Height(text, Columns[column].Width));
            }
            foreach (var height in heights)
                sheet.Row(row++).Height = Math.Min(height, HighestRow);
        }
        if (row > BodyRow)
            return row;

        for (; row < BodyRow + EmptyRows; row++)
        {
            sheet.Row(row).Height = 30;
            for (var column = 0; column < Columns.Count; column++)
                sheet.Cell(row, column + 1).Style = styles[column];
        }
        return row;
    }

    /// <summary>The official in their place, and across the other columns why there are no rows.</summary>
    private static void WriteUnreadable(IXLWorksheet sheet, int row, SummaryOfficial official, SummaryWords words, string sentence, IXLStyle[] styles)
    {
        foreach (var (column, style) in styles.Index())
            sheet.Cell(row, column + 1).Style = style;
        for (var column = 0; column < SummaryColumn.OfficialColumns; column++)
            Put(sheet.Cell(row, column + 1), Columns[column].Value(official, null!, words));
        Line(sheet, row, SummaryColumn.OfficialColumns + 1, Columns.Count, sentence);
        sheet.Row(row).Height = 2 * LineHeight + RowPadding;
    }

    private static IXLStyle BodyStyle(IXLCell cell, ColumnKind kind)
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
        return cell.Style;
    }

    private static void WriteNotesAndFoot(IXLWorksheet sheet, int row, SummaryTable table, SummaryWords words)
    {
        var width = Columns.Sum(column => column.Width);
        foreach (var note in words.Notes.Concat(table.Officials.Select(words.Remark).OfType<string>()))
        {
            Line(sheet, row, 1, Columns.Count, note);
            sheet.Row(row++).Height = Height(note, width);
        }
        sheet.Row(row).Height = 24;
        Line(sheet, row, 1, 8, words.FilledByLabel + table.FilledBy);
        Line(sheet, row, 9, 14, words.TelephoneLabel + table.Telephone);
    }

    private static void SetUpPrinting(IXLWorksheet sheet, SummaryWords words)
    {
        sheet.SheetView.Freeze(BodyRow - 1, 2);
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A3Paper;
        page.PageOrientation = XLPageOrientation.Landscape;
        page.FitToPages(1, 0);
        // SetRowsToRepeatAtTop writes 5:7 instead of $5:$7, which not every program understands
        sheet.NamedRanges.Add("_xlnm.Print_Titles", $"'{words.SheetName}'!${HeaderRow}:${BodyRow - 1}");
        page.CenterHorizontally = true;
        page.Margins.SetLeft(0.4).SetRight(0.4).SetTop(0.6).SetBottom(0.6).SetHeader(0.3).SetFooter(0.3);
        page.Footer.Center.AddText(words.PageFooter("&P", "&N"));
    }

    private static IXLRange Line(IXLWorksheet sheet, int row, int firstColumn, int lastColumn, string text)
    {
        var line = sheet.Range(row, firstColumn, row, lastColumn);
        Put(line.FirstCell(), text);
        line.Merge(false);
        return line;
    }

    private static void Put(IXLCell cell, object? value)
    {
        switch (value)
        {
            case null or "":
                break;
            case string text when text.Any(char.IsSurrogate):
                // SetValue would write rare characters of names as _xD842__xDFB7_; rich text writes them as they are
                cell.RichText.AddText(PrintedText.Storable(text));
                break;
            case string text:
                cell.SetValue(PrintedText.Storable(text));
                break;
            case int count:
                cell.SetValue(count);
                break;
            case decimal wan:
                cell.SetValue(wan);
                break;
            default:
                throw new ArgumentException($"No cell holds a {value.GetType().Name}.", nameof(value));
        }
    }

    private static double Height(string text, double width) =>
        PrintedText.Lines(PrintedText.Storable(text), width - 1) * LineHeight + RowPadding;

    /// <summary>Makes rows at least as high together as needed, sharing what is missing.</summary>
    private static void Stretch(Span<double> heights, double needed)
    {
        foreach (var height in heights)
            needed -= height;
        foreach (ref var height in heights)
            height += Math.Max(0, needed) / heights.Length;
    }
}
