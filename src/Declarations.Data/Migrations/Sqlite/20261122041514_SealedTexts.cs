using System;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Declarations.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SealedTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Fails where a clear text was not sealed before (ClearTexts): the row would be there twice.
            migrationBuilder.Sql("""INSERT INTO "ReturnNotes" SELECT * FROM "ReturnNotes" WHERE "CommentSealed" IS NULL;""");
            migrationBuilder.Sql("""INSERT INTO "Determinations" SELECT * FROM "Determinations" WHERE "FactsSealed" IS NULL OR "ResultSealed" IS NULL;""");
            migrationBuilder.Sql("""INSERT INTO "AuditEntries" SELECT * FROM "AuditEntries" WHERE "Reason" IS NOT NULL AND "ReasonSealed" IS NULL;""");
            migrationBuilder.Sql("""ALTER TABLE "AuditEntries" DROP COLUMN "Reason";""");
            migrationBuilder.Sql("""ALTER TABLE "ReturnNotes" DROP COLUMN "Comment";""");
            migrationBuilder.Sql("""ALTER TABLE "Determinations" DROP COLUMN "Facts";""");
            migrationBuilder.Sql("""ALTER TABLE "Determinations" DROP COLUMN "Result";""");
            migrationBuilder.Sql("""DROP TRIGGER "AuditEntries_no_DELETE";""");
            AppendOnly.CreateSqliteTriggers(migrationBuilder, "AuditEntries");
            AppendOnly.AllowErasureOnSqlite(migrationBuilder, "ReturnNotes", ["CommentSealed"],
                kept: ["Id", "ReportId", "SubmissionId", "Line", "ByOfficialId", "ByName", "ByPost", "At", "On"]);
            AppendOnly.AllowErasureOnSqlite(migrationBuilder, "Determinations", ["FactsSealed", "ResultSealed"],
                kept: ["Id", "SubmissionId", "InterestId", "PolicyVersion", "AsOf"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            throw new NotSupportedException("Sealed texts are not written in clear again.");
        }
    }
}
