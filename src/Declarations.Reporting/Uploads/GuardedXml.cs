using System.Text;
using System.Xml;

namespace Declarations.Reporting.Uploads;

/// <summary>
/// A part of a workbook as XML, read forward only and behind caps on depth, names, length of a piece and length of it all.
/// Declarations, entities and instructions are refused: no spreadsheet program writes them. Comments are passed over.
/// </summary>
internal sealed class GuardedXml : IDisposable
{
    private const int Deepest = 32;
    private readonly Characters characters;
    private readonly XmlReader reader;
    private readonly int longest;

    public GuardedXml(Stream stream, int limit, WorkbookLimits limits)
    {
        characters = new Characters(stream, limit, limits);
        longest = limits.CellCharacters;
        reader = XmlReader.Create(characters, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = new FewNames(),
            IgnoreComments = true,
            CloseInput = true,
        });
    }

    public long CharactersRead => characters.Count;
    public int Depth => reader.Depth;
    /// <summary>Name without prefix of the element just entered.</summary>
    public string Name => reader.LocalName;

    /// <summary>Value of an attribute of the element just entered; a prefix does not matter.</summary>
    public string? this[string attribute]
    {
        get
        {
            string? value = null;
            while (value is null && reader.MoveToNextAttribute())
                if (reader.LocalName == attribute)
                    value = reader.Value;
            reader.MoveToElement();
            return value;
        }
    }

    /// <summary>Goes on to the next element that begins, anywhere; false at the end.</summary>
    public bool NextElement()
    {
        while (Read())
            if (reader.NodeType == XmlNodeType.Element)
                return true;
        return false;
    }

    /// <summary>Goes on to the next element that begins within one at the given depth; false where that one ends.</summary>
    public bool NextWithin(int depth)
    {
        // An element without content has no end of its own.
        if (reader is { NodeType: XmlNodeType.Element, IsEmptyElement: true } && reader.Depth == depth)
            return false;
        while (Read() && reader.Depth > depth)
            if (reader.NodeType == XmlNodeType.Element)
                return true;
        return false;
    }

    /// <summary>Text of the element just entered, without that of elements in it; no more pieces once it is longer than a cell may be.</summary>
    public string Text()
    {
        if (reader.IsEmptyElement)
            return "";
        var (depth, text) = (reader.Depth, "");
        while (Read() && reader.Depth > depth)
            if (text.Length <= longest && reader.Depth == depth + 1
                && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                text += reader.Value;
        return text;
    }

    public void Dispose() => reader.Dispose();

    private bool Read()
    {
        if (!reader.Read())
            return false;
        return reader.Depth <= Deepest ? true : throw new WorkbookException(WorkbookFault.Damaged);
    }

    /// <summary>Names of elements and attributes are kept for the whole part, so there may only be so many.</summary>
    private sealed class FewNames : NameTable
    {
        private const int Most = 4_096, Longest = 1_000;
        private int count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? base.Add(key, start, Counted(len));
        public override string Add(string key)
        {
            Counted(key.Length);
            return base.Add(key);
        }

        private int Counted(int length) => ++count <= Most && length <= Longest ? length : throw new WorkbookException(WorkbookFault.Damaged);
    }

    /// <summary>UTF-8 text that is never longer, and never longer without a new tag, than allowed.</summary>
    private sealed class Characters(Stream stream, int limit, WorkbookLimits limits) : TextReader
    {
        /// <summary>The longest text of a cell with each character escaped.</summary>
        private const int LongestPiece = 512 << 10;
        private readonly StreamReader text = new(stream, new UTF8Encoding(true, true), detectEncodingFromByteOrderMarks: false, bufferSize: 64 << 10);
        private int piece;
        private Place place;
        /// <summary>Characters in a row that end a section once &gt; follows two of them.</summary>
        private int enders;

        private enum Place { Text, Tag, Mark, Comment, Raw }

        public long Count { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            var read = text.Read(buffer, index, count);
            foreach (var c in buffer.AsSpan(index, read))
            {
                place = After(c);
                piece = place == Place.Tag ? 0 : piece + 1;
                if (++Count > limit || piece > LongestPiece)
                    throw new WorkbookException(WorkbookFault.TooLarge, limits.FileBytes >> 20);
            }
            return read;
        }

        /// <summary>Where the next character stands. Only a tag begins a new piece: a comment or raw text is one, whatever is in it.</summary>
        private Place After(char c)
        {
            switch (place)
            {
                case Place.Tag when c == '!':
                    return Place.Mark;
                case Place.Tag when c == '?' && Count > 1:
                    throw new WorkbookException(WorkbookFault.Markup);
                case Place.Mark:
                    // The second dash of <!-- does not count towards the end.
                    enders = c == '-' ? -1 : 0;
                    return c == '-' ? Place.Comment : c == '[' ? Place.Raw : throw new WorkbookException(WorkbookFault.Markup);
                case Place.Comment or Place.Raw:
                    var ends = c == '>' && enders >= 2;
                    enders = c == (place == Place.Comment ? '-' : ']') ? enders + 1 : 0;
                    return ends ? Place.Text : place;
                default:
                    return c == '<' ? Place.Tag : Place.Text;
            }
        }

        public override int Peek() => throw new NotSupportedException();
        public override int Read() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                text.Dispose();
            base.Dispose(disposing);
        }
    }
}
