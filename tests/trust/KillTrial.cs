using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;

namespace Declarations.Trials;

/// <summary>
/// G1, G5: people file through HTTP while the product, and on PostgreSQL the server with all its processes, is killed with SIGKILL at random moments. Whatever
/// receipt was shown must be in the database afterwards, whole and once.
/// </summary>
public static class KillTrial
{
    public static Command Create()
    {
        var people = new Option<int>("--people") { DefaultValueFactory = _ => 300, Description = "How many file." };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 3, Description = "How often it is killed." };
        var clients = new Option<int>("--clients") { DefaultValueFactory = _ => 24, Description = "How many file at once." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 20170904 };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of the owner of an empty database; without it, SQLite." };
        var application = new Option<string?>("--application") { Description = "Role of PostgreSQL under which the product runs." };
        var cluster = new Option<string?>("--kill-server") { Description = "Data folder of a PostgreSQL server to kill as well." };
        var start = new Option<string?>("--start-server") { Description = "Command line that starts it again and returns." };
        var command = new Command("kill", "Kills the product under load; nothing that was acknowledged may be missing.");
        foreach (var option in new Option[] { people, kills, clients, seed, postgres, application, cluster, start })
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (said, isClean) = await RunAsync(parsed.GetValue(people), parsed.GetValue(kills), parsed.GetValue(clients), parsed.GetValue(seed),
                parsed.GetValue(postgres), parsed.GetValue(application), parsed.GetValue(cluster), parsed.GetValue(start), cancellation: cancellation);
            await Console.Out.WriteLineAsync(said);
            return isClean ? 0 : 1;
        });
        return command;
    }

    /// <returns>What happened, in one line, and whether nothing is missing.</returns>
    public static async Task<(string Said, bool IsClean)> RunAsync(int people, int kills, int clients, int seed, string? postgres = null,
        string? application = null, string? cluster = null, string? start = null, bool allowUnsafe = false, CancellationToken cancellation = default)
    {
        await using var trial = new Trial(postgres, application, allowUnsafe);
        await trial.FoundAsync(people);
        var (site, random, watch) = (new Site(trial), new Random(seed), Stopwatch.StartNew());
        await site.StartAsync();
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, people));
        var (told, faults) = (new ConcurrentDictionary<string, string>(), 0);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(TimeSpan.FromMinutes(60));
        var filing = Enumerable.Range(0, clients).Select(_ => Task.Run(FileAllAsync, over.Token)).ToList();
        for (var kill = 1; kill <= kills; kill++)
        {
            var at = people * kill / (kills + 1) + random.Next(Math.Max(1, people / (kills + 1) / 2));
            while (told.Count < at && !filing.TrueForAll(task => task.IsCompleted))
                await Task.Delay(5, over.Token);
            var server = cluster is not null && kill % 2 == 0;
            if (server)
                await KillServerAsync(cluster!, start!);
            else
            {
                await site.KillAsync();
                await site.StartAsync();
            }
        }
        await Task.WhenAll(filing);
        var rate = people / watch.Elapsed.TotalSeconds;
        await site.KillAsync();
        var verdict = await trial.JudgeAsync(told);
        return ($"kill on {(postgres is null ? "SQLite" : "PostgreSQL")}, seed {seed}, commit {Trial.Commit}: {kills} kills under {clients} clients, "
            + $"{verdict.Acknowledged} acknowledged ({rate:0} a second), {verdict.Stored} stored; {verdict.Lost} lost, {verdict.Half} half, "
            + $"{verdict.Twice} twice, {verdict.Tree} named by the tree, {faults} answers of 500", verdict.IsClean && told.Count == people);

        async Task FileAllAsync()
        {
            while (waiting.TryDequeue(out var number))
            {
                using var filer = new Filer($"T{number:000000}", () => site.Address);
                told[filer.StaffNumber] = await filer.FileAsync(over.Token);
                Interlocked.Add(ref faults, filer.Faults);
            }
        }
    }

    /// <summary>The postmaster and every process of it.</summary>
    private static async Task KillServerAsync(string data, string start)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(data, "postmaster.pid")))[0];
        var all = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(id => int.TryParse(id, out _) && ParentOf(id!) == postmaster)
            .Prepend(postmaster).ToList();
        using (var kill = Process.Start("kill", ["-9", .. all!]))
            await kill.WaitForExitAsync();
        while (all.Exists(id => StatOf(id!, 0) is not (null or "Z")))
            await Task.Delay(10);
        // What was killed may stand in the table of processes until somebody asks how it ended; the server would take it for alive.
        File.Delete(Path.Combine(data, "postmaster.pid"));
        using var again = Process.Start("bash", ["-c", start]);
        await again.WaitForExitAsync();
        if (again.ExitCode != 0)
            throw new InvalidOperationException("PostgreSQL does not start again.");
    }

    private static string? ParentOf(string id) => StatOf(id, 1);

    /// <param name="place">After the name: 0 the state, 1 the parent.</param>
    private static string? StatOf(string id, int place)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ')[place];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
