using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Declarations.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reading;

/// <summary>One report that waits for the viewer's signature, in its newest version.</summary>
/// <param name="ReportVersion">Travels with the sign button.</param>
/// <param name="Opened">The viewer has opened this version.</param>
public sealed record Waiting(
    Guid ReportId, int ReportVersion, string Name, string? Post, string UnitName, Campaign Campaign, Submission Version, bool Opened, DateOnly DueOn,
    DateOnly Today)
{
    public int DaysOver => Today.DayNumber - DueOn.DayNumber;
    public bool IsOverdue => DaysOver > 0;
    public bool IsNil => Version.InterestCount == 0;
    /// <summary>A nil return that may be signed from the list.</summary>
    public bool MaySignInList => IsNil && !Version.IsUnreadable && (Opened || !Version.MustBeOpened);

    public string Summary(Words words) => Version.IsUnreadable ? words["reading.unreadable", Version.ReceiptNumber] : IsNil ? words["reading.nil"]
        : string.Join(words.IsChinese ? "，"
            : ", ", Version.Content.Interests.GroupBy(i => i.Sector).OrderBy(g => g.Key).Select(g => words["reading.sector", g.Key, g.Count()]));
}

/// <summary>What waits for the viewer, in the order in which it is read.</summary>
public sealed record ReadingQueue(IReadOnlyList<Waiting> All)
{
    public IReadOnlyList<(string Key, IReadOnlyList<Waiting> Items)> Groups { get; } =
    [
        ("reading.overdue", [.. All.Where(w => w.IsOverdue)]),
        ("reading.positive", [.. All.Where(w => w is { IsOverdue: false, IsNil: false })]),
        ("reading.drawn", [.. All.Where(w => w is { IsOverdue: false, IsNil: true, Version.MustBeOpened: true })]),
        ("reading.nil-returns", [.. All.Where(w => w is { IsOverdue: false, IsNil: true, Version.MustBeOpened: false })]),
    ];

    /// <summary>The next one to open after a report; nil returns that need no opening are signed from the list.</summary>
    public Waiting? After(Guid reportId)
    {
        var order = Groups.SelectMany(group => group.Items).ToList();
        var here = order.FindIndex(w => w.ReportId == reportId);
        return order.Skip(here + 1).Concat(order.Take(Math.Max(here, 0))).FirstOrDefault(w => w.Version.MustBeOpened);
    }

    /// <summary>The next one that may be signed in the list; after the last, the first.</summary>
    public Waiting? NextInList(Guid reportId)
    {
        var order = Groups.SelectMany(group => group.Items).Where(w => w.MaySignInList || w.ReportId == reportId).ToList();
        var here = order.FindIndex(w => w.ReportId == reportId);
        return order.Skip(here + 1).Concat(order.Take(Math.Max(here, 0))).FirstOrDefault();
    }

    public Waiting? Before(Guid reportId) =>
        Groups.SelectMany(group => group.Items).TakeWhile(w => w.ReportId != reportId).LastOrDefault(w => w.Version.MustBeOpened);
}

/// <summary>The reader's work: the queue, and the act of signing for the list and the page alike.</summary>
public sealed class ReadingDesk(DeclarationsDb db, FilingDesk desk, Viewer viewer, OfficeClock clock, WorkingDays calendar, SigningWindow window)
{
    public async Task<ReadingQueue> QueueAsync()
    {
        await viewer.LoadAsync();
        var reports = viewer.ReportsToRead().Where(r => r.Status == ReportStatus.Submitted);
        var found = await reports.Join(db.Submissions, r => new { r.Id, Number = r.SubmissionCount }, s => new { Id = s.ReportId, s.Number },
            (r, s) => new
            {
                r.Version,
                r.Official.Name,
                r.Official.Post,
                UnitName = r.Unit.Name,
                r.Campaign,
                Newest = s,
                Opened = db.VersionOpenings.Any(o => o.SubmissionId == s.Id && o.AccountId == viewer.AccountId),
            }).AsNoTracking().ToListAsync();
        return new ReadingQueue([.. found.OrderBy(r => r.Newest.SubmittedOn).ThenBy(r => r.Newest.SubmittedAt)
            .Select(r => new Waiting(r.Newest.ReportId, r.Version, r.Name, r.Post, r.UnitName, r.Campaign, r.Newest,
                r.Opened, DueOn(r.Newest), r.Campaign.Today(clock.Now)))]);
    }

    public DateOnly DueOn(Submission version) => ReadingTime.DueOn(version.SubmittedOn, calendar);

    /// <summary>A submitted report that came to the viewer to be read; null: there is none.</summary>
    public async Task<OpenCase?> OpenAsync(Guid id)
    {
        await viewer.LoadAsync();
        return await desk.OpenAsync(viewer.ReportsToRead().Where(r => r.SubmissionCount > 0), id);
    }

    /// <summary>阅签 of the newest version. Sent twice, it signs once.</summary>
    /// <param name="version">Of the report, as the form showed it.</param>
    public async Task SignAsync(OpenCase filing, int version)
    {
        var newest = await NewestAsync(filing);
        if (await db.Signatures.AnyAsync(s => s.SubmissionId == newest.Id && s.Kind == SignatureKind.Reader && s.OfficialId == viewer.Official!.Id))
            return;
        var opened = await db.VersionOpenings.AnyAsync(o => o.SubmissionId == newest.Id && o.AccountId == viewer.AccountId);
        db.Expect(filing.Report, version);
        var (posts, deputyFor) = viewer.PostsFor(filing.Report);
        db.Signatures.Add(filing.Report.Sign(desk.ActOn(filing), newest, viewer.Official!, posts, opened, deputyFor)
            .RestingOn(await window.RestOfAsync(viewer.Account!)));
        await SaveAsync();
    }

    /// <summary>退回: gives the newest version back with a comment on each line.</summary>
    public async Task ReturnAsync(OpenCase filing, int version, IReadOnlyList<(string Line, string Comment)> comments)
    {
        db.Expect(filing.Report, version);
        db.ReturnNotes.AddRange(filing.Report
            .ReturnForCorrection(desk.ActOn(filing), await NewestAsync(filing), viewer.Official!, viewer.PostsFor(filing.Report).Posts, comments));
        await SaveAsync();
    }

    private Task<Submission> NewestAsync(OpenCase filing) =>
        db.Submissions.AsNoTracking().SingleAsync(s => s.ReportId == filing.Report.Id && s.Number == filing.Report.SubmissionCount);

    private async Task SaveAsync()
    {
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Another reader of the same unit, or a newer version, was first.
            throw new RefusedException(Refusal.ChangedMeanwhile);
        }
    }
}
