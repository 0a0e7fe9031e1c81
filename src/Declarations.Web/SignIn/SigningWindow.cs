using Declarations.Data.Accounts;
using Declarations.Reports;
using Declarations.Web.Door;
using Microsoft.AspNetCore.DataProtection;

namespace Declarations.Web.SignIn;

/// <summary>
/// Proving oneself anew, by the password or what stands in its place, opens a window of ten minutes in which the same person
/// may sign, each report by an act of its own. A new password closes it, and it ends with the session that it was opened in.
/// </summary>
public sealed class SigningWindow(
    IHttpContextAccessor http, IDataProtectionProvider protection, Passwords passwords, SignInDesk signIns, Transport transport, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);
    private readonly string cookie = transport.Cookie("signing");
    private readonly IDataProtector protector = protection.CreateProtector("signing-window");

    /// <summary>By this very request; its cookie comes with the next one.</summary>
    private SigningProof? openedNow;
    private DateTimeOffset? until;

    private HttpContext Context => http.HttpContext!;
    private string? Session => Context.User.FindFirst(SignInDesk.SessionClaim)?.Value;

    public bool IsOpen(Account account) => ProofOf(account) is not null;

    /// <summary>Until when it is open; null: it is not.</summary>
    public DateTimeOffset? Until(Account account) => ProofOf(account) is not null ? until : null;

    /// <summary>What a signature of this request rests on; null: the window is not open.</summary>
    public async Task<SigningRest?> RestOfAsync(Account account) => ProofOf(account) is not { } proof ? null
        : new(proof, proof == SigningProof.Password ? account.PasswordSetAt : null,
            proof == SigningProof.SingleSignOn ? null : await signIns.MarkingResetAsync(account));

    private SigningProof? ProofOf(Account account)
    {
        if (openedNow is not null)
            return openedNow;
        if (Context.Request.Cookies[cookie] is not { } box)
            return null;
        try
        {
            var parts = protector.Unprotect(box).Split('|');
            if (parts is not [var id, var stamp, var session, var end, var proof] || id != account.Id.ToString() || stamp != account.SecurityStamp
                || session != Session)
                return null;
            until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
            return until > time.GetUtcNow() ? Enum.Parse<SigningProof>(proof) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Open already, or opened now by the right password.</summary>
    /// <exception cref="RefusedException">The password is too old.</exception>
    /// <exception cref="DelayedException">Too many were wrong.</exception>
    public async Task<bool> OpenAsync(Account account, string? password)
    {
        if (IsOpen(account))
            return true;
        if (string.IsNullOrEmpty(password))
            return false;
        if (passwords.IsStale(account, time.GetUtcNow()))
            throw new RefusedException(Refusal.PasswordStale);
        if (!await passwords.ConfirmAsync(account, password, HashingLine.Signing))
            return false;
        Open(account, SigningProof.Password);
        return true;
    }

    /// <param name="session">In which it is open; null: that of this request.</param>
    public void Open(Account account, SigningProof proof, string? session = null)
    {
        openedNow = proof;
        var end = time.GetUtcNow() + Length;
        until = end;
        Context.Response.Cookies.Append(
            cookie, protector.Protect($"{account.Id}|{account.SecurityStamp}|{session ?? Session}|{end.ToUnixTimeSeconds()}|{proof}"), Hardened(end));
    }

    public void Close() => Context.Response.Cookies.Delete(cookie, Hardened());

    private CookieOptions Hardened(DateTimeOffset? expires = null) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Context.Request.IsHttps, Expires = expires };
}
