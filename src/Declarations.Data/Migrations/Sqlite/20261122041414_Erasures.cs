using System;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Declarations.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Erasures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "ReasonSealed",
                table: "AuditEntries",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "CommentSealed",
                table: "ReturnNotes",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ErasedOn",
                table: "Reports",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "FactsSealed",
                table: "Determinations",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ResultSealed",
                table: "Determinations",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ErasedOn",
                table: "Campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Erasures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CampaignId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Erasures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Erasures_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Erasures_CampaignId",
                table: "Erasures",
                column: "CampaignId",
                unique: true);

            AppendOnly.CreateSqliteTriggers(migrationBuilder, "Erasures");
            AppendOnly.AllowErasureOnSqlite(migrationBuilder, "Submissions", ["CanonicalSealed", "Salt"],
                kept: ["Id", "ReportId", "Number", "DraftNumber", "SubmittedAt", "SubmittedOn", "InterestCount", "IsSupplement", "IsOnPaper", "Digest", "ReceiptNumber"]);
            AppendOnly.AllowErasureOnSqlite(migrationBuilder, "Withdrawals", ["ReasonSealed"],
                kept: ["Id", "ReportId", "SubmissionId", "At", "On"]);
            AppendOnly.AllowErasureOnSqlite(migrationBuilder, "EvidenceFiles", ["NameSealed", "BytesSealed"],
                kept: ["Id", "ReportId", "Purpose", "Kind", "Size", "Digest", "At", "ByAccountId"]);
            // until the next migration, so that their clear texts can be sealed in between
            AppendOnly.OpenOnSqlite(migrationBuilder, "ReturnNotes", "Determinations", "AuditEntries");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            throw new NotSupportedException("What was erased does not come back.");
        }
    }
}
