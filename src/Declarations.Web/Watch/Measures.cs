using System.Diagnostics.Metrics;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Web.SignIn;

namespace Declarations.Web.Watch;

/// <summary>
/// What whoever runs the system watches, as numbers of the meter "Declarations": nothing of a person, a unit or a text. Those that stand in the database are
/// read when somebody collects them; without a database they are left out.
/// </summary>
public sealed class Measures : IDisposable
{
    public const string MeterName = "Declarations";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> refusals;
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;

    public Measures(IServiceScopeFactory scopes, HashingGate gate, TimeProvider time)
    {
        (this.scopes, this.time) = (scopes, time);
        refusals = meter.CreateCounter<long>("declarations.refusals", description: "Acts that were not allowed at that time, or met another's.");
        meter.CreateObservableCounter("declarations.submissions", () => Read(db => db.Submissions.LongCount()), description: "Versions filed.");
        meter.CreateObservableGauge("declarations.tree.waiting", () => Read(db => db.WaitingLeaves.LongCount()), description: "Leaves without a place yet.");
        meter.CreateObservableGauge("declarations.checkpoint.age", () => Age(db => db.Checkpoints.OrderByDescending(checkpoint => checkpoint.Size)
            .FirstOrDefault()?.Head?.At), "s", "Since the newest checkpoint was signed.");
        meter.CreateObservableGauge("declarations.backup.age", () => Age(db => db.AuditEntries.Where(entry => entry.Action == AuditAction.BackupMade)
            .OrderByDescending(entry => entry.At).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefault()), "s", "Since the newest backup was made.");
        meter.CreateObservableGauge("declarations.passwords.waiting", () => gate.Waiting, description: "People who wait for a password to be hashed.");
    }

    public void Refused() => refusals.Add(1);

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<double>> Age(Func<DeclarationsDb, DateTimeOffset?> since) =>
        Read(since) is [{ Value: { } at }] ? [new((time.GetUtcNow() - at).TotalSeconds)] : [];

    private IEnumerable<Measurement<long>> Read(Func<DeclarationsDb, long> count) => Read<long>(count).Select(found => new Measurement<long>(found.Value));

    /// <returns>None: the database does not answer.</returns>
    private List<Found<T>> Read<T>(Func<DeclarationsDb, T> ask)
    {
        try
        {
            using var scope = scopes.CreateScope();
            return [new(ask(scope.ServiceProvider.GetRequiredService<DeclarationsDb>()))];
        }
        catch (Exception gone) when (Data.Guards.LostDatabase.IsBehind(gone))
        {
            return [];
        }
    }

    private readonly record struct Found<T>(T Value);
}
