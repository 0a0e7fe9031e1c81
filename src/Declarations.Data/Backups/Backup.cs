using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Declarations.Data.Guards;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Declarations.Data.Backups;

/// <summary>
/// A backup is a new folder: the database as one file, taken while the application runs; the encryption keys and the folder of keys, sealed to an escrow key;
/// and SHA256SUMS over both, which <c>sha256sum -c</c> reads as well. It comes back whole, into a place where nothing is, or not at all.
/// </summary>
public static class Backup
{
    private const string SqliteFile = "declarations.db", PostgresFile = "declarations.dump", KeysFile = "keys.sealed", SumsFile = "SHA256SUMS";
    private const string EncryptionKey = "encryption.key", KeyFolder = "keys/";

    /// <returns>SHA-256 of SHA256SUMS, in hexadecimal: whoever notes it down knows the backup again.</returns>
    /// <exception cref="InvalidOperationException">The folder is not empty, the escrow key is no good, or the database cannot be written out.</exception>
    public static async Task<string> WriteAsync(
        DeclarationsDb db, string keys, string escrow, DirectoryInfo to, CancellationToken cancellation = default)
    {
        if (to.Exists && to.EnumerateFileSystemInfos().Any())
            throw new InvalidOperationException($"{to.FullName} is not empty; a backup is a folder of its own.");
        // refused before anything is written
        var sealedKeys = Escrow.Seal(escrow, Pack(db.Vault, keys));
        to.Create();
        var connection = db.Database.GetConnectionString()!;
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {Path.Combine(to.FullName, SqliteFile)}", cancellation);
        else
            await PostgresProgram.RunAsync("pg_dump", new NpgsqlConnectionStringBuilder(connection),
                ["--format=custom", "--no-owner", "--no-privileges", "--file", Path.Combine(to.FullName, PostgresFile)], cancellation);
        await File.WriteAllBytesAsync(Path.Combine(to.FullName, KeysFile), sealedKeys, cancellation);
        var sums = new List<string>();
        foreach (var file in to.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal))
            sums.Add($"{await SumAsync(Path.Combine(to.FullName, file), cancellation)}  {file}\n");
        await File.WriteAllTextAsync(Path.Combine(to.FullName, SumsFile), string.Concat(sums), cancellation);
        return await SumAsync(Path.Combine(to.FullName, SumsFile), cancellation);
    }

    /// <summary>Puts a backup in place: the database that the connection names, and the keys.</summary>
    /// <param name="connection">Of a SQLite file that is not there yet, or of an empty PostgreSQL database.</param>
    /// <param name="keys">Folder for the other keys; those that are there already must be the same.</param>
    /// <param name="keyFile">Where the encryption key is written, readable by its owner alone.</param>
    /// <exception cref="InvalidOperationException">A file is missing or altered (named), the escrow key is another, or something is there already.</exception>
    public static async Task RestoreAsync(
        DirectoryInfo from, string escrow, string? passphrase, DbConnectionStringBuilder connection, string keys, string keyFile,
        CancellationToken cancellation = default)
    {
        await CheckAsync(from, cancellation);
        var database = Path.Combine(from.FullName, connection is SqliteConnectionStringBuilder ? SqliteFile : PostgresFile);
        if (!File.Exists(database))
            throw new InvalidOperationException($"{from.FullName} is a backup of another kind of database; set Database:Provider.");
        var files = Unpack(Escrow.Open(escrow, passphrase, await File.ReadAllBytesAsync(Path.Combine(from.FullName, KeysFile), cancellation)), keys, keyFile);
        if (files.FirstOrDefault(file => File.Exists(file.Path) && !File.ReadAllBytes(file.Path).AsSpan().SequenceEqual(file.Content)) is { Path: { } taken })
            throw new InvalidOperationException($"{taken} is there already, and another; a restore replaces nothing.");
        if (connection is SqliteConnectionStringBuilder sqlite)
            Put(database, Path.GetFullPath(sqlite.DataSource));
        else
        {
            await EnsureEmptyAsync(connection.ConnectionString, cancellation);
            await PostgresProgram.RunAsync("pg_restore", new NpgsqlConnectionStringBuilder(connection.ConnectionString),
                ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", database], cancellation);
        }
        foreach (var (path, content) in files.Where(file => !File.Exists(file.Path)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            PrivateFile.Write(path, content);
        }
    }

    private static void Put(string database, string target)
    {
        if (File.Exists(target) || File.Exists(target + "-wal"))
            throw new InvalidOperationException($"{target} is there already; a restore replaces nothing.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(database, target + ".part", overwrite: true);
        File.Move(target + ".part", target);
    }

    /// <exception cref="InvalidOperationException">Names the first file that is missing or differs.</exception>
    public static async Task CheckAsync(DirectoryInfo from, CancellationToken cancellation = default)
    {
        var sums = Path.Combine(from.FullName, SumsFile);
        if (!File.Exists(sums))
            throw new InvalidOperationException($"{from.FullName} is no backup: {SumsFile} is missing.");
        var lines = (await File.ReadAllLinesAsync(sums, cancellation)).Select(line => line.Split("  ", 2)).ToList();
        if (lines.Count == 0 || lines.Exists(line => line.Length != 2 || Path.GetFileName(line[1]) != line[1]))
            throw new InvalidOperationException($"{sums} is damaged.");
        foreach (var line in lines)
        {
            var file = Path.Combine(from.FullName, line[1]);
            if (!File.Exists(file))
                throw new InvalidOperationException($"{file} is missing.");
            if (!string.Equals(await SumAsync(file, cancellation), line[0], StringComparison.Ordinal))
                throw new InvalidOperationException($"{file} was altered: it is not what {SumsFile} says.");
        }
        if (!lines.Exists(line => line[1] == KeysFile))
            throw new InvalidOperationException($"{sums} does not name {KeysFile}.");
    }

    private static async Task EnsureEmptyAsync(string connection, CancellationToken cancellation)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'", db);
        if (await command.ExecuteScalarAsync(cancellation) is not 0L)
            throw new InvalidOperationException($"The database {db.Database} is not empty; a restore replaces nothing.");
    }

    private static byte[] Pack(Vault vault, string keys)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var key = zip.CreateEntry(EncryptionKey).Open())
                key.Write(vault.Keys.Write());
            foreach (var file in Directory.Exists(keys) ? Directory.GetFiles(keys) : [])
                zip.CreateEntryFromFile(file, KeyFolder + Path.GetFileName(file));
        }
        return packed.ToArray();
    }

    /// <summary>Where each key goes, and what it is.</summary>
    private static List<(string Path, byte[] Content)> Unpack(byte[] packed, string keys, string keyFile)
    {
        using var zip = new ZipArchive(new MemoryStream(packed), ZipArchiveMode.Read);
        var files = new List<(string, byte[])>();
        foreach (var entry in zip.Entries)
        {
            using var from = entry.Open();
            using var content = new MemoryStream();
            from.CopyTo(content);
            files.Add((Path.GetFullPath(entry.FullName == EncryptionKey ? keyFile : Path.Combine(keys, entry.Name)), content.ToArray()));
        }
        return files;
    }

    private static async Task<string> SumAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, cancellation)).ToLower(CultureInfo.InvariantCulture);
    }
}
