using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Declarations.Benchmarks.Deadline;

/// <summary>A PostgreSQL of its own with fsync, made as the experiments of tests/trust make theirs, whose log can be read.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly string folder = $"/tmp/declarations-deadline.{Environment.ProcessId}";

    private Server() => Port = 20_000 + Random.Shared.Next(12_000);

    public int Port { get; }
    public string Folder => folder;
    private string Log => Path.Combine(folder, "data", "log", "server.json");

    public static async Task<Server> StartAsync()
    {
        var server = new Server();
        await ShellAsync($"mkdir -p {server.folder} && chmod 711 {server.folder} && make_server {server.folder}/data "
            + $"&& start_server {server.folder}/data "
            + $"{server.Port} -c logging_collector=on -c log_destination=jsonlog -c log_filename=server -c log_rotation_size=0 "
            + $"-c log_rotation_age=0 -c max_wal_size=8GB && make_trial {server.Port}");
        return server;
    }

    public string Owner(string database) => new NpgsqlConnectionStringBuilder
    { Host = "127.0.0.1", Port = Port, Username = "owner", Database = database, Pooling = false, CommandTimeout = 600 }.ConnectionString;

    /// <summary>As the product reaches it.</summary>
    public string Application(string database) => new NpgsqlConnectionStringBuilder
    { Host = "127.0.0.1", Port = Port, Username = "application", Database = database }.ConnectionString;

    /// <summary>Seconds of processor time that all its processes have taken.</summary>
    public double Processor => Deadline.Processor.OfTree(int.Parse(File.ReadLines($"{folder}/data/postmaster.pid").First(), CultureInfo.InvariantCulture));

    /// <summary>A database that holds what another does.</summary>
    public async Task CopyAsync(string from, string to)
    {
        await RosterBenchmark.ExecuteAsync(Owner("postgres"), $"DROP DATABASE IF EXISTS {to} WITH (FORCE)");
        await RosterBenchmark.ExecuteAsync(Owner("postgres"), $"CREATE DATABASE {to} TEMPLATE {from}");
    }

    /// <summary>What the server logs while something is done: a JSON line for each.</summary>
    public async Task<IReadOnlyList<string>> LoggedAsync(Func<Task> work)
    {
        var path = File.Exists(Log) ? Log : Path.ChangeExtension(Log, null) + ".json";
        var before = new FileInfo(path).Length;
        await SettingAsync("ALTER SYSTEM SET log_min_duration_statement = 0");
        await work();
        await SettingAsync("ALTER SYSTEM RESET log_min_duration_statement");
        await using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(before, SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task SettingAsync(string sql)
    {
        await RosterBenchmark.ExecuteAsync(Owner("postgres"), sql);
        await RosterBenchmark.ExecuteAsync(Owner("postgres"), "SELECT pg_reload_conf()");
        await Task.Delay(1500); // until every process has read it, and the log is written
    }

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var (all, wrong) = (await said, await errors);
        return process.ExitCode == 0 ? all
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {wrong[..Math.Min(2000, wrong.Length)]}");
    }

    private static Task<string> ShellAsync(string command) => RunAsync("bash", "-c", $"set -e; cd {Root}; . tests/trust/common.sh; {command}");

    public static string Root
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Declarations.sln")))
                root = root.Parent ?? throw new InvalidOperationException("The solution is not above the benchmarks.");
            return root.FullName;
        }
    }

    public async ValueTask DisposeAsync() =>
        await ShellAsync($"as_postgres $bin/pg_ctl -D {folder}/data -m immediate stop >/dev/null; rm -rf {folder}");
}
