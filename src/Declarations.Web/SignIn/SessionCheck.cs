using System.Security.Claims;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.SignIn;

/// <summary>
/// At every request: the session of the cookie is open, its account is not closed and has still the security stamp of
/// the sign-in. So an end, a dismissal, a reset or a change of roles holds from the next click.
/// </summary>
public sealed class SessionCheck(DeclarationsDb db, Passwords passwords, OfficeClock clock) : CookieAuthenticationEvents
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (Refusals.DatabaseIsLost(context.HttpContext))
        {
            context.RejectPrincipal();
            return;
        }
        var id = Guid.TryParse(context.Principal?.FindFirstValue(SignInDesk.SessionClaim), out var parsed) ? parsed : Guid.Empty;
        var found = await db.Sessions.AsNoTracking().Where(s => s.Id == id)
            .Join(db.Users.Where(a => a.ClosedAt == null), s => new { s.AccountId, Stamp = (string?)s.SecurityStamp }, a => new { AccountId = a.Id, Stamp = a.SecurityStamp },
                (session, account) => new { Session = session, Account = account }).SingleOrDefaultAsync();
        if (found is not { Session: var session } || !session.IsOpen(clock.Now))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        if (clock.Now - session.LastSeenAt >= SeenEvery)
            await db.Sessions.Where(s => s.Id == id && s.LastSeenAt < clock.Now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, clock.Now));
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, session.AccountId.ToString()));
        // By its age at the sign-in: nobody is stopped in the middle of a report.
        if (session.Method is SignInMethod.Password or SignInMethod.PasswordAndCode && passwords.IsStale(found.Account, session.StartedAt))
            identity.AddClaim(new Claim(StalePassword.Claim, ""));
    }

    /// <summary>Out of reach and not there look the same.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
