using Declarations.Auditing;
using Declarations.Data.Trust;
using Declarations.Trust;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Declarations.Web.Tests.Trust.Tampering;

namespace Declarations.Web.Tests.Trust;

/// <summary>
/// Whoever owns the database alters it, past every trigger: what was touched is found and named. DEEP=1 flips 10,000 bits. What is not found without a
/// witness is shown here as well.
/// </summary>
public sealed class TamperTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    /// <summary>Rows of protected tables that are touched together.</summary>
    private const int AtOnce = 20;

    [Fact]
    public async Task A_bit_in_any_column_of_any_row_is_found_and_named()
    {
        await GrowAsync();
        var (wanted, random) = (Settings.Number(120, 10_000), new Random(Settings.Seed));
        var (trials, refused, alone) = (0, 0, 0);
        var touched = new SortedDictionary<string, int>(StringComparer.Ordinal);
        while (trials < wanted)
        {
            var tables = await office.InDb(db => Task.FromResult(Enumerable.Range(0, AtOnce).Select(_ => Pick(random, Tables(db))).ToList()));
            await FlipAllAsync([.. tables.Where(table => !OfTheTree.Contains(table))]);
            // what is wrong in the tree is named by the part of it, so that one such flip could stand for another
            foreach (var table in tables.Where(OfTheTree.Contains))
                await FlipAllAsync([table]);
        }
        output.WriteLine($"{trials} bits in {touched.Count} columns found and named ({alone} of them looked at alone), {refused} refused by the database "
            + $"itself, seed {Settings.Seed}.");
        Assert.Empty((await office.InDb(db => db.CheckTreeAsync())).Findings);

        // Each of the rows must be named; one that is hidden behind another is looked at by itself.
        async Task FlipAllAsync(IReadOnlyList<string> tables)
        {
            var hidden = new List<Flip>();
            await office.PastTriggersAsync(async db =>
            {
                var flips = new List<Flip>();
                foreach (var table in tables)
                    if (await FlipAsync(db, table, random, flips) is { } flip)
                        flips.Add(flip);
                    else
                        refused++;
                if (flips.Count == 0)
                    return;
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
            await WriteAnewAsync(db, TreeHead.Read(witnessed.Text)!, services.GetRequiredService<ISigner>());
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

    /// <summary>The finding is about the row: its table and key, the leaf of it, or the part of the tree that it is in.</summary>
    private static bool Names(Finding finding, string table, string before, string after) => OfTheTree.Contains(table)
        ? finding.Where.StartsWith(table, StringComparison.Ordinal) || finding.Where.StartsWith("tree from", StringComparison.Ordinal)
            || finding.Where.StartsWith("checkpoint", StringComparison.Ordinal) || table is "Leaves" or "WaitingLeaves" or "TreeEntries"
        : finding.Where == $"{table} {before}" || finding.Where == $"{table} {after}";

    private static void AssertNamed(TreeReport report, string table, string before, string after) =>
        Assert.True(report.Findings.Any(finding => Names(finding, table, before, after)), $"{table} {before}: {string.Join("; ", report.Findings)}");
}
