using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Security;

/// <summary>What came of a name and a password.</summary>
/// <param name="Account">Null: refused, without saying why.</param>
/// <param name="WaitSeconds">More than 0: not even looked at, too many attempts have failed.</param>
public sealed record SignInAttempt(Account? Account, int WaitSeconds = 0);

/// <summary>
/// Signing in by password. After five failures each further attempt has to wait, longer every time and a minute at most;
/// an hour without attempts forgets them. Nobody is locked out, names that exist and names that do not are treated
/// alike, and a browser that is known for the account counts its own failures only.
/// </summary>
public sealed class SignInAttempts(DeclarationsDb db, UserManager<Account> accounts, Passwords passwords, KnownDevice device, OfficeClock clock)
{
    private const int Free = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    public static TimeSpan Delay(int failures) => failures < Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, failures - Free)));

    /// <exception cref="BusyException">Too many sign in at once.</exception>
    public async Task<SignInAttempt> TryAsync(string userName, string password)
    {
        var account = await accounts.FindByNameAsync(userName);
        var key = KeyOf(device.Of(account) ?? accounts.NormalizeName(userName));
        var (wait, failures) = await BeginAsync(key);
        if (wait > TimeSpan.Zero)
            return new(null, (int)Math.Ceiling(wait.TotalSeconds));
        if (await passwords.CheckAsync(account, password))
        {
            await db.SignInFailures.Where(f => f.Key == key).ExecuteDeleteAsync();
            return new(account);
        }
        // One entry when the delay begins and one at every doubling, not one for each guess.
        if (account is not null && failures >= Free && failures % Free == 0 && int.IsPow2(failures / Free))
        {
            db.Record(clock.ActOf(null), AuditAction.SignInDelayed, account, detail: $"{failures} failures");
            await db.SaveChangesAsync();
        }
        return new(null);
    }

    /// <summary>Clears the way for an account whose owner has been delayed.</summary>
    public Task ForgiveAsync(Account account)
    {
        var key = KeyOf(account.NormalizedUserName!);
        return db.SignInFailures.Where(f => f.Key == key).ExecuteDeleteAsync();
    }

    /// <summary>Counts the attempt before it is looked at, so that many at once are not taken for one.</summary>
    private async Task<(TimeSpan Wait, int Failures)> BeginAsync(string key)
    {
        var (now, forgotten) = (clock.Now, clock.Now - Forgotten);
        if (await db.SignInFailures.AsNoTracking().SingleOrDefaultAsync(f => f.Key == key && f.LastAt > forgotten) is { } known)
        {
            if (known.LastAt + Delay(known.Count) - now is var wait && wait > TimeSpan.Zero)
                return (wait, known.Count);
            var counted = await db.SignInFailures.Where(f => f.Key == key && f.Count == known.Count)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.Count, known.Count + 1).SetProperty(f => f.LastAt, now));
            return (counted == 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(1), known.Count + 1);
        }
        await db.SignInFailures.Where(f => f.LastAt <= forgotten).ExecuteDeleteAsync();
        var first = db.SignInFailures.Add(new SignInFailure { Key = key, Count = 1, LastAt = now });
        try
        {
            await db.SaveChangesAsync();
            return (TimeSpan.Zero, 1);
        }
        catch (DbUpdateException)
        {
            // The same name, twice at once.
            return (TimeSpan.FromSeconds(1), 1);
        }
        finally
        {
            first.State = EntityState.Detached;
        }
    }

    /// <summary>What was typed as a name may be anything, so only its digest is kept.</summary>
    private static string KeyOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
