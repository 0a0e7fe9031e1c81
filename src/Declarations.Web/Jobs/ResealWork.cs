using Declarations.Auditing;
using Declarations.Data;
using Declarations.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Jobs;

/// <summary>
/// Seals everything anew with the key that counts. Unlike other work each batch of it counts by itself, and what is done already is passed over: one that was
/// left in the middle goes on there. It takes the role that owns the tables, since ledgers are among them.
/// </summary>
public sealed class ResealWork(DeclarationsDb db, KeyRotation keys, TimeProvider time, ILogger<ResealWork> log) : ILongWork
{
    public Task<bool> MayAsync(CancellationToken cancellation) => keys.MayAsync(cancellation);

    public async Task RunAsync(Job job, Action<int, int> progress, CancellationToken cancellation)
    {
        var (done, closed) = await keys.ResealAsync(async (done, total) =>
        {
            progress(done, total);
            // Another process looks on, and may want it to stop.
            await db.Jobs.Where(each => each.Id == job.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.Done, done).SetProperty(each => each.Total, total), cancellation);
            if (await db.Jobs.AnyAsync(each => each.Id == job.Id && each.CancelledAt != null, cancellation))
                throw new OperationCanceledException();
        }, cancellation);
        foreach (var where in closed)
            log.LogError("{SealedValue} cannot be opened and was left as it is: altered. Restore it from a backup.", where);
        Add(job, AuditAction.ValuesResealed, $"key {keys.Current}, {done} values{(closed.Count > 0 ? $", {closed.Count} closed" : "")}");
        await db.SaveChangesAsync(cancellation);
    }

    public async Task<string> StopAsync(Job job, Exception why)
    {
        if (why is not OperationCanceledException)
            log.LogError(why, "Sealing anew could not be finished.");
        var refusal = why is OperationCanceledException ? Refusal.ResealStopped : Refusal.ResealFailed;
        db.ChangeTracker.Clear();
        Add(job, AuditAction.ResealStopped, $"key {keys.Current}");
        await db.SaveChangesAsync();
        return refusal.Code;
    }

    private void Add(Job job, AuditAction action, string detail) => db.AuditEntries.Add(AuditEntry.Of(
        new Act(job.AccountId, time.GetUtcNow(), BeijingTime.DayOf(time.GetUtcNow())), action, nameof(KeyRotation), Guid.Empty, detail: detail));
}
