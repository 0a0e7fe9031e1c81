using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Declarations.Reporting.Workbooks;

/// <summary>Text on its way into a cell: what a workbook can hold, and how much room it takes there.</summary>
internal static partial class PrintedText
{
    private const int LongestCell = 32_767;
    private static readonly SearchValues<char> Doubtful = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code)
        .Where(c => c != '\n' && (!XmlConvert.IsXmlChar(c) || c is '\r' or '\u0085' or '\u2028' or '\u2029'))]);

    /// <summary>
    /// The text as a workbook can hold it: line breaks as \n, characters that XML forbids as U+FFFD, cut at the 32,767
    /// characters of a cell. Nothing else changes; a text that looks like a formula stays the text it is.
    /// </summary>
    public static string Storable(string text)
    {
        if (text.Length <= LongestCell && !text.AsSpan().ContainsAny(Doubtful))
            return text;
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
        foreach (var paragraph in text.AsSpan().Split('\n'))
            lines += LinesOf(text.AsSpan(paragraph), width);
        return lines;
    }

    private static int LinesOf(ReadOnlySpan<char> paragraph, double width)
    {
        if (Width(paragraph) <= width)
            return 1;
        var (lines, used) = (1, 0);
        foreach (var word in Unbreakable().EnumerateMatches(paragraph))
        {
            var length = Width(paragraph.Slice(word.Index, word.Length));
            if (used > 0 && used + length > width)
            {
                lines++;
                used = 0;
            }
            // a word longer than a line is broken anywhere
            lines += Math.Max(0, (int)Math.Ceiling(length / width) - 1);
            used = length > width ? length % (int)width : used + length;
        }
        return lines;
    }

    /// <summary>Runs of Latin letters and digits keep together, and punctuation keeps to its neighbour; a line may break elsewhere.</summary>
    [GeneratedRegex(@"[（“《]*([!-~\u00A1-\u024F]+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.)[，。、；：！？）”》]*")]
    private static partial Regex Unbreakable();

    private static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var c in text)
            width += c < 0x1100 ? 1 : char.IsLowSurrogate(c) ? 0 : 2;
        return width;
    }
}
