using System.Security.Cryptography;
using Declarations.Data.Guards;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Data;

public static class DataRegistration
{
    /// <summary>
    /// Adds the database. Settings: <c>Database:Provider</c> = sqlite (default) or postgresql,
    /// <c>ConnectionStrings:Declarations</c>, <c>Encryption:Key</c> (base64 of 32 bytes; SQLite makes a key file beside the
    /// database when there is none).
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is missing or unknown.</exception>
    public static IServiceCollection AddDeclarationsData(this IServiceCollection services, IConfiguration settings)
    {
        var connection = settings.GetConnectionString("Declarations");
        switch (settings["Database:Provider"] ?? "sqlite")
        {
            case "sqlite":
                var sqlite = new SqliteConnectionStringBuilder(connection ?? "Data Source=data/declarations.db") { ForeignKeys = true };
                var folder = Path.GetDirectoryName(Path.GetFullPath(sqlite.DataSource))!;
                services.AddSingleton(_ => new Vault(KeyOf(settings) ?? KeyFile(folder, Path.GetFileName(sqlite.DataSource))));
                services.AddDbContext<DeclarationsDb, SqliteDeclarationsDb>(options => options.UseSqlite(sqlite.ConnectionString));
                break;
            case "postgresql":
                if (connection is null)
                    throw new InvalidOperationException("Set ConnectionStrings:Declarations for postgresql.");
                var key = KeyOf(settings) ?? throw new InvalidOperationException("Set Encryption:Key (base64 of 32 random bytes) for postgresql.");
                services.AddSingleton(_ => new Vault(key));
                services.AddDbContext<DeclarationsDb, PostgresDeclarationsDb>(options => options.UseNpgsql(connection));
                break;
            case var other:
                throw new InvalidOperationException($"Database:Provider is '{other}'; it must be sqlite or postgresql.");
        }
        return services.AddScoped<CaseFiles>();
    }

    /// <summary>Creates or updates the schema and, on SQLite, asserts the settings that keep it safe.</summary>
    public static async Task MigrateAsync(this DeclarationsDb db, CancellationToken cancellation = default)
    {
        if (db.Database.IsSqlite())
        {
            var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            // A start that was killed while migrating leaves this lock, and the next one would wait for it for ever.
            if (await db.Database.CanConnectAsync(cancellation))
                await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        }
        await db.Database.MigrateAsync(cancellation);
        await AppendOnly.GuardAsync(db, cancellation);
        if (db.Database.IsSqlite())
            await SqliteSafety.AssertAsync(db, cancellation);
    }

    private static byte[]? KeyOf(IConfiguration settings) =>
        settings["Encryption:Key"] is { Length: > 0 } key ? Convert.FromBase64String(key) : null;

    private static byte[] KeyFile(string folder, string database)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, database + ".key");
        if (!File.Exists(file))
        {
            using var stream = new FileStream(file, OperatingSystem.IsWindows()
                ? new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }
                : new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            stream.Write(RandomNumberGenerator.GetBytes(32));
        }
        return File.ReadAllBytes(file);
    }
}
