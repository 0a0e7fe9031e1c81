using System.Globalization;
using Declarations.Benchmarks;

// Declarations.Benchmarks roster [--rows 100000]: TEST_POSTGRES is the connection string of a server on which databases may be made.
if (args is not ["roster", ..])
{
    await Console.Error.WriteLineAsync("Declarations.Benchmarks roster [--rows N]");
    return 2;
}
var rows = args is [_, "--rows", var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 100_000;
var server = Environment.GetEnvironmentVariable("TEST_POSTGRES") ?? throw new InvalidOperationException("Set TEST_POSTGRES to the connection string of a server.");
await RosterBenchmark.RunAsync(server, rows);
return 0;
