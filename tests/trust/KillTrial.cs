using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;

namespace Declarations.Trials;

/// <summary>What an experiment is done with and what goes wrong in it.</summary>
public sealed record Kills
{
    /// <summary>How many file, how many of them at once, and how often something goes wrong meanwhile.</summary>
    public int People { get; init; } = 300;
    public int Clients { get; init; } = 24;
    public int Count { get; init; } = 3;
    public int Seed { get; init; } = 20170904;
    /// <summary>Connection string of the owner of an empty database; null: a SQLite file.</summary>
    public string? Postgres { get; init; }
    /// <summary>That of the product, where it reaches the database by another way.</summary>
    public string? Product { get; init; }
    /// <summary>Role of PostgreSQL under which the product runs.</summary>
    public string? Application { get; init; }
    /// <summary>What goes wrong, in turn: command lines, which find the process of the product in $PRODUCT; an empty one is SIGKILL to the product.</summary>
    public IReadOnlyList<string> Outages { get; init; } = [""];
    /// <summary>A port for each node of the product; 0: any.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [0];
    /// <summary>Where people go; null: to the only node.</summary>
    public Uri? Front { get; init; }
    /// <summary>Seconds within which the next receipt must be shown whatever goes wrong; null: it is only said.</summary>
    public double? Within { get; init; }
    public bool AllowUnsafe { get; init; }
}

/// <summary>
/// G1 to G5: people file through HTTP while the product, its database or the machine under either goes at random moments. Whatever receipt was shown must be in
/// the database afterwards, whole and once.
/// </summary>
public static class KillTrial
{
    public static Command Create()
    {
        var settings = new Kills();
        var people = new Option<int>("--people") { DefaultValueFactory = _ => settings.People, Description = "How many file." };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => settings.Count, Description = "How often something goes." };
        var clients = new Option<int>("--clients") { DefaultValueFactory = _ => settings.Clients, Description = "How many file at once." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => settings.Seed };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of the owner of an empty database; without it, SQLite." };
        var product = new Option<string?>("--product") { Description = "Connection string of the product, if it is another." };
        var application = new Option<string?>("--application") { Description = "Role of PostgreSQL under which the product runs." };
        var outages = new Option<string[]>("--outage")
        {
            DefaultValueFactory = _ => [.. settings.Outages],
            Description = "What goes, in turn: a command line, $PRODUCT is the product's process; empty: SIGKILL to it.",
        };
        var ports = new Option<int[]>("--port") { DefaultValueFactory = _ => [.. settings.Ports], Description = "A node of the product for each." };
        var front = new Option<Uri?>("--front")
        { CustomParser = given => new Uri(given.Tokens.Single().Value), Description = "Where people go, if not to the only node." };
        var within = new Option<double?>("--within") { Description = "Seconds after which somebody must have been shown a receipt again." };
        var command = new Command("kill", "Lets the product go under load; nothing that was acknowledged may be missing.");
        foreach (var option in new Option[] { people, kills, clients, seed, postgres, product, application, outages, ports, front, within })
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (said, isClean) = await RunAsync(new()
            {
                People = parsed.GetValue(people),
                Count = parsed.GetValue(kills),
                Clients = parsed.GetValue(clients),
                Seed = parsed.GetValue(seed),
                Postgres = parsed.GetValue(postgres),
                Product = parsed.GetValue(product),
                Application = parsed.GetValue(application),
                Outages = parsed.GetValue(outages)!,
                Ports = parsed.GetValue(ports)!,
                Front = parsed.GetValue(front),
                Within = parsed.GetValue(within),
            }, cancellation);
            await Console.Out.WriteLineAsync(said);
            return isClean ? 0 : 1;
        });
        return command;
    }

    /// <returns>What happened, in one line, and whether nothing is missing.</returns>
    public static async Task<(string Said, bool IsClean)> RunAsync(Kills kills, CancellationToken cancellation = default)
    {
        await using var trial = new Trial(kills.Postgres, kills.Product, kills.Application, kills.AllowUnsafe);
        await trial.FoundAsync(kills.People);
        var (sites, random, watch) = (kills.Ports.Select(port => new Site(trial, port)).ToList(), new Random(kills.Seed), Stopwatch.StartNew());
        foreach (var site in sites)
            await site.StartAsync();
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, kills.People));
        var (told, times, faults, again) = (new ConcurrentDictionary<string, string>(), new ConcurrentBag<TimeSpan>(), 0, 0);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(TimeSpan.FromMinutes(60));
        using var kept = new CancellationTokenSource();
        var keeping = sites.ConvertAll(site => site.KeepAsync(kept.Token));
        var filing = Enumerable.Range(0, kills.Clients).Select(_ => Task.Run(FileAllAsync, over.Token)).ToList();
        for (var kill = 1; kill <= kills.Count; kill++)
        {
            var at = kills.People * kill / (kills.Count + 1) + random.Next(Math.Max(1, kills.People / (kills.Count + 1) / 2));
            while (told.Count < at && !filing.TrueForAll(task => task.IsCompleted))
                await Task.Delay(5, over.Token);
            await GoAsync(kills.Outages[(kill - 1) % kills.Outages.Count], sites[kill / kills.Outages.Count % sites.Count]);
        }
        await Task.WhenAny(Task.WhenAll(filing), Task.WhenAny(keeping).Unwrap()).Unwrap();
        await kept.CancelAsync();
        await Task.WhenAll(keeping);
        var rate = kills.People / watch.Elapsed.TotalSeconds;
        foreach (var site in sites)
            await site.KillAsync();
        var verdict = await trial.JudgeAsync(told);
        var silence = times.Append(TimeSpan.Zero).Order().ToList() is var order ? order.Zip(order.Skip(1), (one, next) => next - one).Max().TotalSeconds : 0;
        return ($"kill on {(kills.Postgres is null ? "SQLite" : "PostgreSQL")}, seed {kills.Seed}, commit {Trial.Commit}: {kills.Count} outages under "
            + $"{kills.Clients} clients, {verdict.Acknowledged} acknowledged ({rate:0} a second, longest silence {silence:0.0} s, {again} signed in again), "
            + $"{verdict.Stored} stored; {verdict.Lost} lost, {verdict.Half} half, {verdict.Twice} twice, {verdict.Tree} named by the tree, "
            + $"{faults} answers of 500", verdict.IsClean && told.Count == kills.People && !(silence > kills.Within));

        async Task FileAllAsync()
        {
            while (waiting.TryDequeue(out var number))
            {
                using var filer = new Filer($"T{number:000000}", () => kills.Front ?? sites[0].Address);
                told[filer.StaffNumber] = await filer.FileAsync(over.Token);
                times.Add(watch.Elapsed);
                Interlocked.Add(ref faults, filer.Faults);
                Interlocked.Add(ref again, filer.SignIns - 1);
            }
        }
    }

    private static async Task GoAsync(string outage, Site site)
    {
        if (outage.Length == 0)
        {
            await site.KillAsync();
            return;
        }
        using var going = Process.Start(new ProcessStartInfo("bash", ["-c", outage]) { Environment = { ["PRODUCT"] = site.Id } })!;
        await going.WaitForExitAsync();
        if (going.ExitCode != 0)
            throw new InvalidOperationException($"{outage} ended with {going.ExitCode}.");
    }
}
