using System.Globalization;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Evidence;
using Declarations.Reports;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reports;

/// <summary>
/// Keeps in the audit ledger who looked at whose report, one entry a view, and also that somebody has looked at unusually
/// many within a day. Setting: <c>Audit:ManyReports</c>, how many reports of others a day are unusual (default 200).
/// </summary>
public sealed class ReadingLog(DeclarationsDb db, Viewer viewer, OfficeClock clock, IConfiguration settings)
{
    /// <summary>How many different reports a day are unusual.</summary>
    public int Many { get; } = settings.GetValue("Audit:ManyReports", 200);

    public async Task AddReadingAsync(OpenCase filing, Submission version)
    {
        await AddAsync(filing, act => filing.Report.NoteReading(act, version));
        if (viewer.Official?.Id == filing.Official.Id || await HasOpenedAsync(version))
            return;
        var opening = VersionOpening.Of(version, clock.ActOf(viewer.AccountId, filing.Campaign), viewer.AccountId);
        db.VersionOpenings.Add(opening);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // The same person in another tab was first.
            db.Entry(opening).State = EntityState.Detached;
            if (!await HasOpenedAsync(version))
                throw;
        }
    }

    private Task<bool> HasOpenedAsync(Submission version) =>
        db.VersionOpenings.AnyAsync(opening => opening.SubmissionId == version.Id && opening.AccountId == viewer.AccountId);

    public Task AddDownloadAsync(OpenCase filing, EvidenceFile file) => AddAsync(filing, act => filing.Report.NoteDownload(act, file.Reference));

    /// <summary>What is not filed yet, seen by whoever helps to fill it in or keys it in from paper.</summary>
    public Task AddDraftReadingAsync(OpenCase filing) => AddAsync(filing, filing.Report.NoteDraftReading);

    private async Task AddAsync(OpenCase filing, Action<Act> record)
    {
        // Whoever looks at their own report leaves no trace.
        if (viewer.Official?.Id == filing.Official.Id)
            return;
        record(clock.ActOf(viewer.AccountId, filing.Campaign));
        await db.SaveChangesAsync();
        await NoticeAsync();
    }

    /// <summary>One entry when a day's views reach the number that is unusual, and one at every doubling.</summary>
    private async Task NoticeAsync()
    {
        var (me, since) = (viewer.AccountId, BeijingTime.StartOf(clock.Today));
        var today = db.AuditEntries.Where(e => e.AccountId == me && e.At >= since);
        var reports = await today.Where(e => e.Action == AuditAction.ReportRead || e.Action == AuditAction.DraftRead || e.Action == AuditAction.FileDownloaded)
            .Select(e => e.SubjectId).Distinct().CountAsync();
        if (reports < Many)
            return;
        var level = Many;
        while (level * 2 <= reports)
            level *= 2;
        var detail = level.ToString(CultureInfo.InvariantCulture);
        if (await today.AnyAsync(e => e.Action == AuditAction.ManyReportsRead && e.Detail == detail))
            return;
        db.Record(clock.ActOf(me), AuditAction.ManyReportsRead, viewer.Account!, detail: detail);
        await db.SaveChangesAsync();
    }
}
