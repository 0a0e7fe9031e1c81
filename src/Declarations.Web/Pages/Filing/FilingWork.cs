using Declarations.Data;
using Declarations.Reminders;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Filing;

/// <summary>The viewer's own reports.</summary>
public sealed class FilingWork(DeclarationsDb db, FilingDesk desk, Viewer viewer) : IWork
{
    public bool Concerns => viewer.Official is not null;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var (items, me) = (new List<WorkItem>(), viewer.Official!.Id);
        var mine = await desk.OpenAllAsync(db.Reports.Where(r => r.OfficialId == me && r.ErasedOn == null && r.Status != ReportStatus.Excused));
        var open = (await OpenAsync(mine)).ToLookup(row => row.ReportId);
        foreach (var filing in mine)
            items.AddRange(new[] { await OwnAsync(filing, [.. open[filing.Report.Id]]), AskAgain(filing) }.OfType<WorkItem>());
        return items;
    }

    /// <summary>Interests in filed reports that are open today, by the day of each campaign.</summary>
    private async Task<IReadOnlyList<InterestRow>> OpenAsync(IReadOnlyList<OpenCase> mine)
    {
        var open = mine.Where(filing => filing.Report.SubmissionCount > 0).GroupBy(filing => filing.Today, filing => filing.Report.Id).Select(onDay =>
        {
            var ids = onDay.ToList();
            return db.InterestRows.AsNoTracking().Where(row => ids.Contains(row.ReportId)).StandingNow().OpenOn(onDay.Key);
        }).ToList();
        return open.Count == 0 ? [] : await open.Aggregate((all, next) => all.Concat(next)).ToListAsync();
    }

    /// <param name="rows">Interests that are open today.</param>
    private async Task<WorkItem?> OwnAsync(OpenCase filing, IReadOnlyList<InterestRow> rows)
    {
        var report = filing.Report;
        if (report.IsUnreadable)
            return Of(filing, "unreadable", "octagon", "bad", Links.Details(filing.Key));
        var href = report.DraftNumber == 0 ? Links.Details(filing.Key) : Steps.NextAfter(filing, report.Draft);
        var (open, examined) = (rows.Count(row => !row.ExitInQuestion), rows.Count(row => row.ExitInQuestion));
        return report switch
        {
            { Status: ReportStatus.Returned } =>
                Of(filing, "returned", "arrow-back", "warn", Links.Check(filing.Campaign.Code)) with { Notes = await NewestNotesAsync(report) },
            { Status: ReportStatus.Draft, DraftNumber: 0 } => Of(filing, "start", "circle-dashed", "idle", href),
            { Status: ReportStatus.Draft } => Of(filing, "go-on", "circle-half", "now", href),
            { Status: ReportStatus.Submitted, HasUnsubmittedChanges: true } => Of(filing, "sign-again", "circle-half", "now", href),
            { Status: ReportStatus.Supplementing } => Of(filing, "supplement", "circle-half", "now", href) with { DueOn = filing.Today, MovedBy = null },
            { Status: ReportStatus.Withdrawn } => Of(filing, "withdrawn", "arrow-back", "warn", href),
            { Status: ReportStatus.Submitted } when open > 0 => Exit(filing, "exit", Links.Check(filing.Campaign.Code), open),
            { SignedNumber: > 0 } when open > 0 => Exit(filing, "exit-signed", Links.Supplement(filing.Key), open),
            { Status: ReportStatus.Submitted } or { SignedNumber: > 0 } when examined > 0 =>
                Of(filing, "exit-examined", "diamond", "warn", report.Status == ReportStatus.Submitted ? Links.Check(filing.Key) : Links.Supplement(filing.Key))
                with
                { DueOn = filing.Policy.ReportAndExitBy, MovedBy = null, Count = examined },
            _ => null,
        };
    }

    /// <summary>A report that rests on somebody's silence: ask again while the plan runs.</summary>
    private static WorkItem? AskAgain(OpenCase filing) =>
        filing.Report is { IsUnreadable: false, SubmissionCount: > 0, HasUnsubmittedChanges: false, Draft.RestsOnSilence: true }
            && filing.Today <= filing.Policy.EndsOn
            ? new WorkItem("ask-again", null, filing.Today, "clock", "idle", filing.MayEdit ? Links.Family(filing.Key) : Links.Supplement(filing.Key))
            {
                Campaign = filing.Campaign,
                Name = string.Join("、", filing.Report.Draft.Silent.Select(relative => relative.Name)),
            } : null;

    public static WorkItem Of(OpenCase filing, string key, string icon, string weight, string href) =>
        new(key, filing.DueOn, filing.Today, icon, weight, href)
        {
            Campaign = filing.Campaign,
            MovedBy = filing.MovedBy,
            Reminds = filing.Report.Status == ReportStatus.Returned ? ReminderKind.Returned
                : filing.Report.FirstSubmittedOn is null ? ReminderKind.NotFiled : default,
        };

    private static WorkItem Exit(OpenCase filing, string key, string href, int open) =>
        Of(filing, key, "octagon", "bad", href) with
        {
            DueOn = filing.Policy.ReportAndExitBy,
            MovedBy = null,
            Count = open,
            Reminds = ReminderKind.ExitDue,
        };

    private Task<List<ReturnNote>> NewestNotesAsync(PersonalSituationReport report) => db.ReturnNotes.AsNoTracking()
        .Where(n => n.ReportId == report.Id && n.At == db.ReturnNotes.Where(m => m.ReportId == report.Id).Max(m => m.At)).OrderBy(n => n.Id).ToListAsync();
}
