using System.Globalization;
using System.Security.Cryptography;
using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Microsoft.AspNetCore.DataProtection;

namespace Declarations.Web.SignIn;

/// <summary>
/// A browser from which somebody has signed in before keeps a cookie that says so. Guesses made elsewhere do not delay
/// it: nobody is kept out of their own account on the last day by a stranger who tries passwords.
/// </summary>
public sealed class KnownDevice(IHttpContextAccessor http, IDataProtectionProvider protection, Transport transport, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);
    private readonly string cookie = transport.Cookie("device");
    private readonly IDataProtector protector = protection.CreateProtector("known-device");

    private HttpContext? Context => http.HttpContext;

    /// <summary>A name of this browser if it is known for the account; else null.</summary>
    public string? Of(Account? account)
    {
        if (account is null || Context?.Request.Cookies[cookie] is not { } box)
            return null;
        try
        {
            return protector.Unprotect(box).Split('|') is [var id, var name, var until] && id == account.Id.ToString()
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) > time.GetUtcNow() ? name : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Remember(Account account)
    {
        var (name, until) = (Of(account) ?? Guid.NewGuid().ToString("N"), time.GetUtcNow() + Kept);
        Context!.Response.Cookies.Append(cookie, protector.Protect($"{account.Id}|{name}|{until.ToUnixTimeSeconds()}"),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = transport.Https, Path = "/", Expires = until });
    }
}
