using Declarations.References;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Tips;

/// <summary>What a desk may list.</summary>
public enum TipList
{
    /// <summary>Open ones, by the day of their clock.</summary>
    Open,
    Ended,
    /// <summary>Those that the retention erases within fourteen days, or that a hold keeps.</summary>
    Erasing,
    /// <summary>Receipts of what this desk handed up: nothing of them can be opened here.</summary>
    Receipts,
}

/// <summary>One line of the queue.</summary>
/// <param name="Words">Null: this officer does not hold its key.</param>
public sealed record TipLine(Tip Tip, TipClock Clock, TipWords? Words);

/// <summary>
/// What an officer of the desk does with an open key. Who may act for which desks, and what the ledger says of it, is for the caller.
/// Saves conflict when somebody else was faster: <see cref="DbUpdateConcurrencyException"/>.
/// </summary>
public sealed class TipDesk(TipsDb db)
{
    /// <param name="desks">Those whose tips the viewer may see.</param>
    /// <param name="owners">Units whose service problems the viewer may see; null: those of the desks.</param>
    /// <param name="names">The viewer's and their declared family's: tips about them do not exist for them.</param>
    /// <param name="after">The last line of the page before; null: from the first.</param>
    /// <returns>As many lines as asked for, so that neither a number nor a gap tells of a tip that does not exist for the viewer.</returns>
    public async Task<(IReadOnlyList<TipLine> Lines, bool More)> ListAsync(OpenDesk? desk, TipList list, IReadOnlyCollection<Guid> desks,
        IReadOnlyCollection<string> names, TipRetention retention, TipDay day, Guid? after, int take, IReadOnlyCollection<Guid>? owners = null,
        CancellationToken cancellation = default)
    {
        var (lines, batch) = (new List<TipLine>(), take + 1);
        for (var read = batch; read == batch && lines.Count <= take;)
        {
            var last = after is { } id ? await db.Tips.AsNoTracking().SingleOrDefaultAsync(tip => tip.Id == id, cancellation) : null;
            // Ids alone are chosen, which the index holds in their order: rows are read of those on the page.
            var page = Parts(list, desks, owners ?? desks, retention, day.On)
                .Select(part => (last is null ? part : After(part, list, last)).Select(tip => tip.Id).Take(batch)).Aggregate(Queryable.Concat);
            var tips = await InOrder(db.Tips.AsNoTracking().Where(tip => page.Contains(tip.Id)), list).Take(batch).ToListAsync(cancellation);
            lines.AddRange(await LinesAsync(desk, tips, names, day, cancellation));
            (read, after) = (tips.Count, tips.Count == 0 ? after : tips[^1].Id);
        }
        return (lines[..Math.Min(take, lines.Count)], lines.Count > take);
    }

    private static IQueryable<Tip> After(IQueryable<Tip> part, TipList list, Tip last)
    {
        var (id, due, act) = (last.Id, last.DueOn, last.LastActOn);
        return list != TipList.Open ? part.Where(tip => tip.LastActOn < act || tip.LastActOn == act && tip.Id.CompareTo(id) > 0)
            : due is null ? part.Where(tip => tip.DueOn == null && tip.Id.CompareTo(id) > 0)
            : part.Where(tip => tip.DueOn == null || tip.DueOn > due || tip.DueOn == due && tip.Id.CompareTo(id) > 0);
    }

    private static IQueryable<Tip> InOrder(IQueryable<Tip> tips, TipList list) => list == TipList.Open
        ? tips.OrderBy(tip => tip.DueOn == null).ThenBy(tip => tip.DueOn).ThenBy(tip => tip.Id)
        : tips.OrderByDescending(tip => tip.LastActOn).ThenBy(tip => tip.Id);

