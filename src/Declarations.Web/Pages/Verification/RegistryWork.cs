using Declarations.Auditing;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Reporting.Uploads;
using Declarations.Verification;
using Declarations.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

/// <summary>Carries an import of company data out.</summary>
public sealed class RegistryWork(DeclarationsDb db, RegistryDesk desk, TimeProvider time, ILogger<RegistryWork> log) : ILongWork
{
    public Task RunAsync(Job job, Action<int, int> progress, CancellationToken cancellation) =>
        desk.TakeAsync(job.SubjectId, job.ActAt(time.GetUtcNow()), progress, cancellation);

    public async Task<string> StopAsync(Job job, Exception why)
    {
        db.ChangeTracker.Clear();
        var refusal = why.CodeOf();
        if (refusal == Refusal.ImportFailed.Code)
            log.LogError(why, "Import {Import} of company data failed; nothing was kept.", job.SubjectId);
        if (await db.RegistryImports.SingleAsync(import => import.Id == job.SubjectId) is { Status: RegistryImportStatus.Running } open)
            open.Stop(job.ActAt(time.GetUtcNow()), refusal);
        await db.SaveChangesAsync();
        return refusal;
    }
}

/// <summary>Carries a cross-check out.</summary>
public sealed class CrossCheckWork(DeclarationsDb db, CrossChecker checker, TimeProvider time, ILogger<CrossCheckWork> log) : ILongWork
{
    public async Task RunAsync(Job job, Action<int, int> progress, CancellationToken cancellation)
    {
        var check = await db.CrossChecks.AsNoTracking().Include(each => each.Campaign).SingleAsync(each => each.Id == job.SubjectId, cancellation);
        if (check.Status != CrossCheckStatus.Running)
            return;
        var act = job.ActAt(time.GetUtcNow()) with { LegalDay = check.Campaign.Today(time.GetUtcNow()) };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (imports, counts) = await checker.RunAsync(check, act, progress, cancellation);
        (await db.CrossChecks.SingleAsync(each => each.Id == job.SubjectId, cancellation)).Finish(act, imports, counts);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
    }

    public async Task<string> StopAsync(Job job, Exception why)
    {
        db.ChangeTracker.Clear();
        var refusal = why.CodeOf();
        if (refusal == Refusal.ImportFailed.Code)
            log.LogError(why, "Cross-check {Check} failed; nothing was kept.", job.SubjectId);
        if (await db.CrossChecks.SingleAsync(each => each.Id == job.SubjectId) is { Status: CrossCheckStatus.Running } open)
            open.Stop(job.ActAt(time.GetUtcNow()), refusal);
        await db.SaveChangesAsync();
        return refusal;
    }
}

internal static class WorkEnds
{
    public static Act ActAt(this Job job, DateTimeOffset now) => new(job.AccountId, now, BeijingTime.DayOf(now));

    /// <summary>Why it came to nothing, as the code of a refusal.</summary>
    public static string CodeOf(this Exception why) => why switch
    {
        RefusedException refused => refused.Code,
        OperationCanceledException => Refusal.JobCancelled.Code,
        WorkbookException => Refusal.ImportErrors.Code,
        _ => Refusal.ImportFailed.Code,
    };
}
