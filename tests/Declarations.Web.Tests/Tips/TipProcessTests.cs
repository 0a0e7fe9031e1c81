using System.Diagnostics;
using System.Text.Json;
using Declarations.References;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>The public host as a process of its own: its verbs, and that every code that was shown opens its tip, whatever happens to the process.</summary>
public sealed class TipProcessTests(TipScene scene) : IClassFixture<TipScene>
{
    [Fact]
    public async Task Every_code_that_was_shown_opens_its_tip_after_the_process_was_killed()
    {
        var codes = new List<string>();
        for (var round = 0; round < Settings.Number(3, 20); round++)
        {
            using var host = Start("tips", "--urls=http://127.0.0.1:0");
            var address = await AddressOfAsync(host);
            using var client = new HttpClient { BaseAddress = address };
            var (before, shown) = (codes.Count, 0);
            var senders = Enumerable.Range(0, 3).Select(n => SendAsync($"第{round}轮{n}")).ToList();
            for (var wait = 0; Volatile.Read(ref shown) < 5; wait++)
            {
                Assert.True(wait < 600, "Nothing is taken.");
                await Task.Delay(50);
            }
            host.Kill(entireProcessTree: true);
            await host.WaitForExitAsync();
            codes.AddRange((await Task.WhenAll(senders)).SelectMany(each => each));
            Assert.True(codes.Count >= before + 5);

            async Task<List<string>> SendAsync(string facts)
            {
                var sent = new List<string>();
                try
                {
                    while (true)
                    {
                        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                        {
                            ["code"] = SlipCode.New().ToString(),
                            ["desk"] = scene.Desk.ToString(),
                            ["topic"] = scene.Sand.Id.ToString(),
                            ["facts"] = facts,
                        });
                        using var answer = await client.PostAsync(new Uri("/zh-CN/tip", UriKind.Relative), form);
                        var page = await answer.Content.ReadAsStringAsync();
                        sent.Add(page.Substring(page.IndexOf("receipt-number\"><b>", StringComparison.Ordinal) + 19, 34));
                        Interlocked.Increment(ref shown);
                    }
                }
                catch (HttpRequestException)
                {
                    return sent;
                }
            }
        }
        using var tipster = scene.Visit();
        foreach (var code in codes)
            Assert.Equal(System.Net.HttpStatusCode.OK, (await tipster.ReturnAsync(code)).Status);
    }

    [Fact]
    public async Task The_verbs_say_what_they_did_and_what_they_miss()
    {
        // The keys of the scene are of an earlier quarter.
        Assert.StartsWith("New keys: ", (await RunAsync("tips-key")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("tips-key")).Code);
        Assert.Contains("Tips:RetentionDays", (await RunAsync("tips", "--Tips:RetentionDays=7")).Errors, StringComparison.Ordinal);
        Assert.Contains("main site", (await RunAsync("tips", "--ConnectionStrings:Declarations=x")).Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("tips-nothing")).Code);
        Assert.Equal((0, "0"), Shortened(await RunAsync("tips-expire", "--dry-run")));
        var month = BeijingTime.DayOf(scene.Time.GetUtcNow()).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var (code, figures, _) = await RunAsync("tips-statistics", "--from", month, "--to", month, "--format", "json");
        Assert.Equal(0, code);
        Assert.True(JsonDocument.Parse(figures).RootElement.TryGetProperty("figures", out _));
        Assert.Equal(2, (await RunAsync("tips-statistics", "--from", "March", "--to", month)).Code);
        Assert.Equal(0, (await RunAsync("tips-release")).Code);

        static (int, string) Shortened((int Code, string Output, string Errors) run) => (run.Code, run.Code == 0 ? run.Output.Trim() : "");
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string verb, params string[] arguments)
    {
        using var process = Start(verb, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private Process Start(string verb, params string[] arguments)
    {
        var settings = TipScene.SettingsOf(scene.Database);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = scene.Folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Declarations.Tips.dll"));
        start.ArgumentList.Add(verb);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in new[] { "ConnectionStrings:Tips", "Tips:Provider", "Tips:RetentionDays", "Tips:BorderLogs" })
            if (!arguments.Any(argument => argument.StartsWith($"--{name}=", StringComparison.Ordinal)))
                start.ArgumentList.Add($"--{name}={settings[name]}");
        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressOfAsync(Process host)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return new(await host.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(await host.StandardError.ReadToEndAsync()));
    }
}
