using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Declarations.Reporting.Documents;

namespace Declarations.Reporting.Workbooks;

/// <summary>Rows of a sheet, written one after the other as the UTF-8 text that the file holds.</summary>
/// <param name="styles">Style of each sample cell of the shell, by address.</param>
/// <param name="shared">Takes the words that cells name by number.</param>
/// <param name="firstRow">1 is the first of the sheet.</param>
internal sealed class SheetRows(
    PipeWriter output, IReadOnlyDictionary<string, int> styles, SharedTexts shared, int firstRow, CancellationToken cancellation)
{
    /// <summary>Bytes that are handed on together.</summary>
    public const int Batch = 64 << 10;
    private const int LongestMarkup = 96, LongestEscape = 7;
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>_");

    private readonly List<(int Row, int LastRow, int Columns)> blocks = [];
    private readonly List<string> lines = [];
    /// <summary>Of the next cell in its row, from 0; at most Z.</summary>
    private int column;
    /// <summary>Bytes not handed on yet. The pipe does not count what comes after its reader has failed.</summary>
    private int pending;

    /// <summary>Number of the row that comes next, or is being written.</summary>
    public int Row { get; private set; } = firstRow;

    /// <param name="address">Of the sample cell, e.g. A8.</param>
    public CellStyle StyleOf(string address) => new(styles[address]);

    /// <param name="height">Points.</param>
    public void Begin(double height)
    {
        column = 0;
        var to = output.GetSpan(LongestMarkup);
        var at = Copy("<row r=\""u8, to, 0);
        Row.TryFormat(to[at..], out var length, provider: CultureInfo.InvariantCulture);
        at = Copy("\" ht=\""u8, to, at + length);
        height.TryFormat(to[at..], out length, provider: CultureInfo.InvariantCulture);
        Advance(Copy("\" customHeight=\"1\">"u8, to, at + length));
    }

    /// <summary>The next cell of the row. It says its address, without which some readers of the format are lost.</summary>
    /// <param name="value">Null or "": an empty cell; a text as <see cref="PrintedText.Storable"/> leaves it, a whole number or an amount.</param>
    /// <param name="repeats">One of a few words that many cells say: written once.</param>
    public void Cell(CellStyle style, object? value, bool repeats = false)
    {
        var text = value as string;
        var to = output.GetSpan(LongestMarkup + LongestEscape * (text?.Length ?? 0));
        var at = Copy("<c r=\""u8, to, 0);
        to[at++] = (byte)('A' + column++);
        Row.TryFormat(to[at..], out var digits, provider: CultureInfo.InvariantCulture);
        at += digits;
        switch (value)
        {
            case null or "":
                at = Copy(style.Empty, to, at);
                break;
            case string when repeats:
                at = Copy(style.Shared, to, at);
                shared.NumberOf(text!).TryFormat(to[at..], out var places, provider: CultureInfo.InvariantCulture);
                at = Copy("</v></c>"u8, to, at + places);
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
        Advance(at);
    }

    /// <summary>Ends the row, and hands on what has come together.</summary>
    public ValueTask EndAsync()
    {
        Raw("</row>");
        Row++;
        return pending < Batch ? ValueTask.CompletedTask : FlushAsync();
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
            if (pending >= Batch)
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
        Advance(Encoding.UTF8.GetBytes(xml, to));
    }

    /// <exception cref="OperationCanceledException">Cancelled, or nobody takes the rows any more: who did says why.</exception>
    private async ValueTask FlushAsync()
    {
        pending = 0;
        cancellation.ThrowIfCancellationRequested();
        if ((await output.FlushAsync(cancellation)).IsCompleted)
            throw new OperationCanceledException();
    }

    private void Advance(int bytes)
    {
        output.Advance(bytes);
        pending += bytes;
    }

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
    public byte[] Shared { get; } = Encoding.UTF8.GetBytes($"\" s=\"{number}\" t=\"s\"><v>");
    public byte[] Text { get; } = Encoding.UTF8.GetBytes($"\" s=\"{number}\" t=\"inlineStr\"><is><t>");
    public byte[] SpacedText { get; } = Encoding.UTF8.GetBytes($"\" s=\"{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
}
