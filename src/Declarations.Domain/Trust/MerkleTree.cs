using System.Numerics;
using System.Security.Cryptography;

namespace Declarations.Trust;

/// <summary>The hash of a complete subtree: of 2^level leaves, counted from the left.</summary>
public delegate byte[] Subtree(int level, long index);

/// <summary>The tree of RFC 6962, section 2: root, inclusion and consistency, from the hashes of complete subtrees.</summary>
public static class MerkleTree
{
    public const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The root of no leaves.</summary>
    public static byte[] Empty { get; } = SHA256.HashData([]);

    public static byte[] Node(byte[] left, byte[] right)
    {
        Span<byte> both = stackalloc byte[65];
        both[0] = NodePrefix;
        left.CopyTo(both[1..]);
        right.CopyTo(both[33..]);
        return SHA256.HashData(both);
    }

    public static byte[] Root(long size, Subtree at) => size == 0 ? Empty : Root(0, size, at);

    /// <summary>The hashes beside the way from a leaf up to the root.</summary>
    public static IReadOnlyList<byte[]> Inclusion(long index, long size, Subtree at)
    {
        List<byte[]> path = [];
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            path.Add(index < middle ? Root(middle, to, at) : Root(from, middle, at));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }
        path.Reverse();
        return path;
    }

    /// <summary>That the tree of the smaller size is the beginning of the larger one.</summary>
    public static IReadOnlyList<byte[]> Consistency(long smaller, long larger, Subtree at)
    {
        List<byte[]> proof = [];
        if (smaller == 0)
            return proof;
        var (from, to, whole) = (0L, larger, true);
        while (smaller != to)
        {
            var middle = from + Split(to - from);
            if (smaller <= middle)
            {
                proof.Add(Root(middle, to, at));
                to = middle;
            }
            else
            {
                proof.Add(Root(from, middle, at));
                (from, whole) = (middle, false);
            }
        }
        if (!whole)
            proof.Add(Root(from, to, at));
        proof.Reverse();
        return proof;
    }

    /// <summary>RFC 9162, 2.1.3.2.</summary>
    public static bool Includes(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size)
            return false;
        var (place, last, hash) = (index, size - 1, leaf);
        foreach (var beside in path)
        {
            if (last == 0)
                return false;
            if ((place & 1) == 1 || place == last)
            {
                hash = Node(beside, hash);
                while ((place & 1) == 0 && place != 0)
                    (place, last) = (place >> 1, last >> 1);
            }
            else
                hash = Node(hash, beside);
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>RFC 9162, 2.1.4.2.</summary>
    public static bool Extends(long smaller, byte[] smallerRoot, long larger, byte[] largerRoot, IReadOnlyList<byte[]> proof)
    {
        if (smaller > larger || smaller < 0)
            return false;
        if (smaller == larger)
            return proof.Count == 0 && smallerRoot.AsSpan().SequenceEqual(largerRoot);
        if (smaller == 0)
            return proof.Count == 0 && smallerRoot.AsSpan().SequenceEqual(Empty);
        IReadOnlyList<byte[]> way = BitOperations.IsPow2(smaller) ? [smallerRoot, .. proof] : proof;
        if (way.Count == 0)
            return false;
        var (place, last) = (smaller - 1, larger - 1);
        while ((place & 1) == 1)
            (place, last) = (place >> 1, last >> 1);
        var (before, after) = (way[0], way[0]);
        foreach (var beside in way.Skip(1))
        {
            if (last == 0)
                return false;
            if ((place & 1) == 1 || place == last)
            {
                (before, after) = (Node(beside, before), Node(beside, after));
                while ((place & 1) == 0 && place != 0)
                    (place, last) = (place >> 1, last >> 1);
            }
            else
                after = Node(after, beside);
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && before.AsSpan().SequenceEqual(smallerRoot) && after.AsSpan().SequenceEqual(largerRoot);
    }

    private static byte[] Root(long from, long to, Subtree at)
    {
        var count = to - from;
        if (BitOperations.IsPow2(count))
            return at(BitOperations.Log2((ulong)count), from / count);
        var middle = from + Split(count);
        return Node(Root(from, middle, at), Root(middle, to, at));
    }

    /// <summary>The largest power of two below a count.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}

/// <summary>Subtrees of leaves that are all at hand, each computed once.</summary>
public sealed class TreeInMemory(IReadOnlyList<byte[]> leaves)
{
    private readonly byte[]?[]?[] known = new byte[64][][];

    public byte[] At(int level, long index)
    {
        if (level == 0)
            return leaves[(int)index];
        var hashes = known[level] ??= new byte[leaves.Count >> level][];
        return hashes[index] ??= MerkleTree.Node(At(level - 1, 2 * index), At(level - 1, (2 * index) + 1));
    }
}

/// <summary>The place of a leaf in the tree, from 0 and without a gap. Append-only.</summary>
public sealed class TreeEntry
{
    public required long Index { get; init; }
    public required Guid LeafId { get; init; }
}

/// <summary>A subtree that is complete, of every eighth level: proofs then need a few hundred hashes, however large the tree is. Append-only.</summary>
public sealed class TreeNode
{
    public const int Step = 8;

    public required int Level { get; init; }
    public required long Index { get; init; }
    public required byte[] Hash { get; init; }
}