    /// <summary>Of the desks below: what their clocks have left behind, which the desk above sees without opening it.</summary>
    /// <param name="desks">Those above.</param>
    public async Task<IReadOnlyList<TipLine>> OverdueBelowAsync(IReadOnlyCollection<Guid> desks, TipDay day, CancellationToken cancellation = default)
    {
        var below = await db.Desks.Where(desk => desks.Contains(desk.AboveId!.Value)).Select(desk => desk.Id).ToListAsync(cancellation);
        return below.Count == 0 ? [] : [.. (await db.Tips.AsNoTracking().Where(tip => below.Contains(tip.DeskId) && tip.ReleasedTo > 0
            && tip.DueOn < day.On).OrderBy(tip => tip.DueOn).ToListAsync(cancellation)).Select(tip => new TipLine(tip, TipClock.Of(tip, day.Calendar), null))];
    }

    /// <returns>Null: absent, another desk's, or the viewer's own matter; the three look alike.</returns>
    /// <exception cref="RefusedException">The officer does not hold the key, or it cannot be read.</exception>
    public async Task<OpenTip?> FindAsync(OpenDesk desk, Guid id, IReadOnlyCollection<Guid> desks, IReadOnlyCollection<string> names,
        IReadOnlyCollection<Guid>? owners = null, CancellationToken cancellation = default)
    {
        var tip = await Of(desks, owners ?? desks).SingleOrDefaultAsync(
            each => each.Id == id && each.ReleasedTo > 0 && each.Status != TipStatus.Erased, cancellation);
        if (tip is null)
            return null;
        var open = new OpenTip(tip, desk.KeyOf(tip), await EntriesAsync([tip], cancellation));
        return IsWithheld(open, desk.AccountId, names) ? null : open;
    }

    /// <summary>The form was made from this version: a save over a newer one fails.</summary>
    public void Expect(OpenTip open, int version) => db.Entry(open.Tip).Property(tip => tip.Version).OriginalValue = version;

    /// <summary>Ask, Accept, Forward, SendToCheck, ReportCheck, Tell and Note, each with its text.</summary>
    /// <exception cref="RefusedException">Not in this status.</exception>
    public async Task ActAsync(OpenDesk desk, OpenTip open, TipVerb verb, string text, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.Do(verb, day);
        if (verb == TipVerb.Accept)
            open.Tip.OfficerId = desk.AccountId;
        await SayAsync(desk, open, EntryOf(verb), day, text, cancellation);
    }

    /// <summary>Goes to a check in the officer's own words. The problem of the register is named on this side alone, sealed.</summary>
    public async Task SendToCheckAsync(OpenDesk desk, OpenTip open, string ownWords, Guid? problem, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.Do(TipVerb.SendToCheck, day);
        if (problem is { } id)
            db.TipEntries.Add(open.Say(TipEntryKind.Linked, day.On, desk.AccountId, id.ToString()));
        await SayAsync(desk, open, TipEntryKind.SentToCheck, day, ownWords, cancellation);
    }

    /// <exception cref="RefusedException">No substance: propose it, so that a second officer agrees.</exception>
    public async Task DeclineAsync(OpenDesk desk, OpenTip open, DeclineReason reason, string text, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.Decline(day, reason, await CategoryAsync(open, cancellation), second: false);
        await SayAsync(desk, open, TipEntryKind.Declined, day, text, cancellation);
    }

    /// <summary>无实质内容, for a second officer to agree to. The text is what the tipster will be told.</summary>
    public async Task ProposeDeclineAsync(OpenDesk desk, OpenTip open, string text, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.Status.After(TipVerb.Decline);
        await SayAsync(desk, open, TipEntryKind.DeclineProposed, day, text, cancellation);
    }

    /// <exception cref="RefusedException">Nothing is proposed, or by the same officer.</exception>
    public async Task AgreeToDeclineAsync(OpenDesk desk, OpenTip open, TipDay day, CancellationToken cancellation = default)
    {
        var proposed = ProposedDecline(open) ?? throw new RefusedException(Refusal.TipNothingProposed);
        if (proposed.ByAccountId == desk.AccountId)
            throw new RefusedException(Refusal.TipSecondOfficer);
        open.Tip.Decline(day, DeclineReason.NoSubstance, await CategoryAsync(open, cancellation), second: true);
        await SayAsync(desk, open, TipEntryKind.Declined, day, proposed.Text, cancellation);
    }

