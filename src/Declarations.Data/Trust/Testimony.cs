using Declarations.Reports;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Trust;

/// <summary>Where the tree holds a version, and how anybody can check that without this program.</summary>
/// <param name="First">The first checkpoint that covers it; null: it still waits for its place.</param>
/// <param name="Key">Of whoever signed the newest checkpoint.</param>
/// <param name="Witnesses">Names and sizes of the checkpoints that cover it and that offices outside have signed.</param>
public sealed record TreeCover(Leaf Leaf, long? Index, TreeHead? First, Checkpoint? Newest, VerifierKey? Key, IReadOnlyList<byte[]> Path,
    IReadOnlyList<(string Name, long Size)> Witnesses);

/// <summary>Compares rows with the leaves they were written with, before a page shows them.</summary>
public sealed class Testimony(DeclarationsDb db)
{
    /// <summary>Refuses to show what is not as it was filed.</summary>
    /// <exception cref="RefusedException">A version, its withdrawal or a signature differs from its text, its leaf, or what the server signed.</exception>
    public async Task EnsureAsync(
        PersonalSituationReport report, IReadOnlyCollection<Submission> versions, IReadOnlyCollection<Signature> signatures,
        CancellationToken cancellation = default)
    {
        foreach (var version in versions)
            if (version.Differences(report).Count > 0)
                throw new RefusedException(Refusal.FiledDiffers(version.ReceiptNumber));
        var readable = versions.Where(version => !version.IsUnreadable).ToList();
        foreach (var signature in signatures)
            if (readable.Find(version => version.Id == signature.SubmissionId) is { } signed && signature.Differences(signed).Count > 0)
                throw new RefusedException(Refusal.FiledDiffers(signed.ReceiptNumber));
        object[] rows = [.. readable, .. readable.Select(version => version.Withdrawal).OfType<Withdrawal>(), .. signatures];
        if (await DoubtsAsync(rows, cancellation) is [var doubt, ..])
            throw new RefusedException(Refusal.FiledDiffers((doubt switch
            {
                Submission version => version,
                Withdrawal withdrawal => readable.Find(version => version.Id == withdrawal.SubmissionId),
                Signature signature => readable.Find(version => version.Id == signature.SubmissionId),
                _ => null,
            } ?? readable[0]).ReceiptNumber));
    }

    /// <summary>Those of these rows that are not what their leaf says, or that the server has not signed where it signs.</summary>
    /// <param name="rows">Of protected tables, readable.</param>
    public async Task<IReadOnlyList<object>> DoubtsAsync(IReadOnlyCollection<object> rows, CancellationToken cancellation = default)
    {
        if (rows.Count == 0)
            return [];
        var shapes = Shape.Of(db).ToDictionary(shape => shape.Entity.ClrType);
        var wanted = rows.Select(row => (Row: row, Shape: shapes[row.GetType()], Now: shapes[row.GetType()].RowOf(row))).ToList();
        var (tables, keys) = (wanted.Select(one => one.Shape.Table).Distinct().ToList(), wanted.Select(one => one.Now.Key).Distinct().ToList());
        var leaves = (await db.Leaves.AsNoTracking().Where(leaf => keys.Contains(leaf.Key) && tables.Contains(leaf.Table)).ToListAsync(cancellation))
            .ToLookup(leaf => (leaf.Table, leaf.Key));
        var signers = await db.TrustKeys.AsNoTracking().ToDictionaryAsync(key => key.Id, cancellation);
        var erased = await ErasedAsync(leaves.SelectMany(group => group).Where(leaf => leaf.Salt.Length == 0), signers, cancellation);
        return [.. wanted.Where(one => leaves[(one.Shape.Table, one.Now.Key)].MaxBy(leaf => leaf.Number) is not { } leaf || leaf.Number != one.Now.Number
            || !leaf.AgreesWith(one.Now.Fields, leaf.CampaignId is { } campaign && erased.Contains(campaign))
            || one.Shape.IsAttested && !leaf.IsAttested(signers)).Select(one => one.Row)];
    }

