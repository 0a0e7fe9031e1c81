using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Declarations.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ConfirmedAt",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ConfirmedByAccountId",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "GivenAt",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "GivenByAccountId",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Pending",
                table: "Grants",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "RevokedAt",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RevokedByAccountId",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Deputations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HolderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeputyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ToOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