    /// <summary>What waits for a second officer: nothing has been done since with the tip.</summary>
    public static ReadEntry? ProposedDecline(OpenTip open) =>
        open.Entries.LastOrDefault(entry => entry.Kind is not (TipEntryKind.Noted or TipEntryKind.OriginalOpened or TipEntryKind.Told)) is
        { Kind: TipEntryKind.DeclineProposed } last && open.Tip.Status.Allows(TipVerb.Decline) ? last : null;

    /// <exception cref="RefusedException">There is no desk above.</exception>
    public async Task HandUpAsync(OpenDesk desk, OpenTip open, string text, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.HandUp(day, await db.Desks.Where(each => each.Id == open.Tip.DeskId).Select(each => each.AboveId).SingleOrDefaultAsync(cancellation));
        open.Tip.OfficerId = null;
        await SayAsync(desk, open, TipEntryKind.HandedUp, day, text, cancellation);
    }

    public async Task ConcludeAsync(OpenDesk desk, OpenTip open, TipResult result, string text, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.Conclude(day, result);
        await SayAsync(desk, open, TipEntryKind.Concluded, day, text, cancellation);
    }

    public async Task GiveFeedbackAsync(OpenDesk desk, OpenTip open, string text, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.GiveFeedback(day, await CategoryAsync(open, cancellation));
        await SayAsync(desk, open, TipEntryKind.FedBack, day, text, cancellation);
    }

    /// <summary>What came by phone, letter or visit; whoever brought it gets the code on a slip.</summary>
    /// <returns>The tip and its code, which is nowhere else.</returns>
    public async Task<(OpenTip Open, SlipCode Code)> RegisterAsync(Guid by, TipChannel channel, TipWords words, TipIdentity? identity, Guid desk, TipDay day,
        CancellationToken cancellation = default)
    {
        var code = SlipCode.New();
        var (open, entry) = await new TipIntake(db).MakeAsync(code, words, identity, desk, channel, by, day, cancellation);
        db.Tips.Add(open.Tip);
        db.TipEntries.Add(entry);
        await db.SaveChangesAsync(cancellation);
        return (open, code);
    }

    /// <summary>回避: from now on the tip does not exist for this officer.</summary>
    public Task RecuseAsync(OpenDesk desk, OpenTip open, string reason, TipDay day, CancellationToken cancellation = default) =>
        SayAsync(desk, open, TipEntryKind.Recused, day, reason, cancellation);

    /// <summary>That the original of a file was opened, and why.</summary>
    public Task NoteOriginalAsync(OpenDesk desk, OpenTip open, string reason, TipDay day, CancellationToken cancellation = default) =>
        SayAsync(desk, open, TipEntryKind.OriginalOpened, day, reason, cancellation);

    public Task AskForIdentityAsync(OpenDesk desk, OpenTip open, string reason, TipDay day, CancellationToken cancellation = default) =>
        SayAsync(desk, open, TipEntryKind.IdentityAsked, day, reason, cancellation);

    /// <summary>A second officer agrees, and both may read it from then on.</summary>
    /// <exception cref="RefusedException">Nobody has asked, or the same officer.</exception>
    public async Task AgreeToIdentityAsync(OpenDesk desk, OpenTip open, TipDay day, CancellationToken cancellation = default)
    {
        if (open.Entries.LastOrDefault(entry => entry.Kind == TipEntryKind.IdentityAsked) is not { } asked)
            throw new RefusedException(Refusal.TipNothingProposed);
        if (asked.ByAccountId == desk.AccountId)
            throw new RefusedException(Refusal.TipSecondOfficer);
        await SayAsync(desk, open, TipEntryKind.IdentityOpened, day, "", cancellation);
    }

