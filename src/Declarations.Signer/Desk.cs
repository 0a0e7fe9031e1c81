using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Declarations.Trust;

namespace Declarations.Signer;

/// <summary>
/// Answers one request after the other, each on a connection of its own that the sender ends. <c>memory</c>: the size and origin signed last, and all public
/// keys, a line each. A checkpoint file whose note nobody has signed yet: <c>signed</c> and the line of the signature, or <c>refused</c> and why.
/// </summary>
internal static class Desk
{
    /// <summary>Of a request, in bytes: a proof has 63 hashes at most.</summary>
    private const int Longest = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Pause = TimeSpan.FromMilliseconds(100);
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task ServeAsync(SignerFolder folder, string socket)
    {
        File.Delete(socket);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socket));
        // Nobody can connect before it listens.
        File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        listener.Listen();
        await Console.Out.WriteLineAsync($"Listens at {socket}, signs with the key {EcdsaSigner.IdOf(folder.Keys[^1])}, has signed {folder.Size} leaves.");
        while (true)
            try
            {
                using var caller = await listener.AcceptAsync();
                await AnswerAsync(folder, caller);
            }
            catch (Exception lost) when (lost is SocketException or IOException or UnauthorizedAccessException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"No answer: {lost.Message}");
                await Task.Delay(Pause);
            }
    }

    private static async Task AnswerAsync(SignerFolder folder, Socket caller)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var stream = new NetworkStream(caller);
        var request = new byte[Longest + 1];
        var length = await stream.ReadAtLeastAsync(request, request.Length, throwOnEndOfStream: false, patience.Token);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(folder, request.AsSpan(0, length))), patience.Token);
    }

    private static string Answer(SignerFolder folder, ReadOnlySpan<byte> request)
    {
        try
        {
            if (request.SequenceEqual("memory\n"u8))
                return string.Create(CultureInfo.InvariantCulture,
                    $"memory\n{folder.Size}\n{folder.Origin}\n{string.Concat(folder.Keys.Select(key => Convert.ToBase64String(key) + "\n"))}");
            if (request.Length > Longest)
                throw new InvalidOperationException("It is too long.");
            var file = CheckpointFile.Read(Strict.GetString(request)) ?? throw new InvalidOperationException("This is no request.");
            return $"signed\n{folder.Sign(file).Line}";
        }
        catch (Exception refused) when (refused is InvalidOperationException or DecoderFallbackException)
        {
            var reason = refused is DecoderFallbackException ? "This is no request." : refused.Message;
            Console.Error.WriteLine($"Refused: {reason}");
            return $"refused\n{reason}\n";
        }
    }
}
