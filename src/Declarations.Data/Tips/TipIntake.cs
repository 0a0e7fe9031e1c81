using System.Security.Cryptography;
using System.Text.Json;
using Declarations.References;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Tips;

/// <summary>What is shown once after sending.</summary>
/// <param name="Digest">SHA-256 of the words, 64 hexadecimal digits.</param>
/// <param name="PromisedOn">The day of the first clock.</param>
public sealed record TipReceipt(DateOnly On, string Digest, DateOnly? PromisedOn);

/// <summary>What whoever holds a code may do, and no more: it knows the public key of the desk alone.</summary>
public sealed class TipIntake(TipsDb db)
{
    /// <summary>Opened where no tip is, so that a miss takes as long as a hit.</summary>
    private static readonly (Guid Id, byte[] Key, byte[] Box) Decoy = MakeDecoy();

    /// <summary>
    /// Sends once for each code: the same form again is the same tip, and what it says otherwise is added to it.
    /// </summary>
    /// <param name="desk">Where it goes, unless the topic is a service that a unit owns.</param>
    /// <exception cref="InvalidOperationException">There is no such topic, or no key.</exception>
    public async Task<TipReceipt> SendAsync(SlipCode code, TipWords words, TipIdentity? identity, Guid desk, TipDay day,
        CancellationToken cancellation = default)
    {
        try
        {
            var (made, entry) = await MakeAsync(code, words, identity, desk, TipChannel.Web, null, day, cancellation);
            db.Tips.Add(made.Tip);
            db.TipEntries.Add(entry);
            await db.SaveChangesAsync(cancellation);
            return ReceiptOf(made.Tip, words);
        }
        catch (DbUpdateException)
        {
            // Its code is there: the form was sent before.
            db.ChangeTracker.Clear();
            if (await FindAsync(code, cancellation) is { } sent)
                return await AgainAsync(sent, words, day, cancellation);
            throw;
        }
    }

    /// <returns>Null: no such code, or access was given up. An erased tip has no words any more.</returns>
    public async Task<OpenTip?> FindAsync(SlipCode code, CancellationToken cancellation = default)
    {
        var hash = code.Hash;
        // Where there is none, some other row is read with its entries, and forgotten.
        var read = await db.Tips.Where(each => each.CodeHash == hash || each.Id == db.Tips.OrderBy(one => one.Id).Select(one => one.Id).FirstOrDefault())
            .OrderByDescending(each => each.CodeHash == hash).FirstOrDefaultAsync(cancellation);
        var entries = read is null ? [] : await db.TipEntries.AsNoTracking().Where(entry => entry.TipId == read.Id).OrderBy(entry => entry.Number)
            .ToListAsync(cancellation);
        var tip = read?.CodeHash == hash ? read : null;
        if (read is not null && tip is null)
            db.Entry(read).State = EntityState.Detached;
        var (id, box) = tip is { KeyUnderCode: { } sealedKey } ? (tip.Id, sealedKey) : (Decoy.Id, Decoy.Box);
        var under = Envelope.UnderCode(code, id);
        try
        {
            var key = Envelope.Open(id == Decoy.Id ? Decoy.Key : under, box, id.ToString());
            return tip is null ? null : tip.KeyUnderCode is null ? new OpenTip(tip, [], []) : new OpenTip(tip, key, entries);
        }
        catch (CryptographicException)
        {
            throw new RefusedException(Refusal.TipUnreadable);
        }
    }

    /// <summary>That somebody has returned with the code is kept as a yes.</summary>
    public Task CameBackAsync(OpenTip open, CancellationToken cancellation = default) =>
        open.Tip.CameBack ? Task.CompletedTask : db.Tips.Where(tip => tip.Id == open.Tip.Id).ExecuteUpdateAsync(
            set => set.SetProperty(tip => tip.CameBack, true), cancellation);

