using Declarations.Data;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Declarations.Web.Tests.Data;

/// <summary>PostgreSQL, where all other tests reach the database as the application does: what it may, and what it may not. SQLite has no roles.</summary>
public sealed class DatabaseRoleTests(Office office) : IClassFixture<Office>
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege, Application = $"--Database:ApplicationRole={TestDatabase.ApplicationRole}";

    [Fact]
    public async Task The_application_adds_to_ledgers_and_cannot_do_more()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var guarded = await office.AsOwner(db => db.Database.SqlQuery<string>($"""
            SELECT DISTINCT event_object_table AS "Value" FROM information_schema.triggers WHERE trigger_name LIKE 'guard\_%\_DELETE\_%'
            """).ToListAsync());
        var ledgers = await office.InDb(db => Task.FromResult(db.Model.GetEntityTypes().Where(entity => guarded.Contains(entity.GetTableName()!))
            .Select(entity => (Table: entity.GetTableName()!, Column: entity.FindPrimaryKey()!.Properties[0].Name)).ToList()));
        Assert.True(ledgers.Count >= 25, $"{ledgers.Count} ledgers");
        foreach (var (table, column) in ledgers)
            foreach (var sql in new[] { $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\"", $"DELETE FROM \"{table}\"", $"TRUNCATE \"{table}\" CASCADE" })
                await RefusedAsync(sql);
    }

    [Theory, InlineData("DROP TABLE \"AuditEntries\""), InlineData("ALTER TABLE \"AuditEntries\" DISABLE TRIGGER USER")]
    [InlineData("CREATE TABLE mine (a int)"), InlineData("ALTER TABLE \"Reports\" ADD COLUMN mine int"), InlineData("TRUNCATE \"Reports\" CASCADE")]
    [InlineData("SET session_replication_role = replica"), InlineData("DELETE FROM \"__EFMigrationsHistory\""), InlineData("CREATE ROLE mine")]
    [InlineData("COPY \"Reports\" TO PROGRAM 'cat'")]
    public async Task The_application_changes_no_schema(string sql)
    {
        if (TestDatabase.IsPostgres)
            await RefusedAsync(sql);
    }

    [Fact]
    public async Task A_migration_takes_back_what_was_granted_beside_it()
    {
        if (!TestDatabase.IsPostgres)
            return;
        await office.AsOwner(db => db.Database.ExecuteSqlRawAsync($"GRANT UPDATE ON \"Signatures\" TO {TestDatabase.ApplicationRole}"));
        Assert.Contains("Signatures", await ApartAsync(office.InDb), StringComparison.Ordinal);
        var (code, _, errors) = await office.RunAsync("migrate", Application);
        Assert.Equal((0, ""), (code, errors));
        Assert.Null(await ApartAsync(office.InDb));
    }

    [Fact]
    public async Task Pages_are_not_served_by_the_owner_of_the_tables()
    {
        if (!TestDatabase.IsPostgres)
            return;
        Assert.Contains("Serve under a role of its own", await ApartAsync(office.AsOwner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_is_missing_or_owns_the_tables_is_named()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var owner = new NpgsqlConnectionStringBuilder(office.OwnerConnection).Username!;
        foreach (var setting in new[] { "Database:ApplicationRole", "Database:BackupRole" })
            foreach (var (role, said) in new[] { ("nobody\"there", "has no role nobody\"there"), (owner, "Name another one") })
            {
                var (code, _, errors) = await office.RunAsync("migrate", $"--{setting}={role}");
                Assert.Equal(1, code);
                Assert.Contains(setting, errors, StringComparison.Ordinal);
                Assert.Contains(said, errors, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task A_verb_of_the_owner_says_so_to_another_role()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var application = new NpgsqlConnectionStringBuilder(office.OwnerConnection) { Username = TestDatabase.ApplicationRole };
        var (code, _, errors) = await office.RunAsync("erase", $"--ConnectionStrings:Declarations={application.ConnectionString}", "--campaign", City.Practice,
            "--basis", "期满", "--Retention:Years=1");
        Assert.Equal(1, code);
        Assert.Contains("as the owner of the tables", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_backup_reads_all_and_changes_nothing()
    {
        if (!TestDatabase.IsPostgres)
            return;
        const string Backup = "declarations_backup";
        await TestDatabase.MakeRoleAsync(Backup);
        var (code, _, errors) = await office.RunAsync("migrate", Application, $"--Database:BackupRole={Backup}");
        Assert.Equal((0, ""), (code, errors));
        var address = new NpgsqlConnectionStringBuilder(office.OwnerConnection) { Username = Backup, Pooling = false };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in await office.InDb(db => Task.FromResult(db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().ToList())))
        {
            Assert.Null(await StateOfAsync($"SELECT count(*) FROM \"{table}\""));
            foreach (var sql in new[] { $"INSERT INTO \"{table}\" DEFAULT VALUES", $"DELETE FROM \"{table}\"" })
                Assert.Equal(Denied, await StateOfAsync(sql));
        }

        async Task<string?> StateOfAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync()) as PostgresException)?.SqlState;
        }
    }

    private async Task RefusedAsync(string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => office.InDb(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.True(refusal.SqlState == Denied, $"{sql}: {refusal.Message}");
    }

    /// <returns>What the start says against the role; null: nothing.</returns>
    private static async Task<string?> ApartAsync(Func<Func<DeclarationsDb, Task>, Task> reach)
    {
        string? said = null;
        await reach(async db => said = (await Record.ExceptionAsync(() => new StartCheck(db, new ConfigurationBuilder().Build(), TimeProvider.System,
            NullLogger<StartCheck>.Instance).AssertApartAsync(TestContext.Current.CancellationToken)))?.Message);
        return said;
    }
}
