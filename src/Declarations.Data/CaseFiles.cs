using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>Loads case files, and keeps what filing and taking back bring. The only place where the facts of a case are gathered.</summary>
public sealed class CaseFiles(DeclarationsDb db)
{
    /// <param name="scope">Narrowed to what the caller may see.</param>
    /// <param name="withVersions">With every version and what the rules said of it: to file or take back.</param>
    /// <returns>Null: it is not in the scope.</returns>
    /// <exception cref="RefusedException">The campaign's policy version is not known here.</exception>
    public async Task<CaseFile?> FindAsync(
        IQueryable<PersonalSituationReport> scope, bool withVersions = false, CancellationToken cancellation = default)
    {
        var report = await scope.Include(r => r.Campaign).Include(r => r.Official).Include(r => r.Unit).SingleOrDefaultAsync(cancellation);
        return report is null ? null : await OfAsync(report, withVersions, cancellation);
    }

    /// <summary>All of a scope to look at, with as many questions as for one.</summary>
    /// <exception cref="RefusedException">The policy version of a campaign is not known here.</exception>
    public async Task<IReadOnlyList<CaseFile>> ListAsync(IQueryable<PersonalSituationReport> scope)
    {
        var reports = await scope.AsNoTracking().Include(r => r.Campaign).Include(r => r.Official).Include(r => r.Unit).ToListAsync();
        return await OfAsync(reports);
    }

    /// <param name="report">With its campaign, official and unit.</param>
    public async Task<CaseFile> OfAsync(PersonalSituationReport report, bool withVersions = false, CancellationToken cancellation = default)
    {
        var file = (await OfAsync([report], cancellation)).Single();
        return withVersions ? await WithVersionsAsync(file, cancellation) : file;
    }

    private async Task<IReadOnlyList<CaseFile>> OfAsync(List<PersonalSituationReport> reports, CancellationToken cancellation = default)
    {
        if (reports.Count == 0)
            return [];
        var ids = reports.ConvertAll(r => r.Id);
        var units = await UnitsAt([.. reports.SelectMany(r => UnitTree.PathsUpFrom(r.Unit.Path)).Distinct()]).ToListAsync(cancellation);
        var deadlines = await DeadlinesOfAsync([.. reports.Select(r => r.Campaign).DistinctBy(campaign => campaign.Id)], cancellation);
        var checks = (await db.Checks.AsNoTracking().Where(c => ids.Contains(c.ReportId)).OrderBy(c => c.Number).ToListAsync(cancellation))
            .ToLookup(check => check.ReportId);
        return [.. reports.Select(report => new CaseFile(report, new OfficialFile(report.Official, Chain(units.Where(unit => report.Unit.IsUnder(unit.Path))),
            PolicyOf(report.Campaign)), deadlines[report.CampaignId], [.. checks[report.Id]]))];
    }

    /// <summary>The same file with every version, to file or take back. Before the first there is nothing to ask for.</summary>
    public async Task<CaseFile> WithVersionsAsync(CaseFile file, CancellationToken cancellation = default) =>
        file.With(file.Report.SubmissionCount == 0 ? [] : await VersionsOf(file.Report.Id).Include(s => s.Determinations).ToListAsync(cancellation));

    /// <summary>Somebody under a policy, with the units at and above a path.</summary>
    public async Task<OfficialFile> OfAsync(Official official, string unitPath, Policy policy, CancellationToken cancellation = default)
    {
        var paths = UnitTree.PathsUpFrom(unitPath).ToList();
        return new OfficialFile(official, Chain(await UnitsAt(paths).ToListAsync(cancellation)), policy);
    }

    private IQueryable<Unit> UnitsAt(List<string> paths) => db.Units.AsNoTracking().Include(u => u.Posts).Where(u => paths.Contains(u.Path));

    /// <summary>The nearest first.</summary>
    private static IReadOnlyList<Unit> Chain(IEnumerable<Unit> units) => [.. units.OrderByDescending(unit => unit.Path.Length)];

    /// <summary>All versions of a report, oldest first, with what was taken back marked.</summary>
    public IQueryable<Submission> VersionsOf(Guid reportId) =>
        db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Where(s => s.ReportId == reportId).OrderBy(s => s.Number);

