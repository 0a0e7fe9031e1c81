using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Identity;

namespace Declarations.Web.SignIn;

/// <summary>
/// Signing in by password, and how guesses at it are slowed down: names that exist and names that do not are treated alike,
/// and a browser that is known for the account counts its own failures only.
/// </summary>
public sealed class SignInAttempts(UserManager<Account> accounts, Passwords passwords, Guesses guesses, KnownDevice device, HashingGate gate,
    ILogger<SignInAttempts> log)
{
    /// <returns>Null: refused, without saying why.</returns>
    /// <exception cref="BusyException">Too many sign in at once.</exception>
    /// <exception cref="DelayedException">Too many attempts have failed.</exception>
    public async Task<Account?> TryAsync(string userName, string password)
    {
        // In a flood of strangers the database is not asked who they are before there is room for one more.
        if (!device.IsKnown && gate.IsFull(HashingLine.SignIn))
            throw new BusyException();
        var account = await accounts.FindByNameAsync(userName);
        var known = device.Of(account);
        var name = known ?? accounts.NormalizeName(userName);
        if (await guesses.TryAsync(name, account, () => passwords.CheckAsync(account, password, known is null ? HashingLine.SignIn : HashingLine.Known)))
            return account;
        log.LogWarning("A sign-in by password failed.");
        return null;
    }

    /// <summary>Clears the way for an account whose owner has been delayed; the caller saves.</summary>
    /// <param name="account">Tracked.</param>
    public async Task ForgiveAsync(Account account)
    {
        await guesses.ForgetAsync(account.NormalizedUserName!);
        await guesses.ForgetAsync(Guesses.OfSignedIn(account));
        (account.CodeFailures, account.CodeFailedAt) = (0, null);
    }
}
