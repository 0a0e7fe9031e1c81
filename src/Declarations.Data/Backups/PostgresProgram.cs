using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace Declarations.Data.Backups;

/// <summary>Runs a program of PostgreSQL itself (pg_dump, pg_restore) on the database of a connection.</summary>
internal static class PostgresProgram
{
    /// <exception cref="InvalidOperationException">It is not installed, or failed; with what it said.</exception>
    public static async Task RunAsync(string program, NpgsqlConnectionStringBuilder connection, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Find(program)) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new[]
        {
            ("PGHOST", connection.Host), ("PGPORT", connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("PGUSER", connection.Username), ("PGPASSWORD", connection.Password),
        })
            if (!string.IsNullOrEmpty(value))
                start.Environment[name] = value;
        foreach (var argument in new[] { "--dbname", connection.Database! }.Concat(arguments))
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var (said, _) = (process.StandardError.ReadToEndAsync(cancellation), process.StandardOutput.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program} failed: {(await said).Trim()}");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"{program} is not installed; it comes with the client programs of PostgreSQL.", exception);
        }
    }

    /// <summary>From the path, or where Debian keeps them by version.</summary>
    private static string Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program))
            .Concat((Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : []).OrderDescending(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin", program)))
            .FirstOrDefault(File.Exists) ?? program;
}
