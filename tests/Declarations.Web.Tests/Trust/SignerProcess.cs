using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Declarations.Trust;
using Declarations.Web.Tests.Hosting;

namespace Declarations.Web.Tests.Trust;

/// <summary>Declarations.Signer as it is run: a process of its own, with a folder and a socket.</summary>
internal sealed class SignerProcess : IAsyncDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("signer-").FullName;
    private Process? running;

    public string Folder => Path.Combine(place, "folder");
    public string Socket => Path.Combine(place, "socket");
    /// <summary>What it signed last, as it keeps it.</summary>
    public SignedNote? Last => SignedNote.Read(File.ReadAllText(Path.Combine(Folder, "last")));
    public IReadOnlyList<byte[]> Keys => [.. File.ReadAllLines(Path.Combine(Folder, "keys")).Select(Convert.FromBase64String)];

    public static async Task<SignerProcess> StartedAsync()
    {
        var signer = new SignerProcess();
        await signer.StartAsync();
        return signer;
    }

    public async Task StartAsync()
    {
        running = Start("serve", Folder, Socket);
        if (await running.StandardOutput.ReadLineAsync() is null)
            throw new InvalidOperationException(await running.StandardError.ReadToEndAsync());
        running.ErrorDataReceived += (_, _) => { };
        running.BeginErrorReadLine();
    }

    /// <summary>As SIGKILL does.</summary>
    public async Task KillAsync()
    {
        running!.Kill();
        await running.WaitForExitAsync();
        running.Dispose();
        running = null;
    }

    /// <summary>A verb, or a second one that serves.</summary>
    public static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public Task<string> AskAsync(string request) => AskAsync(Encoding.UTF8.GetBytes(request));

    /// <returns>Nothing: it ended without an answer.</returns>
    public async Task<string> AskAsync(byte[] request)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(Socket));
        await using var stream = new NetworkStream(connection);
        await stream.WriteAsync(request);
        connection.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public async Task<long> SizeAsync() => long.Parse((await AskAsync("memory\n")).Split('\n')[1], CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
            await KillAsync();
        Directory.Delete(place, recursive: true);
    }

    private static Process Start(params string[] arguments)
    {
        var built = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^2..];
        var program = Path.Combine([Settings.Root(), "src", "Declarations.Signer", "bin", .. built, "Declarations.Signer.dll"]);
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