    /// <summary>More words: the answer to a question, a remark, or after the end new evidence. The same words twice are said once.</summary>
    public async Task AddAsync(OpenTip open, string text, TipDay day, CancellationToken cancellation = default)
    {
        if (open.Entries.LastOrDefault(entry => entry.Kind.IsForTipster()) is { Kind: TipEntryKind.Added } last && last.Text == text)
            return;
        open.Tip.Add(day);
        await SayAsync(open, TipEntryKind.Added, day, text, cancellation);
    }

    /// <exception cref="RefusedException">Not now, or not for the first time.</exception>
    public async Task ObjectAsync(OpenTip open, string text, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.Object(day);
        await SayAsync(open, TipEntryKind.Objected, day, text, cancellation);
    }

    /// <exception cref="RefusedException">Not now, or rated already.</exception>
    public async Task RateAsync(OpenTip open, Rating rating, string text, TipDay day, CancellationToken cancellation = default)
    {
        open.Tip.Rate(day, rating);
        await SayAsync(open, TipEntryKind.Rated, day, text, cancellation);
    }

    /// <summary>The code opens nothing any more.</summary>
    public async Task GiveUpAsync(OpenTip open, CancellationToken cancellation = default)
    {
        open.Tip.GiveUp();
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>A tip with its key, sealed to the desk and under the code, and its first entry; not yet saved.</summary>
    internal async Task<(OpenTip Open, TipEntry Entry)> MakeAsync(SlipCode code, TipWords words, TipIdentity? identity, Guid desk, TipChannel channel, Guid? by,
        TipDay day, CancellationToken cancellation)
    {
        var topic = await db.Topics.FindAsync([words.TopicId], cancellation)
            ?? throw new InvalidOperationException("There is no such topic.");
        var deskKey = await db.DeskKeys.AsNoTracking().SingleOrDefaultAsync(each => each.Kind == topic.Kind && each.RetiredOn == null, cancellation)
            ?? throw new InvalidOperationException("The desk has no key. Run the verb tips-key.");
        var (key, tip) = (Envelope.NewKey(), Tip.Receive(day, topic.OwnerUnitId ?? desk, topic.Kind, channel, identity is not null,
            topic.Kind == TipKind.Service ? topic.Days ?? TipPolicy.Tips2020.Accept : null, deskKey.Id, code.Hash));
        var open = new OpenTip(tip, key, []);
        tip.KeyToDesk = Envelope.SealTo(deskKey.PublicKey, key, tip.Id.ToString());
        tip.KeyUnderCode = UnderCode(code, tip.Id, key);
        tip.Identity = identity is null ? null : open.SealIdentity(identity);
        return (open, open.Say(TipEntryKind.Sent, day.On, by, JsonSerializer.Serialize(words)));
    }

    private static byte[] UnderCode(SlipCode code, Guid tip, byte[] key) => Envelope.Seal(Envelope.UnderCode(code, tip), key, 64, tip.ToString());

    private async Task<TipReceipt> AgainAsync(OpenTip sent, TipWords words, TipDay day, CancellationToken cancellation)
    {
        if (sent.Tip.Status != TipStatus.Erased && sent.Words != words && sent.Words.Facts != words.Facts
            && !sent.Entries.Any(entry => entry.Kind == TipEntryKind.Added && entry.Text == words.Facts))
            await AddAsync(sent, words.Facts, day, cancellation);
        return ReceiptOf(sent.Tip, words);
    }

    public static TipReceipt ReceiptOf(OpenTip open) => ReceiptOf(open.Tip, open.Words);

    private static TipReceipt ReceiptOf(Tip tip, TipWords words) =>
        new(tip.ReceivedOn, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(words))), tip.DueOn);

    private async Task SayAsync(OpenTip open, TipEntryKind kind, TipDay day, string text, CancellationToken cancellation)
    {
        db.TipEntries.Add(open.Say(kind, day.On, null, text));
        await db.SaveChangesAsync(cancellation);
    }

    private static (Guid, byte[], byte[]) MakeDecoy()
    {
        var (id, key) = (Guid.NewGuid(), Envelope.NewKey());
        return (id, key, Envelope.Seal(key, Envelope.NewKey(), 64, id.ToString()));
    }
}
