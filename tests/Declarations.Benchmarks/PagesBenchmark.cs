using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace Declarations.Benchmarks;

/// <summary>
/// Every list page of the demo, at several sizes, as a ratio to a page of the same host that only knows who is signed in
/// (/account). Medians of <see cref="Rounds"/> requests each, warm, one at a time, the pages and the peer taking turns.
/// </summary>
internal static partial class PagesBenchmark
{
    /// <summary>Requests before those that are timed: the runtime compiles a method again after 30 calls, in the background.</summary>
    private const int Warm = 60, Rounds = 41;
    private const decimal Goal = 3m, Growth = 1.3m;
    private static readonly Uri Address = new("http://127.0.0.1:5391");

    private static readonly (string UserName, string[] Pages)[] Tours =
    [
        ("office", ["/my-work", "/campaigns", "/campaigns/demo-2017", "/campaigns/demo-2017/people", "/campaigns/practice-2017/people?state=Missing",
            "/campaigns/demo-2017/outside", "/campaigns/demo-2017/close", "/campaigns/practice-2017/deadlines", "/custody?campaign=practice-2017",
            "/custody?campaign=demo-2017&list=Done", "/summary?campaign=demo-2017", "/roster", "/roster/people", "/roster/units", "/slips",
            "/slips/demo-research", "/progress?campaign=demo-2017", "/progress?campaign=practice-2017", "/progress?campaign=demo-2017&asOf=2017-09-10",
            "/progress/people?campaign=practice-2017&unit=demo-bureau&list=Missing",
            "/progress/people?campaign=demo-2017&unit=demo-bureau&list=WithInterests", "/progress/reminders?campaign=practice-2017", "/bulletins",
            "/exits?campaign=demo-2017", "/handling?campaign=demo-2017", "/checks?campaign=demo-2017", "/checks/draws", "/verification/leads",
            "/verification/registries", "/registers", "/registers/checks", "/clues", "/questions", "/key-posts", "/pledges", "/sheets"]),
        ("head", ["/my-work", "/reading", "/progress?campaign=practice-2017"]),
        ("discipline", ["/my-work", "/discipline", "/checks?campaign=demo-2017"]),
        ("audit", ["/admin/audit"]),
        ("system", ["/admin/accounts"]),
    ];

    /// <param name="server">PostgreSQL on which databases may be made; null: SQLite.</param>
    /// <param name="folder">Keeps the cities for the next run, with their sign-ins; null: they are given up.</param>
    /// <returns>Whether every ratio is at most the goal, and no page grows with the people.</returns>
    public static async Task<bool> RunAsync(IReadOnlyList<int> sizes, string? server, string? folder)
    {
        var cities = folder ?? Directory.CreateTempSubdirectory("pages").FullName;
        var ratios = new Dictionary<string, List<decimal>>();
        foreach (var people in sizes)
            foreach (var (page, ratio) in await MeasureAsync(people, server, Path.Combine(cities, $"{people}")))
                (ratios.TryGetValue(page, out var row) ? row : ratios[page] = []).Add(ratio);
        if (folder is null)
            Directory.Delete(cities, recursive: true);
        Console.WriteLine($"{"times /account",-74}{string.Concat(sizes.Select(people => $"{people,9:N0}"))}{"growth",9}");
        foreach (var (page, row) in ratios)
            Console.WriteLine($"{page,-74}{string.Concat(row.Append(row[^1] / row[0]).Select(ratio => $"{Said(ratio),9}"))}");
        var (worst, growth) = (ratios.Values.Max(row => row.Max()), ratios.Values.Max(row => row[^1] / row[0]));
        Console.WriteLine($"worst ratio {Said(worst)}, goal {Said(Goal)}; most growth {Said(growth)}, goal {Said(Growth)}");
        return worst <= Goal && growth <= Growth;
    }

