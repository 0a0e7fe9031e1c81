using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.SignIn;

/// <summary>
/// Makes guessing slow and locks nobody out: after five failures under a key each further attempt has to wait, longer every
/// time and a minute at most; an hour without attempts forgets them.
/// </summary>
public sealed class Guesses(DeclarationsDb db, OfficeClock clock)
{
    private const int Free = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    /// <summary>What is looked at instead of guesses under a name: those of somebody who is signed in already.</summary>
    public static string OfSignedIn(Account account) => $"signed in {account.Id}";

    /// <summary>How long the next attempt waits.</summary>
    public static TimeSpan Delay(int failures, TimeSpan longest) =>
        failures < Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, Math.Pow(2, Math.Min(failures - Free, 20))));

    /// <summary>
    /// One attempt: counted before it is looked at, so that many at once are not taken for one. One that could not be looked at does not count.
    /// </summary>
    /// <param name="look">Whether it is right.</param>
    /// <exception cref="DelayedException">It is not to be looked at yet.</exception>
    public async Task<bool> TryAsync(string name, Account? account, Func<Task<bool>> look, string? detail = null)
    {
        var before = await BeginAsync(name);
        bool right;
        try
        {
            right = await look();
        }
        catch
        {
            var key = KeyOf(name);
            await db.SignInFailures.Where(f => f.Key == key && f.Count > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.Count, f => f.Count - 1).SetProperty(f => f.LastAt, f => before ?? f.LastAt));
            throw;
        }
        await (right ? ForgetAsync(name) : FailedAsync(name, account, detail));
        return right;
    }

    /// <returns>When the attempt before was, if this one has had to wait for it.</returns>
    private async Task<DateTimeOffset?> BeginAsync(string name)
    {
        var (key, now, forgotten) = (KeyOf(name), clock.Now, clock.Now - Forgotten);
        if (await CountedAsync(db.SignInFailures.Where(f => f.Key == key && f.LastAt > forgotten && f.Count < Free), now))
            return null;
        if (await db.SignInFailures.AsNoTracking().SingleOrDefaultAsync(f => f.Key == key && f.LastAt > forgotten) is { } known)
        {
            if (known.LastAt + Delay(known.Count, Longest) - now is var wait && wait > TimeSpan.Zero)
                throw new DelayedException(wait);
            if (await CountedAsync(db.SignInFailures.Where(f => f.Key == key && f.Count == known.Count), now))
                return known.LastAt;
            if (known.Count >= Free)
                throw new DelayedException(TimeSpan.FromSeconds(1));
            // Another attempt of the same person was counted, or was right, just now.
            return await BeginAsync(name);
        }
        await db.SignInFailures.Where(f => f.LastAt <= forgotten).ExecuteDeleteAsync();
        var first = db.SignInFailures.Add(new SignInFailure { Key = key, Count = 1, LastAt = now });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // The same key, twice at once: the other one was the first.
            await CountedAsync(db.SignInFailures.Where(f => f.Key == key), now);
        }
        finally
        {
            first.State = EntityState.Detached;
        }
        return null;
    }

    /// <summary>Records in the ledger that guesses at an account are delayed now: at the first delay and at every doubling, not at each guess.</summary>
    private async Task FailedAsync(string name, Account? account, string? detail = null)
    {
        var key = KeyOf(name);
        var failures = await db.SignInFailures.Where(f => f.Key == key).Select(f => f.Count).SingleOrDefaultAsync();
        if (account is null || failures < Free || failures % Free != 0 || !int.IsPow2(failures / Free))
            return;
        db.Record(clock.ActOf(null), AuditAction.SignInDelayed, account, detail: $"{failures} failures{detail}");
        await db.SaveChangesAsync();
    }

    public Task ForgetAsync(string name)
    {
        var key = KeyOf(name);
        return db.SignInFailures.Where(f => f.Key == key).ExecuteDeleteAsync();
    }

    private static async Task<bool> CountedAsync(IQueryable<SignInFailure> known, DateTimeOffset now) =>
        await known.ExecuteUpdateAsync(set => set.SetProperty(f => f.Count, f => f.Count + 1).SetProperty(f => f.LastAt, now)) == 1;

    /// <summary>What was typed as a name may be anything, so only its digest is kept.</summary>
    private static string KeyOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
