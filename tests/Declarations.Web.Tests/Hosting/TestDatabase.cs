using System.Security.Cryptography;
using Declarations.Data;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Declarations.Web.Tests.Hosting.PostgresTemplate))]

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// A database for one host: TEST_DATABASE=sqlite (default) is a file in a folder of its own, postgresql a database on the
/// server of TEST_POSTGRES, copied from a migrated template. A server that does not answer fails the tests.
/// </summary>
public sealed record TestDatabase(string Provider, string Connection, string Folder)
{
    public static bool IsPostgres => (Environment.GetEnvironmentVariable("TEST_DATABASE") ?? "sqlite") switch
    {
        "sqlite" => false,
        "postgresql" => true,
        var other => throw new InvalidOperationException($"TEST_DATABASE is '{other}'; it must be sqlite or postgresql."),
    };

    /// <summary>Of the template, and so of every copy.</summary>
    public static byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    /// <param name="empty">Without a schema.</param>
    public static async Task<TestDatabase> CreateAsync(bool empty = false)
    {
        var copy = !IsPostgres ? null : empty ? await PostgresTemplate.EmptyAsync() : await PostgresTemplate.CopyAsync();
        var folder = Directory.CreateTempSubdirectory("declarations-").FullName;
        return copy is not null ? new("postgresql", copy, folder) : new("sqlite", $"Data Source={Path.Combine(folder, "office.db")};Pooling=False", folder);
    }

    public async Task DropAsync()
    {
        if (IsPostgres)
            await PostgresTemplate.DropAsync(new NpgsqlConnectionStringBuilder(Connection).Database!);
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>The migrated PostgreSQL database that the others are copied from; made at first use, dropped after the last test.</summary>
public sealed class PostgresTemplate : IAsyncDisposable
{
    private static readonly SemaphoreSlim Turn = new(1);
    private static string? template;

    private static string Server => Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } server ? server
        : throw new InvalidOperationException("TEST_DATABASE is postgresql: set TEST_POSTGRES to the connection string of a server.");

    public static async Task<string> CopyAsync()
    {
        await Turn.WaitAsync();
        try
        {
            template ??= await MigratedAsync();
            var copy = NewName();
            await RunAsync($"CREATE DATABASE {copy} TEMPLATE {template}");
            return On(copy);
        }
        finally
        {
            Turn.Release();
        }
    }

    public static async Task<string> EmptyAsync()
    {
        var name = NewName();
        await RunAsync($"CREATE DATABASE {name}");
        return On(name);
    }

    public static async Task DropAsync(string database)
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync($"DROP DATABASE {database} WITH (FORCE)");
    }

    public async ValueTask DisposeAsync()
    {
        if (template is not null)
            await DropAsync(template);
    }

    private static async Task<string> MigratedAsync()
    {
        var name = NewName();
        await RunAsync($"CREATE DATABASE {name}");
        var options = new DbContextOptionsBuilder<PostgresDeclarationsDb>().UseNpgsql(On(name) + ";Pooling=false").Options;
        await using var db = new PostgresDeclarationsDb(options, new Vault(TestDatabase.Key));
        await db.MigrateAsync();
        return name;
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(On("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string NewName() => $"declarations_{Guid.NewGuid():N}";
    private static string On(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ConnectionString;
}
