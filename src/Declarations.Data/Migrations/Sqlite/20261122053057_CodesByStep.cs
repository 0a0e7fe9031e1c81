using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Declarations.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CodesByStep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: the framework would build the whole table anew.
            migrationBuilder.Sql("""ALTER TABLE "AspNetUsers" DROP COLUMN "LastCode";""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "LastCode",
                table: "AspNetUsers",
                type: "TEXT",
                maxLength: 6,
                nullable: true);
        }
    }
}
