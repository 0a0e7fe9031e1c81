using System.Data.Common;
using System.Security.Cryptography;
using Declarations.Data.Guards;
using Declarations.Data.Trust;
using Declarations.Trust;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Declarations.Data;

public static class DataRegistration
{
    /// <summary>
    /// Adds the database. Settings: <c>Database:Provider</c> = sqlite (default) or postgresql,
    /// <c>ConnectionStrings:Declarations</c>, <c>Database:Password</c> (PostgreSQL, apart from the connection string),
    /// <c>Encryption:Key</c> (base64 of 32 bytes, or several lines as a key file has them; without it, SQLite makes a key file beside a new database),
    /// <c>Keys:Path</c> (also of the signing key), <c>Trust:SignerSocket</c> (where the signer of checkpoints listens; none: this process signs them).
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is missing or unknown.</exception>
    public static IServiceCollection AddDeclarationsData(this IServiceCollection services, IConfiguration settings)
    {
        switch (ConnectionOf(settings))
        {
            case SqliteConnectionStringBuilder sqlite:
                services.AddSingleton(_ => VaultOf(settings) ?? KeyFile(Path.GetFullPath(sqlite.DataSource)));
                services.AddDbContext<DeclarationsDb, SqliteDeclarationsDb>(options => options.UseSqlite(sqlite.ConnectionString));
                break;
            case var given:
                var postgres = new NpgsqlConnectionStringBuilder(given.ConnectionString);
                // Said for a pooler that hands connections on after each transaction: nothing prepared stays there.
                IInterceptor[] keeping = postgres.NoResetOnClose ? [] : [KeptStatements.Instance];
                // Nothing here outlives its transaction, so there is nothing to discard between two uses of a connection.
                postgres.NoResetOnClose = true;
                var vault = VaultOf(settings) ?? throw new InvalidOperationException("Set Encryption:Key (base64 of 32 random bytes) for postgresql.");
                services.AddSingleton(_ => vault);
                services.AddDbContext<DeclarationsDb, PostgresDeclarationsDb>(options => options.UseNpgsql(postgres.ConnectionString).AddInterceptors(keeping));
                break;
        }
        services.AddSingleton<ISigner>(provider => new SigningKeys(settings["Keys:Path"] ?? "data/keys", provider.GetRequiredService<Vault>()));
        var socket = CheckpointSigner.SocketOf(settings["Trust:SignerSocket"]);
        services.AddSingleton(provider => new CheckpointSigner(provider.GetRequiredService<ISigner>(), socket));
        return services.AddScoped<Testimony>().AddScoped<Sequencer>().AddScoped<StartCheck>().AddScoped<KeyRotation>().AddScoped<CaseFiles>()
            .AddScoped<CrossChecker>().AddScoped<OfferFinder>();
    }

    /// <summary>How the settings say that the database is reached: of SQLite or of PostgreSQL.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or unknown.</exception>
    public static DbConnectionStringBuilder ConnectionOf(IConfiguration settings)
    {
        var connection = settings.GetConnectionString("Declarations");
        switch (settings["Database:Provider"] ?? "sqlite")
        {
            case "sqlite":
                // Without "Create": a file that went away must not come back as an empty one.
                return new SqliteConnectionStringBuilder(connection ?? "Data Source=data/declarations.db")
                { ForeignKeys = true, Mode = SqliteOpenMode.ReadWrite };
            case "postgresql":
                var postgres = new NpgsqlConnectionStringBuilder(
                    connection ?? throw new InvalidOperationException("Set ConnectionStrings:Declarations for postgresql."));
                if (settings["Database:Password"] is { } password)
                    postgres.Password = password;
                return postgres;
            case var other:
                throw new InvalidOperationException($"Database:Provider is '{other}'; it must be sqlite or postgresql.");
        }
    }

    /// <summary>Creates or updates the schema, asserts the key and, on SQLite, the settings that keep it safe.</summary>
    /// <param name="application">PostgreSQL: the role that is to have the rights of the application; null: none but the owner.</param>
    /// <param name="backup">PostgreSQL: the role that is to read all.</param>
    /// <exception cref="InvalidOperationException">Another key, no such role, or a setting does not hold.</exception>
    public static async Task MigrateAsync(
        this DeclarationsDb db, string? application = null, string? backup = null, CancellationToken cancellation = default)
    {
        if (db.Database.IsSqlite())
            await SqliteSafety.PrepareAsync(db, cancellation);
        await db.Database.CatchUpAsync(cancellation);
        await KeyCheck.AssertAsync(db, first: true, cancellation);
        await AppendOnly.GuardAsync(db, cancellation);
        if (db.Database.IsSqlite())
            await SqliteSafety.AssertAsync(db, cancellation);
        else
            await DatabaseRoles.GrantAsync(db, application, backup, cancellation);
    }

    /// <summary>Runs the migrations that are missing; where none is, a start does not compare the whole model with the last one.</summary>
    internal static async Task CatchUpAsync(this DatabaseFacade database, CancellationToken cancellation)
    {
        if ((await database.GetPendingMigrationsAsync(cancellation)).Any())
            await database.MigrateAsync(cancellation);
    }

    private static Vault? VaultOf(IConfiguration settings) => settings["Encryption:Key"] is not { Length: > 0 } keys ? null
        : new(VaultKeys.Parse(keys), settings["Encryption:Key:File"] is { Length: > 0 } file ? Path.GetFullPath(file) : null);

    /// <exception cref="InvalidOperationException">The database is there and its key is not: a new one would open nothing.</exception>
    private static Vault KeyFile(string database)
    {
        var file = database + ".key";
        if (!File.Exists(file))
        {
            if (new FileInfo(database) is { Exists: true, Length: > 0 })
                throw new InvalidOperationException($"The key file {file} is missing. Put it back, or name the key in Encryption:Key or Encryption:Key:File; "
                    + "no new one is made for a database that is there.");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            PrivateFile.Write(file, RandomNumberGenerator.GetBytes(32));
        }
        return new(VaultKeys.Read(File.ReadAllBytes(file)), file);
    }
}
