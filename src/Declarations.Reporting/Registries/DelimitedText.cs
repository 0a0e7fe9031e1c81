using System.Text;
using Declarations.Reporting.Uploads;
using Declarations.Written;

namespace Declarations.Reporting.Registries;

/// <summary>
/// A text table from outside (.csv): UTF-8 with or without mark, UTF-16 with mark, or GB18030; commas or tabs; quoted fields with commas, quotes and line ends.
/// Behind the caps of workbooks.
/// </summary>
public static class DelimitedText
{
    static DelimitedText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A row is numbered as a spreadsheet numbers it: by records, not by lines.</summary>
    /// <exception cref="WorkbookException">Refused, with the reason.</exception>
    public static IEnumerable<UploadedRow> Rows(byte[] file, WorkbookLimits limits)
    {
        if (file.Length > limits.FileBytes)
            throw new WorkbookException(WorkbookFault.TooLarge, limits.FileBytes >> 20);
        var text = Decode(file);
        var separator = text.AsSpan(0, Math.Min(text.Length, 8_192)) is var head && head.Count('\t') > head.Count(',') ? '\t' : ',';
        var (at, number, count) = (0, 0, 0);
        while (at < text.Length)
        {
            number++;
            var cells = Record(text, separator, ref at, number, limits);
            if (cells.Count == 0)
                continue;
            if (++count > limits.Rows)
                throw new WorkbookException(WorkbookFault.TooManyRows, limits.Rows);
            yield return new UploadedRow(number, cells);
        }
    }

    private static List<UploadedCell> Record(string text, char separator, ref int at, int row, WorkbookLimits limits)
    {
        var (cells, column, end) = (new List<UploadedCell>(), 0, false);
        while (!end)
        {
            if (++column > limits.Columns)
                throw new WorkbookException(WorkbookFault.TooManyColumns, limits.Columns);
            var field = Field(text, separator, ref at, out end);
            if (field.Length > limits.CellCharacters)
                throw new WorkbookException(WorkbookFault.LongCell, limits.CellCharacters, UploadedRow.Address(column, row));
            // Exports write ="0123" so that a spreadsheet keeps the digits.
            if (field.StartsWith("=\"", StringComparison.Ordinal) && field.EndsWith('"'))
                field = field[2..^1];
            var line = WrittenText.OneLine(field);
            if (line.Length > 0)
                cells.Add(new(column, line, line[0] == '=' ? CellKind.Formula : CellKind.Text));
        }
        return cells;
    }

    /// <param name="end">The record ends with it.</param>
    private static string Field(string text, char separator, ref int at, out bool end)
    {
        var field = new StringBuilder();
        var quoted = at < text.Length && text[at] == '"';
        if (quoted)
            at++;
        while (at < text.Length)
        {
            var c = text[at++];
            if (quoted && c == '"')
            {
                if (at < text.Length && text[at] == '"')
                    field.Append(text[at++]);
                else
                    quoted = false;
            }
            else if (!quoted && c == separator)
            {
                end = false;
                return field.ToString();
            }
            else if (!quoted && c is '\n' or '\r' && !quoted)
            {
                if (c == '\r' && at < text.Length && text[at] == '\n')
                    at++;
                end = true;
                return field.ToString();
            }
            else
                field.Append(c);
        }
        if (quoted)
            throw new WorkbookException(WorkbookFault.Damaged);
        end = true;
        return field.ToString();
    }

    private static string Decode(byte[] file)
    {
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode.GetString(file.AsSpan(2));
        foreach (var encoding in new[] { new UTF8Encoding(false, throwOnInvalidBytes: true),
            Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) })
            try
            {
                var text = encoding.GetString(file).TrimStart('\uFEFF');
                return text.Contains('\0', StringComparison.Ordinal) ? throw new WorkbookException(WorkbookFault.NotAWorkbook) : text;
            }
            catch (DecoderFallbackException)
            {
                // the other one, or none
            }
        throw new WorkbookException(WorkbookFault.Damaged);
    }
}
