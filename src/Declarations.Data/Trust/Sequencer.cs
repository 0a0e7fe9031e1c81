using Declarations.Trust;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Declarations.Data.Trust;

/// <summary>
/// Gives waiting leaves their places and has signed what the tree then is. One process does it at a time; nobody waits for it. A row that no longer agrees
/// with its leaf keeps waiting, and the log names it; a tree that is not the one signed last is not signed again.
/// </summary>
public sealed class Sequencer(DeclarationsDb db, CheckpointSigner signer, TimeProvider time, ILogger<Sequencer> log)
{
    public const int Batch = 1000;
    private const long Key = 0x54524545;

    /// <returns>How many leaves got a place; null: another process is at it.</returns>
    /// <exception cref="InvalidOperationException">The stored tree is not the one that was signed last, or the signer refuses it.</exception>
    /// <exception cref="IOException">The signer does not answer.</exception>
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
        if (await db.WaitingLeaves.CountAsync(cancellation) <= refused.Count)
            return 0;
        var memory = await signer.MemoryAsync(cancellation);
        if (memory is not null)
            await KnowAsync(memory, cancellation);
        var tree = new TreeStore(db);
        var last = await HeadAsync(tree, cancellation);
        var size = last?.Size ?? 0;
        var leaves = memory?.Size > size ? await AskedAsync(size, memory.Size, cancellation) : await ChooseAsync(refused, cancellation);
        if (leaves.Count == 0)
            return 0;
        var nodes = tree.Append(size, leaves.ConvertAll(leaf => leaf.Hash));
        var grown = size + leaves.Count;
        var head = new TreeHead(last?.Origin ?? memory?.Origin ?? signer.Origin, grown, MerkleTree.Root(grown, tree.At), time.GetUtcNow());
        if (memory is not null && memory.Size <= size)
            await AskAsync(SigningRequest.Of(grown, leaves), cancellation);
        var checkpoint = await signer.SignAsync(head, memory, tree.At, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.InsertManyAsync([.. leaves.Select((leaf, i) => new TreeEntry { Index = size + i, LeafId = leaf.Id })], cancellation);
        await db.InsertManyAsync(nodes, cancellation);
        await db.InsertManyAsync([checkpoint], cancellation);
        var done = leaves.ConvertAll(leaf => leaf.Id);
        await db.WaitingLeaves.Where(waiting => done.Contains(waiting.LeafId)).ExecuteDeleteAsync(cancellation);
        if (memory is not null)
            await db.SigningRequests.ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return leaves.Count;
    }

    private async Task<List<Leaf>> ChooseAsync(HashSet<Guid> refused, CancellationToken cancellation)
    {
        var ids = (await db.WaitingLeaves.AsNoTracking().OrderBy(waiting => waiting.LeafId).Select(waiting => waiting.LeafId)
            .Take(Batch + refused.Count).ToListAsync(cancellation)).FindAll(id => !refused.Contains(id));
        var leaves = await db.Leaves.AsNoTracking().Where(leaf => ids.Contains(leaf.Id)).OrderBy(leaf => leaf.Id).ToListAsync(cancellation);
        foreach (var doubtful in await new Testimony(db).DoubtfulAsync(leaves, cancellation))
        {
            log.LogError("{Table} {Key} is not as it was written, or its leaf is not: it gets no place in the tree. Run Declarations.Verify.",
                doubtful.Table, doubtful.Key);
            refused.Add(doubtful.Id);
        }
        leaves.RemoveAll(leaf => refused.Contains(leaf.Id));
        return leaves;
    }

    /// <summary>Public keys of the signer stand in the database before anything is stored that it signed.</summary>
    private async Task KnowAsync(SignerMemory memory, CancellationToken cancellation)
    {
        var known = await db.TrustKeys.AsNoTracking().Select(key => key.Id).ToListAsync(cancellation);
        foreach (var key in memory.Keys.Where(key => !known.Contains(EcdsaSigner.IdOf(key))))
        {
            db.TrustKeys.Add(new TrustKey { Id = EcdsaSigner.IdOf(key), Algorithm = EcdsaSigner.Es256, PublicKey = key, MadeAt = time.GetUtcNow() });
            log.LogInformation("The signer has the key {KeyId}.", EcdsaSigner.IdOf(key));
        }
        await db.SaveChangesAsync(cancellation);
    }

    private async Task AskAsync(SigningRequest request, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SigningRequests.ExecuteDeleteAsync(cancellation);
        await db.InsertManyAsync([request], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// The leaves that the signer has signed already, of which this database was not told in time. They get the places that were signed; whether their rows
    /// still agree, Declarations.Verify says.
    /// </summary>
    private async Task<List<Leaf>> AskedAsync(long size, long signed, CancellationToken cancellation)
    {
        var request = await db.SigningRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Size == signed, cancellation);
        var ids = request?.Ids ?? [];
        var leaves = await db.Leaves.AsNoTracking().Where(leaf => ids.Contains(leaf.Id)).ToDictionaryAsync(leaf => leaf.Id, cancellation);
        return ids.Count == signed - size && leaves.Count == ids.Count ? [.. ids.Select(id => leaves[id])] : throw new InvalidOperationException(
            $"The signer has signed {signed} leaves and {size} have a place here: the tree was cut off, or an older copy was put back.");
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
