using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Filing;
using Declarations.Web.Pages.Reading;
using Declarations.Web.Pages.Roster;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyWork;

/// <summary>One thing to do: by when, in what state, and the one button that does it.</summary>
public sealed record WorkItem(string Key, Campaign Campaign, DateOnly DueOn, DateOnly Today, string Icon, string Weight, string Href, int Count = 0,
    IReadOnlyList<ReturnNote>? Notes = null, string? Name = null, DeadlineChange? MovedBy = null, bool InWorkingDays = false)
{
    public int DaysLeft => DueOn.DayNumber - Today.DayNumber;
}

/// <summary>我的待办: everything this person must do, in order of due date.</summary>
public sealed class MyWorkModel(DeclarationsDb db, CaseFiles files, FilingDesk desk, SignInDesk signIns, Viewer viewer, OfficeClock clock, WorkingDays calendar) : PageModel
{
    private const int PapersShown = 20;
    private static readonly TimeSpan AnswerIsNew = TimeSpan.FromDays(30);

    public IReadOnlyList<WorkItem> Items { get; private set; } = [];
    public IReadOnlyList<Submission> Receipts { get; private set; } = [];
    /// <summary>My own requests to correct the roster, as long as the answer is new.</summary>
    public IReadOnlyList<RosterRequest> Requests { get; private set; } = [];
    public int RequestsToAnswer { get; private set; }
    public bool Files => viewer.Official is not null;
    /// <summary>Campaigns in which the viewer has filed.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public string Name { get; private set; } = "";
    /// <summary>Somebody reset the viewer's sign-in within the last thirty days.</summary>
    public ResetNotice? Reset { get; private set; }

    public async Task OnGetAsync()
    {
        await viewer.LoadAsync();
        Name = viewer.Account!.DisplayName;
        Reset = await signIns.LastResetAsync(viewer.Account) is { } reset && clock.Now - reset.At < TimeSpan.FromDays(30) ? reset : null;
        var items = new List<WorkItem>();
        if (viewer.Official is { } me)
        {
            var mine = await db.Reports.Where(r => r.OfficialId == me.Id && r.ErasedOn == null).Select(r => new { r.Campaign.Code, r.Status }).ToListAsync();
            foreach (var code in mine.Where(r => r.Status != ReportStatus.Excused).Select(r => r.Code))
                if (await desk.OpenMineAsync(code) is { } filing && await OwnAsync(filing) is { } item)
                    items.Add(item with { MovedBy = item.DueOn == filing.DueOn ? filing.MovedBy : null });
            var since = clock.Now - AnswerIsNew;
            Requests = await db.RosterRequests.AsNoTracking().Where(r => r.OfficialId == me.Id && (r.AnsweredAt == null || r.AnsweredAt > since)).OrderByDescending(r => r.AskedAt).Take(3).ToListAsync();
            Campaigns = await db.Reports.AsNoTracking().Where(r => r.OfficialId == me.Id && r.SubmissionCount > 0).Select(r => r.Campaign).OrderBy(c => c.Code).ToListAsync();
            Receipts = await db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Where(s => s.Report.OfficialId == me.Id).OrderByDescending(s => s.SubmittedAt).Take(5).ToListAsync();
        }
        await AddForOthersAsync(items);
        await AddReadingAsync(items);
        if (await viewer.MayAsync(Permission.RunCampaign))
        {
            await AddCustodyAsync(items);
            RequestsToAnswer = await viewer.RequestsInCharge().CountAsync(r => r.Status == RequestStatus.Open);
        }
        Items = [.. items.OrderBy(item => item.DueOn).ThenBy(item => item.Key, StringComparer.Ordinal)];
        Today = items.Select(item => (DateOnly?)item.Today).Min() ?? clock.Today;
        ViewData["Campaign"] = items.Select(item => item.Campaign).FirstOrDefault(campaign => campaign.IsPractice);
    }

