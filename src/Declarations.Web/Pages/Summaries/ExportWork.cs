using System.Security.Cryptography;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Reporting.Summaries;
using Declarations.Summaries;
using Declarations.Web.Jobs;
using Declarations.Web.Language;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Summaries;

/// <summary>
/// Makes a long workbook: first into a file without a name, then sealed into the database, all parts or none. Wherever it ends, by a cancellation or with
/// its process, nothing is left.
/// </summary>
public sealed class ExportWork(DeclarationsDb db, SummaryMaker maker, TimeProvider time, ILogger<ExportWork> log) : ILongWork
{
    public async Task RunAsync(Job job, Action<int, int> progress, CancellationToken cancellation)
    {
        var export = await db.SummaryExports.AsNoTracking().SingleAsync(e => e.Id == job.SubjectId, cancellation);
        if (export.Status != ExportStatus.Running)
            return;
        var campaign = await db.Campaigns.AsNoTracking().Include(c => c.Unit).SingleAsync(c => c.Id == export.CampaignId, cancellation);
        var unit = await db.Units.AsNoTracking().SingleAsync(u => u.Id == export.UnitId, cancellation);
        var by = await db.Users.Where(account => account.Id == export.AccountId).Select(account => account.DisplayName).SingleAsync(cancellation);
        var request = new OpenExport(export, campaign, unit).RequestOn(SummaryRequest.AsOfIn(campaign, campaign.Today(time.GetUtcNow())));
        await using var made = await maker.MakeAsync(request, export.ByUnit, by, AnnexWords.Of(new Words(export.Language)), progress, cancellation);
        await KeepAsync(export.Id, request, made, cancellation);
    }

    public async Task<string> StopAsync(Job job, Exception why)
    {
        db.ChangeTracker.Clear();
        var refusal = why switch
        {
            RefusedException refused => refused.Code,
            OperationCanceledException => Refusal.JobCancelled.Code,
            _ => Refusal.ExportFailed.Code,
        };
        if (refusal == Refusal.ExportFailed.Code)
            log.LogError(why, "Export {Export} failed; nothing was kept.", job.SubjectId);
        if (await db.SummaryExports.SingleAsync(e => e.Id == job.SubjectId) is { Status: ExportStatus.Running } export)
            export.Stop(await ActAsync(job.AccountId, export.CampaignId), refusal);
        await db.SaveChangesAsync();
        return refusal;
    }

    /// <summary>Files are kept for a day. What is left of one goes with it.</summary>
    public async Task TidyAsync(CancellationToken cancellation)
    {
        var over = time.GetUtcNow() - SummaryExport.KeptFor;
        foreach (var export in await db.SummaryExports.Where(e => e.Status == ExportStatus.Done && e.EndedAt <= over).ToListAsync(cancellation))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.ExportParts.Where(part => part.ExportId == export.Id).ExecuteDeleteAsync(cancellation);
            export.Remove(await ActAsync(null, export.CampaignId));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <exception cref="RefusedException">The campaign was erased meanwhile.</exception>
    private async Task KeepAsync(Guid id, SummaryRequest request, MadeSummary made, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Whoever erases the campaign waits until this is kept, or has been before it.
        if (await db.Campaigns.Where(c => c.Id == request.Campaign.Id && c.ErasedOn == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ErasedOn, (DateOnly?)null), cancellation) == 0)
            throw new RefusedException(Refusal.CampaignErased(request.Campaign.Today(time.GetUtcNow())));
        var (size, digest) = await KeepPartsAsync(id, made.File, cancellation);
        var export = await db.SummaryExports.SingleAsync(e => e.Id == id, cancellation);
        var act = new Act(export.AccountId, time.GetUtcNow(), request.Campaign.Today(time.GetUtcNow()));
        export.Finish(act, new(request.AsOf, made.Officials, made.Rows, size, digest), SummaryDesk.Said(request));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task<(int Size, string Digest)> KeepPartsAsync(Guid id, FileStream file, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var number = 0; file.Position < file.Length; number++)
        {
            var bytes = new byte[(int)Math.Min(ExportPart.Largest, file.Length - file.Position)];
            await file.ReadExactlyAsync(bytes, cancellation);
            digest.AppendData(bytes);
            db.ExportParts.Add(new ExportPart { Id = Guid.CreateVersion7(), ExportId = id, Number = number, Bytes = bytes });
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
        return ((int)file.Length, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    private async Task<Act> ActAsync(Guid? accountId, Guid campaignId)
    {
        var (campaign, now) = (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaignId), time.GetUtcNow());
        return new(accountId, now, campaign.Today(now));
    }
}
