using System.Runtime.CompilerServices;
using Declarations.Campaigns;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>What is derived from filed versions and from stages, rebuilt and compared with what is stored.</summary>
public static class DerivedRows
{
    private const int Batch = 500;

    /// <summary>Reports one by one: how many interest rows they have, and what differs.</summary>
    public static async IAsyncEnumerable<(Guid ReportId, int Rows, IReadOnlyList<string> Differences)> CheckAsync(
        this DeclarationsDb db, Campaign campaign, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var policy = CaseFiles.PolicyOf(campaign);
        var all = await db.Reports.Where(r => r.CampaignId == campaign.Id).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellation);
        foreach (var ids in all.Chunk(Batch))
        {
            var reports = await db.Reports.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(cancellation);
            var versions = (await db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Include(s => s.Determinations)
                .Where(s => ids.Contains(s.ReportId)).OrderBy(s => s.Number).ToListAsync(cancellation)).ToLookup(s => s.ReportId);
            var checks = (await db.Checks.AsNoTracking().Where(c => ids.Contains(c.ReportId)).OrderBy(c => c.Number).ToListAsync(cancellation))
                .ToLookup(c => c.ReportId);
            var rows = (await db.InterestRows.AsNoTracking().Where(r => ids.Contains(r.ReportId)).ToListAsync(cancellation)).ToLookup(row => row.ReportId);
            var keys = (await db.DeclaredKeys.AsNoTracking().Where(k => ids.Contains(k.ReportId)).ToListAsync(cancellation)).ToLookup(key => key.ReportId);
            foreach (var report in reports)
                yield return (report.Id, rows[report.Id].Count(),
                    [.. Differences(report, [.. versions[report.Id]], [.. checks[report.Id]], [.. rows[report.Id]], policy),
                        .. db.KeyDifferences(report, [.. versions[report.Id]], [.. keys[report.Id]])]);
        }
    }

    /// <summary>How many head-counts a campaign has, and what differs.</summary>
    public static async Task<(int Counts, IReadOnlyList<string> Differences)> CheckCountsAsync(
        this DeclarationsDb db, Campaign campaign, CancellationToken cancellation = default)
    {
        var derived = await db.CountAnewAsync(campaign.Id, cancellation);
        var stored = HeadCount.Together(await db.HeadCounts.AsNoTracking().Where(count => count.CampaignId == campaign.Id).ToListAsync(cancellation)).ToList();
        var stages = await db.Reports.Where(report => report.CampaignId == campaign.Id)
            .Select(report => new
            {
                report.Id,
                report.Stage,
                report.UnitId,
                Last = db.StageChanges.Where(change => change.ReportId == report.Id).OrderByDescending(change => change.Number).FirstOrDefault(),
            })
            .Where(report => report.Last == null || report.Last.Stage != report.Stage || report.Last.UnitId != report.UnitId)
            .Select(report => report.Id).ToListAsync(cancellation);
        return (derived.Count,
        [
            .. stored.Except(derived).Select(count => $"stored, does not follow: {count}"),
            .. derived.Except(stored).Select(count => $"follows, is not stored: {count}"),
            .. stages.Select(report => $"report {report} stands otherwise than its last stage"),
        ]);
    }

    private static IEnumerable<string> Differences(
        PersonalSituationReport report, IReadOnlyList<Submission> versions, IReadOnlyList<Check> checks, IReadOnlyList<InterestRow> stored,
        Rules.Policy policy)
    {
        if (report.ErasedOn is not null)
        {
            if (stored.Count > 0)
                yield return "interest rows of an erased report";
            yield break;
        }
        if (versions.FirstOrDefault(version => version.IsUnreadable) is { } unreadable)
        {
            yield return $"version {unreadable.Number}: {string.Join(", ", unreadable.Differences().DefaultIfEmpty("it"))} does not agree with what was filed";
            yield break;
        }
        foreach (var version in versions.Where(version => version.Differences(report).Count > 0))
            yield return $"version {version.Number}: {string.Join(", ", version.Differences(report))} does not agree with what was filed";
        foreach (var version in versions.Where(version => version.InterestCount != version.Content.Interests.Count))
            yield return $"version {version.Number}: {version.InterestCount} interests stored, {version.Content.Interests.Count} stated";
        var counted = versions.LastOrDefault(version => version.Withdrawal is null)?.InterestCount ?? 0;
        if (report.InterestCount != counted)
            yield return $"report: {report.InterestCount} interests stored, {counted} stated";
        var derived = InterestRow.Of(report, versions, checks, policy);
        foreach (var row in stored.Except(derived))
            yield return $"stored, does not follow: {row}";
        foreach (var row in derived.Except(stored))
            yield return $"follows, is not stored: {row}";
    }
}