    /// <returns>Null: the tip has none, or two officers have not opened it, or this one is neither of them.</returns>
    public static TipIdentity? IdentityFor(OpenDesk desk, OpenTip open)
    {
        var (asked, opened) = (open.Entries.LastOrDefault(entry => entry.Kind == TipEntryKind.IdentityAsked),
            open.Entries.LastOrDefault(entry => entry.Kind == TipEntryKind.IdentityOpened));
        return open.Tip.Identity is not null && opened is not null && opened.Number > asked?.Number
            && (opened.ByAccountId == desk.AccountId || asked.ByAccountId == desk.AccountId) ? open.ReadIdentity() : null;
    }

    public async Task HoldAsync(OpenDesk desk, OpenTip open, bool held, string reason, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.Hold(held);
        await SayAsync(desk, open, held ? TipEntryKind.Held : TipEntryKind.Released, day, reason, cancellation);
    }

    /// <summary>A service problem is a tip after all: sealed anew to the key that fewer hold.</summary>
    public async Task TurnIntoTipAsync(OpenDesk desk, OpenTip open, Guid to, string reason, TipDay day, CancellationToken cancellation = default)
    {
        var key = await db.DeskKeys.AsNoTracking().SingleAsync(each => each.Kind == TipKind.Tip && each.RetiredOn == null, cancellation);
        open.Tip.TurnIntoTip(day, to);
        (open.Tip.KeyId, open.Tip.KeyToDesk) = (key.Id, Envelope.SealTo(key.PublicKey, open.Key, open.Tip.Id.ToString()));
        await SayAsync(desk, open, TipEntryKind.TurnedIntoTip, day, reason, cancellation);
    }

    /// <summary>What one officer has in hand goes to another.</summary>
    /// <returns>How many.</returns>
    /// <param name="desks">Null: of every desk.</param>
    public async Task<int> HandOverAsync(Guid from, Guid to, IReadOnlyCollection<Guid>? desks = null, CancellationToken cancellation = default)
    {
        var tips = await db.Tips.Where(tip => tip.OfficerId == from && tip.Status != TipStatus.Erased
            && (desks == null || desks.Contains(tip.DeskId))).ToListAsync(cancellation);
        foreach (var tip in tips)
            tip.OfficerId = to;
        await db.SaveChangesAsync(cancellation);
        return tips.Count;
    }

    /// <param name="from">First days of months, both included.</param>
    /// <param name="desks">Null: all.</param>
    public async Task<TipFigures> FiguresAsync(IReadOnlyCollection<Guid>? desks, DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        var end = to.AddMonths(1);
        return TipFigures.Of(await db.Tips.AsNoTracking().Where(tip => tip.ReceivedOn >= from && tip.ReceivedOn < end && tip.ReleasedTo > 0
            && (desks == null || desks.Contains(tip.DeskId))).ToListAsync(cancellation));
    }

    private IQueryable<Tip> Of(IReadOnlyCollection<Guid> desks, IReadOnlyCollection<Guid> owners) =>
        db.Tips.Where(tip => tip.Kind == TipKind.Tip && desks.Contains(tip.DeskId) || tip.Kind == TipKind.Service && owners.Contains(tip.DeskId));

    /// <summary>
    /// The list in parts, each in its order. The open ones come desk by desk and kind by kind, those with a day apart from those whose clock stands still:
    /// so the index gives the first of each without reading the rest.
    /// </summary>
    private IEnumerable<IQueryable<Tip>> Parts(TipList list, IReadOnlyCollection<Guid> desks, IReadOnlyCollection<Guid> owners, TipRetention retention,
        DateOnly today)
    {
        if (list == TipList.Open)
            // Without a desk, one part with nothing in it.
            return desks.Select(desk => (Desk: desk, Kind: TipKind.Tip)).Concat(owners.Select(owner => (Desk: owner, Kind: TipKind.Service)))
                .DefaultIfEmpty().SelectMany(of => OpenOf(of.Desk, of.Kind));
        var listed = today.AddDays(TipRetention.Warning - retention.Days);
        var ended = Of(desks, owners).Where(tip => tip.ReleasedTo > 0 && (tip.Status == TipStatus.Declined || tip.Status == TipStatus.Closed));
        return [InOrder(list switch
        {
            TipList.Ended => ended,
            TipList.Erasing => ended.Where(tip => tip.IsHeld || tip.LastActOn <= listed),
            _ => db.Tips.Where(tip => tip.FromDeskId != null && desks.Contains(tip.FromDeskId.Value)),
        }, list)];
    }

