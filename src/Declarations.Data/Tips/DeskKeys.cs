using System.Collections.Concurrent;
using System.Security.Cryptography;
using Declarations.Data.Guards;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Tips;

/// <summary>
/// A key pair to which tips are sealed; one for tips and one for service problems, whose readers are others. The public part stands in clear; the
/// private part lies sealed to each officer who may read (<see cref="DeskKeyShare"/>) and nowhere else.
/// </summary>
public sealed class DeskKey
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the public key.</summary>
    public required string Id { get; init; }
    public required TipKind Kind { get; init; }
    /// <summary>P-256, SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }
    public required DateOnly MadeOn { get; init; }
    /// <summary>A newer one receives.</summary>
    public DateOnly? RetiredOn { get; set; }
    /// <summary>Its last tip was erased: nobody holds the private part any more, so that tips expire in backups too.</summary>
    public DateOnly? DestroyedOn { get; set; }
}

/// <summary>A key pair of one officer, whose private part lies under a key derived from a password of their own.</summary>
public sealed class DeskOfficer
{
    public required Guid AccountId { get; init; }
    public required byte[] PublicKey { get; set; }
    public required byte[] Salt { get; set; }
    public required int Iterations { get; set; }
    /// <summary>The private key (PKCS 8), sealed.</summary>
    public required byte[] Box { get; set; }
}

/// <summary>The private part of a desk's key, sealed to one officer.</summary>
public sealed class DeskKeyShare
{
    public required string KeyId { get; init; }
    public required Guid AccountId { get; init; }
    public required byte[] Box { get; init; }
    /// <summary>Null: given when the pair was made.</summary>
    public Guid? GivenById { get; init; }
    /// <summary>Null: it opens nothing yet, since a second officer has to agree.</summary>
    public DateOnly? ConfirmedOn { get; set; }
    public Guid? ConfirmedById { get; set; }
}

/// <summary>
/// The private keys that one officer has opened and those of tips opened with them, in memory for a session at most. Disposed, they are gone.
/// </summary>
public sealed class OpenDesk : IDisposable
{
    private readonly Dictionary<string, ECDiffieHellman> keys;
    private readonly ConcurrentDictionary<Guid, (byte[] Box, byte[] Key)> opened = [];

    internal OpenDesk(Guid accountId, Dictionary<string, ECDiffieHellman> keys) => (AccountId, this.keys) = (accountId, keys);

    public Guid AccountId { get; }
    /// <summary>Ids of the keys that are open.</summary>
    public IReadOnlyCollection<string> KeyIds => keys.Keys;

    public bool Opens(Tip tip) => tip.KeyToDesk is not null && keys.ContainsKey(tip.KeyId);

    /// <exception cref="RefusedException">This officer does not hold the key, or the box was altered.</exception>
    internal byte[] KeyOf(Tip tip)
    {
        if (tip.KeyToDesk is not { } box || !keys.TryGetValue(tip.KeyId, out var key))
            throw new RefusedException(Refusal.TipKeyClosed);
        try
        {
            // A list is read many times in a session; a box that was altered meanwhile is opened anew.
            if (!opened.TryGetValue(tip.Id, out var known) || !known.Box.AsSpan().SequenceEqual(box))
                opened[tip.Id] = known = (box, Envelope.OpenWith(key, box, tip.Id.ToString()));
            return known.Key;
        }
        catch (CryptographicException)
        {
            throw new RefusedException(Refusal.TipUnreadable);
        }
    }

    internal byte[] Export(string keyId) => keys[keyId].ExportPkcs8PrivateKey();

    public void Dispose()
    {
        foreach (var key in keys.Values)
            key.Dispose();
        keys.Clear();
        foreach (var (_, key) in opened.Values)
            CryptographicOperations.ZeroMemory(key);
        opened.Clear();
    }
}

/// <summary>Makes, opens, hands on, rotates and destroys the keys of the desk.</summary>
public sealed class DeskKeys(TipsDb db)
{
    private const int Iterations = 220_000;

    public Task<bool> IsEnrolledAsync(Guid account, CancellationToken cancellation = default) =>
        db.DeskOfficers.AnyAsync(officer => officer.AccountId == account, cancellation);