    /// <summary>Those of these leaves whose rows, as they stand on the disk, are no longer what they say.</summary>
    internal async Task<IReadOnlyList<Leaf>> DoubtfulAsync(IReadOnlyCollection<Leaf> leaves, CancellationToken cancellation)
    {
        var signers = await db.TrustKeys.AsNoTracking().ToDictionaryAsync(key => key.Id, cancellation);
        var erased = await ErasedAsync(leaves.Where(leaf => leaf.Salt.Length == 0), signers, cancellation);
        var doubtful = new List<Leaf>();
        foreach (var table in leaves.GroupBy(leaf => leaf.Table))
        {
            if (Shape.Of(db).FirstOrDefault(shape => shape.Table == table.Key) is not { } shape)
            {
                doubtful.AddRange(table);
                continue;
            }
            var rows = new Dictionary<string, Shape.Row>();
            foreach (var keys in table.Select(leaf => leaf.Key).Distinct().Chunk(500))
                await foreach (var row in shape.ReadAsync(db, keys, cancellation))
                    rows[row.Key] = row;
            // a row that has moved on has a newer leaf, which is looked at in its turn
            doubtful.AddRange(table.Where(leaf => !rows.TryGetValue(leaf.Key, out var row) || row.Number < leaf.Number || row.Number == leaf.Number
                && !leaf.AgreesWith(row.Fields, leaf.CampaignId is { } campaign && erased.Contains(campaign))
                || shape.IsAttested && !leaf.IsAttested(signers)));
        }
        return doubtful;
    }

    /// <summary>That the tree of a smaller size is the beginning of a larger one.</summary>
    public static IReadOnlyList<byte[]> ConsistencyIn(DeclarationsDb db, long smaller, long larger) =>
        MerkleTree.Consistency(smaller, larger, new TreeStore(db).At);

    /// <returns>Null: it is not signed with a key of this office.</returns>
    public async Task<VerifierKey?> SignerOfAsync(Checkpoint checkpoint, CancellationToken cancellation = default) =>
        SignedNote.Read(checkpoint.Note) is { } note && TreeHead.Read(note.Text) is { } head
            ? (await db.TrustKeys.AsNoTracking().ToListAsync(cancellation)).Select(key => new VerifierKey(head.Origin, key.PublicKey))
                .FirstOrDefault(note.IsSignedBy) : null;

    /// <summary>Where the tree holds a version.</summary>
    /// <returns>Null: it has no leaf.</returns>
    public async Task<TreeCover?> CoverAsync(Submission version, CancellationToken cancellation = default)
    {
        var (table, key) = (Shape.Of(db).First(shape => shape.Entity.ClrType == typeof(Submission)).Table, version.Id.ToString());
        if (await db.Leaves.AsNoTracking().SingleOrDefaultAsync(leaf => leaf.Table == table && leaf.Key == key, cancellation) is not { } leaf)
            return null;
        var index = await db.TreeEntries.AsNoTracking().Where(entry => entry.LeafId == leaf.Id).Select(entry => (long?)entry.Index)
            .SingleOrDefaultAsync(cancellation);
        var newest = await db.Checkpoints.AsNoTracking().OrderByDescending(checkpoint => checkpoint.Size).FirstOrDefaultAsync(cancellation);
        var signed = newest is null ? null : await SignerOfAsync(newest, cancellation);
        if (index is not { } place || newest?.Head is not { } head || place >= head.Size)
            return new(leaf, null, null, newest, signed, [], []);
        var first = await db.Checkpoints.AsNoTracking().Where(checkpoint => checkpoint.Size > place).OrderBy(checkpoint => checkpoint.Size)
            .FirstAsync(cancellation);
        var witnesses = (await db.Cosignatures.AsNoTracking().Where(line => line.Size > place).OrderBy(line => line.Size).ToListAsync(cancellation))
            .Select(line => (NoteSignature.Read(line.Line)?.Name ?? "?", line.Size)).ToList();
        return new(leaf, place, first.Head, newest, signed, MerkleTree.Inclusion(place, head.Size, new TreeStore(db).At), witnesses);
    }

    /// <summary>Campaigns whose contents were erased, as a row says that the server has signed and nobody has touched.</summary>
    private async Task<HashSet<Guid>> ErasedAsync(IEnumerable<Leaf> emptied, Dictionary<string, TrustKey> signers, CancellationToken cancellation)
    {
        var campaigns = emptied.Select(leaf => leaf.CampaignId).OfType<Guid>().Distinct().ToList();
        if (campaigns.Count == 0)
            return [];
        var shape = Shape.Of(db).First(shape => shape.Entity.ClrType == typeof(Campaigns.Erasure));
        var erasures = await db.Erasures.AsNoTracking().Where(erasure => campaigns.Contains(erasure.CampaignId)).ToListAsync(cancellation);
        var keys = erasures.ConvertAll(erasure => erasure.Id.ToString());
        var leaves = (await db.Leaves.AsNoTracking().Where(leaf => leaf.Table == shape.Table && keys.Contains(leaf.Key)).ToListAsync(cancellation))
            .ToLookup(leaf => leaf.Key);
        return [.. erasures.Where(erasure => leaves[erasure.Id.ToString()].Any(leaf => leaf.AgreesWith(shape.RowOf(erasure).Fields, isErased: false)
            && leaf.IsAttested(signers))).Select(erasure => erasure.CampaignId)];
    }
}
