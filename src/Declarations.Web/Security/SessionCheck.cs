using System.Security.Claims;
using Declarations.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Security;

/// <summary>
/// At every request: the session of the cookie is open, its account is not closed and has still the security stamp of
/// the sign-in. So an end, a dismissal, a reset or a change of roles holds from the next click.
/// </summary>
public sealed class SessionCheck(DeclarationsDb db, OfficeClock clock) : CookieAuthenticationEvents
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var id = Guid.TryParse(context.Principal?.FindFirstValue(SignInDesk.SessionClaim), out var parsed) ? parsed : Guid.Empty;
        var session = await db.Sessions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == id && db.Users.Any(a => a.Id == s.AccountId && a.SecurityStamp == s.SecurityStamp && a.ClosedAt == null));
        if (session?.IsOpen(clock.Now) != true)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        if (clock.Now - session.LastSeenAt >= SeenEvery)
            await db.Sessions.Where(s => s.Id == id && s.LastSeenAt < clock.Now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, clock.Now));
        ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(ClaimTypes.NameIdentifier, session.AccountId.ToString()));
    }

    /// <summary>Out of reach and not there look the same.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