    /// <summary>An officer gets a pair of their own. Whoever forgot the password begins anew, and holds nothing until two others hand it on.</summary>
    public async Task EnrolAsync(Guid account, string password, CancellationToken cancellation = default)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var officer = await db.DeskOfficers.FindAsync([account], cancellation);
        if (officer is not null)
        {
            db.DeskOfficers.Remove(officer);
            db.DeskKeyShares.RemoveRange(await db.DeskKeyShares.Where(share => share.AccountId == account).ToListAsync(cancellation));
            await db.SaveChangesAsync(cancellation);
        }
        var made = new DeskOfficer { AccountId = account, PublicKey = pair.ExportSubjectPublicKeyInfo(), Salt = [], Iterations = Iterations, Box = [] };
        Seal(made, pair.ExportPkcs8PrivateKey(), password);
        db.DeskOfficers.Add(made);
        await db.SaveChangesAsync(cancellation);
    }

    /// <returns>False: the old password opens nothing.</returns>
    public async Task<bool> ChangePasswordAsync(Guid account, string old, string password, CancellationToken cancellation = default)
    {
        if (await db.DeskOfficers.FindAsync([account], cancellation) is not { } officer || Open(officer, old) is not { } own)
            return false;
        using (own)
            Seal(officer, own.ExportPkcs8PrivateKey(), password);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <returns>Null: not enrolled, or another password.</returns>
    public async Task<OpenDesk?> OpenAsync(Guid account, string password, CancellationToken cancellation = default)
    {
        var officer = await db.DeskOfficers.AsNoTracking().SingleOrDefaultAsync(each => each.AccountId == account, cancellation);
        if (officer is null || Open(officer, password) is not { } own)
            return null;
        using (own)
        {
            var keys = new Dictionary<string, ECDiffieHellman>();
            foreach (var share in await db.DeskKeyShares.AsNoTracking().Where(share => share.AccountId == account && share.ConfirmedOn != null)
                .ToListAsync(cancellation))
            {
                var key = ECDiffieHellman.Create();
                key.ImportPkcs8PrivateKey(Envelope.OpenWith(own, share.Box, share.KeyId), out _);
                keys[share.KeyId] = key;
            }
            return new OpenDesk(account, keys);
        }
    }

    /// <summary>
    /// A new pair for each kind; it needs no private key, so that a command may do it. The private part goes to all who hold the one before; of
    /// the very first, to all who are enrolled.
    /// </summary>
    /// <returns>Ids of the new keys; none: there are keys of this quarter already.</returns>
    /// <exception cref="RefusedException">Fewer than two officers would hold it: one who leaves would take it along.</exception>
    public async Task<IReadOnlyList<string>> MakeAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var made = new List<string>();
        foreach (var kind in Enum.GetValues<TipKind>())
        {
            var present = await db.DeskKeys.SingleOrDefaultAsync(key => key.Kind == kind && key.RetiredOn == null, cancellation);
            if (present is not null && Quarter(present.MadeOn) == Quarter(today))
                continue;
            var holders = await db.DeskOfficers.Where(officer => present == null || db.DeskKeyShares.Any(
                share => share.KeyId == present.Id && share.AccountId == officer.AccountId && share.ConfirmedOn != null)).ToListAsync(cancellation);
            if (holders.Count < 2)
                throw new RefusedException(Refusal.TipOneOfficer);
            using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            var (open, secret) = (pair.ExportSubjectPublicKeyInfo(), pair.ExportPkcs8PrivateKey());
            var key = new DeskKey { Id = Convert.ToHexStringLower(SHA256.HashData(open))[..16], Kind = kind, PublicKey = open, MadeOn = today };
            db.DeskKeys.Add(key);
            db.DeskKeyShares.AddRange(holders.Select(officer => new DeskKeyShare
            {
                KeyId = key.Id,
                AccountId = officer.AccountId,
                Box = Envelope.SealTo(officer.PublicKey, secret, key.Id),
                ConfirmedOn = today,
            }));
            CryptographicOperations.ZeroMemory(secret);
            present?.RetiredOn = today;
            made.Add(key.Id);
        }
        await db.SaveChangesAsync(cancellation);
        return made;
    }

    /// <summary>An officer hands the open keys of these kinds to another who is enrolled; they open nothing until a third person agrees.</summary>
    public async Task HandAsync(OpenDesk desk, Guid to, IReadOnlyCollection<TipKind> kinds, CancellationToken cancellation = default)
    {
        var officer = await db.DeskOfficers.SingleAsync(each => each.AccountId == to, cancellation);
        var held = await db.DeskKeyShares.Where(share => share.AccountId == to).Select(share => share.KeyId).ToListAsync(cancellation);
        foreach (var key in await db.DeskKeys.Where(key => key.DestroyedOn == null && kinds.Contains(key.Kind)).ToListAsync(cancellation))
            if (desk.KeyIds.Contains(key.Id) && !held.Contains(key.Id))
                db.DeskKeyShares.Add(new DeskKeyShare
                {
                    KeyId = key.Id,
                    AccountId = to,
                    GivenById = desk.AccountId,
                    Box = Envelope.SealTo(officer.PublicKey, desk.Export(key.Id), key.Id),
                });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Shares that wait for a second officer, by the one who is to get them.</summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> WaitingAsync(CancellationToken cancellation = default) =>
        (await db.DeskKeyShares.AsNoTracking().Where(share => share.ConfirmedOn == null).Select(share => new { share.AccountId, share.GivenById })
            .Distinct().ToListAsync(cancellation)).GroupBy(share => share.AccountId).ToDictionary(group => group.Key, group => group.First().GivenById!.Value);

    /// <exception cref="RefusedException">The second is the first, or the one who gets them.</exception>
    public async Task ConfirmAsync(OpenDesk desk, Guid to, DateOnly today, CancellationToken cancellation = default)
    {
        var shares = await db.DeskKeyShares.Where(share => share.AccountId == to && share.ConfirmedOn == null).ToListAsync(cancellation);
        if (to == desk.AccountId || shares.Any(share => share.GivenById == desk.AccountId))
            throw new RefusedException(Refusal.TipSecondOfficer);
        foreach (var share in shares)
            (share.ConfirmedOn, share.ConfirmedById) = (today, desk.AccountId);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Who leaves the desk opens nothing any more.</summary>
    /// <exception cref="RefusedException">One of the keys would be left with nobody.</exception>
    public async Task TakeAsync(Guid account, CancellationToken cancellation = default)
    {
        var own = await db.DeskKeyShares.Where(share => share.AccountId == account).ToListAsync(cancellation);
        foreach (var share in own.Where(share => share.ConfirmedOn is not null))
            if (!await db.DeskKeyShares.AnyAsync(other => other.KeyId == share.KeyId && other.AccountId != account && other.ConfirmedOn != null, cancellation))
                throw new RefusedException(Refusal.TipOneOfficer);
        db.DeskKeyShares.RemoveRange(own);
        db.DeskOfficers.RemoveRange(await db.DeskOfficers.Where(officer => officer.AccountId == account).ToListAsync(cancellation));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Keys that were retired and whose last tip is erased lose their private part.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> DestroyAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var keys = await db.DeskKeys.Where(key => key.RetiredOn != null && key.DestroyedOn == null
            && !db.Tips.Any(tip => tip.KeyId == key.Id && tip.KeyToDesk != null)).ToListAsync(cancellation);
        foreach (var key in keys)
        {
            key.DestroyedOn = today;
            db.DeskKeyShares.RemoveRange(await db.DeskKeyShares.Where(share => share.KeyId == key.Id).ToListAsync(cancellation));
        }
        await db.SaveChangesAsync(cancellation);
        return [.. keys.Select(key => key.Id)];
    }

    private static int Quarter(DateOnly day) => day.Year * 4 + (day.Month - 1) / 3;

    private static void Seal(DeskOfficer officer, byte[] secret, string password)
    {
        (officer.Salt, officer.Iterations) = (RandomNumberGenerator.GetBytes(16), Iterations);
        officer.Box = Box.Seal(UnderPassword(officer, password), secret, officer.AccountId.ToString());
        CryptographicOperations.ZeroMemory(secret);
    }

    private static ECDiffieHellman? Open(DeskOfficer officer, string password)
    {
        try
        {
            var key = ECDiffieHellman.Create();
            key.ImportPkcs8PrivateKey(Box.Open(UnderPassword(officer, password), officer.Box, officer.AccountId.ToString()), out _);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] UnderPassword(DeskOfficer officer, string password) =>
        Rfc2898DeriveBytes.Pbkdf2(password.Normalize(), officer.Salt, officer.Iterations, HashAlgorithmName.SHA512, 32);
}
