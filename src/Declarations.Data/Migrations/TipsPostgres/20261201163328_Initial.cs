using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Declarations.Data.Migrations.TipsPostgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DeskKeys",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    MadeOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RetiredOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DestroyedOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeskKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeskOfficers",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    Salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    Iterations = table.Column<int>(type: "integer", nullable: false),
                    Box = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeskOfficers", x => x.AccountId);
                });

            migrationBuilder.CreateTable(
                name: "Desks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    NameInEnglish = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    AboveId = table.Column<Guid>(type: "uuid", nullable: true),
                    Contact = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Desks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Topics",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    NameInEnglish = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    OwnerUnitId = table.Column<Guid>(type: "uuid", nullable: true),
                    OwnerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Days = table.Column<int>(type: "integer", nullable: true),
                    IsOffered = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Topics", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Tips",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CodeHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    DeskId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromDeskId = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsNamed = table.Column<bool>(type: "boolean", nullable: false),
                    PolicyVersion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ServiceDays = table.Column<int>(type: "integer", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RunsFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    AcceptedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReportedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ConcludedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    LastActOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReleasedTo = table.Column<int>(type: "integer", nullable: false),
                    OfficerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reopened = table.Column<int>(type: "integer", nullable: false),
                    HasObjected = table.Column<bool>(type: "boolean", nullable: false),
                    CameBack = table.Column<bool>(type: "boolean", nullable: false),
                    IsHeld = table.Column<bool>(type: "boolean", nullable: false),
                    Rating = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Declined = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    WasLate = table.Column<bool>(type: "boolean", nullable: false),
                    Category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    DaysToAccept = table.Column<int>(type: "integer", nullable: true),
                    DaysToConclude = table.Column<int>(type: "integer", nullable: true),
                    DaysToEnd = table.Column<int>(type: "integer", nullable: true),
                    LastNumber = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    KeyId = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    KeyToDesk = table.Column<byte[]>(type: "bytea", nullable: true),
                    KeyUnderCode = table.Column<byte[]>(type: "bytea", nullable: true),
                    Identity = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tips", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tips_DeskKeys_KeyId",
                        column: x => x.KeyId,
                        principalTable: "DeskKeys",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeskKeyShares",
                columns: table => new
                {
                    KeyId = table.Column<string>(type: "character varying(16)", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Box = table.Column<byte[]>(type: "bytea", nullable: false),
                    GivenById = table.Column<Guid>(type: "uuid", nullable: true),
                    ConfirmedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ConfirmedById = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeskKeyShares", x => new { x.KeyId, x.AccountId });
                    table.ForeignKey(
                        name: "FK_DeskKeyShares_DeskKeys_KeyId",
                        column: x => x.KeyId,
                        principalTable: "DeskKeys",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DeskKeyShares_DeskOfficers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "DeskOfficers",
                        principalColumn: "AccountId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TipEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TipId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    StatusAfter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ByAccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    Box = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TipEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TipEntries_Tips_TipId",
                        column: x => x.TipId,
                        principalTable: "Tips",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TipFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TipId = table.Column<Guid>(type: "uuid", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Head = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TipFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TipFiles_Tips_TipId",
                        column: x => x.TipId,
                        principalTable: "Tips",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TipFileChunks",
                columns: table => new
                {
                    FileId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Box = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TipFileChunks", x => new { x.FileId, x.Number });
                    table.ForeignKey(
                        name: "FK_TipFileChunks_TipFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "TipFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DeskKeyShares_AccountId",
                table: "DeskKeyShares",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_TipEntries_TipId_Number",
                table: "TipEntries",
                columns: new[] { "TipId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TipFiles_TipId",
                table: "TipFiles",
                column: "TipId");

            migrationBuilder.CreateIndex(
                name: "IX_Tips_CodeHash",
                table: "Tips",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tips_DeskId_Kind_DueOn_Id_Status_ReleasedTo",
                table: "Tips",
                columns: new[] { "DeskId", "Kind", "DueOn", "Id", "Status", "ReleasedTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Tips_FromDeskId",
                table: "Tips",
                column: "FromDeskId");

            migrationBuilder.CreateIndex(
                name: "IX_Tips_KeyId",
                table: "Tips",
                column: "KeyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DeskKeyShares");

            migrationBuilder.DropTable(
                name: "Desks");

            migrationBuilder.DropTable(
                name: "TipEntries");

            migrationBuilder.DropTable(
                name: "TipFileChunks");

            migrationBuilder.DropTable(
                name: "Topics");

            migrationBuilder.DropTable(
                name: "DeskOfficers");

            migrationBuilder.DropTable(
                name: "TipFiles");

            migrationBuilder.DropTable(
                name: "Tips");

            migrationBuilder.DropTable(
                name: "DeskKeys");
        }
    }
}