    private static string Said(decimal ratio) => ratio.ToString("0.0", CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<(string Page, decimal Ratio)>> MeasureAsync(int people, string? server, string folder)
    {
        var database = new NpgsqlConnectionStringBuilder(server) { Database = $"bench_pages_{people}" };
        // The tree grows in another process, as large offices have it, and not beside what is measured.
        string[] settings = [$"--Keys:Path={folder}/keys", "--Logging:LogLevel:Default=Error", "--Security:Https=false", "--AllowedHosts=127.0.0.1",
            "--Trust:Clock=false", .. server is null ? (string[])[$"--ConnectionStrings:Declarations=Data Source={folder}/pages.db"]
                : ["--Database:Provider=postgresql", $"--ConnectionStrings:Declarations={database.ConnectionString}", "--Database:AllowUnsafe=true",
                    $"--Encryption:Key={Convert.ToBase64String(new byte[32])}"]];
        var passwords = await SeedAsync(people, server, folder, database.Database!, settings);
        using var serving = Web([.. settings, $"--urls={Address}", $"--Urls={Address}"]);
        try
        {
            return await TourAsync(passwords);
        }
        finally
        {
            serving.Kill();
            await serving.WaitForExitAsync();
        }
    }

    /// <returns>Passwords by user name.</returns>
    private static async Task<Dictionary<string, string>> SeedAsync(int people, string? server, string folder, string database, string[] settings)
    {
        var kept = Path.Combine(folder, "seeded.txt");
        if (!File.Exists(kept))
        {
            Directory.CreateDirectory(folder);
            if (server is not null)
                await RosterBenchmark.FreshAsync(server, database);
            var watch = Stopwatch.StartNew();
            using var seeding = Web([.. settings, "seed", "--demo", "--people", people.ToString(CultureInfo.InvariantCulture)]);
            var printed = await seeding.StandardOutput.ReadToEndAsync();
            await seeding.WaitForExitAsync();
            Console.WriteLine($"{people:N0} people seeded in {watch.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s");
            if (server is not null)
                await RosterBenchmark.ExecuteAsync(new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString, "VACUUM (ANALYZE)");
            await File.WriteAllTextAsync(kept, printed);
        }
        return SignInLine().Matches(await File.ReadAllTextAsync(kept)).ToDictionary(line => line.Groups[1].Value, line => line.Groups[2].Value);
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

    /// <summary>Waits until the leaves of the filling have their places, which is work beside the pages.</summary>
    internal static async Task SettleAsync(HttpClient client)
    {
        for (var tries = 0; tries < 600; tries++, await Task.Delay(500))
            if ((await client.GetStringAsync(new Uri("/health", UriKind.Relative))).Contains("\"waitingLeaves\":0", StringComparison.Ordinal))
                return;
        throw new InvalidOperationException("The tree has not caught up in five minutes.");
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
        var (rounds, warm) = (Rounds, Warm);
        for (var round = 0; round < rounds + warm; round++)
            foreach (var (path, times) in new[] { (page, mine), ("/account", peer) })
            {
                var watch = Stopwatch.StartNew();
                var html = await client.GetStringAsync(new Uri(path, UriKind.Relative));
                if (round >= warm)
                    times.Add(watch.Elapsed.TotalMilliseconds);
                // What takes a second is far from the goal, however often it is asked.
                else if (watch.Elapsed.TotalSeconds > 1 && round > 0)
                    (rounds, warm) = (5, round + 1);
                if (!html.Contains("/sign-out", StringComparison.Ordinal))
                    throw new InvalidOperationException($"{path} is not the page of somebody who is signed in.");
            }
        var (median, peers) = (mine.Order().ElementAt(rounds / 2), peer.Order().ElementAt(rounds / 2));
        Console.WriteLine($"{page}: {median:0.0} ms against {peers:0.0} ms");
        return (decimal)(median / peers);
    }

    [GeneratedRegex(@"^  ([a-z]+) +([a-z0-9-]+)   ", RegexOptions.Multiline)]
    internal static partial Regex SignInLine();
    [GeneratedRegex(@"name=""__RequestVerificationToken""[^>]*value=""([^""]+)""")]
    internal static partial Regex Token();
}
