using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Reminders;
using Declarations.Web.Pages.Reports;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyWork;

/// <summary>我的待办: everything this person must do, in order of due date.</summary>
[KeepsStatements]
public sealed class MyWorkModel(DeclarationsDb db, IEnumerable<IWork> work, SignInDesk signIns, Viewer viewer, OfficeClock clock) : PageModel
{
    private static readonly TimeSpan AnswerIsNew = TimeSpan.FromDays(30);

    public IReadOnlyList<WorkItem> Items { get; private set; } = [];
    public IReadOnlyList<Submission> Receipts { get; private set; } = [];
    /// <summary>My own requests to correct the roster, as long as the answer is new.</summary>
    public IReadOnlyList<RosterRequest> Requests { get; private set; } = [];
    public bool Files => viewer.Official is not null;
    /// <summary>Reports that the viewer has filed, and with whom they wait.</summary>
    public IReadOnlyList<(PersonalSituationReport Report, IReadOnlyList<string> Readers)> Filed { get; private set; } = [];
    /// <summary>Campaigns in which the viewer files and that say whom to ask.</summary>
    public IReadOnlyList<Campaign> ToAsk { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public string Name { get; private set; } = "";
    /// <summary>Somebody reset the viewer's sign-in, and the viewer has not said yet that they know of it.</summary>
    public ResetNotice? Reset { get; private set; }

    public async Task OnGetAsync()
    {
        await viewer.LoadAsync();
        Name = viewer.Account!.DisplayName;
        var (account, me) = (viewer.AccountId, viewer.Official?.Id);
        var features = work.Where(feature => feature.Concerns).Select(feature => (Work: feature, feature.Signs)).ToList();
        var (resets, reminders) = (signIns.Resets(account), db.Reminders.Where(reminder => reminder.OfficialId == me));
        var requests = db.RosterRequests.Where(request => request.OfficialId == me);
        var found = await features.Select(feature => feature.Signs).OfType<IQueryable<object>>().Concat([resets, reminders, requests]).ToList().WithRowsAsync();

        if (found.Contains(resets))
            Reset = await signIns.LastResetAsync(account) is { IsNew: true } reset ? reset : null;
        var items = new List<WorkItem>();
        foreach (var (feature, signs) in features)
            if (signs is null || found.Contains(signs))
                items.AddRange(await feature.WaitingAsync());
        if (found.Contains(reminders))
            items = await reminders.MarkedAsync(items);
        Items = [.. items.OrderBy(item => item.DueOn ?? DateOnly.MaxValue).ThenBy(item => item.Key, StringComparer.Ordinal)];
        Today = items.Select(item => (DateOnly?)item.Today).Min() ?? clock.Today;
        ViewData["Campaign"] = items.Select(item => item.Campaign).FirstOrDefault(campaign => campaign?.IsPractice == true);
        if (found.Contains(requests))
            Requests = await AnsweredLatelyAsync(requests);
        if (me is not null)
            await LoadOwnAsync(me.Value);
    }

    private Task<List<RosterRequest>> AnsweredLatelyAsync(IQueryable<RosterRequest> requests)
    {
        var since = clock.Now - AnswerIsNew;
        return requests.AsNoTracking().Where(r => r.AnsweredAt == null || r.AnsweredAt > since).OrderByDescending(r => r.AskedAt).Take(3).ToListAsync();
    }

    private async Task LoadOwnAsync(Guid me)
    {
        var reports = await db.Reports.AsNoTracking().Include(r => r.Campaign).Where(r => r.OfficialId == me).OrderBy(r => r.Campaign.PracticeDate != null)
            .ThenBy(r => r.Campaign.Code).ToListAsync();
        ToAsk = reports.ConvertAll(report => report.Campaign).FindAll(campaign => campaign.ToAsk.Count > 0);
        foreach (var report in reports.Where(report => report.SubmissionCount > 0))
            Filed = [.. Filed, (report, report.Status == ReportStatus.Submitted ? await db.Readers(report).ToListAsync() : [])];
        Receipts = await db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Where(s => s.Report.OfficialId == me).OrderByDescending(s => s.SubmittedAt)
            .Take(5).ToListAsync();
    }
}
