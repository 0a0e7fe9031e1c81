using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Benchmarks;

/// <summary>
/// From the start of the process to the first page, and the memory of an idle process after that page, beside an application that has one Razor page
/// and nothing else. Processes take turns; medians.
/// </summary>
internal static class StartBenchmark
{
    private const int Rounds = 7;
    private const decimal MostTimes = 2, MostMegabytes = 150;
    private static readonly Uri Ours = new("http://127.0.0.1:5395/sign-in"), Bare = new("http://127.0.0.1:5396/send");

    /// <param name="published">Folder of the product as it ships, where it is another than what was built beside this.</param>
    /// <returns>Whether every goal is met.</returns>
    public static async Task<bool> RunAsync(string? published)
    {
        var folder = Directory.CreateTempSubdirectory("start").FullName;
        try
        {
            var product = Path.Combine(published ?? AppContext.BaseDirectory, "Declarations.Web.dll");
            string[] settings = [$"--ConnectionStrings:Declarations=Data Source={folder}/start.db", $"--Keys:Path={folder}/keys", "--Security:Https=false",
                "--AllowedHosts=127.0.0.1", "--Logging:LogLevel:Default=Error", $"--urls={Ours.GetLeftPart(UriPartial.Authority)}"];
            string[] bare = [typeof(StartBenchmark).Assembly.Location, "bare", $"--urls={Bare.GetLeftPart(UriPartial.Authority)}"];
            var (start, memory, peerStart, peerMemory) = (new List<decimal>(), new List<decimal>(), new List<decimal>(), new List<decimal>());
            for (var round = -1; round < Rounds; round++)
            {
                var (seconds, megabytes) = await OnceAsync([product, .. settings], Ours);
                var (peerSeconds, peerMegabytes) = await OnceAsync(bare, Bare);
                if (round < 0)
                    continue; // the first makes the database
                start.Add(seconds);
                memory.Add(megabytes);
                peerStart.Add(peerSeconds);
                peerMemory.Add(peerMegabytes);
            }
            var (ours, theirs) = (Median(start), Median(peerStart));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"to the first page {ours:0.00} s, one bare page {theirs:0.00} s: {ours / theirs:0.00} times "
                + $"(goal: at most {MostTimes}); idle {Median(memory):0} MiB (goal: at most {MostMegabytes}), bare {Median(peerMemory):0}"));
            return ours / theirs <= MostTimes && Median(memory) <= MostMegabytes;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The peer.</summary>
    public static async Task ServeBareAsync(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        var nothing = new Dictionary<string, object>();
        builder.Services.AddSingleton(new Peers.BareRows("", nothing, nothing)).AddRazorPages(options => options.RootDirectory = "/Peers");
        await using var app = builder.Build();
        app.MapRazorPages();
        await app.RunAsync();
    }

    private static async Task<(decimal Seconds, decimal Megabytes)> OnceAsync(string[] command, Uri page)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var seconds = await TipsBenchmark.ReadyAsync(page);
            await Task.Delay(2000);
            return (seconds, TipsBenchmark.Resident(process, "VmRSS") / 1024m);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static decimal Median(List<decimal> values) => values.Order().ElementAt(values.Count / 2);
}
