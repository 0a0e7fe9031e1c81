using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Declarations.Trust;

namespace Declarations.Benchmarks;

/// <summary>
/// What the verifier does for a million leaves, without the database: every leaf recomputed from its row and the tree over all, beside plain SHA-256 over the
/// same bytes, one call a row. Signatures apart.
/// </summary>
internal static class TreeBenchmark
{
    private const int Leaves = 1_000_000;
    private const int Kept = 10_000;
    private const int Rounds = 5;
    private const double Goal = 3;

    /// <returns>Whether the goal is met.</returns>
    public static bool Run()
    {
        using var signer = EcdsaSigner.Make();
        var rows = Enumerable.Range(0, Kept).Select(Row).ToList();
        var leaves = rows.ConvertAll(row => Leaf.Of("AuditEntries", Encoding.UTF8.GetString(row[0].Value!), 0, null, row, null));
        var bytes = leaves.Zip(rows, (leaf, row) => (byte[])[.. leaf.Salt, .. leaf.Digests, .. leaf.Hash, .. leaf.Hash,
            .. row.SelectMany(field => Encoding.UTF8.GetBytes(field.Column).Concat(field.Value ?? []))]).ToList();
        Console.WriteLine($"{Leaves:N0} leaves of {bytes.Average(one => one.Length):0} bytes, {Environment.ProcessorCount} processors, {Rounds} rounds");
        var (plain, tree) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            plain.Add(Seconds(() =>
            {
                for (var i = 0; i < Leaves; i++)
                    SHA256.HashData(bytes[i % Kept]);
            }));
            tree.Add(Seconds(() =>
            {
                var hashes = new List<byte[]>(Leaves);
                for (var i = 0; i < Leaves; i++)
                    hashes.Add(leaves[i % Kept].AgreesWith(rows[i % Kept], isErased: false) ? leaves[i % Kept].Hash
                        : throw new InvalidOperationException("A leaf does not agree."));
                MerkleTree.Root(Leaves, new TreeInMemory(hashes).At);
            }));
        }
        var statement = leaves[0].Hash;
        var signature = signer.Sign(statement);
        var (signs, verifies) = (2_000 / Seconds(() => Times(2_000, () => signer.Sign(statement))),
            2_000 / Seconds(() => Times(2_000, () => EcdsaSigner.Verify(EcdsaSigner.Es256, signer.PublicKey, statement, signature))));
        var (bare, ours) = (plain.Order().ElementAt(Rounds / 2), tree.Order().ElementAt(Rounds / 2));
        Console.WriteLine($"SHA-256 over the same bytes {bare:0.00} s, leaves and tree {ours:0.00} s: {ours / bare:0.00} times (goal: at most {Goal})");
        Console.WriteLine($"P-256: {signs:0} signatures a second, {verifies:0} verified a second");
        return ours / bare <= Goal;
    }

    private static List<Field> Row(int n) =>
    [
        new("Id", Text(Guid.CreateVersion7().ToString()), false), new("At", Text("2017-09-18T01:02:03.0000000"), false),
        new("LegalDay", Text("2017-09-18"), false), new("AccountId", Text(Guid.NewGuid().ToString()), false), new("Action", Text("ReportSubmitted"), false),
        new("SubjectKind", Text("PersonalSituationReport"), false), new("SubjectId", Text(Guid.NewGuid().ToString()), false),
        new("Detail", Text($"version {n}, digest {Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(n)))}"), false),
        new("ReasonSealed", Text("因工作需要，经集体研究决定"), true),
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static void Times(int count, Func<object> act)
    {
        for (var i = 0; i < count; i++)
            act();
    }

    private static double Seconds(Action act)
    {
        var watch = Stopwatch.StartNew();
        act();
        return watch.Elapsed.TotalSeconds;
    }
}
