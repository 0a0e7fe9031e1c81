using Declarations.Auditing;
using Declarations.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>Rows whose contents an erasure empties.</summary>
public sealed record Erased(int Reports, int Versions, int Files, int Comments, int Withdrawals, int Determinations);

/// <summary>Erases the contents of a campaign's reports, all or none.</summary>
public static class CampaignErasure
{
    /// <summary>What would go.</summary>
    /// <exception cref="RefusedException">Erased already, or the period still runs.</exception>
    public static async Task<Erased> CountErasableAsync(this DeclarationsDb db, Campaign campaign, int years, DateOnly today, CancellationToken cancellation = default)
    {
        campaign.EnsureErasable(today, years);
        var reports = db.Reports.Where(r => r.CampaignId == campaign.Id);
        return new(await reports.CountAsync(cancellation),
            await db.Submissions.CountAsync(s => reports.Any(r => r.Id == s.ReportId), cancellation),
            await db.EvidenceFiles.CountAsync(f => reports.Any(r => r.Id == f.ReportId), cancellation),
            await db.ReturnNotes.CountAsync(n => reports.Any(r => r.Id == n.ReportId), cancellation),
            await db.Withdrawals.CountAsync(w => reports.Any(r => r.Id == w.ReportId), cancellation),
            await db.Determinations.CountAsync(d => db.Submissions.Any(s => s.Id == d.SubmissionId && reports.Any(r => r.Id == s.ReportId)), cancellation));
    }

    /// <param name="years">Retention period, counted from the end of the campaign.</param>
    /// <exception cref="RefusedException">Erased already, or the period still runs.</exception>
    public static async Task<Erased> EraseAsync(this DeclarationsDb db, Campaign campaign, Act act, int years, string basis, CancellationToken cancellation = default)
    {
        byte[]? nothing = null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var erasure = campaign.Erase(act, years, basis);
        db.Erasures.Add(erasure);
        await db.SaveChangesAsync(cancellation);
        var reports = db.Reports.Where(r => r.CampaignId == campaign.Id);
        var erased = new Erased(
            await reports.ExecuteUpdateAsync(set => set.SetProperty(r => EF.Property<byte[]?>(r, "DraftSealed"), nothing)
                .SetProperty(r => r.ErasedOn, erasure.On).SetProperty(r => r.Version, r => r.Version + 1), cancellation),
            await db.Submissions.Where(s => reports.Any(r => r.Id == s.ReportId)).ExecuteUpdateAsync(set => set
                .SetProperty(s => EF.Property<byte[]?>(s, "CanonicalSealed"), nothing).SetProperty(s => s.Salt, Array.Empty<byte>()), cancellation),
            await db.EvidenceFiles.Where(f => reports.Any(r => r.Id == f.ReportId)).ExecuteUpdateAsync(set => set
                .SetProperty(f => EF.Property<byte[]?>(f, "NameSealed"), nothing).SetProperty(f => EF.Property<byte[]?>(f, "BytesSealed"), nothing), cancellation),
            await db.ReturnNotes.Where(n => reports.Any(r => r.Id == n.ReportId)).ExecuteUpdateAsync(set => set.SetProperty(n => EF.Property<byte[]?>(n, "CommentSealed"), nothing), cancellation),
            await db.Withdrawals.Where(w => reports.Any(r => r.Id == w.ReportId)).ExecuteUpdateAsync(set => set.SetProperty(w => EF.Property<byte[]?>(w, "ReasonSealed"), nothing), cancellation),
            await db.Determinations.Where(d => db.Submissions.Any(s => s.Id == d.SubmissionId && reports.Any(r => r.Id == s.ReportId))).ExecuteUpdateAsync(set => set
                .SetProperty(d => EF.Property<byte[]?>(d, "FactsSealed"), nothing).SetProperty(d => EF.Property<byte[]?>(d, "ResultSealed"), nothing), cancellation));
        await db.InterestRows.Where(row => row.CampaignId == campaign.Id).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        // What was overwritten still stands in the write-ahead log, or in dead rows.
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? "PRAGMA wal_checkpoint(TRUNCATE)"
            : """VACUUM (FULL) "Reports", "Submissions", "EvidenceFiles", "ReturnNotes", "Withdrawals", "Determinations", "InterestRows" """, cancellation);
        return erased;
    }
}
