using System.Globalization;
using System.Text.RegularExpressions;
using Declarations.Trials;
using Npgsql;

namespace Declarations.Benchmarks.Deadline;

/// <summary>The statements of a return, sent by pgbench to a copy of the same database under the same role.</summary>
internal sealed partial class Pgbench(Server server, string script, int count)
{
    public const string Database = "statements";

    /// <summary>Statements of one return.</summary>
    public int Count => count;

    public static async Task<Pgbench> PrepareAsync(Server server, Trial trial, IReadOnlyList<SignedIn> all)
    {
        var site = new Site(trial, 0, $"--ConnectionStrings:Declarations={server.Application(Database)}", "--Trust:Clock=false");
        await site.StartAsync();
        string script;
        int count;
        try
        {
            using var filing = new Filing(site.Address);
            await RosterBenchmark.ExecuteAsync(server.Owner(Database), "UPDATE \"Sessions\" SET \"LastSeenAt\" = now() AT TIME ZONE 'UTC'");
            foreach (var who in all.Take(20))
                await ReceiptAsync(filing, who);
            // What works in the background may come between: two that sent the same are looked for.
            var seen = new List<(SignedIn Who, IReadOnlyList<Statements.Statement> Sent)>();
            foreach (var who in all.Skip(20).Take(8))
            {
                seen.Add((who, Statements.Read(await server.LoggedAsync(() => ReceiptAsync(filing, who)), Database)));
                if (seen.FindIndex(other => other.Sent.Select(each => each.Sql).SequenceEqual(seen[^1].Sent.Select(each => each.Sql))) < seen.Count - 1)
                    break;
            }
            var (last, first) = (seen[^1], seen.First(other => other.Sent.Select(each => each.Sql).SequenceEqual(seen[^1].Sent.Select(each => each.Sql))));
            (script, count) = (Statements.Script(first.Sent, first.Who, last.Sent, last.Who), first.Sent.Count);
        }
        finally
        {
            await site.KillAsync();
        }
        await RosterBenchmark.ExecuteAsync(server.Owner(Database), Statements.Table(all.Skip(28)));
        var path = Path.Combine(Path.GetTempPath(), $"deadline-{Environment.ProcessId}.sql");
        await File.WriteAllTextAsync(path, script);
        return new(server, path, count);

        static async Task ReceiptAsync(Filing filing, SignedIn who)
        {
            if (await filing.FileAsync(who) is { Receipt: null } refused)
                throw new InvalidOperationException($"The return that was to be watched got {refused.Status}.");
        }
    }

    /// <param name="mode">Of pgbench: extended parses each statement each time, as the product's driver does by itself; prepared parses it once.</param>
    /// <returns>Returns a second, and how many there were.</returns>
    public async Task<(double Rate, long Filed)> RunAsync(string mode, int clients, double seconds)
    {
        var before = await FiledAsync();
        var said = await Server.RunAsync("pgbench", "-n", "-h", "127.0.0.1", "-p", $"{server.Port}", "-U", "application", "-c", $"{clients}", "-j", "2",
            "-T", seconds.ToString(CultureInfo.InvariantCulture), "-M", mode, "-f", script, Database);
        var (rate, filed) = (double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture), await FiledAsync() - before);
        return filed >= rate * seconds * 0.9 ? (rate, filed)
            : throw new InvalidOperationException($"pgbench counts {rate} a second and has filed {filed} in {seconds} s:\n{said}");
    }

    private async Task<long> FiledAsync()
    {
        await using var connection = new NpgsqlConnection(server.Owner(Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM \"Submissions\"", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")] private static partial Regex Rate();
}
