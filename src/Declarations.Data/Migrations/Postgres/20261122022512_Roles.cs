using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Declarations.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Roles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DeputyFor",
                table: "Signatures",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ConfirmedAt",
                table: "Grants",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ConfirmedByAccountId",
                table: "Grants",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "GivenAt",
                table: "Grants",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "GivenByAccountId",
                table: "Grants",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Pending",
                table: "Grants",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "RevokedAt",
                table: "Grants",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RevokedByAccountId",
                table: "Grants",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Deputations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderId = table.Column<Guid>(type: "uuid", nullable: false),
                    DeputyId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ToOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deputations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Deputations_Officials_DeputyId",
                        column: x => x.DeputyId,
                        principalTable: "Officials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deputations_Officials_HolderId",
                        column: x => x.HolderId,
                        principalTable: "Officials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deputations_DeputyId",
                table: "Deputations",
                column: "DeputyId");

            migrationBuilder.CreateIndex(
                name: "IX_Deputations_HolderId",
                table: "Deputations",
                column: "HolderId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Deputations");

            migrationBuilder.DropColumn(
                name: "DeputyFor",
                table: "Signatures");

            migrationBuilder.DropColumn(
                name: "ConfirmedAt",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "ConfirmedByAccountId",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "GivenAt",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "GivenByAccountId",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "Pending",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "RevokedAt",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "RevokedByAccountId",
                table: "Grants");
        }
    }
}
