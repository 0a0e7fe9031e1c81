using System.Globalization;
using Declarations.Benchmarks;
using Declarations.Benchmarks.Deadline;

switch (args)
{
    // roster [--rows N]: TEST_POSTGRES is the connection string of a server on which databases may be made.
    case ["roster"] or ["roster", "--rows", _]:
        var server = Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("Set TEST_POSTGRES to the connection string of a server.");
        await RosterBenchmark.RunAsync(server, args is [_, _, var rows] ? int.Parse(rows, CultureInfo.InvariantCulture) : 100_000);
        return 0;
    // crosscheck: the same, by TEST_POSTGRES.
    case ["crosscheck"]:
        return await CrossCheckBenchmark.RunAsync(Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("Set TEST_POSTGRES to the connection string of a server.")) ? 0 : 1;
    // registers [board|figures]: the figures by TEST_POSTGRES.
    case ["registers", .. var parts]:
        return (parts.Contains("figures") || await RegistersBenchmark.BoardAsync()) & (parts.Contains("board")
            || await RegistersBenchmark.FiguresAsync(Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("Set TEST_POSTGRES to the connection string of a server."))) ? 0 : 1;
    // tips [times|uploads|queue ...]
    case ["tips", .. var parts]:
        return await TipsBenchmark.RunAsync(parts) ? 0 : 1;
    case ["tree"]:
        return TreeBenchmark.Run() ? 0 : 1;
    case ["rules"]:
        return RulesBenchmark.Run() ? 0 : 1;
    // start [FOLDER]: of the published product; without it, of what was built.
    case ["start"] or ["start", _]:
        return await StartBenchmark.RunAsync(args.ElementAtOrDefault(1)) ? 0 : 1;
    case ["bare", ..]:
        await StartBenchmark.ServeBareAsync(args[1..]);
        return 0;
    // pages [--keep FOLDER] [PEOPLE ...]: on PostgreSQL if TEST_POSTGRES names a server, otherwise on SQLite.
    case ["pages", "--keep", var folder, .. var sizes]:
        return await PagesBenchmark.RunAsync(Sizes(sizes), Environment.GetEnvironmentVariable("TEST_POSTGRES"), folder) ? 0 : 1;
    case ["pages", .. var sizes]:
        return await PagesBenchmark.RunAsync(Sizes(sizes), Environment.GetEnvironmentVariable("TEST_POSTGRES"), null) ? 0 : 1;
    // deadline [pgbench|open|sign-ins|overload|leaves|low-code ...] [SECONDS of each open loop]
    case ["deadline", .. var words]:
        return await DeadlineBenchmark.RunAsync(words) ? 0 : 1;
    case ["summary"]:
        return await SummaryBenchmark.RunAsync() ? 0 : 1;
    case ["summary", "sheet", _, _, _, _]:
        await SummaryBenchmark.WriteAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture), args[4], args[5]);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Declarations.Benchmarks roster [--rows N] | pages [--keep FOLDER] [PEOPLE ...] | summary | crosscheck | "
            + "registers [board|figures] | tree | tips [times|uploads|queue] | rules | start [FOLDER] | "
            + "deadline [pgbench|open|sign-ins|overload|leaves|low-code] [SECONDS]");
        return 2;
}

static IReadOnlyList<int> Sizes(string[] sizes) =>
    sizes.Length == 0 ? [3173, 10_000] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
