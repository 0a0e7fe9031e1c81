using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Data.Trust;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Language;
using Declarations.Web.Pages.IntegrityFiles;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyData;

/// <summary>That somebody else looked at a report or took a copy of a file.</summary>
public sealed record Look(DateTimeOffset At, AuditAction Action, string By);

/// <summary>Everything that is kept of one official: the package and the page to read are made of it.</summary>
/// <param name="Reports">With the draft of each.</param>
/// <param name="Typing">What they have typed and not saved.</param>
/// <param name="File">廉政档案, without what is open about them.</param>
public sealed record PersonalRecord(
    Official Official, IReadOnlyList<PersonalSituationReport> Reports, IReadOnlyList<Submission> Versions, IReadOnlyList<Signature> Signatures,
    IReadOnlyList<ReturnNote> Comments, IReadOnlyList<RosterRequest> Requests, IReadOnlyList<KeptForm> Typing, IReadOnlyList<Look> Views,
    IReadOnlyList<FileSection> File)
{
    public static async Task<PersonalRecord> OfAsync(DeclarationsDb db, IntegrityFile file, Words words, Official official)
    {
        var reports = await db.Reports.AsNoTracking().Include(r => r.Campaign).Where(r => r.OfficialId == official.Id).OrderBy(r => r.Id).ToListAsync();
        var ids = reports.Select(r => r.Id).ToList();
        var versions = await db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Where(s => ids.Contains(s.ReportId)).OrderBy(s => s.SubmittedAt)
            .ToListAsync();
        var signatures = await db.Signatures.AsNoTracking().Where(s => ids.Contains(s.ReportId)).OrderBy(s => s.SignedAt).ToListAsync();
        foreach (var report in reports.Where(report => report.SubmissionCount > 0))
            await new Testimony(db).EnsureAsync(report, versions.FindAll(s => s.ReportId == report.Id), signatures.FindAll(s => s.ReportId == report.Id));
        return new(official, reports, versions, signatures,
            await db.ReturnNotes.AsNoTracking().Where(n => ids.Contains(n.ReportId)).OrderBy(n => n.At).ToListAsync(),
            await db.RosterRequests.AsNoTracking().Where(r => r.OfficialId == official.Id).OrderBy(r => r.AskedAt).ToListAsync(),
            await db.KeptForms.AsNoTracking().Where(k => db.Users.Any(a => a.Id == k.AccountId && a.OfficialId == official.Id)).OrderBy(k => k.At)
                .ToListAsync(),
            await db.AuditEntries.AsNoTracking().Where(e => ids.Contains(e.SubjectId)
                && (e.Action == AuditAction.ReportRead || e.Action == AuditAction.DraftRead || e.Action == AuditAction.FileDownloaded)).OrderBy(e => e.At)
                .Join(db.Users, e => e.AccountId, account => (Guid?)account.Id, (e, account) => new Look(e.At, e.Action, account.DisplayName)).ToListAsync(),
            await file.OfAsync(official, words));
    }
}