    public async Task<Deadlines> DeadlinesOfAsync(Campaign campaign, CancellationToken cancellation = default) =>
        (await DeadlinesOfAsync([campaign], cancellation))[campaign.Id];

    /// <summary>Of several campaigns with one question, by the campaign's id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Deadlines>> DeadlinesOfAsync(IReadOnlyList<Campaign> campaigns, CancellationToken cancellation = default)
    {
        var ids = campaigns.Select(campaign => campaign.Id).ToList();
        var changes = (await db.DeadlineChanges.AsNoTracking().Include(c => c.Unit).Where(c => ids.Contains(c.CampaignId)).OrderBy(c => c.At)
            .ToListAsync(cancellation)).ToLookup(change => change.CampaignId);
        return campaigns.ToDictionary(campaign => campaign.Id, campaign => new Deadlines(campaign, [.. changes[campaign.Id]]));
    }

    /// <summary>Adds all that a filed version brings to the next save.</summary>
    public async Task AddAsync(Filed filed, CancellationToken cancellation = default)
    {
        db.Submissions.Add(filed.Version);
        db.Signatures.Add(filed.Signature);
        db.FiledFiles.AddRange(filed.Files);
        if (filed.Version.Number == 1)
        {
            // nothing stands yet that they could replace
            db.InterestRows.AddRange(filed.Rows);
            db.DeclaredKeys.AddRange(db.KeysOf(filed.Report, filed.Version.Content));
            return;
        }
        await ReplaceRowsAsync(filed.Version.ReportId, filed.Rows, cancellation);
        await ReplaceKeysAsync(filed.Report, filed.Version, cancellation);
    }

    /// <summary>Adds all that taking back brings to the next save.</summary>
    /// <param name="file">With every version; those taken back are marked.</param>
    public async Task AddAsync(CaseFile file, IReadOnlyList<Withdrawal> withdrawals, IReadOnlyList<InterestRow> rows, CancellationToken cancellation = default)
    {
        db.Withdrawals.AddRange(withdrawals);
        await ReplaceRowsAsync(file.Report.Id, rows, cancellation);
        await ReplaceKeysAsync(file.Report, file.Versions.Counting(), cancellation);
    }

    /// <summary>Lets what this version names, and nothing else, be joined with registries from the next save on.</summary>
    /// <param name="version">Null: none stands any more.</param>
    private async Task ReplaceKeysAsync(PersonalSituationReport report, Submission? version, CancellationToken cancellation)
    {
        var stored = await db.DeclaredKeys.Where(key => key.ReportId == report.Id).ToDictionaryAsync(key => key.SubjectId, cancellation);
        foreach (var key in version is null ? [] : db.KeysOf(report, version.Content))
            if (stored.Remove(key.SubjectId, out var before))
                db.Entry(before).CurrentValues.SetValues(key);
            else
                db.DeclaredKeys.Add(key);
        db.DeclaredKeys.RemoveRange(stored.Values);
    }

    /// <summary>Lets exactly these rows stand for a report from the next save on.</summary>
    public async Task ReplaceRowsAsync(Guid reportId, IReadOnlyList<InterestRow> rows, CancellationToken cancellation = default)
    {
        var stored = await db.InterestRows.Where(row => row.ReportId == reportId).ToDictionaryAsync(row => (row.InterestId, row.ValidFrom), cancellation);
        foreach (var row in rows)
            if (stored.Remove((row.InterestId, row.ValidFrom), out var before))
                db.Entry(before).CurrentValues.SetValues(row);
            else
                db.InterestRows.Add(row);
        db.InterestRows.RemoveRange(stored.Values);
    }

    /// <summary>The policy version that a campaign pins, with the campaign's own days.</summary>
    /// <exception cref="RefusedException">The campaign's policy version is not known here.</exception>
    public static Policy PolicyOf(Campaign campaign) =>
        Policies.Find(campaign.PolicyVersion) is { } policy ? campaign.Under(policy)
            : throw new RefusedException(Refusal.PolicyUnknown(campaign.PolicyVersion));
}
