using ClosedXML.Excel;
using Declarations.Reporting.Documents;

namespace Declarations.Reporting.Workbooks;

/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
/// <param name="Choices">What may be picked; empty: anything may be typed.</param>
public sealed record TemplateColumn(string Header, double Width, bool Required, bool Day, IReadOnlyList<string> Choices);

public sealed record TemplateSheet(string Name, IReadOnlyList<TemplateColumn> Columns);

/// <summary>An empty workbook to be filled in: sheets with one header row and lists to pick from, and a sheet that explains them.</summary>
public static class TemplateWorkbook
{
    private const int Rows = 20_000;
    private const string FontName = "宋体";

    /// <param name="notes">Lines of the sheet that explains.</param>
    /// <param name="listsName">Name of the hidden sheet that holds the lists.</param>
    public static void Write(IReadOnlyList<TemplateSheet> sheets, string notesName, IReadOnlyList<string> notes, string listsName, Stream output)
    {
        using var workbook = new XLWorkbook();
        workbook.Style.Font.FontName = FontName;
        workbook.Style.Font.FontSize = 11;
        var made = sheets.Select(sheet => workbook.AddWorksheet(sheet.Name)).ToList();
        WriteNotes(workbook.AddWorksheet(notesName), notes);
        var lists = workbook.AddWorksheet(listsName);
        var nextList = 1;
        foreach (var (sheet, columns) in made.Zip(sheets.Select(sheet => sheet.Columns)))
            foreach (var (index, column) in columns.Index())
            {
                var cells = sheet.Range(2, index + 1, Rows, index + 1);
                sheet.Column(index + 1).Width = column.Width;
                // text stays as it is typed: a number keeps its zeros
                sheet.Column(index + 1).Style.NumberFormat.Format = column.Day ? "yyyy-mm-dd" : "@";
                WriteHeader(sheet.Cell(1, index + 1), column);
                if (column.Choices.Count == 0)
                    continue;
                for (var i = 0; i < column.Choices.Count; i++)
                    lists.Cell(i + 1, nextList).SetValue(column.Choices[i]);
                cells.SetDataValidation().List(lists.Range(1, nextList, column.Choices.Count, nextList++), true);
            }
        foreach (var sheet in made)
            sheet.SheetView.FreezeRows(1);
        lists.Hide();

        using var buffer = new MemoryStream();
        workbook.SaveAs(buffer);
        buffer.Position = 0;
        buffer.CopyTo(output);
    }

    private static void WriteHeader(IXLCell cell, TemplateColumn column)
    {
        cell.SetValue(column.Header + (column.Required ? " *" : ""));
        cell.Style.Font.Bold = true;
        cell.Style.NumberFormat.Format = "@";
        cell.Style.Fill.BackgroundColor = XLColor.FromHtml(column.Required ? "#E3ECE8" : "#F2F2EE");
        cell.Style.Border.BottomBorder = XLBorderStyleValues.Thin;
    }

    private static void WriteNotes(IXLWorksheet sheet, IReadOnlyList<string> notes)
    {
        sheet.Column(1).Width = 100;
        foreach (var (index, note) in notes.Index())
        {
            sheet.Cell(index + 1, 1).SetValue(note);
            sheet.Cell(index + 1, 1).Style.Alignment.WrapText = true;
            sheet.Row(index + 1).Height = PrintedText.Lines(note, 98) * 17;
        }
    }
}
