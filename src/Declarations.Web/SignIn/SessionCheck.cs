using System.Security.Claims;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.SignIn;

/// <summary>
/// At every request: the session of the cookie is open, its account is not closed and has still the security stamp of
/// the sign-in. So an end, a dismissal, a reset or a change of roles holds from the next click.
/// </summary>
public sealed class SessionCheck(DeclarationsDb db, Passwords passwords, KeptForms kept, Viewer viewer, OfficeClock clock) : CookieAuthenticationEvents
{
    private static readonly object Ended = new();
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (Refusals.AsksNothing(context.HttpContext))
        {
            context.RejectPrincipal();
            return;
        }
        var id = Guid.TryParse(context.Principal?.FindFirstValue(SignInDesk.SessionClaim), out var parsed) ? parsed : Guid.Empty;
        var found = await db.Sessions.AsNoTracking().Where(s => s.Id == id)
            .Join(db.Users.Where(a => a.ClosedAt == null), s => new { s.AccountId, Stamp = (string?)s.SecurityStamp }, a => new
            { AccountId = a.Id, Stamp = a.SecurityStamp },
                (session, account) => new { Session = session, Account = account }).SingleOrDefaultAsync();
        if (found is not { Session: var session } || !session.IsOpen(clock.Now))
        {
            context.RejectPrincipal();
            context.HttpContext.Items[Ended] = await db.Sessions.Where(s => s.Id == id && db.Users.Any(a => a.Id == s.AccountId && a.ClosedAt == null))
                .Select(s => (Guid?)s.AccountId).SingleOrDefaultAsync();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        if (clock.Now - session.LastSeenAt >= SeenEvery)
            await db.Sessions.Where(s => s.Id == id && s.LastSeenAt < clock.Now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, clock.Now));
        viewer.Checked(session, found.Account);
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, session.AccountId.ToString()));
        // By its age at the sign-in: nobody is stopped in the middle of a report.
        if (session.Method is SignInMethod.Password or SignInMethod.PasswordAndCode && passwords.IsStale(found.Account, session.StartedAt))
            identity.AddClaim(new Claim(StalePassword.Claim, ""));
    }

    /// <summary>Whoever wrote while the session ended finds it again after the sign-in, on the same page.</summary>
    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (context.HttpContext.Items[Ended] is Guid account && HttpMethods.IsPost(request.Method) && KeptAttribute.Is(context.HttpContext)
            && KeptForms.IsFromHere(request)
            && request.HasFormContentType && request.ContentLength <= Application.LargestForm)
        {
            var address = KeptForms.AddressOf(request);
            if (await kept.KeepAsync(account, address, await request.ReadFormAsync()))
                context.RedirectUri = QueryHelpers.AddQueryString(Links.SignIn, new Dictionary<string, string?> { ["next"] = address, ["kept"] = "1" });
        }
        await base.RedirectToLogin(context);
    }

    /// <summary>Out of reach and not there look the same.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
