using System.Data.Common;
using Declarations.Data;
using Declarations.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Jobs;

/// <summary>Works the queue off, one job after the other, and knows how far the one at work in this process has come.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim news = new(0);
    private volatile AtWork? here;

    /// <summary>There is something new in the queue.</summary>
    public void Wake() => news.Release();

    public void Dispose() => news.Dispose();

    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation) => news.WaitAsync(longest, cancellation);

    /// <returns>Null: it waits for its turn, or has ended.</returns>
    public (int Done, int Total)? ProgressOf(Job job) =>
        here is { } work && work.Id == job.Id ? work.Progress : job.Status == JobStatus.Running && job.Total > 0 ? (job.Done, job.Total) : null;

    /// <summary>Wants a job to stop, wherever it is.</summary>
    public async Task CancelAsync(DeclarationsDb db, Job job)
    {
        if (here is { } work && work.Id == job.Id)
            work.Cancel();
        else
            await db.Jobs.Where(j => j.Id == job.Id && j.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(j => j.CancelledAt, time.GetUtcNow()));
        Wake();
    }

    /// <summary>Does all that is in the queue, unless another process is at it.</summary>
    public async Task WorkOffAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        await using var claim = await JobClaim.TryAsync(db, cancellation);
        if (claim is null)
            return;
        // One that runs without this claim was left behind by a process that ended.
        while (await NextAsync(db, cancellation) is { } job)
            await RunAsync(db, job, cancellation);
    }

    private async Task<Job?> NextAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        foreach (var job in await db.Jobs.AsNoTracking().Where(j => j.EndedAt == null).OrderBy(j => j.QueuedAt).ThenBy(j => j.Id).ToListAsync(cancellation))
        {
            var may = false;
            await ScopedAsync(job, async each => may = await each.MayAsync(cancellation));
            if (may)
                return await db.Jobs.SingleAsync(j => j.Id == job.Id, cancellation);
        }
        return null;
    }

    private async Task RunAsync(DeclarationsDb db, Job job, CancellationToken stopping)
    {
        using var work = new AtWork(job.Id, stopping);
        string? stoppedBy = null;
        try
        {
            here = work;
            if (job.CancelledAt is not null)
                work.Cancel();
            job.Start();
            await db.SaveChangesAsync(stopping);
            await ScopedAsync(job, each => WatchAsync(db, each.RunAsync(job, work.Report, work.Cancellation), work));
        }
        catch (Exception why) when (!stopping.IsCancellationRequested)
        {
            await ScopedAsync(job, async each => stoppedBy = await each.StopAsync(job, why));
        }
        finally
        {
            here = null;
        }
        job.End(time.GetUtcNow(), stoppedBy);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>
    /// Looks on until it has ended. On PostgreSQL other processes see its progress and may cancel it; SQLite takes no second writer
    /// meanwhile, and has no other process.
    /// </summary>
    private static async Task WatchAsync(DeclarationsDb db, Task running, AtWork work)
    {
        while (db.Database.IsNpgsql() && await Task.WhenAny(running, Task.Delay(Glance)) != running)
        {
            var (done, total) = work.Progress ?? default;
            try
            {
                await db.Jobs.Where(j => j.Id == work.Id).ExecuteUpdateAsync(set => set.SetProperty(j => j.Done, done).SetProperty(j => j.Total, total));
                if (await db.Jobs.AnyAsync(j => j.Id == work.Id && j.CancelledAt != null))
                    work.Cancel();
            }
            catch (DbException)
            {
                // The claim went with the connection: somebody else may begin.
                work.Cancel();
            }
        }
        await running;
    }

    private async Task ScopedAsync(Job job, Func<ILongWork, Task> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredKeyedService<ILongWork>(job.SubjectKind));
    }

    private sealed class AtWork(Guid id, CancellationToken stopping) : IDisposable
    {
        private readonly CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        private readonly Lock ended = new();
        private bool over;

        public Guid Id => id;
        public (int Done, int Total)? Progress { get; private set; }
        public CancellationToken Cancellation => cancel.Token;
        public void Report(int done, int total) => Progress = (done, total);

        public void Cancel()
        {
            lock (ended)
                if (!over)
                    cancel.Cancel();
        }

        public void Dispose()
        {
            lock (ended)
                over = true;
            cancel.Dispose();
        }
    }
}
