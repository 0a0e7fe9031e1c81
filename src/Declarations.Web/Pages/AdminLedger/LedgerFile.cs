using System.Globalization;
using System.Text;

namespace Declarations.Web.Pages.AdminLedger;

/// <summary>
/// The ledger as CSV (RFC 4180, UTF-8 with a mark, UTC instants). A field that a spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
public static class LedgerFile
{
    private const string Triggers = "=+-@\t\r＝＋－＠";

    public static byte[] Write(IEnumerable<LedgerRow> rows)
    {
        var text = new StringBuilder("at,account,action,subject,id,reason,detail\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', new[] { row.At.ToString("O", CultureInfo.InvariantCulture), row.By, row.Action.ToString(), row.SubjectKind,
                row.SubjectId.ToString(), row.Reason, row.Detail }.Select(Field)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Field(string? value)
    {
        var safe = value is { Length: > 0 } && Triggers.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n'") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
