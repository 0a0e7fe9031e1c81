using System.Globalization;
using System.Text;

namespace Declarations.Written;

/// <summary>Text as people paste it: what cannot be seen is dropped, what ends a line is one line feed.</summary>
public static class WrittenText
{
    /// <summary>
    /// Several lines: line ends of every kind become a line feed; other control characters, halves of characters and non-characters are dropped.
    /// </summary>
    public static string Lines(string text)
    {
        if (!text.AsSpan().ContainsAny(Odd) && !text.Any(char.IsSurrogate))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
            if (rune.Value is '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029)
                clean.Append('\n');
            else if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune) && (rune.Value & 0xFFFE) != 0xFFFE && rune != Rune.ReplacementChar)
                clean.Append(rune);
        return clean.ToString();
    }

    /// <summary>One line: every run of blanks, tabs and line ends is one blank, none around it; invisible characters are dropped.</summary>
    public static string OneLine(string text)
    {
        var (line, gap) = (new StringBuilder(text.Length), false);
        foreach (var rune in Lines(text).EnumerateRunes())
        {
            if (IsInvisible(rune))
                continue;
            if (Rune.IsWhiteSpace(rune))
            {
                gap = true;
                continue;
            }
            if (gap && line.Length > 0)
                line.Append(' ');
            gap = false;
            line.Append(rune);
        }
        return line.ToString();
    }

    /// <summary>Of one form each (NFKC: full width and ligatures are plain), on one line.</summary>
    public static string Plain(string text) => OneLine(OneLine(text).Normalize(NormalizationForm.FormKC));

    /// <summary>Format characters, variation selectors, joiners and fillers.</summary>
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    private static readonly System.Buffers.SearchValues<char> Odd = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\n' or '\t')), '\u2028', '\u2029', '\uFFFD', '\uFFFE',
        '\uFFFF']);
}
