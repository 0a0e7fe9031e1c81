using System.Diagnostics;
using System.Globalization;
using Declarations.Benchmarks.Peers;
using Declarations.Data.Tips;
using Declarations.References;
using Declarations.Tips;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Benchmarks;

/// <summary>
/// The public host for tips: sending and returning as ratios to a bare Razor page that keeps and reads the same rows by hand; memory and cold start as
/// ratios to the main host; 40 uploads of 20 MB at once, which must neither grow the process nor touch the temporary folder; the queue of the desk.
/// </summary>
internal static class TipsBenchmark
{
    private const int Warm = 300, Rounds = 300, Uploads = 40, Queue = 10_000, UploadSize = 19 * 1024 * 1024;
    private static readonly Uri Tips = new("http://127.0.0.1:5392"), Main = new("http://127.0.0.1:5393");

    /// <returns>Whether every goal is met.</returns>
    /// <param name="parts">Some of times, uploads and queue; none: all.</param>
    public static async Task<bool> RunAsync(string[] parts)
    {
        bool Wanted(string part) => parts.Length == 0 || parts.Contains(part);
        var folder = Directory.CreateTempSubdirectory("tips").FullName;
        var (desk, topic) = await SettleAsync($"Data Source={folder}/tips.db");
        string[] settings = [$"--ConnectionStrings:Tips=Data Source={folder}/tips.db", "--Tips:RetentionDays=90", "--Tips:BorderLogs=nothing",
            $"--urls={Tips}"];
        using var host = Start("Declarations.Tips.dll", folder, ["tips", .. settings]);
        var cold = await ReadyAsync(new Uri(Tips, "/zh-CN/"));
        using var main = Start("Declarations.Web.dll", folder, [$"--ConnectionStrings:Declarations=Data Source={folder}/main.db", $"--Keys:Path={folder}/keys",
            "--Security:Https=false", "--AllowedHosts=127.0.0.1", $"--urls={Main}", "--Logging:LogLevel:Default=Error"]);
        var coldMain = await ReadyAsync(new Uri(Main, "/health/ready"));
        try
        {
            await Task.Delay(3000);
            var (idle, idleMain) = (Resident(host, "VmRSS"), Resident(main, "VmRSS"));
            var met = Print("idle memory, times the main host's", (decimal)idle / idleMain, 0.7m)
                & Print("cold start, times the main host's", cold / coldMain, 1m);
            main.Kill();
            return (!Wanted("times") || await TimesAsync(folder, desk, topic)) & (!Wanted("uploads") || await UploadAsync(host, idle, desk, topic))
                & (!Wanted("queue") || await QueueAsync()) & met;
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
            if (!main.HasExited)
                main.Kill();
            await main.WaitForExitAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(Guid Desk, Guid Topic)> SettleAsync(string connection)
    {
        await using var services = new ServiceCollection().AddTipsData(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:Tips"] = connection }).Build()).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var (db, keys) = (scope.ServiceProvider.GetRequiredService<TipsDb>(), scope.ServiceProvider.GetRequiredService<DeskKeys>());
        await db.MigrateAsync();
        foreach (var officer in new[] { Guid.NewGuid(), Guid.NewGuid() })
            await keys.EnrolAsync(officer, "a-long-password-of-the-desk");
        await keys.MakeAsync(BeijingTime.DayOf(TimeProvider.System.GetUtcNow()));
        var topic = db.Topics.Add(new() { Category = TopicCategory.Sand, Name = "涉砂", NameInEnglish = "Sand" }).Entity;
        var desk = db.Desks.Add(new() { Id = Guid.NewGuid(), Name = "办公室", NameInEnglish = "Office" }).Entity;
        await db.SaveChangesAsync();
        return (desk.Id, topic.Id);
    }

    /// <summary>Host and peer take turns; what is timed is warm: the runtime compiles a method again after 30 calls.</summary>
    private static async Task<bool> TimesAsync(string folder, Guid desk, Guid topic)
    {
        using var client = new HttpClient();
        var facts = new string('事', 400);
        await PostAsync(client, new Uri(Tips, "/zh-CN/tip"), Form());
        await using var peer = await PeerAsync(folder);
        var (send, peerSend, back, peerBack) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = -Warm; round < Rounds; round++)
        {
            var fields = Form();
            Keep(send, await PostAsync(client, new Uri(Tips, "/zh-CN/tip"), fields), round);
            Keep(peerSend, await PostAsync(client, new Uri(new Uri(peer.Urls.Single()), "/send"), fields), round);
            Keep(back, await PostAsync(client, new Uri(Tips, "/zh-CN/return"), new() { ["code"] = fields["code"] }), round);
            Keep(peerBack, await PostAsync(client, new Uri(new Uri(peer.Urls.Single()), "/return"), new() { ["code"] = fields["code"] }), round);
        }
        return Print("sending, median", Ratio(send, peerSend, 0.5), 3m) & Print("sending, p99", Ratio(send, peerSend, 0.99), 4m)
            & Print("returning, median", Ratio(back, peerBack, 0.5), 3m) & Print("returning, p99", Ratio(back, peerBack, 0.99), 4m);

        Dictionary<string, string> Form() =>
            new() { ["code"] = SlipCode.New().ToString(), ["desk"] = desk.ToString(), ["topic"] = topic.ToString(), ["facts"] = facts };

        static void Keep(List<double> times, double time, int round)
        {
            if (round >= 0)
                times.Add(time);
        }
    }

    private static async Task<bool> UploadAsync(Process host, long idle, Guid desk, Guid topic)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        var code = SlipCode.New().ToString();
        await PostAsync(client, new Uri(Tips, "/zh-CN/tip"), new() { ["code"] = code, ["desk"] = $"{desk}", ["topic"] = $"{topic}", ["facts"] = "大文件" });
        byte[] file = [.. "%PDF-1.4 "u8, .. new byte[UploadSize], .. "%%EOF"u8];
        var before = Directory.GetFileSystemEntries(Path.GetTempPath()).Length;
        var answers = await Task.WhenAll(Enumerable.Range(0, Uploads).Select(async n =>
        {
            using var content = new MultipartFormDataContent { { new StringContent(code), "code" } };
            content.Add(new ByteArrayContent(file), "file", $"{n}.pdf");
            using var answer = await client.PostAsync(new Uri(Tips, "/zh-CN/files"), content);
            return (int)answer.StatusCode;
        }));
        Console.WriteLine($"40 uploads: {string.Join(", ", answers.CountBy(status => status).Select(each => $"{each.Value} answered {each.Key}"))}");
        return Print("MiB above idle at the worst moment", (Resident(host, "VmHWM") - idle) / 1024m, 120m)
            & Print("new entries in the temporary folder", Math.Max(0, Directory.GetFileSystemEntries(Path.GetTempPath()).Length - before), 0m)
            & answers.Contains(200) & answers.All(status => status is 200 or 400 or 429);
    }

    /// <summary>A bare Razor page on the same file, with the values of the newest tip as its own: WAL and a synchronous commit hold for it too.</summary>
    private static async Task<WebApplication> PeerAsync(string folder)
    {
        var connection = $"Data Source={folder}/tips.db";
        await using var open = new SqliteConnection(connection);
        await open.OpenAsync();
        var rows = new BareRows(connection, await LastAsync("Tips"), await LastAsync("TipEntries"));
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error"]);
        builder.Services.AddSingleton(rows).AddRazorPages(options => options.RootDirectory = "/Peers");
        var app = builder.Build();
        app.MapRazorPages();
        await app.StartAsync();
        return app;

        async Task<Dictionary<string, object>> LastAsync(string table)
        {
            await using var command = open.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY rowid DESC LIMIT 1";
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue);
        }
    }