    private async Task<WorkItem?> OwnAsync(Filing.OpenCase filing)
    {
        var report = filing.Report;
        if (report.IsUnreadable)
            return new("unreadable", filing.Campaign, filing.DueOn, filing.Today, "octagon", "bad", Links.Details(filing.Key));
        var href = report.DraftNumber == 0 ? Links.Details(filing.Key) : Steps.NextAfter(filing, report.Draft);
        var open = await db.InterestRows.StandingOn(filing.Today).Where(row => row.ReportId == report.Id).OpenOn(filing.Today).CountAsync();
        return report switch
        {
            { Status: ReportStatus.Returned } => new("returned", filing.Campaign, filing.DueOn, filing.Today, "arrow-back", "warn", Links.Check(filing.Campaign.Code),
                Notes: await db.ReturnNotes.AsNoTracking().Where(n => n.ReportId == report.Id
                    && n.At == db.ReturnNotes.Where(m => m.ReportId == report.Id).Max(m => m.At)).OrderBy(n => n.Id).ToListAsync()),
            { Status: ReportStatus.Draft, DraftNumber: 0 } => new("start", filing.Campaign, filing.DueOn, filing.Today, "circle-dashed", "idle", href),
            { Status: ReportStatus.Draft } => new("go-on", filing.Campaign, filing.DueOn, filing.Today, "circle-half", "now", href),
            { Status: ReportStatus.Submitted, HasUnsubmittedChanges: true } => new("sign-again", filing.Campaign, filing.DueOn, filing.Today, "circle-half", "now", href),
            { Status: ReportStatus.Supplementing } => new("supplement", filing.Campaign, filing.Today, filing.Today, "circle-half", "now", href),
            { Status: ReportStatus.Withdrawn } => new("withdrawn", filing.Campaign, filing.DueOn, filing.Today, "arrow-back", "warn", href),
            { Status: ReportStatus.Submitted } when open > 0 =>
                new("exit", filing.Campaign, filing.Policy.ReportAndExitBy, filing.Today, "octagon", "bad", Links.Check(filing.Campaign.Code), open),
            { SignedNumber: > 0 } when open > 0 =>
                new("exit-signed", filing.Campaign, filing.Policy.ReportAndExitBy, filing.Today, "octagon", "bad", Links.Supplement(filing.Key), open),
            _ => null,
        };
    }

    /// <summary>Drafts that the viewer fills in for a colleague, and reports on paper that the office keys in.</summary>
    private async Task AddForOthersAsync(List<WorkItem> items)
    {
        var me = viewer.Official?.Id;
        var assisted = await db.Reports.AsNoTracking().Where(r => r.AssistantId == me && r.AssistantId != null && r.PaperBegunAt == null && r.ErasedOn == null).ToListAsync();
        foreach (var report in assisted.Where(r => ReportTransitions.After(r.Status, ReportVerb.SaveDraft) is not null && (r.HasUnsubmittedChanges || r.SubmissionCount == 0)))
            if (await desk.OpenToPrepareAsync(report.Id.ToString()) is { } filing)
                items.Add(new("assist", filing.Campaign, filing.DueOn, filing.Today, "circle-half", "now", Links.Check(filing.Key), Name: filing.Official.Name, MovedBy: filing.MovedBy));
        var papers = viewer.ReportsInCharge().Where(r => r.PaperBegunAt != null && r.OfficialId != me && r.ErasedOn == null).OrderBy(r => r.PaperBegunAt).Select(r => r.Id).Take(PapersShown);
        foreach (var id in await papers.ToListAsync())
            if (await desk.OpenToPrepareAsync(id.ToString()) is { } filing)
                items.Add(new("paper", filing.Campaign, filing.DueOn, filing.Today, "file-text", "now", Links.Paper(filing.Campaign.Code, id), Name: filing.Official.Name, MovedBy: filing.MovedBy));
    }

    private async Task AddReadingAsync(List<WorkItem> items)
    {
        if (!await viewer.MayAsync(Permission.ReadAndSign))
            return;
        var waiting = await viewer.ReportsToRead().Where(r => r.Status == ReportStatus.Submitted)
            .GroupBy(r => r.CampaignId).Select(g => new { g.Key, Count = g.Count(), Oldest = g.Min(r => r.LastSubmittedOn) }).ToListAsync();
        foreach (var queue in waiting)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == queue.Key);
            items.Add(new("read", campaign, ReadingTime.DueOn(queue.Oldest!.Value, calendar), campaign.Today(clock.Now), "eye", "now", Links.Queue, queue.Count,
                InWorkingDays: true));
        }
    }

    private async Task AddCustodyAsync(List<WorkItem> items)
    {
        var waiting = await viewer.ReportsInCharge().Where(r => r.Status == ReportStatus.Signed && r.ErasedOn == null)
            .GroupBy(r => new { r.CampaignId, CityManaged = r.Official.CityManaged == true }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        foreach (var queue in waiting)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == queue.Key.CampaignId);
            var deadlines = await files.DeadlinesOfAsync(campaign);
            items.Add(new(queue.Key.CityManaged ? "hand-up" : "keep", campaign, deadlines.For(queue.Key.CityManaged, []), campaign.Today(clock.Now),
                "file-text", "now", Links.Custody, queue.Count, MovedBy: deadlines.ChangeFor(queue.Key.CityManaged, [])));
        }
    }
}
