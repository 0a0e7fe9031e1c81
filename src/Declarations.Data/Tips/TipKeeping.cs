using Declarations.Tips;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Tips;

/// <summary>What the clock does with tips, without any key: it shows them to the desk four times a day, and erases what has ended.</summary>
public sealed class TipKeeping(TipsDb db)
{
    /// <summary>All that has come in since the last time; no time is kept.</summary>
    /// <returns>How many tips have something new for the desk.</returns>
    public Task<int> ReleaseAsync(CancellationToken cancellation = default) =>
        db.Tips.Where(tip => tip.ReleasedTo < tip.LastNumber && tip.Status != TipStatus.Erased)
            .ExecuteUpdateAsync(set => set.SetProperty(tip => tip.ReleasedTo, tip => tip.LastNumber), cancellation);

    /// <summary>Those whose days are over.</summary>
    public async Task<IReadOnlyList<Tip>> DueAsync(TipRetention retention, DateOnly today, CancellationToken cancellation = default) =>
        [.. (await db.Tips.Where(tip => (tip.Status == TipStatus.Declined || tip.Status == TipStatus.Closed) && !tip.IsHeld).ToListAsync(cancellation))
            .Where(tip => retention.IsDue(tip, today))];

    /// <summary>Erases them: texts, files and keys go, the tombstone stays. Keys of the desk without a tip lose their private part.</summary>
    /// <returns>How many tips.</returns>
    public async Task<int> ExpireAsync(TipRetention retention, DateOnly today, CancellationToken cancellation = default)
    {
        var due = await DueAsync(retention, today, cancellation);
        foreach (var tip in due)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            tip.Erase();
            await db.SaveChangesAsync(cancellation);
            await db.TipFiles.Where(file => file.TipId == tip.Id).ExecuteDeleteAsync(cancellation);
            await db.TipEntries.Where(entry => entry.TipId == tip.Id).ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        await new DeskKeys(db).DestroyAsync(today, cancellation);
        // Rows that are gone leave the files too: the log of SQLite, the dead rows of PostgreSQL.
        if (due.Count > 0)
            await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? "PRAGMA wal_checkpoint(TRUNCATE)"
                : """VACUUM "Tips", "TipEntries", "TipFiles", "TipFileChunks", "DeskKeyShares" """, cancellation);
        return due.Count;
    }
}
