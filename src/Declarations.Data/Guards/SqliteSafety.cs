using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Declarations.Data.Guards;

/// <summary>Settings under which SQLite loses nothing that it has acknowledged, put on every connection and asserted at start.</summary>
internal sealed class SqliteSafety : DbConnectionInterceptor
{
    public static readonly SqliteSafety Instance = new();

    private const string Settings = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;";

    /// <summary>The open handles that have them; a pooled connection keeps its handle and its settings.</summary>
    private static readonly ConditionalWeakTable<sqlite3, SqliteSafety> Set = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Put((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Put((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private void Put(SqliteConnection connection)
    {
        if (Set.TryGetValue(connection.Handle!, out _))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        Set.AddOrUpdate(connection.Handle!, this);
    }

    /// <summary>
    /// Before a migration: the file is there, and no lock of a start that was killed while migrating, for which the next one would wait for ever.
    /// </summary>
    public static async Task PrepareAsync(DbContext db, CancellationToken cancellation)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (!File.Exists(file))
            await File.Create(file).DisposeAsync();
        if (await db.Database.CanConnectAsync(cancellation))
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
    }

    /// <exception cref="InvalidOperationException">A setting does not hold on this file.</exception>
    public static async Task AssertAsync(DbContext db, CancellationToken cancellation)
    {
        // A copy made by VACUUM INTO has lost it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
        foreach (var (pragma, expected) in new[] { ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1") })
        {
            await db.Database.OpenConnectionAsync(cancellation);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA " + pragma;
            var actual = Convert.ToString(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
            await db.Database.CloseConnectionAsync();
            if (actual != expected)
                throw new InvalidOperationException($"SQLite: {pragma} is {actual}, must be {expected}.");
        }
    }
}
