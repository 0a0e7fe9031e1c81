using System.Data.Common;
using System.Globalization;
using System.Text;
using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Declarations.Web.Tests.Trust;

/// <summary>One bit of one column, to be turned over.</summary>
/// <param name="Row">How SQL names the row.</param>
/// <param name="IsText">Bytes that are to be a text again.</param>
internal sealed record Flip(string Table, string Column, string Row, bool IsText, string Before, string After, object Value, object Flipped)
{
    public Task<bool> ApplyAsync(DeclarationsDb db) => Tampering.TryAsync(
        db, $"UPDATE \"{Table}\" SET \"{Column}\" = {(IsText ? "CAST({0} AS TEXT)" : "{0}")} WHERE {TrustScene.RowId(db)} = {{1}}", Flipped, Row);
}

/// <summary>How rows are found, read and altered by somebody who owns the database.</summary>
internal static class Tampering
{
    /// <summary>Tables of the tree itself, whose rows a trial may touch like those that it protects.</summary>
    public static readonly string[] OfTheTree = ["Leaves", "TreeEntries", "TreeNodes", "Checkpoints", "Cosignatures", "WaitingLeaves"];

    public static List<string> Tables(DeclarationsDb db) =>
        [.. Protection.Tables.Select(table => db.Model.FindEntityType(table.Type)!.GetTableName()!), .. OfTheTree];

    public static IEntityType Entity(DeclarationsDb db, string table) =>
        db.Model.GetEntityTypes().Single(entity => entity.GetTableName() == table && !entity.IsOwned());

    public static List<string> Columns(DeclarationsDb db, string table) => [.. Entity(db, table).GetProperties().Select(property => property.Name)];

