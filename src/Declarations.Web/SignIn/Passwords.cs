using System.Text;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Language;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.SignIn;

/// <summary>Checks and sets passwords. Whether there is such an account or such a password is not to be told from the work.</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher, HashingGate gate, Guesses guesses, PasswordProfile profile, DeclarationsDb db,
    IHttpContextAccessor http, OfficeClock clock, Words words)
{
    private static readonly Account Nobody = new() { DisplayName = "" };

    /// <param name="account">Null: there is none of that name. That costs one hash as well.</param>
    /// <exception cref="BusyException">Too many wait already.</exception>
    public async Task<bool> CheckAsync(Account? account, string password, HashingLine line)
    {
        var plain = Normal(password);
        var result = await RunAsync(() => hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? UnknownHash(), plain), line);
        if (account?.PasswordHash is null || account.ClosedAt is not null || result == PasswordVerificationResult.Failed)
            return false;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var (id, old, hash) = (account.Id, account.PasswordHash, await HashAsync(password, line));
            await db.Users.Where(a => a.Id == id && a.PasswordHash == old).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash));
        }
        return true;
    }

    /// <summary>Whether somebody who is signed in knows the password of their account.</summary>
    /// <exception cref="BusyException">Too many wait already.</exception>
    /// <exception cref="DelayedException">Too many were wrong.</exception>
    public Task<bool> ConfirmAsync(Account account, string password, HashingLine line = HashingLine.Known) =>
        guesses.TryAsync(Guesses.OfSignedIn(account), account, () => CheckAsync(account, password, line), ", signed in");

    public bool IsStale(Account account, DateTimeOffset at) => account.PasswordHash is not null && profile.IsStale(account.PasswordSetAt, at);

    /// <exception cref="BusyException">Too many wait already.</exception>
    public Task<string> HashAsync(string password, HashingLine line) => RunAsync(() => hasher.HashPassword(Nobody, Normal(password)), line);

    /// <summary>Gives the account a new password and, with it, a new security stamp; the caller saves.</summary>
    public void Set(Account account, string hash)
    {
        account.PasswordHash = hash;
        account.PasswordSetAt = clock.Now;
        account.Renew();
    }

    /// <summary>Whether a password may be chosen; if not, the page says beside the field why.</summary>
    /// <param name="account">Null: not known, so nothing personal can be looked for.</param>
    public async Task<bool> AcceptAsync(PageModel page, string field, Account? account, string password)
    {
        var faults = PasswordRules.FaultsOf(password, await KnownAsync(account), profile.AsksForClasses);
        foreach (var fault in faults)
            page.ModelState.AddModelError(field, words.Of(fault));
        return faults.Count == 0;
    }

    /// <summary>Words that others connect with the product, the person and the units above them.</summary>
    private async Task<List<string>> KnownAsync(Account? account)
    {
        List<string?> known = [.. Words.Cultures.SelectMany(culture => new[] { new Words(culture)["product"], new Words(culture)["product.sub"] }),
            account?.UserName, account?.DisplayName];
        if (account?.OfficialId is { } id)
        {
            var official = await db.Officials.AsNoTracking().Include(o => o.Unit).SingleAsync(o => o.Id == id);
            var units = await db.Units.AsNoTracking().Where(u => official.Unit.Path.StartsWith(u.Path)).ToListAsync();
            known.AddRange([official.Name, official.StaffNumber, official.Telephone, official.ResidentNumber, official.ResidentNumber?[^6..],
                .. units.SelectMany(unit => new[] { unit.Name, unit.Code })]);
            if (official.BornOn is { } born)
                known.AddRange([$"{born:yyyyMMdd}", $"{born:yyMMdd}", $"{born:yyyy-MM-dd}", $"{born:yyyy.MM.dd}", $"{born:yyyy}", $"{born:MMdd}"]);
        }
        return [.. known.OfType<string>()];
    }

    private Task<T> RunAsync<T>(Func<T> work, HashingLine line) => gate.RunAsync(line, work, http.HttpContext?.RequestAborted ?? CancellationToken.None);

    private string UnknownHash() => gate.HashOfNobody ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <summary>The same characters from every keyboard, e.g. full-width and half-width ones.</summary>
    private static string Normal(string password) => password.Normalize(NormalizationForm.FormKC);
}
