using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.SignIn;

/// <summary>
/// Six-digit codes of an authenticator app (TOTP, RFC 6238). A code counts once, and none before it counts any more; wrong
/// ones make the next wait longer.
/// </summary>
public sealed class AuthenticatorCodes(
    UserManager<Account> accounts, IUserStore<Account> store, DeclarationsDb db, OfficeClock clock, ILogger<AuthenticatorCodes> log)
{
    /// <summary>Seconds that a code is shown; the one before and the one after are taken as well, as clocks differ.</summary>
    private const int Step = 30;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>The secret, base32, to be shown until its first code has come; null: there is none to show.</summary>
    public async Task<string?> NewKeyAsync(Account account) => account.TwoFactorEnabled ? null : await accounts.GetAuthenticatorKeyAsync(account);

    /// <summary>Draws a secret. It changes nothing about how one signs in until its first code has come.</summary>
    public async Task BeginAsync(Account account)
    {
        await ((AccountStore)store).SetAuthenticatorKeyAsync(account, accounts.GenerateNewAuthenticatorKey(), default);
        account.LastCodeAt = null;
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
        var digits = string.Concat((code ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        if (account.CodeFailedAt + Guesses.Delay(account.CodeFailures, LongestWait) - clock.Now is { } wait && wait > TimeSpan.Zero)
            throw new DelayedException(wait);
        var step = await accounts.GetAuthenticatorKeyAsync(account) is { } key ? StepOf(key, digits, account.LastCodeAt) : null;
        if (step is not null)
            (account.LastCodeAt, account.CodeFailures, account.CodeFailedAt) = (step, 0, null);
        else
        {
            (account.CodeFailures, account.CodeFailedAt) = (account.CodeFailures + 1, clock.Now);
            log.LogWarning("A code of an authenticator app was wrong or used before.");
        }
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        try
        {
            await db.SaveChangesAsync();
            return step is not null;
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

    /// <summary>When the step began that these digits are the code of; null: of none that is later than the last one used.</summary>
    private DateTimeOffset? StepOf(string key, string digits, DateTimeOffset? last)
    {
        var (secret, now) = (FromBase32(key), clock.Now.ToUnixTimeSeconds() / Step);
        return Enumerable.Range(-1, 3).Where(
            aside => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(secret, now + aside)), Encoding.ASCII.GetBytes(digits)))
            .Select(aside => (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds((now + aside) * Step)).FirstOrDefault(step => last is null || step > last);
    }

    private static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 and every app use SHA-1
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The 160 bits that the framework drew.</summary>
    private static byte[] FromBase32(string key)
    {
        var bits = string.Concat(key.Select(
            letter => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal).ToString("b5", CultureInfo.InvariantCulture)));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new RefusedException(Refusal.ChangedMeanwhile);
    }
}
