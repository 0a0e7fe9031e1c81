using Declarations.Data;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Declarations.Migrations;

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDeclarationsDb>
{
    public SqliteDeclarationsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDeclarationsDb>().UseSqlite("Data Source=design.db").Options, new Vault(new byte[32]));
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDeclarationsDb>
{
    public PostgresDeclarationsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDeclarationsDb>().UseNpgsql("Host=127.0.0.1").Options, new Vault(new byte[32]));
}
