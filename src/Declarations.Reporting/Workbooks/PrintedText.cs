using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Declarations.Reporting.Workbooks;

/// <summary>Text on its way into a cell: what a workbook can hold, and how much room it takes there.</summary>
internal static partial class PrintedText
{
    private const int LongestCell = 32_767;

    /// <summary>
    /// The text as a workbook can hold it: line breaks as \n, characters that XML forbids as U+FFFD, cut at the 32,767
    /// characters of a cell. Nothing else changes; a text that looks like a formula stays the text it is.
    /// </summary>
    public static string Storable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            clean.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD");
        if (clean.Length <= LongestCell)
            return clean.ToString();
        var end = char.IsHighSurrogate(clean[LongestCell - 2]) ? LongestCell - 2 : LongestCell - 1;
        return clean.ToString(0, end) + "…";
    }

    /// <summary>Lines that the text takes when wrapped at a width in characters (Chinese ones count two).</summary>
    public static int Lines(string text, double width)
    {
        var lines = 0;
        foreach (var paragraph in text.Split('\n'))
        {
            lines++;
            var used = 0;
            foreach (Match word in Unbreakable().Matches(paragraph))
            {
                var length = word.Value.EnumerateRunes().Sum(Width);
                if (used > 0 && used + length > width)
                {
                    lines++;
                    used = 0;
                }
                // a word longer than a line is broken anywhere
                lines += Math.Max(0, (int)Math.Ceiling(length / width) - 1);
                used = length > width ? length % (int)width : used + length;
            }
        }
        return lines;
    }

    /// <summary>Runs of Latin letters and digits keep together, and punctuation keeps to its neighbour; a line may break elsewhere.</summary>
    [GeneratedRegex(@"[（“《]*([!-~\u00A1-\u024F]+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.)[，。、；：！？）”》]*")]
    private static partial Regex Unbreakable();

    private static int Width(Rune rune) => rune.Value < 0x1100 ? 1 : 2;
}
