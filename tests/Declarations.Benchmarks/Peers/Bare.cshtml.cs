using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Data.Sqlite;

namespace Declarations.Benchmarks.Peers;

/// <summary>The database of the tips, and the values of a tip and its entry as they lie there.</summary>
public sealed record BareRows(string Connection, IReadOnlyDictionary<string, object> Tip, IReadOnlyDictionary<string, object> Entry);

/// <summary>
/// A page with nothing but what it must do: it keeps the same bytes in the same tables by hand, or reads them and notes that somebody has come back.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class BareModel(BareRows rows) : PageModel
{
    [BindProperty] public string Code { get; set; } = "";

    public async Task OnPostSendAsync()
    {
        await using var open = new SqliteConnection(rows.Connection);
        await open.OpenAsync();
        await using var transaction = open.BeginTransaction();
        var id = Guid.NewGuid().ToString().ToUpperInvariant();
        await InsertAsync(open, "Tips", rows.Tip, ("Id", id), ("CodeHash", Code));
        await InsertAsync(open, "TipEntries", rows.Entry, ("Id", Guid.NewGuid().ToString().ToUpperInvariant()), ("TipId", id));
        await transaction.CommitAsync();
    }

    public async Task OnPostReturnAsync()
    {
        await using var open = new SqliteConnection(rows.Connection);
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = """
            SELECT t.*, e.* FROM "Tips" t JOIN "TipEntries" e ON e."TipId" = t."Id" WHERE t."CodeHash" = $code;
            UPDATE "Tips" SET "CameBack" = 1 WHERE "CodeHash" = $code
            """;
        command.Parameters.AddWithValue("$code", Code);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            for (var column = 0; column < reader.FieldCount; column++)
                _ = reader.GetValue(column);
        await reader.NextResultAsync();
    }

    private static async Task InsertAsync(SqliteConnection open, string table, IReadOnlyDictionary<string, object> row,
        params (string Column, object Value)[] own)
    {
        await using var command = open.CreateCommand();
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", row.Keys.Select(column => $"\"{column}\""))}) "
            + $"VALUES ({string.Join(", ", row.Keys.Select(column => "$" + column))})";
        foreach (var (column, value) in row)
            command.Parameters.AddWithValue("$" + column, value);
        foreach (var (column, value) in own)
            command.Parameters["$" + column].Value = value;
        await command.ExecuteNonQueryAsync();
    }
}
