using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Data.Tips;
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

internal sealed class SqliteTipsDesign : IDesignTimeDbContextFactory<SqliteTipsDb>
{
    public SqliteTipsDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteTipsDb>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgresTipsDesign : IDesignTimeDbContextFactory<PostgresTipsDb>
{
    public PostgresTipsDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresTipsDb>().UseNpgsql("Host=127.0.0.1").Options);
}
