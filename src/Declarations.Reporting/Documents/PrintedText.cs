using System.Text;
using System.Xml;

namespace Declarations.Reporting.Documents;

/// <summary>Text on its way into a cell: what a workbook can hold, and how much room it takes there.</summary>
internal static class PrintedText
{
    private const int LongestCell = 32_767;
    private const string Opening = "（“《", Closing = "，。、；：！？）”》";

    /// <summary>
    /// The text as a workbook can hold it: line breaks as \n, characters that XML forbids as U+FFFD, cut at the 32,767
    /// characters of a cell. Nothing else changes; a text that looks like a formula stays the text it is.
    /// </summary>
    public static string Storable(string text)
    {
        if (text.Length <= LongestCell && IsPlain(text))
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
        while (paragraph.Length > 0)
        {
            var word = Word(paragraph);
            var length = Width(paragraph[..word]);
            paragraph = paragraph[word..];
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

    /// <summary>
    /// Characters at the beginning that keep together: runs of Latin letters and digits, with the punctuation that keeps to its
    /// neighbour; a line may end after any other.
    /// </summary>
    private static int Word(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length - 1 && Opening.Contains(text[at]))
            at++;
        if (IsLatin(text[at]))
            while (at < text.Length && IsLatin(text[at]))
                at++;
        else
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        while (at < text.Length && Closing.Contains(text[at]))
            at++;
        return at;
    }

    private static bool IsLatin(char c) => c is >= '!' and <= '~' or >= '\u00A1' and <= '\u024F';

    /// <summary>Nothing in it that <see cref="Storable"/> would have to look at; most texts are like that.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c is < ' ' and not '\n' or '\u0085' or '\u2028' or '\u2029' or >= '\uD800' and (< '\uE000' or > '\uFFFD'))
                return false;
        return true;
    }

    private static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var c in text)
            width += c < 0x1100 ? 1 : char.IsLowSurrogate(c) ? 0 : 2;
        return width;
    }
}
