using Declarations.Organisation;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>Keeps the head-counts in step with the stages of the reports.</summary>
public static class HeadCounts
{
    private const int Batch = 500;

    /// <summary>Counts what has just been saved, in the same transaction. Rows are taken in one order, so that no two wait for each other.</summary>
    internal static async Task CountAsync(this DeclarationsDb db, IReadOnlyCollection<StageChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
            return;
        var turns = changes.SelectMany(Turn.Of).ToList();
        var units = turns.Select(turn => turn.UnitId).Distinct().ToList();
        var paths = (await db.Units.Where(unit => units.Contains(unit.Id)).Select(unit => unit.Path).ToListAsync(cancellation))
            .SelectMany(UnitTree.PathsUpFrom).Distinct().ToList();
        var chains = ChainsOf(await db.Units.AsNoTracking().Where(unit => paths.Contains(unit.Path)).ToListAsync(cancellation));
        foreach (var counts in HeadCount.Of(turns, unit => chains[unit]).OrderBy(c => c.CampaignId).ThenBy(c => c.UnitId).ThenBy(c => c.On).ThenBy(c => c.Stage)
            .Chunk(Batch))
        {
            var values = counts.SelectMany(c => new object[] { c.CampaignId, c.UnitId, c.On, c.Stage.ToString(), c.Own, c.All });
            var rows = counts.Select((_, i) => $"({string.Join(", ", Enumerable.Range(i * 6, 6).Select(place => $"{{{place}}}"))})");
#pragma warning disable EF1002 // only places of parameters
            await db.Database.ExecuteSqlRawAsync($"""
                INSERT INTO "HeadCounts" ("CampaignId", "UnitId", "On", "Stage", "Own", "All") VALUES {string.Join(", ", rows)}
                ON CONFLICT ("CampaignId", "UnitId", "On", "Stage")
                DO UPDATE SET "Own" = "HeadCounts"."Own" + excluded."Own", "All" = "HeadCounts"."All" + excluded."All"
                """, values, cancellation);
#pragma warning restore EF1002
        }
    }

    /// <summary>What the stages say, rolled up by the tree as it is now.</summary>
    public static async Task<IReadOnlyList<HeadCount>> CountAnewAsync(this DeclarationsDb db, Guid? campaignId, CancellationToken cancellation = default)
    {
        var changes = db.StageChanges.Where(change => campaignId == null || change.CampaignId == campaignId);
        var came = await changes.GroupBy(c => new { c.CampaignId, c.UnitId, c.On, c.Stage })
            .Select(g => new Turn(g.Key.CampaignId, g.Key.UnitId, g.Key.On, g.Key.Stage, g.Count())).ToListAsync(cancellation);
        var left = await changes.Where(c => c.LeftUnitId != null)
            .GroupBy(c => new { c.CampaignId, UnitId = c.LeftUnitId!.Value, c.On, Stage = c.LeftStage!.Value })
            .Select(g => new Turn(g.Key.CampaignId, g.Key.UnitId, g.Key.On, g.Key.Stage, -g.Count())).ToListAsync(cancellation);
        var chains = ChainsOf(await db.Units.AsNoTracking().ToListAsync(cancellation));
        return HeadCount.Of(came.Concat(left), unit => chains[unit]);
    }

    /// <summary>After the tree has changed: every count anew. Within a transaction.</summary>
    public static async Task RecountAsync(this DeclarationsDb db, CancellationToken cancellation = default)
    {
        var counts = await db.CountAnewAsync(null, cancellation);
        await db.HeadCounts.ExecuteDeleteAsync(cancellation);
        await db.InsertManyAsync(counts, cancellation);
    }

    private static Dictionary<Guid, IReadOnlyList<Guid>> ChainsOf(IReadOnlyList<Unit> units)
    {
        var tree = new UnitTree(units);
        return units.ToDictionary(unit => unit.Id, unit => (IReadOnlyList<Guid>)[.. tree.Chain(unit).Select(above => above.Id)]);
    }
}