    private IEnumerable<IQueryable<Tip>> OpenOf(Guid desk, TipKind kind)
    {
        var open = db.Tips.Where(tip => tip.DeskId == desk && tip.Kind == kind && tip.ReleasedTo > 0 && tip.Status != TipStatus.Declined
            && tip.Status != TipStatus.Closed && tip.Status != TipStatus.Erased);
        return [open.Where(tip => tip.DueOn != null).OrderBy(tip => tip.DueOn).ThenBy(tip => tip.Id),
            open.Where(tip => tip.DueOn == null).OrderBy(tip => tip.Id)];
    }

    private async Task<IReadOnlyList<TipLine>> LinesAsync(OpenDesk? desk, IReadOnlyList<Tip> tips, IReadOnlyCollection<string> names, TipDay day,
        CancellationToken cancellation)
    {
        var entries = (await EntriesAsync([.. tips.Where(tip => desk?.Opens(tip) == true)], cancellation)).ToLookup(entry => entry.TipId);
        var lines = new List<TipLine>();
        foreach (var tip in tips)
        {
            var open = desk?.Opens(tip) == true ? new OpenTip(tip, desk.KeyOf(tip), [.. entries[tip.Id]]) : null;
            if (open is null || !IsWithheld(open, desk!.AccountId, names))
                lines.Add(new(tip, TipClock.Of(tip, day.Calendar), open?.Words));
        }
        return lines;
    }

    /// <summary>As far as they are released.</summary>
    private async Task<List<TipEntry>> EntriesAsync(IReadOnlyCollection<Tip> tips, CancellationToken cancellation)
    {
        var released = tips.ToDictionary(tip => tip.Id, tip => tip.ReleasedTo);
        return [.. (await db.TipEntries.AsNoTracking().Where(entry => released.Keys.Contains(entry.TipId)).OrderBy(entry => entry.Number)
            .ToListAsync(cancellation)).Where(entry => entry.Number <= released[entry.TipId] || entry.ByAccountId is not null)];
    }

    private static bool IsWithheld(OpenTip open, Guid account, IReadOnlyCollection<string> names) =>
        open.Words.Recuses(names) || open.IsRecused(account);

    private async Task<TopicCategory> CategoryAsync(OpenTip open, CancellationToken cancellation) =>
        await db.Topics.Where(topic => topic.Id == open.Words.TopicId).Select(topic => topic.Category).SingleAsync(cancellation);

    private static TipEntryKind EntryOf(TipVerb verb) => verb switch
    {
        TipVerb.Ask => TipEntryKind.Asked,
        TipVerb.Accept => TipEntryKind.Accepted,
        TipVerb.Forward => TipEntryKind.Forwarded,
        TipVerb.SendToCheck => TipEntryKind.SentToCheck,
        TipVerb.ReportCheck => TipEntryKind.CheckReported,
        TipVerb.Tell => TipEntryKind.Told,
        TipVerb.Note => TipEntryKind.Noted,
        _ => throw new InvalidOperationException($"{verb} has an act of its own."),
    };

    private async Task SayAsync(OpenDesk desk, OpenTip open, TipEntryKind kind, TipDay day, string text, CancellationToken cancellation)
    {
        // The version grows with every entry, so that two officers at once conflict.
        db.Entry(open.Tip).Property(tip => tip.LastNumber).IsModified = true;
        db.TipEntries.Add(open.Say(kind, day.On, desk.AccountId, text));
        await db.SaveChangesAsync(cancellation);
    }
}
