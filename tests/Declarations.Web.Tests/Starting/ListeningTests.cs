using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Declarations.Web.Tests.Starting;

/// <summary>The executable itself, as a process: where it listens, and what it says when it cannot.</summary>
public sealed class ListeningTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("declarations-").FullName;

    [Theory, InlineData("ASPNETCORE_URLS", null), InlineData("Urls", null), InlineData(null, "--urls"), InlineData("ASPNETCORE_HTTP_PORTS", null)]
    public async Task It_listens_where_it_is_told(string? variable, string? argument)
    {
        var port = FreePort();
        var address = variable == "ASPNETCORE_HTTP_PORTS" ? $"{port}" : $"http://127.0.0.1:{port}";
        using var process = Start(variable is null ? [] : new() { [variable] = address }, argument is null ? [] : [argument, address]);
        try
        {
            using var client = new HttpClient();
            HttpResponseMessage? answer = null;
            for (var patience = 0; answer is null && patience < 300 && !process.HasExited; patience++)
                try
                {
                    answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), TestContext.Current.CancellationToken);
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(200, TestContext.Current.CancellationToken);
                }
            Assert.Equal(HttpStatusCode.OK, answer?.StatusCode);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory, InlineData("Production"), InlineData("Development")]
    public async Task A_taken_port_is_one_line(string environment)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        using var process = Start(new() { ["DOTNET_ENVIRONMENT"] = environment }, ["--urls", address]);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, $"Failed to bind to address {address}: address already in use.\n"), (process.ExitCode, errors));
        Assert.DoesNotContain("Exception", await output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Process Start(Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Declarations.Web.dll"), "run",
            "--Security:Https=false", $"--ConnectionStrings:Declarations=Data Source={Path.Combine(folder, "start.db")}",
                $"--Keys:Path={Path.Combine(folder, "keys")}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
