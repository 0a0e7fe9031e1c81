using System.Globalization;
using Declarations.Campaigns;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Trust;

/// <summary>Something that is not as it was written.</summary>
/// <param name="Where">Table and key of a row, an interval of the tree, or a checkpoint.</param>
public sealed record Finding(string Where, string What);

/// <summary>What was looked at, and what was found.</summary>
public sealed record TreeReport(long Rows, long Leaves, long Size, int Checkpoints, int Witnessed, IReadOnlyList<Finding> Findings);

/// <summary>
/// Recomputes every leaf from the rows as they stand on the disk, the tree from the leaves, and compares it with every checkpoint, of the database itself and
/// of witnesses. Reads only.
/// </summary>
/// <param name="witnessed">Checkpoints that were kept elsewhere.</param>
/// <param name="trusted">Keys known from elsewhere; none: whatever the database says are its keys.</param>
/// <param name="signers">
/// Keys of the signer of checkpoints, known from elsewhere: from the first one that it signed on, none counts that another key signed.
/// </param>
public sealed class TreeCheck(
    DeclarationsDb db, IReadOnlyList<SignedNote> witnessed, IReadOnlyList<VerifierKey> trusted, IReadOnlyList<VerifierKey> signers)
{
    private readonly List<Finding> findings = [];
    private readonly Dictionary<string, TrustKey> keys = [];
    private readonly Dictionary<Guid, Leaf> leaves = [];
    private readonly HashSet<Guid> placed = [];
    private long rows;

    public async Task<TreeReport> RunAsync(CancellationToken cancellation = default)
    {
        await ReadKeysAsync(cancellation);
        await ReadLeavesAsync(cancellation);
        var byTable = leaves.Values.ToLookup(leaf => leaf.Table);
        var shapes = Shape.Of(db);
        var erased = await ErasedAsync(byTable, cancellation);
        foreach (var leaf in leaves.Values)
            if (!leaf.IsWhole)
                Find($"Leaves {leaf.Id}", $"the leaf of {leaf.Table} {leaf.Key} is not what was written");
            else if (leaf.Salt.Length != 32 && !(leaf.CampaignId is { } campaign && erased.Contains(campaign)))
                Find($"Leaves {leaf.Id}", $"the leaf of {leaf.Table} {leaf.Key} has lost its salt");
        foreach (var shape in shapes)
            await CompareAsync(shape, byTable[shape.Table], erased, cancellation);
        foreach (var other in byTable.Where(group => shapes.All(shape => shape.Table != group.Key)).SelectMany(group => group))
            Find($"Leaves {other.Id}", $"of a table that is not protected: {other.Table}");
        var tree = await ReadTreeAsync(cancellation);
        await CompareWaitingAsync(cancellation);
        await CompareNodesAsync(tree, cancellation);
        var checkpoints = await CompareCheckpointsAsync(tree, cancellation);
        foreach (var note in witnessed)
            CompareWitnessed(note, tree);
        await CompareCosignaturesAsync(cancellation);
        return new(rows, leaves.Count, tree.Count, checkpoints, witnessed.Count, findings);
    }

    private void Find(string where, string what) => findings.Add(new(where, what));

    private async IAsyncEnumerable<Shape.Row> RowsAsync(
        Shape shape, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in shape.ReadAsync(db, cancellation: cancellation))
        {
            if (row.Irregular.Count > 0)
                Find($"{row.Table} {row.Key}", $"{string.Join(", ", row.Irregular)} is not written as this program writes it");
            yield return row;
        }
    }

    private async Task ReadKeysAsync(CancellationToken cancellation)
    {
        await foreach (var row in Shape.Of<TrustKey>(db).ReadAsync(db, cancellation: cancellation))
        {
            var key = new TrustKey
            { Id = row.Key, Algorithm = row.Text("Algorithm"), PublicKey = row.Bytes("PublicKey"), MadeAt = default };
            if (!key.IsWhatItSays)
                Find($"TrustKeys {key.Id}", "the key does not have that name");
            else if (trusted.Count > 0 && !trusted.Concat(signers).Any(known => known.PublicKey.AsSpan().SequenceEqual(key.PublicKey)))
                Find($"TrustKeys {key.Id}", "not among the keys that were handed over");
            else
                keys[key.Id] = key;
        }
    }

    private async Task ReadLeavesAsync(CancellationToken cancellation)
    {
        await foreach (var row in RowsAsync(Shape.Of<Leaf>(db), cancellation))
        {
            if (!Guid.TryParse(row.Key, out var id) || !int.TryParse(row.Text("Number"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var number))
            {
                Find($"Leaves {row.Key}", "is no leaf");
                continue;
            }
            leaves[id] = new Leaf
            {
                Id = id,
                Table = row.Text("Table"),
                Key = row.Text("Key"),
                Number = number,
                CampaignId = Guid.TryParse(row.Text("CampaignId"), out var campaign) ? campaign : null,
                Salt = row.Bytes("Salt"),
                Digests = row.Bytes("Digests"),
                Hash = row.Bytes("Hash"),
                Attestation = row.Text("Attestation") is { Length: > 0 } attestation ? attestation : null,
            };
        }
    }

    private async Task<HashSet<Guid>> ErasedAsync(ILookup<string, Leaf> byTable, CancellationToken cancellation)
    {
        var shape = Shape.Of(db).First(shape => shape.Entity.ClrType == typeof(Erasure));
        var known = byTable[shape.Table].ToLookup(leaf => leaf.Key);
        var erased = new HashSet<Guid>();
        await foreach (var row in shape.ReadAsync(db, cancellation: cancellation))
            if (known[row.Key].Any(leaf => leaf.AgreesWith(row.Fields, isErased: false) && leaf.IsAttested(keys))
                && Guid.TryParse(row.Text(nameof(Erasure.CampaignId)), out var campaign))
                erased.Add(campaign);
        return erased;
    }

    private async Task CompareAsync(Shape shape, IEnumerable<Leaf> own, HashSet<Guid> erased, CancellationToken cancellation)
    {
        var byKey = own.GroupBy(leaf => leaf.Key).ToDictionary(group => group.Key, group => group.OrderBy(leaf => leaf.Number).ToList());
        await foreach (var row in RowsAsync(shape, cancellation))
        {
            rows++;
            var where = $"{row.Table} {row.Key}";
            if (!byKey.Remove(row.Key, out var history))
            {
                Find(where, "has no leaf: it was added past the application");
                continue;
            }
            if (history.Where((leaf, i) => leaf.Number != i).Any())
                Find(where, "the leaves of its versions have a gap");
            var newest = history[^1];
            if (newest.Number != row.Number)
                Find(where, $"is version {row.Number}, and version {newest.Number} was written last");
            else if (!newest.AgreesWith(row.Fields, newest.CampaignId is { } campaign && erased.Contains(campaign)))
                Find(where, "is not what was written");
            if (shape.IsAttested && !newest.IsAttested(keys))
                Find(where, "is not signed by the server");
        }
        foreach (var (key, _) in byKey)
            Find($"{shape.Table} {key}", "was written and is gone");
    }

    /// <summary>Hashes of the leaves in their places; an absent one ends them.</summary>
    private async Task<List<byte[]>> ReadTreeAsync(CancellationToken cancellation)
    {
        var entries = new SortedDictionary<long, string>();
        await foreach (var row in RowsAsync(Shape.Of<TreeEntry>(db), cancellation))
            if (long.TryParse(row.Text("Index"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
                entries[index] = row.Text("LeafId");
        var tree = new List<byte[]>();
        foreach (var (index, leafId) in entries)
        {
            if (index != tree.Count)
            {
                Find($"tree from {tree.Count}", $"{entries.Count} places, and the next one is {index}");
                break;
            }
            if (!Guid.TryParse(leafId, out var id) || !leaves.TryGetValue(id, out var leaf))
                Find($"TreeEntries {index}", $"its leaf {leafId} is gone");
            else if (!placed.Add(id))
                Find($"TreeEntries {index}", $"its leaf {leafId} has another place, too");
            tree.Add(Guid.TryParse(leafId, out id) && leaves.TryGetValue(id, out leaf) && leaf.Hash.Length == 32 ? leaf.Hash : new byte[32]);
        }
        return tree;
    }

    private async Task CompareWaitingAsync(CancellationToken cancellation)
    {
        var waiting = new HashSet<string>();
        await foreach (var row in RowsAsync(Shape.Of<WaitingLeaf>(db), cancellation))
            waiting.Add(row.Key);
        foreach (var leaf in leaves.Values.Where(leaf => !placed.Contains(leaf.Id) && !waiting.Contains(leaf.Id.ToString())))
            Find($"{leaf.Table} {leaf.Key}", "its leaf has no place in the tree and waits for none");
        foreach (var lost in waiting.Where(id => !Guid.TryParse(id, out var leaf) || !leaves.ContainsKey(leaf) || placed.Contains(leaf)))
            Find($"WaitingLeaves {lost}", "waits without a leaf, or for a second place");
    }

    private async Task CompareNodesAsync(List<byte[]> tree, CancellationToken cancellation)
    {
        var memory = new TreeInMemory(tree);
        var count = 0L;
        await foreach (var row in RowsAsync(Shape.Of<TreeNode>(db), cancellation))
        {
            count++;
            var (level, index) = ((int)Whole(row.Text("Level")), Whole(row.Text("Index")));
            if (level is < TreeNode.Step or > 56 || level % TreeNode.Step != 0 || index < 0 || index >= (long)tree.Count >> level
                || !memory.At(level, index).AsSpan().SequenceEqual(row.Bytes("Hash")))
                Find($"TreeNodes {level}/{index}", $"is not the root of leaves {index << Math.Clamp(level, 0, 56)} and after");
        }
        var complete = Enumerable.Range(1, 7).Sum(step => (long)tree.Count >> (step * TreeNode.Step));
        if (count != complete)
            Find("TreeNodes", $"{count} subtrees are stored, {complete} are complete");
    }

    private async Task<int> CompareCheckpointsAsync(List<byte[]> tree, CancellationToken cancellation)
    {
        var stored = new SortedDictionary<long, string>();
        await foreach (var row in RowsAsync(Shape.Of<Checkpoint>(db), cancellation))
            stored[Whole(row.Text("Size"))] = row.Text("Note");
        var memory = new TreeInMemory(tree);
        var (good, differs, apart) = (0L, false, false);
        foreach (var (size, text) in stored)
        {
            if (SignedNote.Read(text) is not { Signatures.Count: 1 } note || note.ToString() != text || TreeHead.Read(note.Text) is not { } head
                || head.Size != size || !IsSigned(note, head.Origin))
            {
                Find($"checkpoint {size}", "is not one that this office has signed");
                continue;
            }
            var isApart = signers.Any(key => note.IsSignedBy(key with { Name = head.Origin }));
            if (apart && !isApart)
                Find($"checkpoint {size}", "is not signed by the signer, which had signed before");
            apart |= isApart;
            if (size > tree.Count)
                Find($"tree from {tree.Count}", $"checkpoint {size} covers leaves that are gone");
            else if (MerkleTree.Root(size, memory.At).AsSpan().SequenceEqual(head.Root))
                good = size;
            else if (!differs)
            {
                Find($"tree from {good} to {size}", $"a leaf of them is not the one that checkpoint {size} covers");
                differs = true;
            }
        }
        if (signers.Count > 0 && !apart && stored.Count > 0)
            Find("checkpoints", "none is signed by the signer");
        var last = stored.Count == 0 ? 0 : stored.Keys.Last();
        if (last < tree.Count)
            Find($"tree from {last}", $"{tree.Count - last} leaves have a place, and no checkpoint covers them");
        return stored.Count;
    }

    private void CompareWitnessed(SignedNote note, List<byte[]> tree)
    {
        if (TreeHead.Read(note.Text) is not { } head)
        {
            Find("witness", "its file is no checkpoint");
            return;
        }
        if (!IsSigned(note, head.Origin) && !trusted.Any(key => note.IsSignedBy(key)))
            Find($"witness {head.Size}", "its checkpoint is not signed with a key of this database: the key, or the whole tree, is another one");
        if (head.Size > tree.Count)
            Find($"witness {head.Size}", $"saw {head.Size} leaves and {tree.Count} are here: cut off, or an older copy was put back");
        else if (!MerkleTree.Root(head.Size, new TreeInMemory(tree).At).AsSpan().SequenceEqual(head.Root))
            Find($"witness {head.Size}", $"saw another tree: one of the first {head.Size} leaves was written anew");
    }

    private async Task CompareCosignaturesAsync(CancellationToken cancellation)
    {
        var notes = await db.Checkpoints.AsNoTracking().ToDictionaryAsync(checkpoint => checkpoint.Size, checkpoint => checkpoint.Note, cancellation);
        await foreach (var row in RowsAsync(Shape.Of<Cosignature>(db), cancellation))
        {
            var line = new Cosignature
            {
                Size = Whole(row.Text("Size")),
                Witness = row.Text("Witness"),
                Line = row.Text("Line"),
            };
            if (!notes.TryGetValue(line.Size, out var note) || SignedNote.Read(note) is not { } read || !line.Holds(read.Text)
                || VerifierKey.Read(line.Witness)!.ToString() != line.Witness || NoteSignature.Read(line.Line)!.Line != line.Line + "\n")
                Find($"Cosignatures {row.Key}", $"is not the signature of a witness under checkpoint {line.Size}");
        }
    }

    /// <summary>-1: no number.</summary>
    private static long Whole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private bool IsSigned(SignedNote note, string origin) => keys.Values.Any(key => note.IsSignedBy(new VerifierKey(origin, key.PublicKey)));
}
