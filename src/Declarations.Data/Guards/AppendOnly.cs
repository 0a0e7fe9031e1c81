using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Guards;

/// <summary>
/// Ledgers: rows are added and never changed, by the mapping and by triggers in the database itself. The triggers are generated
/// from the tables named here, after every migration; their names carry a digest of what they do.
/// </summary>
internal static class AppendOnly
{
    public static readonly IReadOnlyDictionary<Type, string> Tables = new Dictionary<Type, string>
    {
        [typeof(AuditEntry)] = "AuditEntries",
        [typeof(Submission)] = "Submissions",
        [typeof(DeadlineChange)] = "DeadlineChanges",
        [typeof(FiledFile)] = "FiledFiles",
        [typeof(Withdrawal)] = "Withdrawals",
        [typeof(Signature)] = "Signatures",
        [typeof(ReturnNote)] = "ReturnNotes",
        [typeof(StoredDetermination)] = "Determinations",
        [typeof(Erasure)] = "Erasures",
    };

    /// <summary>Columns that may be emptied once the campaign has its <see cref="Erasure"/>.</summary>
    private static readonly Dictionary<Type, string[]> Erasable = new()
    {
        [typeof(Submission)] = ["CanonicalSealed", "Salt"],
        [typeof(Withdrawal)] = ["ReasonSealed"],
        [typeof(ReturnNote)] = ["CommentSealed"],
        [typeof(StoredDetermination)] = ["FactsSealed", "ResultSealed"],
        [typeof(EvidenceFile)] = ["NameSealed", "BytesSealed"],
    };

    /// <summary>Rows of these tables may go, as far as nothing refers to them, but not change.</summary>
    private static readonly Type[] Frozen = [typeof(EvidenceFile)];

    private const string PostgresFunction = """
        CREATE OR REPLACE FUNCTION guard_row() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            was jsonb;
            becomes jsonb;
        BEGIN
            IF TG_OP = 'UPDATE' AND TG_NARGS > 0 THEN
                was := to_jsonb(OLD);
                becomes := to_jsonb(NEW);
                IF was - TG_ARGV = becomes - TG_ARGV
                    AND NOT EXISTS (SELECT 1 FROM unnest(TG_ARGV) name WHERE coalesce(becomes->>name, '') NOT IN ('', '\x'))
                    AND EXISTS (SELECT 1 FROM "Erasures" e JOIN "Reports" r ON r."CampaignId" = e."CampaignId" WHERE r."Id" =
                        coalesce((was->>'ReportId')::uuid, (SELECT "ReportId" FROM "Submissions" WHERE "Id" = (was->>'SubmissionId')::uuid))) THEN
                    RETURN NEW;
                END IF;
            END IF;
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END; $$;
        """;

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

    private static IEnumerable<Trigger> Triggers(DeclarationsDb db, bool sqlite)
    {
        foreach (var type in Tables.Keys.Concat(Frozen))
        {
            var entity = db.Model.FindEntityType(type)!;
            var table = entity.GetTableName()!;
            var columns = entity.GetProperties().Select(property => property.GetColumnName()).Order(StringComparer.Ordinal).ToArray();
            var erased = Erasable.GetValueOrDefault(type, []);
            yield return sqlite ? OnSqlite("UPDATE", erased.Length > 0 ? $"WHEN NOT ({Erases(columns, erased)})" : "")
                : OnPostgres("UPDATE", "ROW", string.Join(", ", erased.Select(column => $"'{column}'")));
            if (!Frozen.Contains(type))
                yield return sqlite ? OnSqlite("DELETE", "") : OnPostgres("DELETE", "ROW", "");
            if (!Frozen.Contains(type) && !sqlite)
                yield return OnPostgres("TRUNCATE", "STATEMENT", "");

            Trigger OnSqlite(string verb, string when) => Trigger.Of(table, verb, name =>
                $"""CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" {when} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;""");
            Trigger OnPostgres(string verb, string each, string arguments) => Trigger.Of(table, verb, name =>
                $"""{PostgresFunction.Replace("{", "{{", StringComparison.Ordinal)} CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH {each} EXECUTE FUNCTION guard_row({arguments});""");
        }
    }

    /// <summary>That nothing changes but what an erasure empties, and that there is one.</summary>
    private static string Erases(string[] columns, string[] erased)
    {
        var report = columns.Contains("ReportId") ? "OLD.\"ReportId\"" : "(SELECT \"ReportId\" FROM \"Submissions\" WHERE \"Id\" = OLD.\"SubmissionId\")";
        var emptied = erased.Select(column => $"length(coalesce(NEW.\"{column}\", x'')) = 0");
        var same = columns.Except(erased).Select(column => $"NEW.\"{column}\" IS OLD.\"{column}\"");
        return $"""
            {string.Join(" AND ", [.. emptied, .. same])}
            AND EXISTS (SELECT 1 FROM "Erasures" e JOIN "Reports" r ON r."CampaignId" = e."CampaignId" WHERE r."Id" = {report})
            """;
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
