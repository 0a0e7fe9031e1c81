using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Declarations.Trust;

namespace Declarations.Data.Trust;

/// <summary>What the signer says of itself.</summary>
/// <param name="Size">Of the tree that it signed last.</param>
/// <param name="Origin">Of the only log that it signs for; null: it has signed nothing yet.</param>
/// <param name="Keys">All public keys that it ever had, the present one last.</param>
public sealed record SignerMemory(long Size, string? Origin, IReadOnlyList<byte[]> Keys);

/// <summary>
/// Signs checkpoints: the process that listens at <c>Trust:SignerSocket</c>, under another user and with a key and a memory of its own, or, without that
/// setting, the key of this process.
/// </summary>
/// <param name="socket">Null: this process signs.</param>
public sealed class CheckpointSigner(ISigner own, UnixDomainSocketEndPoint? socket)
{
    /// <summary>Of an answer, in bytes: a few hundred keys.</summary>
    private const int Longest = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How a tree is named by whoever signs it first.</summary>
    public string Origin => $"declarations/{own.KeyId}";

    /// <exception cref="InvalidOperationException">It cannot be the path of a socket.</exception>
    public static UnixDomainSocketEndPoint? SocketOf(string? path)
    {
        try
        {
            return path is { Length: > 0 } ? new(path) : null;
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidOperationException($"Trust:SignerSocket is '{path}', which no socket can be named: {wrong.Message}", wrong);
        }
    }

    /// <returns>Null: this process signs, and keeps no memory but the database.</returns>
    /// <exception cref="IOException">The signer does not answer.</exception>
    /// <exception cref="InvalidOperationException">It answers something else.</exception>
    public async Task<SignerMemory?> MemoryAsync(CancellationToken cancellation)
    {
        if (socket is null)
            return null;
        return await AskAsync("memory\n", cancellation) is ["memory", var size, var origin, .. { Length: > 0 } keys]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves) && keys.Select(KeyIn).ToList() is var read
            && !read.Contains(null) ? new(leaves, origin.Length > 0 ? origin : null, [.. read.OfType<byte[]>()])
            : throw new InvalidOperationException("What answers at Trust:SignerSocket is no signer.");
    }

    /// <param name="memory">What the signer said before; null: this process signs.</param>
    /// <param name="at">Of the tree as it is to be signed.</param>
    /// <exception cref="IOException">The signer does not answer.</exception>
    /// <exception cref="InvalidOperationException">It refuses.</exception>
    public async Task<Checkpoint> SignAsync(TreeHead head, SignerMemory? memory, Subtree at, CancellationToken cancellation)
    {
        if (memory is null)
            return Checkpoint.Of(head, own);
        var request = new CheckpointFile(memory.Size, MerkleTree.Consistency(memory.Size, head.Size, at), new(head.Text, []));
        switch (await AskAsync(request.ToString(), cancellation))
        {
            case ["signed", var line] when NoteSignature.Read(line) is { } signature
                && new VerifierKey(head.Origin, memory.Keys[^1]).Verifies(head.Text, signature):
                return new() { Size = head.Size, Note = new SignedNote(head.Text, [signature]).ToString() };
            case ["refused", var reason]:
                throw new InvalidOperationException($"The signer refuses: {reason}");
            default:
                throw new InvalidOperationException("What answers at Trust:SignerSocket is no signer, or signs with another key than it named.");
        }
    }

    /// <summary>One request a connection: it ends where the sender stops, and so does the answer.</summary>
    private async Task<string[]> AskAsync(string request, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(socket!, patience.Token);
            await using var stream = new NetworkStream(connection);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), patience.Token);
            connection.Shutdown(SocketShutdown.Send);
            var answer = new byte[Longest];
            var length = await stream.ReadAtLeastAsync(answer, Longest, throwOnEndOfStream: false, patience.Token);
            return length == 0 ? throw new IOException($"The signer at {socket} ended without an answer.")
                : Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\n').Split('\n');
        }
        catch (Exception away) when (away is SocketException || away is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new IOException($"The signer at {socket} does not answer: {away.Message}", away);
        }
    }

    private static byte[]? KeyIn(string line)
    {
        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line, bytes, out var length) && length > 0 ? bytes[..length] : null;
    }
}
