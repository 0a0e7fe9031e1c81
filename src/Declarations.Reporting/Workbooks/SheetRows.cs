using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Declarations.Reporting.Workbooks;

/// <summary>Rows of a sheet, written one after the other as the UTF-8 text that the file holds.</summary>
/// <param name="styles">Style of each sample cell of the shell, by address.</param>
/// <param name="firstRow">1 is the first of the sheet.</param>
internal sealed class SheetRows(PipeWriter output, IReadOnlyDictionary<string, int> styles, int firstRow, CancellationToken cancellation)
{
    /// <summary>Bytes that are handed on together.</summary>
    public const int Batch = 64 << 10;
    private const int LongestMarkup = 96, LongestEscape = 7;
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>_");
    private static readonly byte[][] CellStarts = [.. Enumerable.Range(0, 26).Select(column => Encoding.UTF8.GetBytes($"<c r=\"{(char)('A' + column)}"))];

    private readonly List<(int Row, int LastRow, int Columns)> blocks = [];
    private readonly List<string> lines = [];
    private readonly byte[] digits = new byte[10];
    private int digitCount;

    /// <summary>Number of the row that comes next, or is being written.</summary>
    public int Row { get; private set; } = firstRow;

    /// <param name="address">Of the sample cell, e.g. A8.</param>
    public CellStyle StyleOf(string address) => new(styles[address]);

    /// <param name="height">Points.</param>
    public void Begin(double height)
    {
        Utf8Formatter.TryFormat(Row, digits, out digitCount);
        var to = output.GetSpan(LongestMarkup);
        var at = Copy("<row r=\""u8, to, 0);
        at = Copy(digits.AsSpan(0, digitCount), to, at);
        at = Copy("\" ht=\""u8, to, at);
        height.TryFormat(to[at..], out var length, provider: CultureInfo.InvariantCulture);
        output.Advance(Copy("\" customHeight=\"1\">"u8, to, at + length));
    }

    /// <param name="column">0 is A, up to Z.</param>
    /// <param name="value">Null or "": an empty cell; a text as <see cref="PrintedText.Storable"/> leaves it, a whole number or an amount.</param>
    public void Cell(int column, CellStyle style, object? value)
    {
        var text = value as string;
        var to = output.GetSpan(LongestMarkup + LongestEscape * (text?.Length ?? 0));
        var at = Copy(CellStarts[column], to, 0);
        at = Copy(digits.AsSpan(0, digitCount), to, at);
        switch (value)
        {
            case null or "":
                at = Copy(style.Empty, to, at);
                break;
            case string:
                at = Copy(char.IsWhiteSpace(text![0]) || char.IsWhiteSpace(text[^1]) ? style.SpacedText : style.Text, to, at);
                at = Copy("</t></is></c>"u8, to, at + Escape(text, to[at..]));
                break;
            case IUtf8SpanFormattable number:
                at = Copy(style.Number, to, at);
                number.TryFormat(to[at..], out var length, "0.######", CultureInfo.InvariantCulture);
                at = Copy("</v></c>"u8, to, at + length);
                break;
            default:
                throw new ArgumentException($"No cell holds a {value.GetType().Name}.", nameof(value));
        }
        output.Advance(at);
    }

    /// <summary>Ends the row, and hands on what has come together.</summary>
    public ValueTask EndAsync()
    {
        Raw("</row>");
        Row++;
        return output.UnflushedBytes < Batch ? ValueTask.CompletedTask : FlushAsync();
    }

    /// <summary>Each of the first columns becomes one cell over these rows.</summary>
    public void MergeColumns(int row, int rows, int columns) => blocks.Add((row, row + rows - 1, columns));

    /// <summary>Cells of the row being written become one. Columns from 0 on, inclusive.</summary>
    public void MergeLine(int firstColumn, int lastColumn) =>
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + firstColumn)}{Row}:{(char)('A' + lastColumn)}{Row}"));

    public async Task WriteMergesAsync()
    {
        foreach (var (row, lastRow, columns) in blocks)
        {
            for (var column = 0; column < columns; column++)
                Merge(string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + column)}{row}:{(char)('A' + column)}{lastRow}"));
            if (output.UnflushedBytes >= Batch)
                await FlushAsync();
        }
        foreach (var line in lines)
            Merge(line);

        void Merge(string cells) => Raw($"<mergeCell ref=\"{cells}\"/>");
    }

    /// <summary>Writes XML as it is.</summary>
    public void Raw(string xml)
    {
        var to = output.GetSpan(Encoding.UTF8.GetMaxByteCount(xml.Length));
        output.Advance(Encoding.UTF8.GetBytes(xml, to));
    }

    private async ValueTask FlushAsync() => await output.FlushAsync(cancellation);

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> to, int at)
    {
        bytes.CopyTo(to[at..]);
        return at + bytes.Length;
    }

    private static int Escape(ReadOnlySpan<char> text, Span<byte> to)
    {
        var at = 0;
        for (var next = text.IndexOfAny(Escaped); next >= 0; next = text.IndexOfAny(Escaped))
        {
            at += Encoding.UTF8.GetBytes(text[..next], to[at..]);
            at = Copy(text[next] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                _ => LooksLikeCode(text[next..]) ? "_x005F_"u8 : "_"u8,
            }, to, at);
            text = text[(next + 1)..];
        }
        return at + Encoding.UTF8.GetBytes(text, to[at..]);
    }

    /// <summary>The format itself reads _x0041_ as A.</summary>
    private static bool LooksLikeCode(ReadOnlySpan<char> text) => text is ['_', 'x', var a, var b, var c, var d, '_', ..]
        && char.IsAsciiHexDigit(a) && char.IsAsciiHexDigit(b) && char.IsAsciiHexDigit(c) && char.IsAsciiHexDigit(d);
}

/// <summary>What a cell of a style says between its address and its value.</summary>
internal sealed class CellStyle(int number)
{
    public byte[] Empty { get; } = Encoding.UTF8.GetBytes($"\" s=\"{number}\"/>");
    public byte[] Number { get; } = Encoding.UTF8.GetBytes($"\" s=\"{number}\"><v>");
    public byte[] Text { get; } = Encoding.UTF8.GetBytes($"\" s=\"{number}\" t=\"inlineStr\"><is><t>");
    public byte[] SpacedText { get; } = Encoding.UTF8.GetBytes($"\" s=\"{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
}
