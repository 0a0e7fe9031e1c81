using System.Numerics;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Trust;

/// <summary>Subtrees of the stored tree, read a few hundred hashes at a time.</summary>
internal sealed class TreeStore(DeclarationsDb db)
{
    private const int Width = 1 << TreeNode.Step;

    private readonly Dictionary<(int Level, long Index), byte[]> known = [];
    private readonly HashSet<(int Level, long Tile)> read = [];

    /// <summary>Leaves that are about to be stored.</summary>
    /// <returns>The complete subtrees that come with them.</returns>
    public IReadOnlyList<TreeNode> Append(long size, IReadOnlyList<byte[]> leaves)
    {
        var nodes = new List<TreeNode>();
        for (var i = 0; i < leaves.Count; i++)
        {
            known[(0, size + i)] = leaves[i];
            var count = size + i + 1;
            for (var level = TreeNode.Step; count % (1L << level) == 0; level += TreeNode.Step)
                nodes.Add(new TreeNode { Level = level, Index = (count >> level) - 1, Hash = Combined(level, (count >> level) - 1) });
        }
        return nodes;
    }

    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public byte[] At(int level, long index) => level % TreeNode.Step != 0 ? Combined(level, index) : Stored(level, index);

    private byte[] Combined(int level, long index)
    {
        if (!known.TryGetValue((level, index), out var hash))
            known[(level, index)] = hash = MerkleTree.Node(At(level - 1, 2 * index), At(level - 1, (2 * index) + 1));
        return hash;
    }

    private byte[] Stored(int level, long index)
    {
        if (!known.ContainsKey((level, index)) && read.Add((level, index / Width)))
        {
            var (from, to) = (index / Width * Width, ((index / Width) + 1) * Width);
            foreach (var (at, hash) in level == 0
                ? db.TreeEntries.AsNoTracking().Where(entry => entry.Index >= from && entry.Index < to)
                    .Join(db.Leaves, entry => entry.LeafId, leaf => leaf.Id, (entry, leaf) => new { entry.Index, leaf.Hash }).AsEnumerable()
                    .Select(one => (one.Index, one.Hash))
                : db.TreeNodes.AsNoTracking().Where(node => node.Level == level && node.Index >= from && node.Index < to).AsEnumerable()
                    .Select(node => (node.Index, node.Hash)))
                known.TryAdd((level, at), hash);
        }
        return known.TryGetValue((level, index), out var found) ? found
            : throw new InvalidOperationException($"The tree lacks the subtree {index} of {BigInteger.One << level} leaves.");
    }
}
