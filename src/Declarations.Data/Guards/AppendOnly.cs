using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Declarations.Data.Guards;

/// <summary>Ledgers: rows are added and never changed, by the mapping and by triggers in the database itself.</summary>
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

    public static void CreateSqliteTriggers(MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
            foreach (var verb in (string[])["UPDATE", "DELETE"])
                migration.Sql($"""CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb} ON "{table}" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;""");
    }

    /// <summary>Rows of these tables may go, as far as nothing refers to them, but not change.</summary>
    public static void FreezeOnSqlite(MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
            migration.Sql($"""CREATE TRIGGER "{table}_no_UPDATE" BEFORE UPDATE ON "{table}" BEGIN SELECT RAISE(ABORT, '{table} never change'); END;""");
    }

    public static void FreezeOnPostgres(MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
            migration.Sql($"""
                CREATE OR REPLACE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% never change', TG_TABLE_NAME; END; $$;
                CREATE TRIGGER "{table}_frozen" BEFORE UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_update();
                """);
    }

    public static void CreatePostgresTriggers(MigrationBuilder migration, params string[] tables)
    {
        migration.Sql("""
            CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END; $$;
            """);
        foreach (var table in tables)
        {
            migration.Sql($"""CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change();""");
            migration.Sql($"""CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();""");
        }
    }

    /// <summary>Takes the guard against updates away, for a migration that puts another one in its place.</summary>
    public static void OpenOnSqlite(MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
            migration.Sql($"""DROP TRIGGER IF EXISTS "{table}_no_UPDATE";""");
    }

    public static void OpenOnPostgres(MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
            migration.Sql($"""
                DROP TRIGGER IF EXISTS "{table}_frozen" ON "{table}";
                DROP TRIGGER IF EXISTS "{table}_append_only" ON "{table}";
                """);
    }

    /// <summary>
    /// Rows still never change, but what <paramref name="erased"/> names may be emptied once the campaign has its
    /// <see cref="Erasure"/>.
    /// </summary>
    /// <param name="kept">All other columns: SQLite has no word for "the rest of the row".</param>
    public static void AllowErasureOnSqlite(MigrationBuilder migration, string table, string[] erased, string[] kept)
    {
        OpenOnSqlite(migration, table);
        var report = kept.Contains("ReportId") ? "OLD.\"ReportId\"" : "(SELECT \"ReportId\" FROM \"Submissions\" WHERE \"Id\" = OLD.\"SubmissionId\")";
        var emptied = erased.Select(column => $"length(coalesce(NEW.\"{column}\", x'')) = 0");
        var same = kept.Select(column => $"NEW.\"{column}\" IS OLD.\"{column}\"");
        migration.Sql($"""
            CREATE TRIGGER "{table}_no_UPDATE" BEFORE UPDATE ON "{table}"
            WHEN NOT ({string.Join(" AND ", [.. emptied, .. same])}
                AND EXISTS (SELECT 1 FROM "Erasures" e JOIN "Reports" r ON r."CampaignId" = e."CampaignId" WHERE r."Id" = {report}))
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
            """);
    }

    public static void AllowErasureOnPostgres(MigrationBuilder migration, string table, string[] erased)
    {
        OpenOnPostgres(migration, table);
        migration.Sql($"""
            CREATE OR REPLACE FUNCTION refuse_all_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                was jsonb := to_jsonb(OLD);
                becomes jsonb := to_jsonb(NEW);
                report uuid := coalesce((was->>'ReportId')::uuid, (SELECT "ReportId" FROM "Submissions" WHERE "Id" = (was->>'SubmissionId')::uuid));
            BEGIN
                IF was - TG_ARGV = becomes - TG_ARGV
                    AND NOT EXISTS (SELECT 1 FROM unnest(TG_ARGV) name WHERE coalesce(becomes->>name, '') NOT IN ('', '\x'))
                    AND EXISTS (SELECT 1 FROM "Erasures" e JOIN "Reports" r ON r."CampaignId" = e."CampaignId" WHERE r."Id" = report) THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
            END; $$;
            CREATE TRIGGER "{table}_erasable" BEFORE UPDATE ON "{table}" FOR EACH ROW
                EXECUTE FUNCTION refuse_all_but_erasure({string.Join(", ", erased.Select(column => $"'{column}'"))});
            """);
        if (Tables.Values.Contains(table))
            migration.Sql($"""CREATE TRIGGER "{table}_append_only" BEFORE DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change();""");
    }
}
