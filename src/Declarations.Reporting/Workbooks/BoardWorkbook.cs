using ClosedXML.Excel;

namespace Declarations.Reporting.Workbooks;

/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
public sealed record BoardColumn(string Heading, double Width, bool Centered = false);

/// <summary>The board of a register as a workbook for A3 paper across: what the page shows, all its lines on one sheet.</summary>
public static class BoardWorkbook
{
    private const int TitleRow = 1, LeadRow = 2, HeaderRow = 3;
    private const string FontName = "宋体";

    /// <param name="output">Any writable stream; it stays open.</param>
    public static void Write(string sheetName, string title, string lead, IReadOnlyList<BoardColumn> columns, IEnumerable<IReadOnlyList<string?>> rows,
        Stream output)
    {
        using var workbook = new XLWorkbook();
        workbook.Style.Font.FontName = FontName;
        workbook.Style.Font.FontSize = 10.5;
        var sheet = workbook.AddWorksheet(sheetName);
        Line(sheet, TitleRow, columns.Count, title).Style.Font.SetBold().Font.SetFontSize(20).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Row(TitleRow).Height = 34;
        Line(sheet, LeadRow, columns.Count, lead).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        sheet.Row(LeadRow).Height = RowHeight.Of(lead, columns.Sum(column => column.Width));
        foreach (var (index, column) in columns.Index())
        {
            sheet.Column(index + 1).Width = column.Width;
            sheet.Cell(HeaderRow, index + 1).Put(column.Heading);
        }
        sheet.Row(HeaderRow).Height = 30;
        var last = HeaderRow;
        foreach (var row in rows)
        {
            last++;
            var height = 0d;
            foreach (var (index, text) in row.Index())
            {
                sheet.Cell(last, index + 1).Put(text ?? "");
                height = Math.Max(height, RowHeight.Of(text ?? "", columns[index].Width));
            }
            sheet.Row(last).Height = Math.Min(height, RowHeight.Highest);
        }
        Frame(sheet.Range(HeaderRow, 1, last, columns.Count), columns);
        SetUpPrinting(sheet, sheetName);
        using var buffer = new MemoryStream();
        workbook.SaveAs(buffer);
        buffer.Position = 0;
        buffer.CopyTo(output);
    }

    private static void Frame(IXLRange table, IReadOnlyList<BoardColumn> columns)
    {
        table.Style.Border.SetInsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorder(XLBorderStyleValues.Thin)
            .Alignment.SetVertical(XLAlignmentVerticalValues.Center).Alignment.SetWrapText(true);
        table.Style.NumberFormat.NumberFormatId = 49;
        foreach (var (index, column) in columns.Index())
            if (column.Centered)
                table.Column(index + 1).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        table.FirstRow().Style.Font.SetBold().Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
    }

    private static void SetUpPrinting(IXLWorksheet sheet, string sheetName)
    {
        sheet.SheetView.Freeze(HeaderRow, 1);
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A3Paper;
        page.PageOrientation = XLPageOrientation.Landscape;
        page.FitToPages(1, 0);
        sheet.NamedRanges.Add("_xlnm.Print_Titles", $"'{sheetName}'!${HeaderRow}:${HeaderRow}");
        page.CenterHorizontally = true;
        page.Margins.SetLeft(0.4).SetRight(0.4).SetTop(0.6).SetBottom(0.6).SetHeader(0.3).SetFooter(0.3);
        page.Footer.Center.AddText("&P / &N");
    }

    private static IXLRange Line(IXLWorksheet sheet, int row, int columns, string text)
    {
        var line = sheet.Range(row, 1, row, columns);
        line.FirstCell().Put(text);
        line.Merge(false);
        line.Style.Alignment.WrapText = true;
        return line;
    }
}
