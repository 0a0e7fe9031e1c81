using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Declarations.Data;

/// <summary>Rows of one table whose contents an erasure empties.</summary>
public sealed record Erased(string Table, int Rows);

/// <summary>Erases the contents of all that belongs to a campaign (<see cref="Holdings"/>), all or none.</summary>
public static class CampaignErasure
{
    /// <summary>What would go.</summary>
    /// <exception cref="RefusedException">Erased already, or the period still runs.</exception>
    public static async Task<IReadOnlyList<Erased>> CountErasableAsync(
        this DeclarationsDb db, Campaign campaign, int years, DateOnly today, CancellationToken cancellation = default)
    {
        campaign.EnsureErasable(today, years);
        var found = new List<Erased>();
        foreach (var (table, sql) in Tables(db, table => $"SELECT count(*) AS \"Value\" FROM \"{table.GetTableName()}\""))
            found.Add(new(table, await db.Database.SqlQueryRaw<int>(sql, campaign.Id).SingleAsync(cancellation)));
        return found;
    }

    /// <param name="years">Retention period, counted from the end of the campaign.</param>
    /// <exception cref="RefusedException">Erased already, or the period still runs.</exception>
    public static async Task<IReadOnlyList<Erased>> EraseAsync(
        this DeclarationsDb db, Campaign campaign, Act act, int years, string basis, CancellationToken cancellation = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var erasure = campaign.Erase(act, years, basis);
        db.Erasures.Add(erasure);
        await db.SaveChangesAsync(cancellation);
        await db.Reports.Where(r => r.CampaignId == campaign.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.ErasedOn, erasure.On).SetProperty(r => r.Version, r => r.Version + 1), cancellation);
        var erased = new List<Erased>();
        foreach (var (table, sql) in Tables(db, table => Emptying(table, db.Database.IsSqlite() ? "x''" : "''")))
            erased.Add(new(table, await db.Database.ExecuteSqlRawAsync(sql, [campaign.Id], cancellation)));
        await db.InterestRows.Where(row => row.CampaignId == campaign.Id).ExecuteDeleteAsync(cancellation);
        await db.HeadCounts.Where(count => count.CampaignId == campaign.Id && count.By != CountedBy.Due && count.By != CountedBy.Stage)
            .ExecuteDeleteAsync(cancellation);
        await db.DeclaredKeys.Where(key => key.CampaignId == campaign.Id).ExecuteDeleteAsync(cancellation);
        var own = db.Database.IsNpgsql()
            ? await db.Database.SqlQuery<string>($"""SELECT pg_current_xact_id()::text AS "Value" """).SingleAsync(cancellation) : "";
        await transaction.CommitAsync(cancellation);
        await db.WaitForOlderAsync(own, cancellation);
        // What was overwritten still stands in the write-ahead log, or in dead rows.
#pragma warning disable EF1003 // names of our own model
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? "PRAGMA wal_checkpoint(TRUNCATE)"
            : "VACUUM (FULL) " + string.Join(", ", erased.Select(one => one.Table).Concat(["InterestRows", "HeadCounts", "DeclaredKeys"])
                .Select(table => $"\"{table}\"")), cancellation);
#pragma warning restore EF1003
        return erased;
    }

    /// <summary>PostgreSQL keeps dead rows as long as somebody else has a transaction open that is older: they are let end, for a minute.</summary>
    /// <param name="own">Number of the transaction that has erased.</param>
    private static async Task WaitForOlderAsync(this DeclarationsDb db, string own, CancellationToken cancellation)
    {
        for (var n = 0; db.Database.IsNpgsql() && n < 600 && await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
            AND greatest(age(backend_xid), age(backend_xmin)) >= age({own}::xid8::xid)
            """).SingleAsync(cancellation) > 0; n++)
            await Task.Delay(100, cancellation);
    }

    private static string Emptying(IReadOnlyEntityType table, string nothing) => $"UPDATE \"{table.GetTableName()}\" SET "
        + string.Join(", ", table.Erased().Select(column => $"\"{column}\" = {(table.FindProperty(column)!.IsNullable ? "NULL" : nothing)}"));

    /// <summary>A statement for each table that belongs to a campaign; its only parameter is the campaign.</summary>
    private static IEnumerable<(string Table, string Sql)> Tables(DeclarationsDb db, Func<IReadOnlyEntityType, string> begins) =>
        db.Model.OfCampaign().Select(table => (table.GetTableName()!, $"{begins(table)} WHERE {table.CampaignOf()} = {{0}}"));
}
