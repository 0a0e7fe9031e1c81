using Declarations.Organisation;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>Keeps the head-counts in step with the stages of the reports and with the interests that they state.</summary>
public static class HeadCounts
{
    private const int Batch = 500;

    /// <summary>Counts what has just been saved, in the same transaction. Rows are taken in one order, so that no two wait for each other.</summary>
    /// <param name="slot">Nobody else adds to its rows until the transaction ends (<see cref="CountingSlot"/>), or 0.</param>
    internal static async Task CountAsync(this DeclarationsDb db, IEnumerable<Turn> changes, int slot, CancellationToken cancellation)
    {
        var turns = Turn.Sum(changes).ToList();
        if (turns.Count == 0)
            return;
        var units = turns.Select(turn => turn.UnitId).Distinct().ToList();
        var paths = (await db.Units.Where(unit => units.Contains(unit.Id)).Select(unit => unit.Path).ToListAsync(cancellation))
            .SelectMany(UnitTree.PathsUpFrom).Distinct().ToList();
        var chains = ChainsOf(await db.Units.AsNoTracking().Where(unit => paths.Contains(unit.Path)).ToListAsync(cancellation));
        foreach (var counts in HeadCount.Of(turns, unit => chains[unit]).OrderBy(c => c.CampaignId).ThenBy(c => c.By).ThenBy(c => c.UnitId).ThenBy(c => c.On)
            .ThenBy(c => c.Code, StringComparer.Ordinal).Chunk(Batch))
        {
            var values = counts.SelectMany(c => new object[] { c.CampaignId, c.By.ToString(), c.UnitId, c.On, c.Code, slot, c.Own, c.All });
            var rows = counts.Select((_, i) => $"({string.Join(", ", Enumerable.Range(i * 8, 8).Select(place => $"{{{place}}}"))})");
#pragma warning disable EF1002 // only places of parameters
            await db.Database.ExecuteSqlRawAsync($"""
                INSERT INTO "HeadCounts" ("CampaignId", "By", "UnitId", "On", "Code", "Slot", "Own", "All") VALUES {string.Join(", ", rows)}
                ON CONFLICT ("CampaignId", "By", "UnitId", "On", "Code", "Slot")
                DO UPDATE SET "Own" = "HeadCounts"."Own" + excluded."Own", "All" = "HeadCounts"."All" + excluded."All"
                """, values, cancellation);
#pragma warning restore EF1002
        }
    }

    /// <summary>How some reports count by their interests, as it is stored; nobody else changes that until the transaction ends.</summary>
    internal static async Task<IReadOnlyList<Turn>> InterestTurnsAsync(
        this DeclarationsDb db, IReadOnlyCollection<Guid> reports, CancellationToken cancellation)
    {
        if (reports.Count == 0)
            return [];
        // A question may be answered while a version is filed: the second of two waits here, and counts what the first has left.
        await db.Reports.Where(report => reports.Contains(report.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.Version, report => report.Version), cancellation);
        return await TurnsAsync(db, db.InterestRows.Where(row => reports.Contains(row.ReportId)),
            db.PolicyQuestions.Where(question => reports.Contains(question.ReportId)), cancellation);
    }

    /// <summary>What the stages and the interest rows say, rolled up by the tree as it is now.</summary>
    public static async Task<IReadOnlyList<HeadCount>> CountAnewAsync(this DeclarationsDb db, Guid? campaignId, CancellationToken cancellation = default)
    {
        var changes = db.StageChanges.Where(change => campaignId == null || change.CampaignId == campaignId);
        var stages = await changes.GroupBy(c => new { c.CampaignId, c.UnitId, c.On, c.Stage, c.LeftUnitId, c.LeftStage })
            .Select(group => new { group.Key, Persons = group.Count() }).ToListAsync(cancellation);
        var filing = stages.SelectMany(each => Turn.Of(new StageChange
        {
            ReportId = default,
            Number = default,
            CampaignId = each.Key.CampaignId,
            UnitId = each.Key.UnitId,
            On = each.Key.On,
            Stage = each.Key.Stage,
            LeftUnitId = each.Key.LeftUnitId,
            LeftStage = each.Key.LeftStage,
        }).Select(turn => turn with { Number = turn.Number * each.Persons }));
        var interests = await TurnsAsync(db, db.InterestRows.Where(row => campaignId == null || row.CampaignId == campaignId),
            db.PolicyQuestions.Where(question => campaignId == null || question.CampaignId == campaignId), cancellation);
        var chains = ChainsOf(await db.Units.AsNoTracking().ToListAsync(cancellation));
        return HeadCount.Of(filing.Concat(interests), unit => chains[unit]);
    }

    /// <summary>After the tree has changed: every count anew. Within a transaction.</summary>
    public static async Task RecountAsync(this DeclarationsDb db, CancellationToken cancellation = default)
    {
        var counts = await db.CountAnewAsync(null, cancellation);
        await db.HeadCounts.ExecuteDeleteAsync(cancellation);
        await db.InsertManyAsync(counts, cancellation);
    }

    /// <summary>One report after the other, summed up on the way.</summary>
    private static async Task<IReadOnlyList<Turn>> TurnsAsync(
        DeclarationsDb db, IQueryable<InterestRow> rows, IQueryable<PolicyQuestion> questions, CancellationToken cancellation)
    {
        var asked = (await questions.Select(question => new AskedDays(question.ReportId, question.InterestId, question.AskedOn, question.AnsweredOn))
            .ToListAsync(cancellation)).ToLookup(question => question.ReportId);
        var (sums, report) = (new Dictionary<Turn, long>(), new List<InterestRow>());
        await foreach (var row in rows.AsNoTracking().OrderBy(row => row.ReportId).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (report.Count > 0 && report[0].ReportId != row.ReportId)
                Add();
            report.Add(row);
        }
        Add();
        return [.. sums.Select(sum => sum.Key with { Number = sum.Value })];

        void Add()
        {
            foreach (var turn in report.Count == 0 ? [] : InterestTurns.Of(report, [.. asked[report[0].ReportId]]))
            {
                var key = turn with { Number = 0 };
                sums[key] = sums.GetValueOrDefault(key) + turn.Number;
            }
            report.Clear();
        }
    }

    private static Dictionary<Guid, IReadOnlyList<Guid>> ChainsOf(IReadOnlyList<Unit> units)
    {
        var tree = new UnitTree(units);
        return units.ToDictionary(unit => unit.Id, unit => (IReadOnlyList<Guid>)[.. tree.Chain(unit).Select(above => above.Id)]);
    }
}
