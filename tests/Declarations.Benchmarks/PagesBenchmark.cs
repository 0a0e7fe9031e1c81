using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Declarations.Benchmarks;

/// <summary>
/// Every list page of the demo, at several sizes, as a ratio to a page of the same host that only knows who is signed in
/// (/account). Medians of <see cref="Rounds"/> requests each, warm, one at a time, the pages and the peer taking turns.
/// </summary>
internal static partial class PagesBenchmark
{
    private const int Rounds = 41;
    private const decimal Goal = 3m;
    private static readonly Uri Address = new("http://127.0.0.1:5391");

    private static readonly (string UserName, string[] Pages)[] Tours =
    [
        ("office", ["/my-work", "/campaigns", "/campaigns/demo-2017", "/campaigns/demo-2017/people", "/campaigns/practice-2017/people?state=Missing",
            "/custody?campaign=practice-2017", "/custody?campaign=demo-2017&list=Done", "/summary?campaign=demo-2017", "/roster/people", "/slips",
            "/progress?campaign=demo-2017", "/progress?campaign=practice-2017", "/progress?campaign=demo-2017&asOf=2017-09-10",
            "/progress/people?campaign=practice-2017&unit=demo-bureau&list=Missing", "/progress/reminders?campaign=practice-2017", "/bulletins"]),
        ("head", ["/my-work", "/reading", "/progress?campaign=practice-2017"]),
        ("discipline", ["/discipline"]),
        ("audit", ["/admin/audit"]),
        ("system", ["/admin/accounts"]),
    ];

    /// <returns>Whether every ratio is at most the goal.</returns>
    public static async Task<bool> RunAsync(IReadOnlyList<int> sizes)
    {
        var ratios = new Dictionary<string, List<decimal>>();
        foreach (var people in sizes)
            foreach (var (page, ratio) in await MeasureAsync(people))
                (ratios.TryGetValue(page, out var row) ? row : ratios[page] = []).Add(ratio);
        Console.WriteLine($"{"times /account",-58}{string.Concat(sizes.Select(people => $"{people,10:N0}"))}");
        foreach (var (page, row) in ratios)
            Console.WriteLine($"{page,-58}{string.Concat(row.Select(ratio => $"{ratio.ToString("0.0", CultureInfo.InvariantCulture),10}"))}");
        var worst = ratios.Values.Max(row => row.Max());
        Console.WriteLine($"worst ratio {worst.ToString("0.0", CultureInfo.InvariantCulture)}, goal {Goal:0}");
        return worst <= Goal;
    }

    private static async Task<IReadOnlyList<(string Page, decimal Ratio)>> MeasureAsync(int people)
    {
        var folder = Directory.CreateTempSubdirectory("pages").FullName;
        string[] settings = [$"--ConnectionStrings:Declarations=Data Source={folder}/pages.db", $"--Keys:Path={folder}/keys",
            "--Logging:LogLevel:Default=Error", "--Security:Https=false", "--AllowedHosts=127.0.0.1"];
        using (var seeding = Web([.. settings, "seed", "--demo", "--people", people.ToString(CultureInfo.InvariantCulture)]))
        {
            var printed = await seeding.StandardOutput.ReadToEndAsync();
            await seeding.WaitForExitAsync();
            var passwords = SignInLine().Matches(printed).ToDictionary(line => line.Groups[1].Value, line => line.Groups[2].Value);
            using var serving = Web([.. settings, $"--urls={Address}", $"--Urls={Address}"]);
            try
            {
                return await TourAsync(passwords);
            }
            finally
            {
                serving.Kill();
                await serving.WaitForExitAsync();
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<IReadOnlyList<(string Page, decimal Ratio)>> TourAsync(Dictionary<string, string> passwords)
    {
        List<(string, decimal)> found = [];
        foreach (var (userName, pages) in Tours)
        {
            using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Address };
            for (var tries = 0; tries < 100 && !await IsReadyAsync(client); tries++)
                await Task.Delay(200);
            await SignInAsync(client, userName, passwords[userName]);
            foreach (var page in pages)
                found.Add(($"{userName} {page}", await RatioAsync(client, page)));
        }
        return found;
    }

    internal static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The application as it is built, in a process of its own.</summary>
    internal static Process Web(params string[] arguments)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Declarations.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The solution is not above the benchmarks.");
        return Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(root.FullName, "src/Declarations.Web/bin/Release/net10.0/Declarations.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.Combine(root.FullName, "src/Declarations.Web"),
        })!;
    }

    internal static async Task SignInAsync(HttpClient client, string userName, string password)
    {
        var token = Token().Match(await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative))).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Form.UserName"] = userName,
            ["Form.Password"] = password,
            ["__RequestVerificationToken"] = token,
        });
        (await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form)).EnsureSuccessStatusCode();
    }

    internal static async Task<decimal> RatioAsync(HttpClient client, string page)
    {
        var (mine, peer) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds + 3; round++)
            foreach (var (path, times) in new[] { (page, mine), ("/account", peer) })
            {
                var watch = Stopwatch.StartNew();
                var html = await client.GetStringAsync(new Uri(path, UriKind.Relative));
                if (round >= 3)
                    times.Add(watch.Elapsed.TotalMilliseconds);
                if (!html.Contains("/sign-out", StringComparison.Ordinal))
                    throw new InvalidOperationException($"{path} is not the page of somebody who is signed in.");
            }
        return (decimal)(mine.Order().ElementAt(Rounds / 2) / peer.Order().ElementAt(Rounds / 2));
    }

    [GeneratedRegex(@"^  ([a-z]+) +([a-z0-9-]+)   ", RegexOptions.Multiline)]
    internal static partial Regex SignInLine();
    [GeneratedRegex(@"name=""__RequestVerificationToken""[^>]*value=""([^""]+)""")]
    internal static partial Regex Token();
}
