using ClosedXML.Excel;
using Declarations.Reporting.Documents;

namespace Declarations.Reporting.Workbooks;

/// <summary>Puts texts into cells as they are.</summary>
internal static class CellText
{
    public static void Put(this IXLCell cell, string text)
    {
        // SetValue would write rare characters of names as _xD842__xDFB7_; rich text writes them as they are
        if (text.Any(char.IsSurrogate))
            cell.RichText.AddText(PrintedText.Storable(text));
        else
            cell.SetValue(PrintedText.Storable(text));
    }
}
