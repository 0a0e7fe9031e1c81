using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Declarations.Trials;

/// <summary>
/// G14: people file through HTTP while a base backup is taken; a point is named; more is filed, and then harm is done. What comes back as of the point must
/// be all that was acknowledged up to it and nothing else; what comes back as of the loss of the machine says how far the archive was behind.
/// </summary>
internal static class PointTrial
{
    private const int Clients = 24;

    public static Command Create()
    {
        var people = new Option<int>("--people") { DefaultValueFactory = _ => 3000, Description = "How many file." };
        var postgres = new Option<string>("--postgres") { Required = true, Description = "Connection string of the owner of an empty database." };
        var application = new Option<string>("--application") { Required = true, Description = "Role under which the product runs." };
        var back = new Option<string>("--restored") { Required = true, Description = "Connection string of the owner of what came back." };
        var steps = new[] { "backup", "mark", "harm", "restore", "check", "lost" }.ToDictionary(step => step, step => new Option<string>("--" + step)
        { Required = true, Description = "Command line of this step; the verifier's key is in $KEY." });
        var command = new Command("point", "Restores to a named point after harm was done; nothing acknowledged before it may be missing.");
        foreach (var option in new Option[] { people, postgres, application, back }.Concat(steps.Values))
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (said, isClean) = await RunAsync(parsed.GetValue(people), parsed.GetValue(postgres)!, parsed.GetValue(application)!, parsed.GetValue(back)!,
                step => parsed.GetValue(steps[step])!, cancellation);
            await Console.Out.WriteLineAsync(said);
            return isClean ? 0 : 1;
        });
        return command;
    }

    private static async Task<(string Said, bool IsClean)> RunAsync(
        int people, string postgres, string application, string back, Func<string, string> lineOf, CancellationToken cancellation)
    {
        await using var trial = new Trial(postgres, null, application, allowUnsafe: false);
        await trial.FoundAsync(people);
        var site = new Site(trial, 0);
        await site.StartAsync();
        var (told, waiting, watch) = (new ConcurrentDictionary<string, (string Receipt, TimeSpan At)>(), new ConcurrentQueue<int>(Enumerable.Range(0, people)),
            Stopwatch.StartNew());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(TimeSpan.FromMinutes(60));

        // The base backup is taken while people file.
        var filing = FileAsync(people * 2 / 3);
        await UntilAsync(people / 6);
        await StepAsync("backup");
        var duringBackup = told.Count;
        await filing;
        await StepAsync("mark");
        var (known, marked) = (told.ToDictionary(one => one.Key, one => one.Value.Receipt), watch.Elapsed);
        filing = FileAsync(people);
        await UntilAsync(people * 5 / 6);
        var harmed = watch.Elapsed;
        var until = told.Where(one => one.Value.At <= harmed).ToDictionary(one => one.Key, one => one.Value);
        await StepAsync("harm");
        await over.CancelAsync();
        await Task.WhenAny(filing);
        await site.KillAsync();

        // As of the point: until somebody can sign in again.
        watch.Restart();
        await StepAsync("restore");
        var server = watch.Elapsed;
        var served = new Npgsql.NpgsqlConnectionStringBuilder(back) { Username = application }.ConnectionString;
        var again = new Site(trial, 0, "--ConnectionStrings:Declarations=" + served);
        await again.StartAsync();
        using (var client = new HttpClient())
            (await client.GetAsync(new Uri(again.Address, "/sign-in"), cancellation)).EnsureSuccessStatusCode();
        var product = watch.Elapsed;
        await again.KillAsync();
        // Before anybody writes into it again.
        await StepAsync("check");
        var point = await trial.JudgeAsync(known, back);
        // As of the loss of the machine.
        await StepAsync("lost");
        var acknowledged = until.ToDictionary(one => one.Key, one => one.Value.Receipt);
        var end = await trial.JudgeAsync(acknowledged, back);
        var behind = end.Lost == 0 ? TimeSpan.Zero : harmed - until.Values.Select(one => one.At).Order().ElementAt(Math.Max(0, until.Count - end.Lost));
        string[] said =
        [
            $"point in time on PostgreSQL, {people} people, {Clients} clients, commit {Trial.Commit}: base backup under load, done at {duringBackup} "
                + "acknowledged",
            $"to the named point: RPO {(point.Lost == 0 ? "0 s, " : "")}{point.Lost} rows; {Of(point)}; after it {until.Count - known.Count} more were "
                + $"acknowledged in {Seconds(harmed - marked)} s, which coming back gives up",
            $"to the end of the archive as it stood then, as if the machine were lost: RPO {Seconds(behind)} s, {end.Lost} rows; {Of(end)}",
            $"RTO {Seconds(server)} s to the server, {Seconds(product)} s to the sign-in page",
        ];
        return (string.Join('\n', said), point.IsClean && point.Stored == known.Count && (end.Half, end.Twice, end.Tree) == (0, 0, 0));

        static string Of(Verdict verdict) => $"{verdict.Acknowledged} acknowledged, {verdict.Stored} stored, {verdict.Half} half, {verdict.Twice} twice, "
            + $"{verdict.Tree} named by the tree";

        static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

        Task FileAsync(int upTo) => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (people - waiting.Count < upTo && waiting.TryDequeue(out var number))
            {
                using var filer = new Filer($"T{number:000000}", () => site.Address);
                var receipt = await filer.FileAsync(over.Token);
                told[filer.StaffNumber] = (receipt, watch.Elapsed);
            }
        }, over.Token)));

        async Task UntilAsync(int count)
        {
            while (told.Count < count && !filing.IsCompleted)
                await Task.Delay(5, over.Token);
        }

        async Task StepAsync(string step)
        {
            using var going = Process.Start(new ProcessStartInfo("bash", ["-c", lineOf(step)]) { Environment = { ["KEY"] = await trial.KeyFileAsync() } })!;
            await going.WaitForExitAsync(CancellationToken.None);
            if (going.ExitCode != 0)
                throw new InvalidOperationException($"{step} ended with {going.ExitCode}.");
        }
    }
}
