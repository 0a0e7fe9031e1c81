using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Data.Sqlite;

namespace Declarations.Benchmarks.Peers;

/// <summary>The file of its rows.</summary>
public sealed record BareRows(string Connection);

/// <summary>A page with nothing but what it must do: it keeps as many bytes as a tip has, or reads them and notes that somebody has come back.</summary>
[IgnoreAntiforgeryToken]
public sealed class BareModel(BareRows rows) : PageModel
{
    /// <summary>Bytes of a tip with one entry of 400 characters.</summary>
    public const int Box = 4600;

    [BindProperty] public string Code { get; set; } = "";

    public Task OnPostSendAsync() => RunAsync("INSERT INTO t VALUES ($code, $box, 0)", new byte[Box]);

    public Task OnPostReturnAsync() => RunAsync("SELECT box FROM t WHERE code = $code; UPDATE t SET back = 1 WHERE code = $code", box: null);

    private async Task RunAsync(string sql, byte[]? box)
    {
        await using var open = new SqliteConnection(rows.Connection);
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$code", Code);
        if (box is not null)
            command.Parameters.AddWithValue("$box", box);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            if (((byte[])reader[0]).Length != Box)
                throw new InvalidOperationException("The row is another.");
        await reader.NextResultAsync();
    }
}
