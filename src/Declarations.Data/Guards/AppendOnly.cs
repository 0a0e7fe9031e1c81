using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Declarations.Data.Guards;

/// <summary>
/// Ledgers: rows are added and never changed, by the mapping and by triggers in the database itself. The triggers are generated
/// from what the tables say of themselves (<see cref="Holdings"/>), after every migration; their names carry a digest of what they do.
/// </summary>
internal static class AppendOnly
{
    /// <summary>Makes the triggers that are missing or have changed, and drops those that are no longer wanted.</summary>
    public static async Task GuardAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        var sqlite = db.Database.IsSqlite();
        var wanted = Triggers(db, sqlite).ToDictionary(trigger => trigger.Name);
        var present = await db.Database.SqlQueryRaw<Present>(sqlite
            ? """SELECT name AS "Name", tbl_name AS "Table" FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\_%' ESCAPE '\'"""
            : """SELECT tgname AS "Name", relname AS "Table" FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE tgname LIKE 'guard\_%'""")
            .ToListAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
#pragma warning disable EF1002, EF1003 // names of our own model
        foreach (var old in present.Where(trigger => !wanted.ContainsKey(trigger.Name)))
            await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{old.Name}\"" + (sqlite ? "" : $" ON \"{old.Table}\""), cancellation);
        foreach (var missing in wanted.Values.ExceptBy(present.Select(trigger => trigger.Name), trigger => trigger.Name))
            await db.Database.ExecuteSqlRawAsync(missing.Sql, cancellation);
#pragma warning restore EF1002, EF1003
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// Lets the transaction that runs change rows of a ledger, which the owner of the tables alone can ask for. Nobody else writes in that table meanwhile, and
    /// the guard is back with the end of the transaction, whatever that is.
    /// </summary>
    public static async Task WithoutGuardAsync(DeclarationsDb db, IReadOnlyEntityType table, Func<Task> act, CancellationToken cancellation)
    {
        if (table.Way() == Rows.Change)
        {
            await act();
            return;
        }
        var name = table.GetTableName()!;
#pragma warning disable EF1002 // names of our own model, and triggers as they stood
        if (db.Database.IsSqlite())
        {
            var guards = await db.Database.SqlQuery<Guard>($"""
                SELECT name AS "Name", sql AS "Sql" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = {name} AND name LIKE 'guard\_%' ESCAPE '\'
                """).ToListAsync(cancellation);
            foreach (var guard in guards)
                await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{guard.Name}\"", cancellation);
            await act();
            foreach (var guard in guards)
                await db.Database.ExecuteSqlRawAsync(guard.Sql, cancellation);
            return;
        }
        await db.Database.ExecuteSqlRawAsync($"ALTER TABLE \"{name}\" DISABLE TRIGGER USER", cancellation);
        await act();
        await db.Database.ExecuteSqlRawAsync($"ALTER TABLE \"{name}\" ENABLE TRIGGER USER", cancellation);
#pragma warning restore EF1002
    }

    private sealed record Guard(string Name, string Sql);

    private static IEnumerable<Trigger> Triggers(DeclarationsDb db, bool sqlite)
    {
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && entity.Way() != Rows.Change))
        {
            var table = entity.GetTableName()!;
            var erasure = Erasure(entity);
            foreach (var verb in entity.Way() == Rows.ComeAndGo ? ["UPDATE"] : sqlite ? ["UPDATE", "DELETE"] : (string[])["UPDATE", "DELETE", "TRUNCATE"])
                yield return Trigger.Of(table, verb, name => sqlite ? OnSqlite(name, verb, table, erasure) : OnPostgres(name, verb, table, erasure));
            // INSERT OR REPLACE takes the row of before away without a DELETE that a trigger would see. PostgreSQL has no such statement: there an upsert
            // is an UPDATE, and refused as one.
            if (sqlite && entity.Way() == Rows.Grow)
                yield return Trigger.Of(table, "INSERT", name => OnInsert(name, table, entity));
        }
    }

    private static string OnSqlite(string name, string verb, string table, string? erasure) => $"""
        CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" {(verb == "UPDATE" && erasure is not null ? $"WHEN NOT ({erasure})" : "")}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        """;

    private static string OnInsert(string name, string table, IReadOnlyEntityType entity)
    {
        var unique = entity.GetKeys().Select(key => key.Properties).Concat(entity.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties))
            .Select(columns => string.Join(" AND ", columns.Select(column => $"\"{column.GetColumnName()}\" = NEW.\"{column.GetColumnName()}\"")))
            .Distinct().Order(StringComparer.Ordinal).Select(same => $"EXISTS (SELECT 1 FROM \"{table}\" WHERE {same})");
        return $"""
            CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" WHEN {string.Join(" OR ", unique)}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
            """;
    }

    private static string OnPostgres(string name, string verb, string table, string? erasure) => $"""
        CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            {(verb == "UPDATE" && erasure is not null ? $"IF {erasure} THEN RETURN NEW; END IF;" : "")}
            RAISE EXCEPTION '{table} is append-only';
        END; $$;
        CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH {(verb == "TRUNCATE" ? "STATEMENT" : "ROW")} EXECUTE FUNCTION "{name}"();
        """;

    /// <summary>SQL: nothing changes but what an erasure empties, and the campaign has its erasure. Null: nothing is ever emptied.</summary>
    private static string? Erasure(IReadOnlyEntityType entity)
    {
        if (entity.CampaignOf("OLD") is not { } campaign || entity.Erased() is not { Count: > 0 } erased)
            return null;
        var emptied = erased.Select(column => $"length(coalesce(NEW.\"{column}\", '')) = 0");
        var same = entity.GetProperties().Select(property => property.GetColumnName()).Except(erased).Order(StringComparer.Ordinal)
            .Select(column => $"NEW.\"{column}\" IS NOT DISTINCT FROM OLD.\"{column}\"");
        return $"""{string.Join(" AND ", [.. emptied, .. same])} AND EXISTS (SELECT 1 FROM "Erasures" e WHERE e."CampaignId" = {campaign})""";
    }

    private sealed record Present(string Name, string Table);

    private sealed record Trigger(string Name, string Sql)
    {
        public static Trigger Of(string table, string verb, Func<string, string> sql)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql(""))))[..8];
            var name = $"guard_{table}_{verb}_{digest}";
            return new(name, sql(name));
        }
    }
}