    /// <summary>The queue of the desk among 10,000 tips, in the main host with the demo in it.</summary>
    private static async Task<bool> QueueAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tips-queue").FullName;
        string[] settings = [$"--ConnectionStrings:Declarations=Data Source={folder}/main.db", $"--ConnectionStrings:Tips=Data Source={folder}/tips.db",
            $"--Keys:Path={folder}/keys", "--Tips:RetentionDays=90", "--Security:Https=false", "--AllowedHosts=127.0.0.1", "--Logging:LogLevel:Default=Error"];
        string printed;
        using (var seeding = PagesBenchmark.Web([.. settings, "seed", "--demo", "--people", "300"]))
        {
            printed = await seeding.StandardOutput.ReadToEndAsync();
            await seeding.WaitForExitAsync();
        }
        var password = PagesBenchmark.SignInLine().Matches(printed).Single(line => line.Groups[1].Value == "tips").Groups[2].Value;
        await FillAsync(folder, password);
        using var host = PagesBenchmark.Web([.. settings, $"--urls={Main}"]);
        try
        {
            await ReadyAsync(new Uri(Main, "/health/ready"));
            using var client = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = Main };
            await PagesBenchmark.SignInAsync(client, "tips", password);
            var token = PagesBenchmark.Token().Match(await client.GetStringAsync(new Uri("/tips", UriKind.Relative))).Groups[1].Value;
            await PostAsync(client, new Uri(Main, "/tips?handler=Open"), new() { ["Form.Password"] = password, ["__RequestVerificationToken"] = token });
            if (!(await client.GetStringAsync(new Uri("/tips", UriKind.Relative))).Contains("第 9", StringComparison.Ordinal))
                throw new InvalidOperationException("The queue is not open.");
            await PagesBenchmark.SettleAsync(client);
            return Print($"queue of 50 among {Queue:N0}, times /account", await PagesBenchmark.RatioAsync(client, "/tips"), 3m);
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(string folder, string password)
    {
        await using var services = new ServiceCollection().AddTipsData(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:Tips"] = $"Data Source={folder}/tips.db" }).Build()).BuildServiceProvider();
        var (officer, bureau) = (await IdAsync("SELECT \"Id\" FROM \"AspNetUsers\" WHERE \"UserName\" = 'tips'"),
            await IdAsync("SELECT \"Id\" FROM \"Units\" WHERE \"Code\" = 'demo-bureau'"));
        await using (var scope = services.CreateAsyncScope())
        {
            var (db, keys) = (scope.ServiceProvider.GetRequiredService<TipsDb>(), scope.ServiceProvider.GetRequiredService<DeskKeys>());
            await db.MigrateAsync();
            await keys.EnrolAsync(officer, password);
            await keys.EnrolAsync(Guid.NewGuid(), "a-long-password-of-the-desk");
            await keys.MakeAsync(BeijingTime.DayOf(TimeProvider.System.GetUtcNow()));
            db.Topics.Add(new() { Category = TopicCategory.Sand, Name = "涉砂", NameInEnglish = "Sand" });
            db.Desks.Add(new() { Id = bureau, Name = "办公室", NameInEnglish = "Office" });
            await db.SaveChangesAsync();
        }
        for (var n = 0; n < Queue; n++)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TipsDb>();
            var words = new TipWords { TopicId = await db.Topics.Select(topic => topic.Id).SingleAsync(), Facts = $"第 {n} 件" };
            await new TipIntake(db).SendAsync(SlipCode.New(), words, null, bureau,
                new TipDay(BeijingTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(-n % 10), WorkingDays.Official));
        }
        await using var last = services.CreateAsyncScope();
        await last.ServiceProvider.GetRequiredService<TipKeeping>().ReleaseAsync();

        async Task<Guid> IdAsync(string sql)
        {
            await using var open = new SqliteConnection($"Data Source={folder}/main.db");
            await open.OpenAsync();
            await using var command = open.CreateCommand();
            command.CommandText = sql;
            return Guid.Parse((string)(await command.ExecuteScalarAsync())!);
        }
    }

