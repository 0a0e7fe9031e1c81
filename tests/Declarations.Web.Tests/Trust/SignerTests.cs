using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Declarations.Trust;
using Xunit;

namespace Declarations.Web.Tests.Trust;

/// <summary>The process that holds the key of the tree, asked over its socket as the application asks, and as somebody who took the application over.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SignerTests
{
    private const string Origin = "declarations/tree";
    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, 60).Select(n => SHA256.HashData([(byte)n]))];
    private static readonly Subtree Tree = new TreeInMemory(Leaves).At;
    private static readonly Subtree Forged = new TreeInMemory([.. Leaves.Select((leaf, n) => n == 4 ? SHA256.HashData(leaf) : leaf)]).At;

    [Fact]
    public async Task It_signs_what_extends_and_nothing_else()
    {
        await using var signer = await SignerProcess.StartedAsync();
        Assert.Equal(0, await signer.SizeAsync());
        var key = Assert.Single(signer.Keys);
        foreach (var (size, old) in new[] { (10L, 0L), (25, 10), (25, 25), (26, 25), (60, 26) })
        {
            var answer = (await signer.AskAsync(Request(size, old, Tree))).Split('\n');
            Assert.Equal("signed", answer[0]);
            Assert.True(new VerifierKey(Origin, key).Verifies(Head(size, Tree).Text, NoteSignature.Read(answer[1])!));
            Assert.Equal(size, await signer.SizeAsync());
        }
        using var web = EcdsaSigner.Make();
        var (text, long60) = (Head(60, Tree).Text, Request(60, 60, Tree));
        foreach (var bad in new[]
        {
            Request(59, 59, Tree), Request(59, 60, Tree), Request(10, 0, Tree), Request(60, 60, Forged), Request(60, 26, Forged), Request(0, 0, Tree),
            long60.Replace(Origin, "declarations/other", StringComparison.Ordinal), long60.Replace(Origin, "a b", StringComparison.Ordinal),
            long60.Replace("\n60\n", "\n060\n", StringComparison.Ordinal), long60.Replace("\n60\n", "\n-60\n", StringComparison.Ordinal),
            long60.Replace("\n60\n", "\n9223372036854775807\n", StringComparison.Ordinal), long60.Replace("old 60", "old -1", StringComparison.Ordinal),
            long60 + "\n", long60[..^1], text, "", "\n", "\n\n", "memory", "memory\nmemory\n", "old 60\n\n", "old 60\n\n\n", "old 60\n\nx\n\n",
            "sign me this\n", "declarations.attestation/1\nES256 x\nSubmissions x 0\nx\n",
            $"old 60\n\n{new SignedNote(text, [SignedNote.Sign(text, Origin, web)])}",
        })
            Assert.StartsWith("refused\n", await signer.AskAsync(bad), StringComparison.Ordinal);
        Assert.StartsWith("refused\n", await signer.AskAsync([.. Encoding.UTF8.GetBytes(long60), 0xFF, 0xFE]), StringComparison.Ordinal);
        foreach (var many in new[] { 400, 70_000 })
            Assert.DoesNotContain("signed", await OrNothing(() => signer.AskAsync(
                $"old 60\n{string.Concat(Enumerable.Repeat(Convert.ToBase64String(new byte[32]) + "\n", many))}\n{text}\n")), StringComparison.Ordinal);
        // one that says nothing is left waiting for a few seconds, and then the others are served
        using (var silent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await silent.ConnectAsync(new UnixDomainSocketEndPoint(signer.Socket));
            Assert.Equal(60, await signer.SizeAsync());
        }
        Assert.Equal(Head(60, Tree).Text, signer.Last!.Text);
    }

    [Fact]
    public async Task What_does_not_begin_with_what_was_signed_is_refused_whatever_proof_comes_along()
    {
        await using var signer = await SignerProcess.StartedAsync();
        Assert.StartsWith("signed", await signer.AskAsync(Request(10, 0, Tree)), StringComparison.Ordinal);
        foreach (var bad in new[]
        {
            Request(25, 10, Forged), Request(25, 0, Forged), Request(25, 0, Tree), Request(25, 9, Tree), Request(25, 25, Tree),
            new CheckpointFile(10, MerkleTree.Consistency(10, 25, Tree), new(Head(25, Forged).Text, [])).ToString(),
            new CheckpointFile(10, [], new(Head(25, Tree).Text, [])).ToString(),
            new CheckpointFile(10, [.. MerkleTree.Consistency(10, 25, Tree), new byte[32]], new(Head(25, Tree).Text, [])).ToString(),
        })
            Assert.StartsWith("refused\nThe first 10 leaves", await signer.AskAsync(bad), StringComparison.Ordinal);
        Assert.StartsWith("signed", await signer.AskAsync(Request(25, 10, Tree)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_it_has_forgotten_nothing_that_it_answered()
    {
        await using var signer = await SignerProcess.StartedAsync();
        var answered = 0L;
        for (var round = 0; round < 5; round++)
        {
            // requests run on until it is gone
            var asking = Task.Run(async () =>
            {
                for (var size = await signer.SizeAsync(); size < 60; size++)
                    if ((await signer.AskAsync(Request(size + 1, size, Tree))).StartsWith("signed", StringComparison.Ordinal))
                        answered = size + 1;
            });
            await Task.Delay(40 + 30 * round);
            await signer.KillAsync();
            await OrNothing(async () =>
            {
                await asking;
                return "";
            });
            await signer.StartAsync();
            var size = await signer.SizeAsync();
            Assert.InRange(size, answered, answered + 1);
            if (size > 5)
            {
                Assert.StartsWith("refused", await signer.AskAsync(Request(size - 1, size - 1, Tree)), StringComparison.Ordinal);
                Assert.StartsWith("refused", await signer.AskAsync(Request(size, size, Forged)), StringComparison.Ordinal);
            }
            if (size > 0)
                Assert.StartsWith("signed", await signer.AskAsync(Request(size, size, Tree)), StringComparison.Ordinal);
        }
        Assert.True(answered > 0);
    }

    [Fact]
    public async Task The_key_is_its_users_alone_and_without_its_memory_it_does_not_serve()
    {
        await using var signer = await SignerProcess.StartedAsync();
        var key = Directory.GetFiles(signer.Folder, "*.key").Single();
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal((Own, Own, Own | UnixFileMode.UserExecute),
            (File.GetUnixFileMode(key), File.GetUnixFileMode(Path.Combine(signer.Folder, "last")), File.GetUnixFileMode(signer.Folder)));
        Assert.Equal(Own | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(signer.Socket));
        Assert.StartsWith("signed", await signer.AskAsync(Request(10, 0, Tree)), StringComparison.Ordinal);
        Assert.Equal(1, (await SignerProcess.RunAsync("rotate", signer.Folder)).Code);
        await signer.KillAsync();
        var (code, said) = await SignerProcess.RunAsync("keys", signer.Folder);
        Assert.Equal((0, new VerifierKey(Origin, signer.Keys[0]).ToString()), (code, said.Trim()));

        File.SetUnixFileMode(key, Own | UnixFileMode.GroupRead);
        Assert.Contains("read by others", (await SignerProcess.RunAsync("serve", signer.Folder, signer.Socket)).Said, StringComparison.Ordinal);
        File.SetUnixFileMode(key, Own);
        File.SetUnixFileMode(signer.Folder, Own | UnixFileMode.UserExecute | UnixFileMode.GroupWrite);
        Assert.Contains("Others can write", (await SignerProcess.RunAsync("serve", signer.Folder, signer.Socket)).Said, StringComparison.Ordinal);
        File.SetUnixFileMode(signer.Folder, Own | UnixFileMode.UserExecute);
        foreach (var file in new[] { "last", "keys" })
        {
            File.Move(Path.Combine(signer.Folder, file), signer.Socket + ".kept");
            (code, said) = await SignerProcess.RunAsync("serve", signer.Folder, signer.Socket);
            Assert.Equal(1, code);
            Assert.Contains($"{file} is missing", said, StringComparison.Ordinal);
            File.Move(signer.Socket + ".kept", Path.Combine(signer.Folder, file));
        }
        await File.WriteAllTextAsync(Path.Combine(signer.Folder, "last"), "damaged");
        Assert.Equal(1, (await SignerProcess.RunAsync("serve", signer.Folder, signer.Socket)).Code);
        Assert.Equal(2, (await SignerProcess.RunAsync("serve")).Code);
    }

    private static TreeHead Head(long size, Subtree tree) => new(Origin, size, MerkleTree.Root(size, tree), new(2017, 9, 4, 1, 2, 3, TimeSpan.Zero));

    private static string Request(long size, long old, Subtree tree) =>
        new CheckpointFile(old, old < size ? MerkleTree.Consistency(old, size, tree) : [], new(Head(size, tree).Text, [])).ToString();

    /// <summary>The other side may be gone in the middle.</summary>
    private static async Task<string> OrNothing(Func<Task<string>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception gone) when (gone is SocketException or IOException or FormatException or IndexOutOfRangeException)
        {
            return "";
        }
    }
}
