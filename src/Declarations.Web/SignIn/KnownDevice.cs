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

    /// <summary>Somebody has signed in with this browser before.</summary>
    public bool IsKnown => Read() is not null;

    /// <summary>Under which guesses of this browser at the account are counted, if it is known for it; else null.</summary>
    public string? Of(Account? account) => account is not null && Read() is var (browser, known) && known == account.Id.ToString() ? $"{browser} {known}"
        : null;

    /// <returns>What this browser is called, whoever signs in with it.</returns>
    public string Remember(Account account)
    {
        var (browser, until) = (Read()?.Browser ?? Guid.NewGuid().ToString("N"), time.GetUtcNow() + Kept);
        Context!.Response.Cookies.Append(cookie, protector.Protect($"{account.Id}|{browser}|{until.ToUnixTimeSeconds()}"),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = transport.Https, Path = "/", Expires = until });
        return browser;
    }

    private (string Browser, string AccountId)? Read()
    {
        if (Context?.Request.Cookies[cookie] is not { } box)
            return null;
        try
        {
            return protector.Unprotect(box).Split('|') is [var id, var browser, var until]
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) > time.GetUtcNow() ? (browser, id) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