    private static async Task<double> PostAsync(HttpClient client, Uri address, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        var watch = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync(address, form);
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    }

    /// <returns>Seconds until the address answers.</returns>
    public static async Task<decimal> ReadyAsync(Uri address)
    {
        using var client = new HttpClient();
        for (var watch = Stopwatch.StartNew(); ;)
            try
            {
                using var answer = await client.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                return (decimal)watch.Elapsed.TotalSeconds;
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(20);
            }
    }

    private static Process Start(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, program)))
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>KiB.</summary>
    public static long Resident(Process process, string line) => long.Parse(File.ReadLines($"/proc/{process.Id}/status")
        .Single(each => each.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    private static decimal Ratio(List<double> times, List<double> peer, double part)
    {
        Console.WriteLine($"{At(times, part):0.00} ms against {At(peer, part):0.00} ms");
        return (decimal)(At(times, part) / At(peer, part));
    }

    private static double At(List<double> times, double part) => times.Order().ElementAt((int)(part * (times.Count - 1)));

    internal static bool Print(string what, decimal value, decimal goal)
    {
        Console.WriteLine($"{what,-45}{value.ToString("0.00", CultureInfo.InvariantCulture),10}   at most {goal.ToString(CultureInfo.InvariantCulture)}");
        return value <= goal;
    }
}
