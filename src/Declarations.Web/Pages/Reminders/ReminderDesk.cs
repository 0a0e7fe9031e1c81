using Declarations.Auditing;
using Declarations.Data;
using Declarations.Reminders;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Web.Language;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reminders;

/// <summary>Somebody whom a reminder concerns, and why.</summary>
/// <param name="Queue">Reports that wait to be read.</param>
/// <param name="RemindedOn">The last time; null: never.</param>
public sealed record Concerned(Guid OfficialId, string Name, string UnitName, ReminderKind Kinds, int Queue, DateOnly? RemindedOn);

/// <summary>Who is to be reminded of what, and sending it: to those concerned only, to each at most once a day.</summary>
public sealed class ReminderDesk(DeclarationsDb db, StatisticsQuery statistics, WebhookSettings webhook)
{
    private static readonly Words Chinese = new(Words.Chinese);

    /// <summary>Those whom it concerns now, in the order of lists.</summary>
    /// <param name="request">A campaign, and the unit with those below it.</param>
    public async Task<IReadOnlyList<Concerned>> ConcernedAsync(FiguresRequest request, CancellationToken cancellation = default)
    {
        var now = request with { AsOf = null };
        var found = new Dictionary<Guid, (ReminderKind Kinds, int Queue)>();
        await AddAsync(statistics.Reports(now, FilingCell.Missing).Where(report => report.PaperBegunAt == null), ReminderKind.NotFiled);
        await AddAsync(statistics.Reports(now, FilingCell.Due).Where(report => report.Status == ReportStatus.Returned), ReminderKind.Returned);
        await AddAsync(statistics.Reports(now, Outcome.Open), ReminderKind.ExitDue);
        foreach (var (reader, queue) in await QueuesAsync(now, cancellation))
        {
            var before = found.GetValueOrDefault(reader);
            found[reader] = (before.Kinds | ReminderKind.Queue, before.Queue + queue);
        }
        var ids = found.Keys.ToList();
        var people = await db.Officials.Where(official => ids.Contains(official.Id) && official.DiedOn == null)
            .OrderBy(official => official.Unit.Path).ThenBy(official => official.StaffNumber)
            .Select(official => new { official.Id, official.Name, UnitName = official.Unit.Name }).ToListAsync(cancellation);
        var reminded = await db.Reminders.Where(reminder => reminder.CampaignId == request.Campaign.Id).GroupBy(reminder => reminder.OfficialId)
            .Select(group => new { group.Key, On = group.Max(reminder => reminder.On) }).ToDictionaryAsync(each => each.Key, each => each.On, cancellation);
        return people.ConvertAll(each => new Concerned(each.Id, each.Name, each.UnitName, found[each.Id].Kinds, found[each.Id].Queue,
            reminded.TryGetValue(each.Id, out var on) ? on : null));

        async Task AddAsync(IQueryable<PersonalSituationReport> reports, ReminderKind kind)
        {
            foreach (var official in await reports.Select(report => report.OfficialId).ToListAsync(cancellation))
                found[official] = (found.GetValueOrDefault(official).Kinds | kind, 0);
        }
    }

    /// <summary>Reminds those of the kinds, and queues one message that counts them; nobody twice on a day. Saved with the caller's save.</summary>
    /// <returns>How many were reminded.</returns>
    public async Task<int> SendAsync(FiguresRequest request, Act act, ReminderKind kinds, CancellationToken cancellation = default)
    {
        var reminders = (await ConcernedAsync(request, cancellation)).Where(each => (each.Kinds & kinds) != 0 && each.RemindedOn != act.LegalDay)
            .Select(each => Reminder.Of(act, request.Campaign.Id, each.OfficialId, each.Kinds & kinds, kinds.HasFlag(ReminderKind.Queue) ? each.Queue : 0))
            .ToList();
        if (reminders.Count == 0)
            return 0;
        db.Reminders.AddRange(reminders);
        request.Campaign.Note(act, AuditAction.RemindersSent, detail: $"unit {request.Unit.Code}, {reminders.Count} people, {kinds}");
        if (webhook.Url is not null)
            db.Messages.Add(Message.Of(request.Campaign.Id, act.At, Text(request, reminders)));
        return reminders.Count;
    }

    private static string Text(FiguresRequest request, IReadOnlyList<Reminder> reminders) => Chinese["reminders.message", request.Campaign.Name,
        request.Unit.Name, string.Join("，", ReminderKinds.Each
            .Select(kind => (Kind: kind, Count: reminders.Count(reminder => reminder.Kinds.HasFlag(kind)))).Where(each => each.Count > 0)
            .Select(each => Chinese["reminders.count", each.Kind, each.Count]))];

    /// <summary>Readers, with the reports that wait for them: whoever holds the post that signs, never for their own.</summary>
    private async Task<Dictionary<Guid, int>> QueuesAsync(FiguresRequest request, CancellationToken cancellation)
    {
        var waiting = await statistics.Reports(request, FilingCell.Due)
            .Where(report => report.Status == ReportStatus.Submitted && report.Route != null && report.SigningUnitId != null)
            .GroupBy(report => new { report.SigningUnitId, report.Route }).Select(group => new
            {
                group.Key.SigningUnitId,
                group.Key.Route,
                Count = group.Count()
            })
            .ToListAsync(cancellation);
        var units = waiting.Select(queue => queue.SigningUnitId!.Value).Distinct().ToList();
        var posts = (await db.ActivePosts().AsNoTracking().Where(post => units.Contains(post.UnitId)).ToListAsync(cancellation)).ToLookup(post => post.UnitId);
        return waiting.SelectMany(queue => posts[queue.SigningUnitId!.Value].Where(post => SigningPosts.For(queue.Route!.Value).Contains(post.Kind))
                .Select(post => post.OfficialId).Distinct().Select(reader => (Reader: reader, queue.Count)))
            .GroupBy(each => each.Reader).ToDictionary(group => group.Key, group => group.Sum(each => each.Count));
    }
}
