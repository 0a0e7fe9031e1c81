using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Declarations.Web.Tests.Hosting;

/// <summary>Everything that the application leaves on disk, as bytes.</summary>
public static class AtRest
{
    /// <summary>
    /// The folder of the application with its keys, and the database: the files of SQLite with their write-ahead log; on
    /// PostgreSQL each row as a dump writes it, the files of each table, and the write-ahead log of the server.
    /// </summary>
    public static async Task<List<(string Where, byte[] Bytes)>> AtRestAsync(this Office office)
    {
        var found = new List<(string, byte[])>();
        foreach (var file in Directory.EnumerateFiles(office.Folder, "*", SearchOption.AllDirectories))
            found.Add((Path.GetFileName(file), await ReadShared(file)));
        if (TestDatabase.IsPostgres)
            await office.AsOwner(db => AddPostgresAsync(db, found));
        return found;
    }

    /// <summary>Rows as a dump writes them, files of tables, and the write-ahead log.</summary>
    public static async Task AddPostgresAsync(DbContext db, List<(string, byte[])> found)
    {
#pragma warning disable EF1002 // names of our own tables
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct())
            foreach (var row in await db.Database.SqlQueryRaw<string>($"SELECT t::text AS \"Value\" FROM \"{table}\" t").ToListAsync())
            {
                found.Add((table, Encoding.UTF8.GetBytes(row)));
                found.AddRange(row.Split('\\', ',').Where(part => part.StartsWith('x') && part.Length > 3)
                    .Select(part => (table, Convert.FromHexString(part.TrimEnd('"', ')')[1..]))));
            }
#pragma warning restore EF1002
        await db.Database.ExecuteSqlRawAsync("CHECKPOINT");
        // By the context, which gives it back closed: the next one to have it from the pool opens it again.
        await db.Database.OpenConnectionAsync();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        foreach (var files in (string[])[
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 't', 'i') AND relfilenode <> 0",
            "SELECT 'pg_wal/' || name FROM pg_ls_waldir()"])
        {
            await using var command = new NpgsqlCommand($"SELECT path, pg_read_binary_file(path, 0, 1 << 29, true) FROM ({files}) f(path)", connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                if (!await reader.IsDBNullAsync(1))
                    found.Add((reader.GetString(0), (byte[])reader.GetValue(1)));
        }
    }

    /// <summary>Where one of these stands.</summary>
    public static IEnumerable<string> Holding(this IEnumerable<(string Where, byte[] Bytes)> stored, byte[] secret) =>
        stored.Where(one => one.Bytes.AsSpan().IndexOf(secret) >= 0).Select(one => one.Where);

    public static IEnumerable<string> Holding(this IEnumerable<(string Where, byte[] Bytes)> stored, string secret) =>
        stored.Holding(Encoding.UTF8.GetBytes(secret));

    public static async Task<byte[]> ReadShared(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