    public static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Takes an entry of the ledger away, and builds and signs the whole tree anew as if it had never been.</summary>
    /// <returns>The tree as it is now.</returns>
    public static async Task<TreeInMemory> WriteAnewAsync(DeclarationsDb db, TreeHead last, ISigner signer)
    {
        var gone = await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Id).FirstAsync();
        await RunAsync(db, "DELETE FROM \"AuditEntries\" WHERE \"Id\" = {0}", gone);
        foreach (var table in new[] { "WaitingLeaves", "TreeEntries", "TreeNodes", "Cosignatures", "Checkpoints" })
            await RunAsync(db, $"DELETE FROM \"{table}\"");
        await RunAsync(db, "DELETE FROM \"Leaves\" WHERE \"Key\" = {0}", gone.ToString());
        var leaves = (await db.Leaves.AsNoTracking().ToListAsync()).OrderBy(leaf => leaf.Id).ToList();
        var tree = new TreeInMemory(leaves.ConvertAll(leaf => leaf.Hash));
        foreach (var (index, leaf) in leaves.Index())
            await RunAsync(db, "INSERT INTO \"TreeEntries\" (\"Index\", \"LeafId\") VALUES ({0}, {1})", (long)index, leaf.Id);
        for (var index = 0L; index < leaves.Count >> 8; index++)
            await RunAsync(db, "INSERT INTO \"TreeNodes\" (\"Level\", \"Index\", \"Hash\") VALUES (8, {0}, {1})", index, tree.At(8, index));
        db.Checkpoints.Add(Checkpoint.Of(last with { Size = leaves.Count, Root = MerkleTree.Root(leaves.Count, tree.At) }, signer));
        await db.SaveChangesAsync();
        return tree;
    }

    public static async Task<(string Id, string Key)> RowAsync(DeclarationsDb db, string table, Random random)
    {
        var id = Pick(random, await db.KeysAsync(table));
        return (id, await KeyAsync(db, table, id));
    }

    /// <summary>As a leaf names it.</summary>
    public static async Task<string> KeyAsync(DeclarationsDb db, string table, string id)
    {
        var parts = new List<string>();
        foreach (var column in Entity(db, table).FindPrimaryKey()!.Properties)
            parts.Add(Convert.ToString(await ReadAsync(db, table, column.Name, id), CultureInfo.InvariantCulture)!);
        var key = string.Join('/', parts);
        return table == "TrustKeys" ? key : key.ToLowerInvariant();
    }

    public static async Task<object> ReadAsync(DeclarationsDb db, string table, string column, string id)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"SELECT \"{column}\" FROM \"{table}\" WHERE {TrustScene.RowId(db)} = @id";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@id", id);
        command.Parameters.Add(parameter);
        return (await command.ExecuteScalarAsync())!;
    }

    public static Task<bool> SetAsync(DeclarationsDb db, string table, string column, string id, object value) =>
        TryAsync(db, $"UPDATE \"{table}\" SET \"{column}\" = {{0}} WHERE {TrustScene.RowId(db)} = {{1}}", AsDay(value), id);

    public static object AsDay(object value) =>
        value is DateTime { TimeOfDay.Ticks: 0, Kind: DateTimeKind.Unspecified } day ? DateOnly.FromDateTime(day) : value;

    /// <param name="others">Flips before it, each of another row.</param>
    /// <returns>Null: there was nothing to flip, or the database refused the value.</returns>
    public static async Task<Flip?> FlipAsync(DeclarationsDb db, string table, Random random, IReadOnlyCollection<Flip> others)
    {
        if ((await db.KeysAsync(table)).Count == 0)
            return null;
        var (row, column) = (await RowAsync(db, table, random), Pick(random, Columns(db, table)));
        if (others.Any(other => other.Table == table && (other.Row == row.Id || other.Before == row.Key || other.After == row.Key)))
            return null;
        var value = await ReadAsync(db, table, column, row.Id);
        if (Flipped(value, db.Database.IsSqlite(), random) is not { } flipped)
            return null;
        var text = db.Database.IsSqlite() && value is string;
        var flip = new Flip(table, column, row.Id, text, row.Key, row.Key, value, flipped);
        if (!await flip.ApplyAsync(db))
            return null;
        if (!Entity(db, table).FindPrimaryKey()!.Properties.Any(property => property.Name == column))
            return flip;
        var keys = row.Key.Split('/');
        var at = Entity(db, table).FindPrimaryKey()!.Properties.TakeWhile(property => property.Name != column).Count();
        keys[at] = text ? "?" + Encoding.UTF8.GetString((byte[])flipped) : Convert.ToString(flipped, CultureInfo.InvariantCulture)!;
        // a key that is none any more is named as it stands; the row that it was, as gone
        return flip with { After = string.Join('/', keys) };
    }

    public static object? Flipped(object value, bool sqlite, Random random)
    {
        var bit = random.Next(8);
        switch (value)
        {
            case byte[] { Length: > 0 } bytes:
                bytes = [.. bytes];
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << bit);
                return bytes;
            case string { Length: > 0 } text when sqlite:
                var raw = Encoding.UTF8.GetBytes(text);
                var at = random.Next(raw.Length);
                raw[at] ^= (byte)(1 << bit);
                // SQLite ends a text there
                return raw[at] == 0 ? null : raw;
            case string { Length: > 0 } text:
                var letters = text.ToCharArray();
                letters[random.Next(letters.Length)] ^= (char)(1 << (bit & 3));
                return letters.Contains('\0') || letters.Any(char.IsSurrogate) ? null : new string(letters);
            case Guid id:
                var key = id.ToByteArray();
                key[random.Next(16)] ^= (byte)(1 << bit);
                return new Guid(key);
            case int number:
                return number ^ (1 << random.Next(31));
            case long number:
                return number ^ (1L << random.Next(31));
            case bool yes:
                return !yes;
            case DateOnly day:
                return DateOnly.FromDayNumber(day.DayNumber ^ (1 << bit));
            case DateTime { TimeOfDay.Ticks: 0, Kind: DateTimeKind.Unspecified } day:
                return DateOnly.FromDateTime(day).AddDays(1 << bit);
            case DateTime instant:
                return new DateTime((instant.Ticks / 10 ^ (1L << random.Next(40))) * 10, DateTimeKind.Utc);
            default:
                return null;
        }
    }

    public static async Task<bool> TryAsync(DeclarationsDb db, string sql, params object[] arguments)
    {
        await db.Database.CurrentTransaction!.CreateSavepointAsync("trial");
        try
        {
            return await RunAsync(db, sql, arguments) > 0;
        }
        catch (DbException)
        {
            await db.Database.CurrentTransaction.RollbackToSavepointAsync("trial");
            return false;
        }
    }

#pragma warning disable EF1002 // names of our own tables
    public static Task<int> RunAsync(DeclarationsDb db, string sql, params object[] arguments) => db.Database.ExecuteSqlRawAsync(sql, arguments);
#pragma warning restore EF1002
}
