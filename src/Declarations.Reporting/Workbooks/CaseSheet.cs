using ClosedXML.Excel;
using Declarations.Reporting.Documents;

namespace Declarations.Reporting.Workbooks;

/// <summary>Behind the table, papers that go with it, each on a page of its own: individual cases (另附页, 说明5), and what units add (另附说明, 说明1).</summary>
internal static class CaseSheet
{
    private const double Width = 92;

    public static void Add(XLWorkbook book, string name, IReadOnlyList<OfficialDocument> cases)
    {
        var sheet = book.AddWorksheet(name);
        sheet.Column(1).Width = Width;
        sheet.Column(1).Style.Font.SetFontName("宋体").Font.SetFontSize(12)
            .Alignment.SetWrapText(true).Alignment.SetVertical(XLAlignmentVerticalValues.Top);
        sheet.Column(1).Style.NumberFormat.NumberFormatId = 49;
        var row = 0;
        foreach (var one in cases)
        {
            if (row > 0)
                sheet.PageSetup.AddHorizontalPageBreak(row);
            Put(one.Title).Style.Font.SetBold().Font.SetFontSize(18).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
            foreach (var text in one.Paragraphs)
                if (text.StartsWith("# ", StringComparison.Ordinal))
                    Put(text[2..]).Style.Font.SetBold();
                else
                    Put(text);
            foreach (var text in one.Issuer)
                Put(text).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        }
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A4Paper;
        page.FitToPages(1, 0);
        page.Margins.SetLeft(0.8).SetRight(0.8).SetTop(1).SetBottom(1);

        IXLCell Put(string text)
        {
            var cell = sheet.Cell(++row, 1);
            cell.Put(text);
            sheet.Row(row).Height = Math.Min(RowHeight.Highest, RowHeight.Of(text, Width));
            return cell;
        }
    }
}
