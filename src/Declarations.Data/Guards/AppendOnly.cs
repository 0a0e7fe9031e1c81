using Declarations.Auditing;
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
        [typeof(FiledFile)] = "FiledFiles",
        [typeof(Withdrawal)] = "Withdrawals",
        [typeof(Signature)] = "Signatures",
        [typeof(ReturnNote)] = "ReturnNotes",
        [typeof(StoredDetermination)] = "Determinations",
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
}
