using Declarations.Trust;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Declarations.Data.Trust;

/// <summary>
/// Gives waiting leaves their places and signs what the tree then is. One process does it at a time; nobody waits for it. A row that no longer agrees with
/// its leaf keeps waiting, and the log names it; a tree that is not the one signed last is not signed again.
/// </summary>
public sealed class Sequencer(DeclarationsDb db, ISigner signer, TimeProvider time, ILogger<Sequencer> log)
{
    public const int Batch = 1000;
    private const long Key = 0x54524545;

    /// <returns>How many leaves got a place; null: another process is at it.</returns>
    /// <exception cref="InvalidOperationException">The stored tree is not the one that was signed last.</exception>
    public async Task<int?> RunAsync(CancellationToken cancellation = default)
    {
        await using var claim = await JobClaim.TryAsync(db, Key, ".tree", cancellation);
        if (claim is null)
            return null;
        var (placed, refused) = (0, new HashSet<Guid>());
        while (await RunBatchAsync(refused, cancellation) is > 0 and var more)
            placed += more;
        return placed;
    }

    private async Task<int> RunBatchAsync(HashSet<Guid> refused, CancellationToken cancellation)
    {
        var ids = (await db.WaitingLeaves.AsNoTracking().OrderBy(waiting => waiting.LeafId).Select(waiting => waiting.LeafId)
            .Take(Batch + refused.Count).ToListAsync(cancellation)).FindAll(id => !refused.Contains(id));
        if (ids.Count == 0)
            return 0;
        var leaves = await db.Leaves.AsNoTracking().Where(leaf => ids.Contains(leaf.Id)).OrderBy(leaf => leaf.Id).ToListAsync(cancellation);
        foreach (var doubtful in await new Testimony(db).DoubtfulAsync(leaves, cancellation))
        {
            log.LogError("{Table} {Key} is not as it was written, or its leaf is not: it gets no place in the tree. Run Declarations.Verify.",
                doubtful.Table, doubtful.Key);
            refused.Add(doubtful.Id);
        }
        leaves.RemoveAll(leaf => refused.Contains(leaf.Id));
        if (leaves.Count == 0)
            return 0;
        var tree = new TreeStore(db);
        var last = await HeadAsync(tree, cancellation);
        var size = last?.Size ?? 0;
        var nodes = tree.Append(size, leaves.ConvertAll(leaf => leaf.Hash));
        var grown = size + leaves.Count;
        var head = new TreeHead(last?.Origin ?? $"declarations/{signer.KeyId}", grown, MerkleTree.Root(grown, tree.At), time.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.InsertManyAsync([.. leaves.Select((leaf, i) => new TreeEntry { Index = size + i, LeafId = leaf.Id })], cancellation);
        await db.InsertManyAsync(nodes, cancellation);
        await db.InsertManyAsync([Checkpoint.Of(head, signer)], cancellation);
        var done = leaves.ConvertAll(leaf => leaf.Id);
        await db.WaitingLeaves.Where(waiting => done.Contains(waiting.LeafId)).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return leaves.Count;
    }

    /// <summary>What was signed last, once the stored tree is known to be the same.</summary>
    private async Task<TreeHead?> HeadAsync(TreeStore tree, CancellationToken cancellation)
    {
        var last = await db.Checkpoints.AsNoTracking().OrderByDescending(checkpoint => checkpoint.Size).FirstOrDefaultAsync(cancellation);
        var count = await db.TreeEntries.AsNoTracking().MaxAsync(entry => (long?)entry.Index + 1, cancellation) ?? 0;
        if (last is null)
            return count == 0 ? null : throw new InvalidOperationException($"The tree has {count} leaves and no checkpoint: it is not signed.");
        var keys = await db.TrustKeys.AsNoTracking().ToListAsync(cancellation);
        if (last.Head is not { } head || head.Size != count || head.Size != last.Size
            || !keys.Exists(key => SignedNote.Read(last.Note)!.IsSignedBy(new VerifierKey(head.Origin, key.PublicKey))))
            throw new InvalidOperationException($"The newest checkpoint, of {last.Size} leaves, is not signed by this office or not of the {count} stored.");
        if (!MerkleTree.Root(head.Size, tree.At).AsSpan().SequenceEqual(head.Root))
            throw new InvalidOperationException($"The stored tree is not the one that was signed at {head.Size} leaves: it is not signed again.");
        return head;
    }
}
