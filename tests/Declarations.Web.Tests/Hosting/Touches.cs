using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// Which tables somebody has written to since it was asked last, so that whole snapshots stay few; by triggers that write it down. What does not count
/// there does not count here.
/// </summary>
public sealed class Touches : IAsyncDisposable
{
    private readonly DbConnection connection;

    private Touches(DbConnection connection) => this.connection = connection;

    public static Task<Touches> WatchAsync(Office office) => office.AsOwner(async db =>
    {
        var address = db.Database.GetConnectionString();
        var touches = new Touches(TestDatabase.IsPostgres ? new NpgsqlConnection(address) : new SqliteConnection(address));
        await touches.connection.OpenAsync();
        await touches.RunAsync("CREATE TABLE IF NOT EXISTS \"Touched\" (\"Name\" text NOT NULL); "
            + (TestDatabase.IsPostgres ? "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
                + "$$ BEGIN INSERT INTO \"Touched\" VALUES (TG_TABLE_NAME); RETURN NULL; END $$; " : "")
            + string.Concat(db.Model.GetEntityTypes().GroupBy(entity => entity.GetTableName()!).Where(table => !Snapshot.Uncounted.Contains(table.Key))
                .SelectMany(table => Triggers(table.Key,
                    [.. table.SelectMany(entity => entity.GetProperties()).Select(column => column.GetColumnName()).Distinct()]))));
        await touches.TablesAsync();
        return touches;
    });

    public async Task<bool> AnyAsync() => (await TablesAsync()).Count > 0;

    public async Task<IReadOnlyList<string>> TablesAsync()
    {
        var tables = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT DISTINCT \"Name\" FROM \"Touched\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }
        if (tables.Count > 0)
            await RunAsync("DELETE FROM \"Touched\"");
        return tables;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static IEnumerable<string> Triggers(string table, IReadOnlyCollection<string> columns)
    {
        var when = Snapshot.Counted(table, "NEW.") ?? "true";
        // Columns of a session: everything but when it was seen.
        var change = columns.Contains(Snapshot.Seen)
            ? $"UPDATE OF {string.Join(", ", columns.Where(column => column != Snapshot.Seen).Select(column => $"\"{column}\""))}" : "UPDATE";
        foreach (var (name, act, condition) in new[] { ("added", "INSERT", when), ("changed", change, "true"), ("removed", "DELETE", "true") })
            yield return TestDatabase.IsPostgres
                ? $"CREATE OR REPLACE TRIGGER touched_{name} AFTER {act} ON \"{table}\" FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION touch(); "
                : $"CREATE TRIGGER IF NOT EXISTS \"touched_{name}_{table}\" AFTER {act} ON \"{table}\" WHEN {condition} "
                    + $"BEGIN INSERT INTO \"Touched\" VALUES ('{table}'); END; ";
    }

    private async Task RunAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
