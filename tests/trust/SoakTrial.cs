using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Declarations.Trials;

/// <summary>What the process of the product holds at a moment.</summary>
/// <param name="Memory">Resident, MiB.</param>
/// <param name="Descriptors">Files and connections that are open.</param>
public sealed record Held(double Memory, int Threads, int Descriptors)
{
    public static Held Of(int process)
    {
        var status = File.ReadLines($"/proc/{process}/status").Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1].Trim());
        return new(double.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture) / 1024,
            int.Parse(status["Threads"], CultureInfo.InvariantCulture), Directory.GetFileSystemEntries($"/proc/{process}/fd").Length);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Memory:0} MiB, {Threads} threads, {Descriptors} descriptors");

    /// <summary>Medians of the second and of the last fifth of the samples: the first fifth is the start.</summary>
    public static (Held Early, Held Late) Ends(IReadOnlyList<Held> samples)
    {
        var fifth = Math.Max(1, samples.Count / 5);
        return (Middle([.. samples.Skip(fifth).Take(fifth)]), Middle([.. samples.TakeLast(fifth)]));

        static Held Middle(IReadOnlyList<Held> some) => new(Median(some, one => one.Memory), (int)Median(some, one => one.Threads),
            (int)Median(some, one => one.Descriptors));
        static double Median(IReadOnlyList<Held> some, Func<Held, double> what) => some.Select(what).Order().ElementAt(some.Count / 2);
    }

    /// <summary>More than the breathing of a runtime: a tenth and 16 MiB, or eight threads or descriptors.</summary>
    public bool HasGrownSince(Held early) => Memory > 1.1 * early.Memory + 16 || Threads > early.Threads + 8 || Descriptors > early.Descriptors + 8;
}

/// <summary>
/// People sign in, file and look at their pages for hours, at a rate that leaves the machine room. What the process holds must not grow, no answer may be a
/// fault, and whatever receipt was shown must be stored whole and once.
/// </summary>
public static class SoakTrial
{
    private static readonly string[] Pages = ["/my-work", "/my-data", "/may-i", "/policy", "/account", "/verify"];

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 120 };
        var rate = new Option<double>("--rate") { DefaultValueFactory = _ => 2, Description = "People a second." };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of the owner of an empty database; without it, SQLite." };
        var application = new Option<string?>("--application") { Description = "Role of PostgreSQL under which the product runs." };
        var command = new Command("soak", "Serves people for hours; nothing may grow.") { minutes, rate, postgres, application };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (said, isClean) = await RunAsync(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(rate), parsed.GetValue(postgres),
                parsed.GetValue(application), cancellation);
            await Console.Out.WriteLineAsync(said);
            return isClean ? 0 : 1;
        });
        return command;
    }

    /// <returns>What happened, in one line, and whether nothing grew and nothing is missing.</returns>
    public static async Task<(string Said, bool IsClean)> RunAsync(
        TimeSpan lasts, double rate, string? postgres, string? application, CancellationToken cancellation = default)
    {
        await using var trial = new Trial(postgres, null, application, allowUnsafe: false);
        var people = Math.Max(1, (int)(lasts.TotalSeconds * rate));
        await trial.FoundAsync(people);
        var (site, watch, samples) = (new Site(trial, 0), Stopwatch.StartNew(), new List<Held>());
        await site.StartAsync();
        var (told, faults, seen) = (new ConcurrentDictionary<string, string>(), 0, 0);
        using var over = new CancellationTokenSource();
        var sampling = SampleAsync();
        var going = new List<Task>();
        for (var number = 0; number < people; number++)
        {
            var wait = TimeSpan.FromSeconds(number / rate) - watch.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellation);
            going.RemoveAll(task => task.IsCompletedSuccessfully);
            going.Add(VisitAsync(number));
        }
        await Task.WhenAll(going);
        await over.CancelAsync();
        await sampling;
        await site.KillAsync();
        var ((early, late), verdict) = (Held.Ends(samples), await trial.JudgeAsync(told));
        var minutes = string.Create(CultureInfo.InvariantCulture, $"{lasts.TotalMinutes:0.#} minutes at {rate:0.#} people a second");
        return ($"soak on {(postgres is null ? "SQLite" : "PostgreSQL")}, commit {Trial.Commit}: {minutes}, {verdict.Acknowledged} filed, "
            + $"{seen} of {people * Pages.Length} pages seen, {faults} faults; {verdict.Lost} lost, {verdict.Half} half, {verdict.Twice} twice, "
            + $"{verdict.Tree} named by the tree; {samples.Count} samples, early {early}, late {late}{(late.HasGrownSince(early) ? ": GROWN" : "")}",
            verdict.IsClean && told.Count == people && seen == people * Pages.Length && faults == 0 && !late.HasGrownSince(early));

        async Task VisitAsync(int number)
        {
            using var filer = new Filer($"T{number:000000}", () => site.Address);
            told[filer.StaffNumber] = await filer.FileAsync(cancellation);
            Interlocked.Add(ref seen, await filer.SeeAsync(Pages, cancellation));
            Interlocked.Add(ref faults, filer.Faults);
        }

        async Task SampleAsync()
        {
            while (!over.IsCancellationRequested)
            {
                await Task.Delay(lasts / 100, over.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                samples.Add(Held.Of(site.ProcessId));
            }
        }
    }
}
