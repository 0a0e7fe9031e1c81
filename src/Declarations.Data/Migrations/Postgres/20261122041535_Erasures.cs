using System;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Declarations.Data.Migrations.Postgres
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
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "CommentSealed",
                table: "ReturnNotes",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ErasedOn",
                table: "Reports",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "FactsSealed",
                table: "Determinations",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ResultSealed",
                table: "Determinations",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ErasedOn",
                table: "Campaigns",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Erasures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CampaignId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
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

            AppendOnly.CreatePostgresTriggers(migrationBuilder, "Erasures");
            AppendOnly.AllowErasureOnPostgres(migrationBuilder, "Submissions", ["CanonicalSealed", "Salt"]);
            AppendOnly.AllowErasureOnPostgres(migrationBuilder, "Withdrawals", ["ReasonSealed"]);
            AppendOnly.AllowErasureOnPostgres(migrationBuilder, "EvidenceFiles", ["NameSealed", "BytesSealed"]);
            // until the next migration, so that their clear texts can be sealed in between
            AppendOnly.OpenOnPostgres(migrationBuilder, "ReturnNotes", "Determinations", "AuditEntries");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            throw new NotSupportedException("What was erased does not come back.");
        }
    }
}
