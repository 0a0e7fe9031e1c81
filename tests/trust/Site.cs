using System.Diagnostics;
using System.Globalization;
using Declarations.Data;
using Declarations.Web.Door;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Declarations.Trials;

/// <summary>
/// The product in a process of its own, on a port that it chooses. One thing is not as in use: a password costs one round of hashing, because thousands
/// of people sign in here within seconds; unless <paramref name="more"/> says otherwise.
/// </summary>
/// <param name="more">Settings in the place of those of the trial.</param>
internal sealed class Site(Trial trial, int port, params string[] more)
{
    private Process? process;

    public Uri Address { get; private set; } = null!;
    public int ProcessId => process!.Id;
    public string Id => process!.Id.ToString(CultureInfo.InvariantCulture);

    public static async Task<int> ServeAsync(string[] settings, CancellationToken cancellation)
    {
        var app = Trial.Build(settings);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<StartCheck>().AssertAsync(cancellation);
            await scope.ServiceProvider.GetRequiredService<StartCheck>().AssertApartAsync(cancellation);
            scope.ServiceProvider.GetRequiredService<KeyRing>().Assert();
        }
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    public async Task StartAsync()
    {
        var address = new TaskCompletionSource<Uri>();
        process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Site).Assembly.Location, "serve", .. trial.Settings, .. more,
            $"--urls=http://127.0.0.1:{port}", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", "--Logging:LogLevel:Microsoft=Warning"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // what lives for seconds never earns back what profiling its methods costs
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var at)
                address.TrySetResult(new Uri(line.Data[at..].Split('"', ' ')[0]));
        };
        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(address.Task, ended, Task.Delay(TimeSpan.FromMinutes(3))) != address.Task)
            throw new InvalidOperationException($"The product does not start: {string.Join('\n', errors)}");
        Address = await address.Task;
    }

    /// <summary>Starts it again whenever it has ended, as whoever runs it would.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (process!.HasExited)
                await StartAsync();
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>SIGKILL: nothing of it runs on, nothing is written any more.</summary>
    public async Task KillAsync()
    {
        var killed = process!;
        killed.Kill();
        await killed.WaitForExitAsync();
    }
}
