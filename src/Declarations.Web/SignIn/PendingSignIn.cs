using System.Security.Claims;
using Declarations.Data;
using Declarations.Data.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.SignIn;

/// <summary>Between the right password and the code: kept for five minutes in a cookie of its own, which opens nothing.</summary>
public sealed class PendingSignIn(IHttpContextAccessor http, DeclarationsDb db)
{
    private const string Stamp = "stamp";

    private HttpContext Context => http.HttpContext!;

    public Task BeginAsync(Account account) => Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, account.Id.ToString()), new Claim(Stamp, account.SecurityStamp!)], IdentityConstants.TwoFactorUserIdScheme)));

    /// <summary>The account whose password was right a moment ago and has not changed since; null: there is none.</summary>
    public async Task<Account?> FindAsync()
    {
        var cookie = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return Guid.TryParse(cookie.Principal?.FindFirstValue(ClaimTypes.Name), out var id) && cookie.Principal!.FindFirstValue(Stamp) is { } stamp
            ? await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.SecurityStamp == stamp && a.ClosedAt == null) : null;
    }

    public Task EndAsync() => Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
}
