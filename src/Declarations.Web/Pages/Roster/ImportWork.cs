using Declarations.Auditing;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Reporting.Uploads;
using Declarations.Roster;
using Declarations.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>Carries out an import that was agreed to, all rows or none.</summary>
public sealed class ImportWork(DeclarationsDb db, RosterDesk desk, TimeProvider time, ILogger<ImportWork> log) : ILongWork
{
    public async Task RunAsync(Job job, Action<int, int> progress, CancellationToken cancellation)
    {
        var import = await db.RosterImports.AsNoTracking().SingleAsync(i => i.Id == job.SubjectId, cancellation);
        if (import.Status != ImportStatus.Running)
            return;
        var paths = import is { AccountId: null, CampaignId: { } campaign }
            ? await db.Campaigns.Where(c => c.Id == campaign).Select(c => c.Unit.Path).ToListAsync(cancellation)
            : await desk.PathsOfAsync(import.AccountId, cancellation);
        await desk.ApplyAsync(import.Id, paths, progress, cancellation);
    }

    public async Task<string> StopAsync(Job job, Exception why)
    {
        var refusal = why switch
        {
            RefusedException refused => refused.Code,
            OperationCanceledException => Refusal.JobCancelled.Code,
            DbUpdateException => Refusal.ImportStale.Code,
            WorkbookException => Refusal.ImportErrors.Code,
            _ => Refusal.ImportFailed.Code,
        };
        if (refusal == Refusal.ImportFailed.Code)
            log.LogError(why, "Import {Import} failed; nothing was changed.", job.SubjectId);
        if (await db.RosterImports.SingleAsync(i => i.Id == job.SubjectId) is { Status: ImportStatus.Running } import)
            import.Stop(Now(job.AccountId), refusal);
        await db.SaveChangesAsync();
        return refusal;
    }

    /// <summary>Files are kept for some days, until somebody agrees to them, and not longer.</summary>
    public async Task TidyAsync(CancellationToken cancellation)
    {
        var expired = time.GetUtcNow() - RosterImport.KeptFor;
        foreach (var import in await db.RosterImports.Where(i => i.Status == ImportStatus.Uploaded && i.UploadedAt <= expired).ToListAsync(cancellation))
            import.Stop(Now(null), Refusal.ImportExpired.Code);
        await db.SaveChangesAsync(cancellation);
    }

    private Act Now(Guid? accountId) => new(accountId, time.GetUtcNow(), BeijingTime.DayOf(time.GetUtcNow()));
}
