using Declarations.Auditing;
using Declarations.Data;
using Declarations.Reminders;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Roster;
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

    /// <summary>Asked for more than once while a page is made.</summary>
    private readonly Dictionary<FiguresRequest, Dictionary<Guid, int>> queues = [];

    /// <summary>How many each reason concerns now, counted no further than lists go; without the reasons that concern nobody.</summary>
    /// <param name="request">A campaign, and the unit with those below it.</param>
    public async Task<IReadOnlyDictionary<ReminderKind, int>> CountsAsync(FiguresRequest request)
    {
        var counts = new Dictionary<ReminderKind, int>();
        foreach (var kind in ReminderKinds.Each)
            if (await CountAsync(request, kind) is > 0 and var people)
                counts[kind] = people;
        return counts;
    }

    /// <summary>Readers are all looked up to begin with, and whose exit is due is counted already: but for the dead, of whom there are few.</summary>
    private async Task<int> CountAsync(FiguresRequest request, ReminderKind kind)
    {
        if (kind == ReminderKind.Queue)
            return (await QueuesAsync(request, CancellationToken.None)).Count;
        if (kind != ReminderKind.ExitDue)
            return await Reports(request, kind).CountUpAsync();
        var now = request with { AsOf = null };
        var open = (await statistics.CountsAsync(now)).Outcomes.Of(Outcome.Open);
        return open == 0 ? 0 : open - await statistics.Reports(now, Outcome.Open)
            .Where(report => db.Officials.Where(official => official.DiedOn != null).Select(official => official.Id).Contains(report.OfficialId)).CountAsync();
    }

    /// <summary>Those on one page of whom a reason concerns, in the order of lists, each with all reasons.</summary>
    public async Task<IReadOnlyList<Concerned>> PageAsync(FiguresRequest request, ReminderKind kind, Paging paging)
    {
        var people = await (await PeopleAsync(request, kind)).Skip(paging.Skip).Take(paging.Size)
            .Select(official => new { official.Id, official.Name, UnitName = official.Unit.Name }).ToListAsync();
        var ids = people.ConvertAll(each => each.Id);
        var found = await FoundAsync(request, ReminderKinds.All, ids, CancellationToken.None);
        var reminded = await db.Reminders.Where(reminder => reminder.CampaignId == request.Campaign.Id && ids.Contains(reminder.OfficialId))
            .GroupBy(reminder => reminder.OfficialId).Select(group => new { group.Key, On = group.Max(reminder => reminder.On) })
            .ToDictionaryAsync(each => each.Key, each => each.On);
        return people.ConvertAll(each => new Concerned(each.Id, each.Name, each.UnitName, kind | found.GetValueOrDefault(each.Id).Kinds,
            found.GetValueOrDefault(each.Id).Queue, reminded.TryGetValue(each.Id, out var on) ? on : null));
    }

    /// <summary>Reminds those of the kinds, and queues one message that counts them; nobody twice on a day.</summary>
    /// <returns>How many were reminded; none if somebody else was first.</returns>
    public async Task<int> SendAsync(FiguresRequest request, Act act, ReminderKind kinds, CancellationToken cancellation = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var today = await db.Reminders.Where(reminder => reminder.CampaignId == request.Campaign.Id && reminder.On == act.LegalDay)
            .Select(reminder => reminder.OfficialId).ToHashSetAsync(cancellation);
        var reminders = (await FoundAsync(request, kinds, null, cancellation)).Where(each => !today.Contains(each.Key))
            .Select(each => Reminder.Of(act, request.Campaign.Id, each.Key, each.Value.Kinds, each.Value.Queue)).ToList();
        if (reminders.Count == 0)
            return 0;
        request.Campaign.Note(act, AuditAction.RemindersSent, detail: $"unit {request.Unit.Code}, {reminders.Count} people, {kinds}");
        if (webhook.Url is not null)
            db.Messages.Add(Message.Of(request.Campaign.Id, act.At, Text(request, reminders)));
        try
        {
            await db.InsertManyAsync(reminders, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception twice) when (twice.IsTwice())
        {
            // Somebody else has just reminded them.
            db.ChangeTracker.Clear();
            return 0;
        }
        return reminders.Count;
    }

    /// <summary>The living whom a reason concerns, in the order of lists.</summary>
    private async Task<IQueryable<Official>> PeopleAsync(FiguresRequest request, ReminderKind kind)
    {
        if (kind != ReminderKind.Queue)
            return Reports(request, kind).OrderBy(report => report.ListKey).Select(report => report.Official);
        var readers = (await QueuesAsync(request, CancellationToken.None)).Keys;
        return db.Officials.Where(official => readers.Contains(official.Id))
            .OrderBy(official => official.Unit.Path).ThenBy(official => official.StaffNumber);
    }

    /// <summary>Reports of the living that are a reason.</summary>
    private IQueryable<PersonalSituationReport> Reports(FiguresRequest request, ReminderKind kind)
    {
        var now = request with { AsOf = null };
        return (kind switch
        {
            ReminderKind.NotFiled => statistics.Reports(now, FilingCell.Missing).Where(report => report.PaperBegunAt == null),
            ReminderKind.Returned => statistics.Reports(now, FilingCell.Due).Where(report => report.Status == ReportStatus.Returned),
            _ => statistics.Reports(now, Outcome.Open),
        }).Where(report => !db.Officials.Any(official => official.Id == report.OfficialId && official.DiedOn != null));
    }

    /// <summary>All reasons for whom they concern.</summary>
    /// <param name="ids">Only of these officials; null: of all.</param>
    private async Task<Dictionary<Guid, (ReminderKind Kinds, int Queue)>> FoundAsync(
        FiguresRequest request, ReminderKind kinds, IReadOnlyCollection<Guid>? ids, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, (ReminderKind Kinds, int Queue)>();
        foreach (var kind in ReminderKinds.Each.Where(kind => kind != ReminderKind.Queue && kinds.HasFlag(kind)))
            foreach (var official in await Reports(request, kind).Where(report => ids == null || ids.Contains(report.OfficialId))
                .Select(report => report.OfficialId).ToListAsync(cancellation))
                found[official] = (found.GetValueOrDefault(official).Kinds | kind, 0);
        if (!kinds.HasFlag(ReminderKind.Queue))
            return found;
        foreach (var (reader, queue) in await QueuesAsync(request, cancellation))
            if (ids?.Contains(reader) != false)
                found[reader] = (found.GetValueOrDefault(reader).Kinds | ReminderKind.Queue, queue);
        return found;
    }

    private static string Text(FiguresRequest request, IReadOnlyList<Reminder> reminders) => Chinese["reminders.message", request.Campaign.Name,
        request.Unit.Name, string.Join("，", ReminderKinds.Each
            .Select(kind => (Kind: kind, Count: reminders.Count(reminder => reminder.Kinds.HasFlag(kind)))).Where(each => each.Count > 0)
            .Select(each => Chinese["reminders.count", each.Kind, each.Count]))];

    /// <summary>Readers in service, with the reports that wait for them: whoever holds the post that signs, never for their own.</summary>
    private async Task<Dictionary<Guid, int>> QueuesAsync(FiguresRequest request, CancellationToken cancellation)
    {
        if (queues.TryGetValue(request, out var known))
            return known;
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
        var held = await db.UnitPosts.AsNoTracking().Where(post => units.Contains(post.UnitId)).ToListAsync(cancellation);
        // Asked for by number, of a few thousand: in one question PostgreSQL would read everybody.
        var holders = held.Select(post => post.OfficialId).Distinct().ToList();
        var serving = await db.Serving().Where(official => holders.Contains(official.Id)).Select(official => official.Id).ToHashSetAsync(cancellation);
        var posts = held.Where(post => serving.Contains(post.OfficialId)).ToLookup(post => post.UnitId);
        return queues[request] = waiting.SelectMany(queue => posts[queue.SigningUnitId!.Value]
                .Where(post => SigningPosts.For(queue.Route!.Value).Contains(post.Kind))
                .Select(post => post.OfficialId).Distinct().Select(reader => (Reader: reader, queue.Count)))
            .GroupBy(each => each.Reader).ToDictionary(group => group.Key, group => group.Sum(each => each.Count));
    }
}
