using Declarations.Data.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Declarations.Web.Security;

/// <summary>What a signature rests on.</summary>
public enum SigningProof { Password, Code, Passkey, SingleSignOn }

/// <summary>
/// Proving oneself anew, by the password or what stands in its place, opens a window of ten minutes in which the same person
/// may sign, each report by an act of its own. A new password or a sign-out closes it.
/// </summary>
public sealed class SigningWindow(IHttpContextAccessor http, IDataProtectionProvider protection, Passwords passwords, Transport transport, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);
    private readonly string cookie = transport.Cookie("signing");
    private readonly IDataProtector protector = protection.CreateProtector("signing-window");

    private HttpContext Context => http.HttpContext!;

    public bool IsOpen(Account account) => ProofOf(account) is not null;

    /// <summary>What opened the window; null: it is not open.</summary>
    public SigningProof? ProofOf(Account account)
    {
        if (Context.Request.Cookies[cookie] is not { } box)
            return null;
        try
        {
            var parts = protector.Unprotect(box).Split('|');
            return parts is [var id, var stamp, var until, var proof] && id == account.Id.ToString() && stamp == account.SecurityStamp
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, System.Globalization.CultureInfo.InvariantCulture)) > time.GetUtcNow()
                ? Enum.Parse<SigningProof>(proof) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Open already, or opened now by the right password.</summary>
    public async Task<bool> OpenAsync(Account account, string? password)
    {
        if (IsOpen(account))
            return true;
        if (string.IsNullOrEmpty(password) || !await passwords.CheckAsync(account, password))
            return false;
        Open(account, SigningProof.Password);
        return true;
    }

    public void Open(Account account, SigningProof proof)
    {
        var until = time.GetUtcNow() + Length;
        Context.Response.Cookies.Append(cookie, protector.Protect($"{account.Id}|{account.SecurityStamp}|{until.ToUnixTimeSeconds()}|{proof}"), Hardened(until));
    }

    public void Close() => Context.Response.Cookies.Delete(cookie, Hardened());

    private CookieOptions Hardened(DateTimeOffset? until = null) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Context.Request.IsHttps, Expires = until };
}
