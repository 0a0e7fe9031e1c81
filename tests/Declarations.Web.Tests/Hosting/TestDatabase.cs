using System.Security.Cryptography;
using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Data.Tips;
using Declarations.Trust;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Declarations.Web.Tests.Hosting.Templates))]

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// A database for one host: TEST_DATABASE=sqlite (default) is a file in a folder of its own, postgresql a database on the
/// server of TEST_POSTGRES, which the application reaches under a role that owns nothing in it. A server that does not answer fails the tests.
/// </summary>
public sealed record TestDatabase(string Provider, string Connection, string Folder)
{
    public static bool IsPostgres => Settings.Database switch
    {
        "sqlite" => false,
        "postgresql" => true,
        var other => throw new InvalidOperationException($"TEST_DATABASE is '{other}'; it must be sqlite or postgresql."),
    };

    /// <summary>Of the templates, and so of every copy.</summary>
    public static byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    private static string Server => Settings.Postgres
        ?? throw new InvalidOperationException("TEST_DATABASE is postgresql: set TEST_POSTGRES to the connection string of a server.");

    /// <summary>Of the application: not the owner of anything.</summary>
    public const string ApplicationRole = "declarations_application";

    private string Name => new NpgsqlConnectionStringBuilder(Connection).Database!;

    /// <summary>As the one who owns the tables, and may do what he likes with them.</summary>
    public string OwnerConnection => IsPostgres ? As(new NpgsqlConnectionStringBuilder(Server).Username!) : Connection;

    /// <summary>Without a schema, and for whoever is to make one.</summary>
    public static Task<TestDatabase> CreateAsync() => CreateAsync(null);

    /// <summary>The same content in a database of its own; nobody may be using this one.</summary>
    public Task<TestDatabase> CopyAsync() => CreateAsync(this);

    /// <returns>For the application.</returns>
    public async Task<TestDatabase> MigrateAsync()
    {
        await MakeRoleAsync(ApplicationRole);
        await using var db = Owned();
        await db.MigrateAsync(application: ApplicationRole);
        return this with { Connection = IsPostgres ? As(ApplicationRole) : Connection };
    }

    /// <summary>On PostgreSQL, where it is not there yet.</summary>
    public static async Task MakeRoleAsync(string role)
    {
        if (IsPostgres)
            await RunAsync($"""
                DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN
                CREATE ROLE {role} LOGIN PASSWORD '{new NpgsqlConnectionStringBuilder(Server).Password}'; END IF; END $$
                """);
    }

    /// <summary>The database in the hands of its owner.</summary>
    /// <param name="signer">Null: for what nobody has to sign.</param>
    public DeclarationsDb Owned(ISigner? signer = null) => IsPostgres
        ? new PostgresDeclarationsDb(
            new DbContextOptionsBuilder<PostgresDeclarationsDb>().UseNpgsql(OwnerConnection + ";Pooling=false").Options, new Vault(Key), signer)
        : new SqliteDeclarationsDb(new DbContextOptionsBuilder<SqliteDeclarationsDb>().UseSqlite(Connection).Options, new Vault(Key), signer);

    private string As(string role) => new NpgsqlConnectionStringBuilder(Connection) { Username = role }.ConnectionString;

    /// <summary>Ends whatever connection is left to it. One that a busy server does not give up in time goes with the server after the run.</summary>
    public async Task DropAsync()
    {
        Release();
        if (IsPostgres)
            try
            {
                await RunAsync($"DROP DATABASE {Name} WITH (FORCE)");
            }
            catch (NpgsqlException busy)
            {
                TestContext.Current.SendDiagnosticMessage($"{Name} stays behind: {busy.Message}");
            }
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Lets go of the connections that are kept for the next use.</summary>
    public void Release()
    {
        // The application names its own way of opening it.
        if (IsPostgres)
            foreach (var connection in new[] { Connection, new NpgsqlConnectionStringBuilder(Connection) { NoResetOnClose = true }.ConnectionString })
                NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        else
            // The last connection that closes takes the write-ahead log back into the file.
            foreach (var connection in new[] { new SqliteConnectionStringBuilder(Connection),
                new SqliteConnectionStringBuilder(Connection) { ForeignKeys = true, Mode = SqliteOpenMode.ReadWrite } })
                SqliteConnection.ClearPool(new SqliteConnection(connection.ConnectionString));
    }

    private static async Task<TestDatabase> CreateAsync(TestDatabase? template)
    {
        var folder = Directory.CreateTempSubdirectory("declarations-").FullName;
        if (!IsPostgres)
        {
            if (template is not null)
                File.Copy(Path.Combine(template.Folder, "office.db"), Path.Combine(folder, "office.db"));
            return new("sqlite", $"Data Source={Path.Combine(folder, "office.db")}", folder);
        }
        var name = $"declarations_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template.Name}"));
        return new("postgresql",
            new NpgsqlConnectionStringBuilder(template?.Connection ?? Server) { Database = name, MaxPoolSize = 20 }.ConnectionString, folder);
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The migrated database and the one with the city in it that all others are copied from; made at first use, dropped after the last test.</summary>
public sealed class Templates : IAsyncDisposable
{
    private static readonly SemaphoreSlim Turn = new(1);
    private static TestDatabase? migrated, founded;
    private static City? city;
    private static string? tips;

    public static async Task<TestDatabase> MigratedAsync()
    {
        await Turn.WaitAsync();
        try
        {
            return await (await SchemaAsync()).CopyAsync();
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>With the city as it was founded.</summary>
    public static async Task<(TestDatabase Database, City City)> FoundedAsync()
    {
        await Turn.WaitAsync();
        try
        {
            if (founded is null)
            {
                var database = await (await SchemaAsync()).CopyAsync();
                await using (var office = Office.On(database))
                    city = await City.FoundAsync(office);
                database.Release();
                founded = database;
            }
            return (await founded.CopyAsync(), city!);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Copies an empty database of tips to a file.</summary>
    public static async Task TipsAsync(string file)
    {
        await Turn.WaitAsync();
        try
        {
            if (tips is null)
            {
                var template = Path.Combine(Directory.CreateTempSubdirectory("declarations-").FullName, "tips.db");
                await using var db = new SqliteTipsDb(new DbContextOptionsBuilder<SqliteTipsDb>().UseSqlite($"Data Source={template};Pooling=false").Options);
                await db.MigrateAsync();
                tips = template;
            }
            File.Copy(tips, file, overwrite: true);
        }
        finally
        {
            Turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (tips is not null)
            Directory.Delete(Path.GetDirectoryName(tips)!, recursive: true);
        foreach (var template in new[] { founded, migrated }.OfType<TestDatabase>())
            await template.DropAsync();
    }

    private static async Task<TestDatabase> SchemaAsync()
    {
        if (migrated is null)
        {
            var database = await TestDatabase.CreateAsync();
            migrated = await database.MigrateAsync();
            database.Release();
        }
        return migrated;
    }
}
