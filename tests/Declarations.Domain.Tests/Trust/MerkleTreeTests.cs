using System.Security.Cryptography;
using Xunit;

namespace Declarations.Trust;

/// <summary>The tree of RFC 6962 against the roots that its implementations publish, and every proof of every small tree.</summary>
public static class MerkleTreeTests
{
    private const int Largest = 40;

    private static readonly byte[][] Published =
    [
        .. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(text => Convert.FromHexString(text)).Select(leaf => SHA256.HashData([MerkleTree.LeafPrefix, .. leaf])),
    ];

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Largest).Select(n => SHA256.HashData([0, (byte)n]))];

    private static Subtree Tree => new TreeInMemory(Leaves).At;

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public static void The_root_is_the_published_one(int size, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(size, new TreeInMemory(Published).At)));

    [Fact]
    public static void Every_leaf_of_every_tree_is_proven_in_its_place_and_in_no_other()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = MerkleTree.Root(size, Tree);
            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.Inclusion(index, size, Tree);
                Assert.True(MerkleTree.Includes(Leaves[index], index, size, path, root));
                for (var other = 0; other < size; other++)
                    Assert.Equal(other == index, MerkleTree.Includes(Leaves[index], other, size, path, root));
                Assert.False(MerkleTree.Includes(Leaves[(index + 1) % Largest], index, size, path, root));
                Assert.False(MerkleTree.Includes(Leaves[index], index, size, [.. path, root], root));
                for (var at = 0; at < path.Count; at++)
                    Assert.False(MerkleTree.Includes(Leaves[index], index, size, Spoiled(path, at), root));
            }
        }
    }

    [Fact]
    public static void Every_tree_is_proven_to_extend_every_smaller_one_and_no_other()
    {
        for (var larger = 0; larger <= Largest; larger++)
            for (var smaller = 0; smaller <= larger; smaller++)
            {
                var (before, after) = (MerkleTree.Root(smaller, Tree), MerkleTree.Root(larger, Tree));
                var proof = MerkleTree.Consistency(smaller, larger, Tree);
                Assert.True(MerkleTree.Extends(smaller, before, larger, after, proof), $"{smaller} {larger}");
                Assert.False(MerkleTree.Extends(smaller, SHA256.HashData(before), larger, after, proof));
                Assert.Equal(smaller == 0 && larger > 0, MerkleTree.Extends(smaller, before, larger, SHA256.HashData(after), proof));
                for (var at = 0; at < proof.Count; at++)
                    Assert.False(MerkleTree.Extends(smaller, before, larger, after, Spoiled(proof, at)));
            }
        Assert.False(MerkleTree.Extends(3, MerkleTree.Root(3, Tree), 2, MerkleTree.Root(2, Tree), []));
    }

    [Fact]
    public static void A_note_is_read_as_it_is_written_and_signed_by_its_key_alone()
    {
        using var signer = EcdsaSigner.Make();
        using var other = EcdsaSigner.Make();
        var head = new TreeHead("office.example/tree", 40, MerkleTree.Root(40, Tree), new(2017, 9, 4, 1, 2, 3, TimeSpan.Zero));
        var checkpoint = Checkpoint.Of(head, signer);
        var note = SignedNote.Read(checkpoint.Note)!;
        Assert.Equal(checkpoint.Note, note.ToString());
        Assert.Equal(head.Text, checkpoint.Head!.Text);
        var key = VerifierKey.Read(new VerifierKey(head.Origin, signer.PublicKey).ToString())!;
        Assert.True(note.IsSignedBy(key));
        Assert.False(note.IsSignedBy(key with { PublicKey = other.PublicKey }));
        Assert.False(note.IsSignedBy(key with { Name = "office.example/other" }));
        Assert.False((note with { Text = note.Text.Replace("40", "41", StringComparison.Ordinal) }).IsSignedBy(key));
        Assert.Null(SignedNote.Read(note.Text));
        var unsigned = SignedNote.Read(new SignedNote(head.Text, []).ToString())!;
        Assert.Equal((head.Text, 0, false), (unsigned.Text, unsigned.Signatures.Count, unsigned.IsSignedBy(key)));
        Assert.Null(VerifierKey.Read(key.ToString().Replace(Convert.ToHexStringLower(key.Hash), "00000000", StringComparison.Ordinal)));
    }

    [Fact]
    public static void A_witness_signs_what_has_grown_and_nothing_else()
    {
        using var office = EcdsaSigner.Make();
        using var thief = EcdsaSigner.Make();
        using var witness = EcdsaSigner.Make();
        var (log, at) = (new VerifierKey("office", office.PublicKey), new DateTimeOffset(2017, 9, 4, 0, 0, 0, TimeSpan.Zero));
        var first = Written(10, Tree, office, 0).Cosign(log, null, "above", witness);
        Assert.True(first.IsSignedBy(new VerifierKey("above", witness.PublicKey)));
        Assert.True(Written(25, Tree, office, 10).Cosign(log, first, "above", witness).IsSignedBy(log));
        Subtree rewritten = new TreeInMemory([.. Leaves.Select((leaf, n) => n == 4 ? SHA256.HashData(leaf) : leaf)]).At;
        foreach (var (bad, said) in new (CheckpointFile, string)[]
        {
            (Written(9, Tree, office, 9), "cut off"), (Written(25, rewritten, office, 10), "not the ones seen last"),
            (Written(25, Tree, office, 9), "begins at another size"), (Written(25, Tree, thief, 10), "not signed by the key"),
            (Written(10, rewritten, office, 10), "not the ones seen last"),
        })
            Assert.Contains(said, Assert.Throws<InvalidOperationException>(() => bad.Cosign(log, first, "above", witness)).Message, StringComparison.Ordinal);

        CheckpointFile Written(long size, Subtree tree, EcdsaSigner signer, long old)
        {
            var checkpoint = Checkpoint.Of(new("office", size, MerkleTree.Root(size, tree), at), signer);
            var file = new CheckpointFile(old, MerkleTree.Consistency(old, size, tree), SignedNote.Read(checkpoint.Note)!);
            return CheckpointFile.Read(file.ToString())!;
        }
    }

    private static List<byte[]> Spoiled(IReadOnlyList<byte[]> hashes, int at) =>
        [.. hashes.Select((hash, n) => n == at ? SHA256.HashData(hash) : hash)];
}
