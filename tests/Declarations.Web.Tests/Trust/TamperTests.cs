using System.Data.Common;
using System.Globalization;
using System.Text;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Trust;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Trust;

/// <summary>
/// Whoever owns the database alters it, past every trigger: what was touched is found and named. DEEP=1 flips 10,000 bits. What is not found without a
/// witness is shown here as well.
/// </summary>
public sealed class TamperTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    /// <summary>Tables of the tree itself, whose rows a trial may touch like those that it protects.</summary>
    private static readonly string[] OfTheTree = ["Leaves", "TreeEntries", "TreeNodes", "Checkpoints", "Cosignatures", "WaitingLeaves"];

    private const int AtOnce = 20;

    [Fact]
    public async Task A_bit_in_any_column_of_any_row_is_found_and_named()
    {
        await GrowAsync();
        var (wanted, random) = (Settings.Number(200, 10_000), new Random(Settings.Seed));
        var (trials, refused, alone) = (0, 0, 0);
        var touched = new SortedDictionary<string, int>(StringComparer.Ordinal);
        while (trials < wanted)
        {
            // Several rows at once, each of which must be named; one that is hidden behind another is looked at alone.
            var hidden = new List<Flip>();
            await office.PastTriggersAsync(async db =>
            {
                var flips = new List<Flip>();
                for (var tries = 0; tries < AtOnce; tries++)
                    if (await FlipAsync(db, Pick(random, Tables(db)), random, flips) is { } flip)
                        flips.Add(flip);
                    else
                        refused++;
                var report = await db.CheckTreeAsync();
                foreach (var flip in flips)
                {
                    trials++;
                    touched[$"{flip.Table}.{flip.Column}"] = touched.GetValueOrDefault($"{flip.Table}.{flip.Column}") + 1;
                    if (!report.Findings.Any(finding => Names(finding, flip.Table, flip.Before, flip.After)))
                        hidden.Add(flip);
                }
            });
            foreach (var flip in hidden)
                await office.PastTriggersAsync(async db =>
                {
                    Assert.True(await flip.ApplyAsync(db));
                    var report = await db.CheckTreeAsync();
                    Assert.True(report.Findings.Any(finding => Names(finding, flip.Table, flip.Before, flip.After)),
                        $"Seed {Settings.Seed}: {flip} was not named: {string.Join("; ", report.Findings)}");
                });
            alone += hidden.Count;
        }
        output.WriteLine($"{trials} bits in {touched.Count} columns found and named ({alone} of them looked at alone), {refused} refused by the database "
            + $"itself, seed {Settings.Seed}.");
        Assert.Empty((await office.InDb(db => db.CheckTreeAsync())).Findings);
    }

    [Fact]
    public async Task A_row_that_is_deleted_copied_or_exchanged_is_found_and_named()
    {
        await GrowAsync();
        var random = new Random(Settings.Seed);
        var (deleted, copied, exchanged) = (0, 0, 0);
        foreach (var table in await office.InDb(db => Task.FromResult(Tables(db))))
        {
            await office.PastTriggersAsync(async db =>
            {
                // a checkpoint before others and a witness's line prove nothing that does not stand elsewhere, and are missed by nobody (docs/trust.md)
                if (table is "Checkpoints" or "Cosignatures" || (await db.KeysAsync(table)).Count == 0)
                    return;
                var row = await RowAsync(db, table, random);
                await RunAsync(db, $"DELETE FROM \"{table}\" WHERE {TrustScene.RowId(db)} = {{0}}", row.Id);
                AssertNamed(await db.CheckTreeAsync(), table, row.Key, row.Key);
                deleted++;
            });
            await office.PastTriggersAsync(async db =>
            {
                if ((await db.KeysAsync(table)).Count == 0)
                    return;
                var (row, columns) = (await RowAsync(db, table, random), Columns(db, table));
                if (Entity(db, table).FindPrimaryKey()!.Properties is not [{ ClrType: var type }] || type != typeof(Guid) || table == "WaitingLeaves")
                    return;
                var key = Guid.NewGuid();
                if (await TryAsync(db, $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT "
                    + string.Join(", ", columns.Select(c => c == "Id" ? "{0}" : table is "Leaves" && c == "Number" ? "\"Number\" + 100" : $"\"{c}\""))
                    + $" FROM \"{table}\" WHERE {TrustScene.RowId(db)} = {{1}}", key, row.Id))
                {
                    AssertNamed(await db.CheckTreeAsync(), table, row.Key, key.ToString());
                    copied++;
                }
            });
            foreach (var column in await office.InDb(db => Task.FromResult(Columns(db, table))))
                await office.PastTriggersAsync(async db =>
                {
                    if (await db.KeysAsync(table) is not { Count: > 1 } ids)
                        return;
                    var (one, other) = (Pick(random, ids), Pick(random, ids));
                    if (one == other || Entity(db, table).FindPrimaryKey()!.Properties.Any(property => property.Name == column))
                        return;
                    var (first, second) = (await ReadAsync(db, table, column, one), await ReadAsync(db, table, column, other));
                    var keys = (await KeyAsync(db, table, one), await KeyAsync(db, table, other));
                    if (first is DBNull || second is DBNull || first.Equals(second)
                        || first is byte[] bytes && second is byte[] others && bytes.AsSpan().SequenceEqual(others))
                        return;
                    if (!await SetAsync(db, table, column, one, second)
                        || !await SetAsync(db, table, column, other, first))
                        return;
                    var report = await db.CheckTreeAsync();
                    AssertNamed(report, table, keys.Item1, keys.Item1);
                    AssertNamed(report, table, keys.Item2, keys.Item2);
                    exchanged++;
                });
        }
        output.WriteLine($"{deleted} deletions, {copied} copies and {exchanged} exchanges found and named.");
        Assert.True(deleted > 15 && copied > 5 && exchanged > 10, $"{deleted} {copied} {exchanged}");
    }

    [Fact]
    public async Task An_earlier_version_of_a_row_put_back_is_found_and_named()
    {
        await GrowAsync();
        var id = await office.InDb(db => db.Disposals.Select(disposal => disposal.Id).FirstAsync());
        await office.PastTriggersAsync(async db =>
        {
            Assert.True(await TryAsync(db, "UPDATE \"Disposals\" SET \"State\" = 'Proposed', \"ConfirmedById\" = NULL, \"ConfirmedOn\" = NULL, \"Version\" = 0 "
                + "WHERE \"Id\" = {0}", id));
            AssertNamed(await db.CheckTreeAsync(), "Disposals", id.ToString(), id.ToString());
        });
    }

    [Fact]
    public async Task A_cut_off_end_and_an_older_copy_are_found_with_a_witness_and_not_without()
    {
        await GrowAsync();
        var before = await office.NewestAsync();
        await office.FileAsync();
        await office.SequenceAsync();
        var witnessed = await office.NewestAsync();
        var size = TreeHead.Read(before.Text)!.Size;
        Assert.True(TreeHead.Read(witnessed.Text)!.Size > size);
        await office.PastTriggersAsync(async db =>
        {
            // all that came later goes: as if the copy of before had been put back
            foreach (var leaf in await db.TreeEntries.Where(entry => entry.Index >= size).Join(db.Leaves, entry => entry.LeafId, leaf => leaf.Id,
                (_, leaf) => leaf).AsNoTracking().ToListAsync())
            {
                var parts = leaf.Key.Split('/');
                var key = Entity(db, leaf.Table).FindPrimaryKey()!.Properties;
                object first = key[0].ClrType == typeof(Guid) ? Guid.Parse(parts[0]) : parts[0];
                await RunAsync(db, leaf.Number == 0 ? $"DELETE FROM \"{leaf.Table}\" WHERE \"{key[0].Name}\" = {{0}}"
                    : $"UPDATE \"{leaf.Table}\" SET \"Version\" = \"Version\" WHERE \"{key[0].Name}\" = {{0}}", first);
            }
            await RunAsync(db, "DELETE FROM \"Leaves\" WHERE \"Id\" IN (SELECT \"LeafId\" FROM \"TreeEntries\" WHERE \"Index\" >= {0})", size);
            await RunAsync(db, "DELETE FROM \"TreeEntries\" WHERE \"Index\" >= {0}", size);
            await RunAsync(db, "DELETE FROM \"TreeNodes\" WHERE ((\"Index\" + 1) << \"Level\") > {0}", size);
            await RunAsync(db, "DELETE FROM \"Checkpoints\" WHERE \"Size\" > {0}", size);
            Assert.Empty((await db.CheckTreeAsync()).Findings);
            Assert.Empty((await db.CheckTreeAsync(before)).Findings);
            var report = await db.CheckTreeAsync(before, witnessed);
            Assert.Equal($"witness {TreeHead.Read(witnessed.Text)!.Size}", Assert.Single(report.Findings).Where);
        });
    }

    [Fact]
    public async Task History_written_anew_with_the_office_s_own_key_is_found_with_a_witness_and_not_without()
    {
        await GrowAsync();
        var witnessed = await office.NewestAsync();
        await using var scope = office.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await office.PastTriggersAsync(async db =>
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
            var head = TreeHead.Read(witnessed.Text)! with { Size = leaves.Count, Root = MerkleTree.Root(leaves.Count, tree.At) };
            db.Checkpoints.Add(Checkpoint.Of(head, services.GetRequiredService<ISigner>()));
            await db.SaveChangesAsync();
            Assert.Empty((await db.CheckTreeAsync()).Findings);
            Assert.StartsWith("witness", Assert.Single((await db.CheckTreeAsync(witnessed)).Findings).Where, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_row_altered_before_it_has_its_place_gets_none_and_the_others_do()
    {
        await GrowAsync();
        var version = await office.FileAsync();
        var name = await office.InDb(db => db.Signatures.Where(s => s.SubmissionId == version.Id && s.Kind == Declarations.Reports.SignatureKind.Reader)
            .Select(s => s.Name).SingleAsync());
        await office.ForgeAsync("UPDATE \"Signatures\" SET \"Name\" = 'X' WHERE \"SubmissionId\" = {0} AND \"Kind\" = 'Reader'", version.Id);
        office.Faults.Clear();
        Assert.True(await office.SequenceAsync() > 0);
        Assert.Contains(office.Faults, fault => fault.Contains("Signatures", StringComparison.Ordinal));
        office.Faults.Clear();
        Assert.Equal(1, await office.InDb(db => db.WaitingLeaves.CountAsync()));
        await office.ForgeAsync("UPDATE \"Signatures\" SET \"Name\" = {0} WHERE \"SubmissionId\" = {1} AND \"Kind\" = 'Reader'", name, version.Id);
        Assert.Equal(1, await office.SequenceAsync());
    }

    [Fact]
    public async Task A_tree_that_is_not_the_one_signed_last_is_not_signed_again()
    {
        await GrowAsync();
        await office.PastTriggersAsync(async db =>
        {
            await RunAsync(db, "UPDATE \"TreeNodes\" SET \"Hash\" = {0}", new byte[32]);
            await RunAsync(db, "UPDATE \"Leaves\" SET \"Hash\" = {0} WHERE \"Id\" = (SELECT \"LeafId\" FROM \"TreeEntries\" ORDER BY \"Index\" DESC LIMIT 1)",
                new byte[32]);
            var report = await db.CheckTreeAsync();
            Assert.Contains(report.Findings, finding => finding.Where.StartsWith("tree from", StringComparison.Ordinal));
        });
        var last = await office.InDb(db => db.Leaves.AsNoTracking().Join(db.TreeEntries, leaf => leaf.Id, entry => entry.LeafId, (leaf, entry)
            => new { leaf, entry.Index }).OrderByDescending(one => one.Index).Select(one => one.leaf).FirstAsync());
        await office.ForgeAsync("UPDATE \"Leaves\" SET \"Hash\" = {0} WHERE \"Id\" = {1}", new byte[32], last.Id);
        await office.FileAsync();
        Assert.Contains("not the one that was signed", (await Assert.ThrowsAsync<InvalidOperationException>(office.SequenceAsync)).Message,
            StringComparison.Ordinal);
        await office.ForgeAsync("UPDATE \"Leaves\" SET \"Hash\" = {0} WHERE \"Id\" = {1}", last.Hash, last.Id);
        Assert.True(await office.SequenceAsync() > 0);
    }

    private async Task GrowAsync()
    {
        if (await office.InDb(db => db.Cosignatures.AnyAsync()))
            return;
        await office.FillAsync();
        await office.InDb(async db =>
        {
            for (var i = 0; i < 300; i++)
                db.AuditEntries.Add(AuditEntry.Of(office.Act(), AuditAction.SummaryRead, "Unit", Guid.NewGuid(),
                    $"第{i}次", "x"));
            await db.SaveChangesAsync();
        });
        await office.SequenceAsync();
        using var witness = EcdsaSigner.Make();
        var newest = await office.NewestAsync();
        await office.InDb(async db =>
        {
            db.Cosignatures.Add(new Cosignature
            {
                Size = TreeHead.Read(newest.Text)!.Size,
                Witness = new VerifierKey("above", witness.PublicKey).ToString(),
                Line = SignedNote.Sign(newest.Text, "above", witness).Line.TrimEnd('\n'),
            });
            await db.SaveChangesAsync();
        });
        await office.FileAsync();
    }

    private static List<string> Tables(DeclarationsDb db) =>
        [.. Protection.Tables.Select(table => db.Model.FindEntityType(table.Type)!.GetTableName()!), .. OfTheTree];

    private static Microsoft.EntityFrameworkCore.Metadata.IEntityType Entity(DeclarationsDb db, string table) =>
        db.Model.GetEntityTypes().Single(entity => entity.GetTableName() == table && !entity.IsOwned());

    private static List<string> Columns(DeclarationsDb db, string table) => [.. Entity(db, table).GetProperties().Select(property => property.Name)];

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>The finding is about the row: its table and key, the leaf of it, or the part of the tree that it is in.</summary>
    private static bool Names(Finding finding, string table, string before, string after) => OfTheTree.Contains(table)
        ? finding.Where.StartsWith(table, StringComparison.Ordinal) || finding.Where.StartsWith("tree from", StringComparison.Ordinal)
            || finding.Where.StartsWith("checkpoint", StringComparison.Ordinal) || table is "Leaves" or "WaitingLeaves" or "TreeEntries"
        : finding.Where == $"{table} {before}" || finding.Where == $"{table} {after}";

    private static void AssertNamed(TreeReport report, string table, string before, string after) =>
        Assert.True(report.Findings.Any(finding => Names(finding, table, before, after)), $"{table} {before}: {string.Join("; ", report.Findings)}");

    private static async Task<(string Id, string Key)> RowAsync(DeclarationsDb db, string table, Random random)
    {
        var id = Pick(random, await db.KeysAsync(table));
        return (id, await KeyAsync(db, table, id));
    }

    /// <summary>As a leaf names it.</summary>
    private static async Task<string> KeyAsync(DeclarationsDb db, string table, string id)
    {
        var parts = new List<string>();
        foreach (var column in Entity(db, table).FindPrimaryKey()!.Properties)
            parts.Add(Convert.ToString(await ReadAsync(db, table, column.Name, id), CultureInfo.InvariantCulture)!);
        var key = string.Join('/', parts);
        return table == "TrustKeys" ? key : key.ToLowerInvariant();
    }

    private static async Task<object> ReadAsync(DeclarationsDb db, string table, string column, string id)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"SELECT \"{column}\" FROM \"{table}\" WHERE {TrustScene.RowId(db)} = @id";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@id", id);
        command.Parameters.Add(parameter);
        return (await command.ExecuteScalarAsync())!;
    }

    private static Task<bool> SetAsync(DeclarationsDb db, string table, string column, string id, object value) =>
        TryAsync(db, $"UPDATE \"{table}\" SET \"{column}\" = {{0}} WHERE {TrustScene.RowId(db)} = {{1}}", AsDay(value), id);

    private static object AsDay(object value) =>
        value is DateTime { TimeOfDay.Ticks: 0, Kind: DateTimeKind.Unspecified } day ? DateOnly.FromDateTime(day) : value;

    /// <param name="others">Flips before it, each of another row.</param>
    /// <returns>Null: there was nothing to flip, or the database refused the value.</returns>
    private static async Task<Flip?> FlipAsync(DeclarationsDb db, string table, Random random, IReadOnlyCollection<Flip> others)
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

    private static object? Flipped(object value, bool sqlite, Random random)
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

    /// <param name="Row">How SQL names the row.</param>
    /// <param name="IsText">Bytes that are to be a text again.</param>
    private sealed record Flip(string Table, string Column, string Row, bool IsText, string Before, string After, object Value, object Flipped)
    {
        public Task<bool> ApplyAsync(DeclarationsDb db) => TryAsync(
            db, $"UPDATE \"{Table}\" SET \"{Column}\" = {(IsText ? "CAST({0} AS TEXT)" : "{0}")} WHERE {TrustScene.RowId(db)} = {{1}}", Flipped, Row);
    }

    private static async Task<bool> TryAsync(DeclarationsDb db, string sql, params object[] arguments)
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
    private static Task<int> RunAsync(DeclarationsDb db, string sql, params object[] arguments) => db.Database.ExecuteSqlRawAsync(sql, arguments);
#pragma warning restore EF1002
}
