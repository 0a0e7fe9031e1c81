using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Security;

/// <summary>
/// Six-digit codes of an authenticator app (TOTP, RFC 6238). A code counts once; wrong ones make the next wait longer.
/// </summary>
public sealed class AuthenticatorCodes(UserManager<Account> accounts, IUserStore<Account> store, DeclarationsDb db, OfficeClock clock)
{
    /// <summary>How long a code that was used is remembered; the framework takes codes of two and a half minutes.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>The secret, base32, to be shown until its first code has come; null: there is none to show.</summary>
    public async Task<string?> NewKeyAsync(Account account) => account.TwoFactorEnabled ? null : await accounts.GetAuthenticatorKeyAsync(account);

    /// <summary>Draws a secret. It changes nothing about how one signs in until its first code has come.</summary>
    public async Task BeginAsync(Account account)
    {
        await ((AccountStore)store).SetAuthenticatorKeyAsync(account, accounts.GenerateNewAuthenticatorKey(), default);
        Demand(await accounts.UpdateAsync(account));
    }

    /// <summary>The address that an authenticator app reads from a QR code.</summary>
    public static string AddressOf(string issuer, Account account, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account.UserName!)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6";

    /// <summary>Whether the code is right and was not used before. Saves that it was used, or that it was wrong.</summary>
    /// <param name="account">As tracked by this request.</param>
    /// <exception cref="DelayedException">Too many were wrong.</exception>
    public async Task<bool> CheckAsync(Account account, string? code)
    {
        var digits = string.Concat((code ?? "").Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        if (account.CodeFailedAt + Guesses.Delay(account.CodeFailures, LongestWait) - clock.Now is { } wait && wait > TimeSpan.Zero)
            throw new DelayedException(wait);
        var right = digits.Length == 6
            && (account.LastCode != digits || account.LastCodeAt + Remembered < clock.Now)
            && await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits);
        if (right)
            (account.LastCode, account.LastCodeAt, account.CodeFailures, account.CodeFailedAt) = (digits, clock.Now, 0, null);
        else
            (account.CodeFailures, account.CodeFailedAt) = (account.CodeFailures + 1, clock.Now);
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        try
        {
            await db.SaveChangesAsync();
            return right;
        }
        catch (DbUpdateConcurrencyException)
        {
            // The same code at the same moment: the other one has used it.
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>From the first right code on, a password alone no longer signs in.</summary>
    public async Task<bool> ConfirmAsync(Account account, string? code)
    {
        if (!await CheckAsync(account, code))
            return false;
        db.Record(clock.ActOf(account.Id), AuditAction.SecondFactorSet, account, detail: "totp");
        Demand(await accounts.SetTwoFactorEnabledAsync(account, true));
        return true;
    }

    public async Task RemoveAsync(Account account)
    {
        Demand(await accounts.RemoveAuthenticationTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey"));
        db.Record(clock.ActOf(account.Id), AuditAction.SecondFactorRemoved, account, detail: "totp");
        Demand(await accounts.SetTwoFactorEnabledAsync(account, false));
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new RefusedException("changed-meanwhile");
    }
}
