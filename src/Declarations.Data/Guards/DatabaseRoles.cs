using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Declarations.Data.Guards;

/// <summary>
/// Roles of PostgreSQL apart (trust.md, T15): the owner of the tables migrates and erases, the application adds to ledgers and cannot do more, the
/// backup reads. What each may do follows from what the tables say of their rows (<see cref="Holdings"/>), and is granted anew after every migration.
/// </summary>
internal static class DatabaseRoles
{
    private const string Read = "SELECT";

    /// <param name="application">Role of the application; null: none apart from the owner.</param>
    /// <param name="backup">Role that writes backups; null: none apart from the owner.</param>
    /// <exception cref="InvalidOperationException">There is no such role, or it owns the tables itself.</exception>
    public static async Task GrantAsync(DeclarationsDb db, string? application, string? backup, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (application is not null)
            await GrantAsync(db, "Database:ApplicationRole", application, Rights, cancellation);
        if (backup is not null)
            await GrantAsync(db, "Database:BackupRole", backup, _ => Read, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>What the application may do with the rows of a table.</summary>
    private static string Rights(IReadOnlyEntityType table) => table.Way() switch
    {
        Rows.Grow => "SELECT, INSERT",
        Rows.ComeAndGo => "SELECT, INSERT, DELETE",
        _ => "SELECT, INSERT, UPDATE, DELETE",
    };

    /// <summary>Ledgers that this role could alter, if it wanted to: it owns them, or may do more than add.</summary>
    public static Task<List<string>> AlterableAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        var ledgers = Tables(db).Where(table => table.Way() == Rows.Grow).Select(table => table.GetTableName()!).ToArray();
        return db.Database.SqlQuery<string>($"""
            SELECT relname AS "Value" FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname = ANY({ledgers})
            AND (pg_has_role(relowner, 'USAGE') OR has_table_privilege(oid, 'DELETE, TRUNCATE, TRIGGER') OR has_any_column_privilege(oid, 'UPDATE'))
            ORDER BY relname
            """).ToListAsync(cancellation);
    }

    /// <summary>Whether this role owns the tables; of SQLite, everybody does.</summary>
    public static async Task<bool> IsOwnerAsync(DeclarationsDb db, CancellationToken cancellation) => db.Database.IsSqlite()
        || await db.Database.SqlQuery<bool>($"SELECT pg_has_role(relowner, 'USAGE') AS \"Value\" FROM pg_class WHERE oid = '\"KeyChecks\"'::regclass")
            .SingleAsync(cancellation);

    private static async Task GrantAsync(
        DeclarationsDb db, string setting, string role, Func<IReadOnlyEntityType, string> rights, CancellationToken cancellation)
    {
        var isOwner = await db.Database.SqlQuery<bool?>($"""
            SELECT (SELECT pg_has_role(oid, current_user, 'USAGE') FROM pg_roles WHERE rolname = {role}) AS "Value"
            """).SingleAsync(cancellation)
            ?? throw new InvalidOperationException($"{setting}: PostgreSQL has no role {role}. Create it first (CREATE ROLE {role} LOGIN PASSWORD '...').");
        if (isOwner)
            throw new InvalidOperationException($"{setting}: {role} has the rights of the role that owns the tables. Name another one.");
        var name = $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        string[] statements = [
            $"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
            $"GRANT USAGE ON SCHEMA public TO {name}",
            $"GRANT {Read} ON \"__EFMigrationsHistory\" TO {name}",
            // for whoever writes a backup
            $"GRANT {Read} ON ALL SEQUENCES IN SCHEMA public TO {name}",
            .. Tables(db).GroupBy(rights, table => $"\"{table.GetTableName()}\"").Select(same =>
                $"GRANT {same.Key} ON {string.Join(", ", same.Distinct().Order(StringComparer.Ordinal))} TO {name}"),
        ];
#pragma warning disable EF1002 // names of our own model, and one that was quoted
        foreach (var statement in statements)
            await db.Database.ExecuteSqlRawAsync(statement, cancellation);
#pragma warning restore EF1002
    }

    private static IEnumerable<IReadOnlyEntityType> Tables(DeclarationsDb db) => db.Model.GetEntityTypes().Where(table => !table.IsOwned());
}
