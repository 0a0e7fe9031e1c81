using System.Diagnostics.Metrics;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Web.SignIn;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Declarations.Web.Watch;

/// <summary>
/// What whoever runs the system watches, as numbers of a meter: nothing of a person, a unit or a text. Those that stand in the database are read when somebody
/// collects them; without a database, or a thing to measure, they are left out.
/// </summary>
public sealed class Gauges : IDisposable
{
    private readonly Meter meter = new("Declarations");
    private readonly Counter<long> refusals;
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;

    public Gauges(IServiceScopeFactory scopes, HashingGate gate, TimeProvider time)
    {
        (this.scopes, this.time) = (scopes, time);
        refusals = meter.CreateCounter<long>("declarations.refusals", description: "Acts that were not allowed at that time, or met another's.");
        meter.CreateObservableCounter("declarations.submissions", () => Count(db => db.Submissions.LongCount()), description: "Versions filed.");
        meter.CreateObservableGauge("declarations.tree.waiting", () => Count(db => db.WaitingLeaves.LongCount()), description: "Leaves without a place yet.");
        meter.CreateObservableGauge("declarations.checkpoint.age", () => Age(CheckpointAt), "s", "Since the newest checkpoint was signed.");
        meter.CreateObservableGauge("declarations.backup.age", () => Age(BackupAt), "s", "Since the newest backup was made.");
        meter.CreateObservableGauge("declarations.passwords.waiting", () => gate.Waiting, description: "People who wait for a password to be hashed.");
    }

    public string MeterName => meter.Name;

    public void Refused() => refusals.Add(1);

    public void Dispose() => meter.Dispose();

    /// <summary>The answer of /health: seconds since the newest checkpoint and backup, and leaves without a place; null: none, or not known.</summary>
    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var gauges = http.RequestServices.GetRequiredService<Gauges>();
        return http.Response.WriteAsJsonAsync(new
        {
            Status = report.Status.ToString(),
            Application.Version,
            CheckpointAge = gauges.Since(CheckpointAt),
            BackupAge = gauges.Since(BackupAt),
            WaitingLeaves = gauges.Ask(db => (long?)db.WaitingLeaves.LongCount()),
        });
    }

    private static DateTimeOffset? CheckpointAt(DeclarationsDb db) =>
        db.Checkpoints.OrderByDescending(checkpoint => checkpoint.Size).FirstOrDefault()?.Head?.At;

    private static DateTimeOffset? BackupAt(DeclarationsDb db) => db.AuditEntries.Where(entry => entry.Action == AuditAction.BackupMade)
        .OrderByDescending(entry => entry.At).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefault();

    private double? Since(Func<DeclarationsDb, DateTimeOffset?> since) => Ask(since) is { } at ? (time.GetUtcNow() - at).TotalSeconds : null;

    private IEnumerable<Measurement<long>> Count(Func<DeclarationsDb, long?> count) => Ask(count) is { } found ? [new(found)] : [];

    private IEnumerable<Measurement<double>> Age(Func<DeclarationsDb, DateTimeOffset?> since) =>
        Since(since) is { } age ? [new(age)] : [];

    /// <returns>Null: there is none, or the database does not answer.</returns>
    private T? Ask<T>(Func<DeclarationsDb, T?> ask) where T : struct
    {
        try
        {
            using var scope = scopes.CreateScope();
            return ask(scope.ServiceProvider.GetRequiredService<DeclarationsDb>());
        }
        catch (Exception gone) when (LostDatabase.IsBehind(gone))
        {
            return null;
        }
    }
}
