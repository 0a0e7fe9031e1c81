using Declarations.Data.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Declarations.Web.Security;

/// <summary>
/// Re-entering the password opens a window of ten minutes in which the same person may sign, each report by an act of its
/// own. A new password or a sign-out closes it.
/// </summary>
public sealed class SigningWindow(IHttpContextAccessor http, IDataProtectionProvider protection, Passwords passwords,
    Transport transport, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);
    private readonly string cookie = transport.Cookie("signing");
    private readonly IDataProtector protector = protection.CreateProtector("signing-window");

    private HttpContext Context => http.HttpContext!;

    public bool IsOpen(Account account)
    {
        if (Context.Request.Cookies[cookie] is not { } box)
            return false;
        try
        {
            var parts = protector.Unprotect(box).Split('|');
            return parts is [var id, var stamp, var until] && id == account.Id.ToString() && stamp == account.SecurityStamp
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, System.Globalization.CultureInfo.InvariantCulture)) > time.GetUtcNow();
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Open already, or opened now by the right password.</summary>
    public async Task<bool> OpenAsync(Account account, string? password)
    {
        if (IsOpen(account))
            return true;
        if (string.IsNullOrEmpty(password) || !await passwords.CheckAsync(account, password))
            return false;
        var until = time.GetUtcNow() + Length;
        Context.Response.Cookies.Append(cookie, protector.Protect($"{account.Id}|{account.SecurityStamp}|{until.ToUnixTimeSeconds()}"),
            Hardened(until));
        return true;
    }

    public void Close() => Context.Response.Cookies.Delete(cookie, Hardened());

    private CookieOptions Hardened(DateTimeOffset? until = null) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Context.Request.IsHttps, Expires = until };
}
