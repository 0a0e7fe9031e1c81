using System.Collections.Concurrent;
using System.Threading.Channels;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Reporting.Uploads;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>Imports that wait for their turn, and how far the one at work has come.</summary>
public sealed class ImportQueue
{
    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentDictionary<Guid, (int Done, int Total)> progress = [];

    public IAsyncEnumerable<Guid> TakeAsync(CancellationToken cancellation) => waiting.Reader.ReadAllAsync(cancellation);
    public void Add(Guid import) => waiting.Writer.TryWrite(import);
    public (int Done, int Total)? ProgressOf(Guid import) => progress.TryGetValue(import, out var at) ? at : null;
    public void Report(Guid import, int done, int total) => progress[import] = (done, total);
    public void Forget(Guid import) => progress.TryRemove(import, out _);
}

/// <summary>
/// Carries out imports one after the other, whoever looks on or leaves. One that was at work when the application ended is
/// taken up again: until its end nothing of it counts. Expired uploads are dropped.
/// </summary>
public sealed class ImportWorker(ImportQueue queue, IServiceScopeFactory scopes, ILogger<ImportWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TidyAsync(stoppingToken);
        await foreach (var import in queue.TakeAsync(stoppingToken))
        {
            await ImportAsync(import, stoppingToken);
            queue.Forget(import);
        }
    }

    private async Task TidyAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var id in await db.RosterImports.Where(i => i.Status == ImportStatus.Running).OrderBy(i => i.UploadedAt).Select(i => i.Id)
            .ToListAsync(cancellation))
            queue.Add(id);
        var expired = now - RosterImport.KeptFor;
        foreach (var import in await db.RosterImports.Where(i => i.Status == ImportStatus.Uploaded && i.UploadedAt <= expired).ToListAsync(cancellation))
            import.Stop(new Act(null, now, BeijingTime.DayOf(now)), Refusal.ImportExpired.Code);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task ImportAsync(Guid id, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), scope.ServiceProvider.GetRequiredService<RosterDesk>());
        try
        {
            var account = await db.RosterImports.Where(i => i.Id == id).Select(i => i.AccountId).SingleAsync(cancellation);
            await desk.ApplyAsync(id, await desk.PathsOfAsync(account, cancellation), (done, total) => queue.Report(id, done, total), cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var refused = exception switch
            {
                RefusedException known => known,
                DbUpdateException => new RefusedException(Refusal.ImportStale),
                WorkbookException => new RefusedException(Refusal.ImportErrors),
                _ => new RefusedException(Refusal.ImportFailed),
            };
            if (refused.Code == "import.failed")
                log.LogError(exception, "Import {Import} failed; nothing was changed.", id);
            await StopAsync(id, refused.Code);
        }
    }

    private async Task StopAsync(Guid id, string code)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        if (await db.RosterImports.SingleAsync(i => i.Id == id) is { Status: ImportStatus.Running } import)
        {
            import.Stop(new Act(import.AccountId, now, BeijingTime.DayOf(now)), code);
            await db.SaveChangesAsync();
        }
    }
}
