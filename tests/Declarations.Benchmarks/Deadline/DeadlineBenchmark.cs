using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Declarations.Data.Accounts;
using Declarations.Trials;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Declarations.Benchmarks.Deadline;

/// <summary>
/// G13, the hour of the deadline: people who have signed in file nil returns over HTTP, three posts each, on a PostgreSQL with fsync, beside pgbench with the
/// statements of such a return, beside sign-ins that are guessed at, with and without leaves, and beside a low-code back end that takes the same rows.
/// Whatever receipt was shown is judged at the end.
/// </summary>
internal static class DeadlineBenchmark
{
    private const int Clients = 64, Warm = 500, Rounds = 3, LeafRounds = 5;
    private const double Arrivals = 50, Flood = 100, Part = 10;
    private const double OfPgbench = 0.3, Slowest = 2, OfHashes = 0.8, OfLeafless = 0.9, OfLowCode = 3;
    private static readonly string[] Parts = ["pgbench", "open", "sign-ins", "overload", "leaves", "low-code"];

    /// <param name="words">Parts of it, and seconds of each open loop (60).</param>
    /// <returns>Whether every goal is met.</returns>
    public static async Task<bool> RunAsync(IReadOnlyList<string> words)
    {
        var seconds = words.Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var given) ? given : 0).Append(0).Max() is > 0 and var set
            ? set : 60;
        var parts = Parts.Where(part => words.Contains(part) || !Parts.Any(words.Contains)).ToList();
        await using var server = await Server.StartAsync();
        await using var trial = new Trial(server.Owner("trial"), server.Application("trial"), "application", allowUnsafe: false);
        var watch = Stopwatch.StartNew();
        await trial.FoundAsync((int)(2 * Arrivals * seconds) + 12_000, nil: true);
        var all = await SignedIn.AllAsync(trial);
        await RosterBenchmark.ExecuteAsync(server.Owner("trial"), "VACUUM (ANALYZE)");
        foreach (var copy in new[] { "statements", "leaves", "leafless" })
            await server.CopyAsync("trial", copy);
        Say($"{all.Count:N0} people in {watch.Elapsed.TotalSeconds:0} s; {Environment.ProcessorCount} processors, load "
            + (await File.ReadAllTextAsync("/proc/loadavg")).Trim());
        var (people, goals) = (new People(all), new List<(string What, double Is, double Goal, bool AtMost)>());
        if (parts.Exists(part => part is not ("leaves" or "low-code")))
            await HourAsync(server, trial, all, people, parts, seconds, goals);
        if (parts.Contains("leaves"))
            goals.Add(("with leaves to without", await LeavesAsync(server, trial, all), OfLeafless, false));
        if (parts.Contains("low-code"))
            goals.Add(("to a low-code back end", await LowCode.RatioAsync(server, trial, all, Clients, Part), OfLowCode, false));
        foreach (var (what, found, goal, atMost) in goals)
            Say($"{(IsMet(found, goal, atMost) ? "met   " : "MISSED")} {what}: {Two(found)} (goal: {(atMost ? "at most" : "at least")} {goal})");
        return goals.TrueForAll(goal => IsMet(goal.Is, goal.Goal, goal.AtMost));

        static bool IsMet(double found, double goal, bool atMost) => atMost ? found <= goal : found >= goal;
    }

    internal static void Say(string line) => Console.WriteLine(line);
    internal static string Two(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
    internal static double Median(IEnumerable<double> numbers) => numbers.Order().ToList() is var order ? order[order.Count / 2] : 0;

    internal static async Task<Answer> FileAsync(Filing filing, People people, bool pages = false, long? planned = null) =>
        people.Note(await filing.FileAsync(people.Next(), pages, planned));

    /// <summary>The hour itself, on one server from beginning to end; what was told is judged.</summary>
    private static async Task HourAsync(Server server, Trial trial, IReadOnlyList<SignedIn> all, People people, List<string> parts, double seconds,
        List<(string, double, double, bool)> goals)
    {
        var site = new Site(trial, 0, "--Trial:Hashing=full");
        await site.StartAsync();
        try
        {
            using var filing = new Filing(site.Address);
            await SignedIn.TouchAsync(trial);
            // the runtime compiles a method again once it has been called often, in the background
            for (var warm = 0; warm < 6 && people.Told.Count < Warm; warm++)
                Say($"warm: {await Load.ClosedAsync(Clients, Part, () => FileAsync(filing, people))}");
            var capacity = await BesidePgbenchAsync(server, site, trial, all, filing, people, parts.Contains("pgbench"), goals);
            if (parts.Contains("open"))
                await OpenAsync(trial, filing, people, capacity, seconds, goals);
            if (parts.Contains("sign-ins"))
                goals.Add(("sign-ins to bare hashes on all cores", await SignInsAsync(trial, filing), OfHashes, false));
            if (parts.Contains("overload"))
                await OverloadAsync(trial, filing, people, capacity, goals);
        }
        finally
        {
            await site.KillAsync();
        }
        var verdict = await trial.JudgeAsync(people.Told);
        Say($"judged: {verdict}");
        goals.Add(("lost, half, twice, named by the tree", verdict.Lost + verdict.Half + verdict.Twice + verdict.Tree, 0, true));
    }

    /// <returns>Returns a second that the product takes.</returns>
    private static async Task<double> BesidePgbenchAsync(Server server, Site site, Trial trial, IReadOnlyList<SignedIn> all, Filing filing, People people,
        bool beside, List<(string, double, double, bool)> goals)
    {
        var bench = beside ? await Pgbench.PrepareAsync(server, trial, all) : null;
        var (mine, peers, modes) = (new List<Load>(), new[] { new List<double>(), new List<double>() }, new[] { "extended", "prepared" });
        await SignedIn.TouchAsync(trial);
        for (var round = 0; round < Rounds; round++)
        {
            // as autovacuum does, but at the same moment for both
            foreach (var name in bench is null ? ["trial"] : new[] { "trial", Pgbench.Database })
                await RosterBenchmark.ExecuteAsync(server.Owner(name), "VACUUM (ANALYZE)");
            var (product, database) = (Processor.Of(site.ProcessId), server.Processor);
            mine.Add(await Load.ClosedAsync(Clients, Part, () => FileAsync(filing, people)));
            Say($"closed, {Clients} clients: {mine[^1]}; processor ms a return: product "
                + $"{1000 * (Processor.Of(site.ProcessId) - product) / mine[^1].Filed:0.0}, "
                + $"server {1000 * (server.Processor - database) / mine[^1].Filed:0.0}");
            foreach (var (mode, rates) in bench is null ? [] : modes.Zip(peers))
            {
                database = server.Processor;
                var (rate, filed) = await bench!.RunAsync(mode, Clients, 2 * Part);
                rates.Add(rate);
                Say($"pgbench, {Clients} clients, {bench.Count} statements, {mode}: {rate:0.0} a second; processor ms a return: server "
                    + $"{1000 * (server.Processor - database) / filed:0.0}");
            }
        }
        Say($"with the pages that the posts lead to: {await Load.ClosedAsync(Clients, Part, () => FileAsync(filing, people, pages: true))}");
        var capacity = Median(mine.Select(load => load.Rate));
        goals.Add(($"p99 in seconds at {Clients} filers at once", Median(mine.Select(load => load.Within(0.99))), Slowest, true));
        if (bench is not null)
            foreach (var (mode, rates) in modes.Zip(peers))
                goals.Add(($"to pgbench, {mode}", capacity / Median(rates), OfPgbench, false));
        return capacity;
    }

    private static async Task OpenAsync(Trial trial, Filing filing, People people, double capacity, double seconds,
        List<(string, double, double, bool)> goals)
    {
        var rate = Math.Min(Arrivals, Math.Floor(0.8 * capacity));
        Say(rate < Arrivals ? $"The machine bears {capacity:0} a second now: arrivals at {rate:0} instead of {Arrivals}." : $"Arrivals at {rate} a second.");
        await SignedIn.TouchAsync(trial);
        var quiet = await Load.OpenAsync(rate, seconds, planned => FileAsync(filing, people, planned: planned));
        Say($"open, {rate} a second: {quiet}");
        var door = await filing.DoorAsync();
        await SignedIn.TouchAsync(trial);
        using var over = new CancellationTokenSource();
        var guesses = 0;
        var flood = Load.OpenAsync(Flood, seconds * 2, planned => filing.GuessAsync(door, $"nobody{Interlocked.Increment(ref guesses)}", planned), over.Token);
        var flooded = await Load.OpenAsync(rate, seconds, planned => FileAsync(filing, people, planned: planned));
        await over.CancelAsync();
        var guessed = await flood;
        Say($"open, {rate} a second, beside {Flood} sign-ins a second: {flooded}");
        Say($"the sign-ins: {guessed.Answers.Count:N0} sent, "
            + $"{guessed.Answers.Count(each => each.Status == 400) / guessed.Lasted.TotalSeconds:0.0} a second looked at, "
            + $"{guessed.Later:N0} told to come again, {guessed.Faults} faults");
        goals.Add(($"p99 in seconds at {rate} a second", quiet.Within(0.99), Slowest, true));
        goals.Add(("the same beside a flood of sign-ins", flooded.Within(0.99), Slowest, true));
        goals.Add(("answers that were no receipt", quiet.Answers.Count - quiet.Filed + flooded.Answers.Count - flooded.Filed, 0, true));
        goals.Add(("faults of sign-ins", guessed.Faults, 0, true));
    }

    /// <summary>Sign-ins a second, wrong ones, which cost what right ones cost, to hashes a second with nothing around them; in turn.</summary>
    private static async Task<double> SignInsAsync(Trial trial, Filing filing)
    {
        var (door, signIns, bare, names) = (await filing.DoorAsync(), new List<double>(), new List<double>(), 0);
        // as the product has it, not as the trial has
        var hasher = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 220_000 }));
        var hash = hasher.HashPassword(null!, Trial.Password);
        for (var round = 0; round < Rounds; round++)
        {
            var load = await Load.ClosedAsync(4 * Environment.ProcessorCount, Part,
                () => filing.GuessAsync(door, $"guess{Interlocked.Increment(ref names)}"));
            signIns.Add(load.Answers.Count(answer => answer.Status == 400) / load.Lasted.TotalSeconds);
            var (done, watch) = (0, Stopwatch.StartNew());
            await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(() =>
            {
                while (watch.Elapsed.TotalSeconds < Part)
                {
                    hasher.VerifyHashedPassword(null!, hash, "no password of anybody here");
                    Interlocked.Increment(ref done);
                }
            }, TaskCreationOptions.LongRunning)));
            bare.Add(done / watch.Elapsed.TotalSeconds);
            Say($"sign-ins: {signIns[^1]:0.0} a second; hashes alone on {Environment.ProcessorCount} processors {bare[^1]:0.0}");
        }
        return Median(signIns.Zip(bare, (one, other) => one / other));
    }

    /// <summary>Far more than it bears: whoever is not served is told when to come again, and finds the draft as it was saved last.</summary>
    private static async Task OverloadAsync(Trial trial, Filing filing, People people, double capacity, List<(string, double, double, bool)> goals)
    {
        await SignedIn.TouchAsync(trial);
        var rate = Math.Min(6 * capacity, people.Left / Part / 1.2);
        var wave = await Load.OpenAsync(rate, Part, planned => FileAsync(filing, people, planned: planned));
        Say($"over-load, {rate:0} a second for {Part} s: {wave}");
        var refused = new ConcurrentQueue<SignedIn>(wave.Answers.Where(answer => answer.Receipt is null).Select(answer => answer.Who!));
        var (count, kept, gone) = (refused.Count, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (refused.TryDequeue(out var who))
                if (await filing.AgainAsync(who) is { } again && people.Note(await filing.FileAsync(again)).Receipt is not null)
                    Interlocked.Increment(ref kept);
                else
                    Interlocked.Increment(ref gone);
        }));
        Say($"of {count:N0} who were not served, {kept:N0} found their draft and filed it afterwards, {gone:N0} did not");
        goals.Add(("over-load: answers of 5xx that do not say when to come again, or none", wave.Faults + wave.Others, 0, true));
        goals.Add(("over-load: drafts not kept", gone, 0, true));
    }

    /// <summary>Returns a second with leaves to those without, as the median of alternating runs. The tree itself grows elsewhere.</summary>
    private static async Task<double> LeavesAsync(Server server, Trial trial, IReadOnlyList<SignedIn> all)
    {
        var names = new[] { "leaves", "leafless" };
        var sites = names.Select(name => new Site(trial, 0, $"--ConnectionStrings:Declarations={server.Application(name)}", "--Trust:Clock=false",
            name == "leafless" ? "--Trial:Leaves=none" : "--Trial:Leaves=all")).ToList();
        var rates = names.Select(_ => new List<double>()).ToList();
        try
        {
            foreach (var site in sites)
                await site.StartAsync();
            var filings = sites.ConvertAll(site => new Filing(site.Address));
            var people = sites.ConvertAll(_ => new People(all));
            for (var round = -1; round < LeafRounds; round++)
                for (var which = 0; which < names.Length; which++)
                {
                    await RosterBenchmark.ExecuteAsync(server.Owner(names[which]), "UPDATE \"Sessions\" SET \"LastSeenAt\" = now() AT TIME ZONE 'UTC'");
                    var load = await Load.ClosedAsync(16, Part, () => FileAsync(filings[which], people[which]));
                    if (round >= 0)
                        rates[which].Add(load.Rate);
                    if (load.Filed < load.Answers.Count)
                        throw new InvalidOperationException($"{names[which]}: {load}");
                }
            filings.ForEach(filing => filing.Dispose());
        }
        finally
        {
            foreach (var site in sites)
                await site.KillAsync();
        }
        Say($"with leaves {string.Join(", ", rates[0].Select(rate => $"{rate:0.0}"))} a second; "
            + $"without {string.Join(", ", rates[1].Select(rate => $"{rate:0.0}"))}");
        return Median(rates[0]) / Median(rates[1]);
    }
}
