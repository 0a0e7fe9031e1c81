using System.Security.Claims;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Declarations.Trials;

/// <summary>Somebody who has signed in, whose signing window is open, and who has the first page of the form before them.</summary>
/// <param name="Cookies">Of the session, of the signing window and of the form.</param>
/// <param name="Token">Of every form.</param>
/// <param name="Version">Of the report, as the form states it, and the number of its draft.</param>
internal sealed record SignedIn(
    string StaffNumber, Guid ReportId, Guid OfficialId, Guid AccountId, Guid SessionId, string Stamp, string Cookies, string Token, int Version,
    int DraftNumber)
{
    /// <summary>Everybody of a trial. Sessions and cookies are what a sign-in leaves; no password is hashed for them.</summary>
    public static async Task<IReadOnlyList<SignedIn>> AllAsync(Trial trial)
    {
        var (services, now) = (trial.Owner.Services, DateTimeOffset.UtcNow);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        var people = await db.Users.AsNoTracking().Join(db.Reports, a => a.OfficialId, r => (Guid?)r.OfficialId, (account, r) => new
        { Account = account, r.Official.StaffNumber, r.Id, r.OfficialId, r.Version, r.DraftNumber }).OrderBy(one => one.StaffNumber).ToListAsync();
        var sessions = people.ConvertAll(one => new Session
        {
            Id = Guid.NewGuid(),
            AccountId = one.Account.Id,
            SecurityStamp = one.Account.SecurityStamp!,
            Method = SignInMethod.Password,
            StartedAt = now,
            LastSeenAt = now,
        });
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.InsertManyAsync(sessions);
            await transaction.CommitAsync();
        }
        var ticket = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var (transport, antiforgery) = (services.GetRequiredService<Transport>(), services.GetRequiredService<IAntiforgery>());
        var window = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("signing-window");
        var form = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name;
        return [.. people.Zip(sessions, (one, session) =>
        {
            var identity = new ClaimsIdentity([new Claim(SignInDesk.SessionClaim, session.Id.ToString())], IdentityConstants.ApplicationScheme);
            var box = ticket.TicketDataFormat.Protect(new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties
            { IssuedUtc = now, ExpiresUtc = now + Session.Longest }, IdentityConstants.ApplicationScheme));
            var signing = window.Protect($"{one.Account.Id}|{one.Account.SecurityStamp}|{session.Id}|{(now + Session.Longest).ToUnixTimeSeconds()}|Password");
            // the form is bound to whom the session is of
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, one.Account.Id.ToString()));
            var tokens = antiforgery.GetTokens(new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = new ClaimsPrincipal(identity) });
            return new SignedIn(one.StaffNumber, one.Id, one.OfficialId, one.Account.Id, session.Id, one.Account.SecurityStamp!,
                $"{ticket.Cookie.Name}={box}; {transport.Cookie("signing")}={signing}; {form}={tokens.CookieToken}", tokens.RequestToken!, one.Version,
                one.DraftNumber);
        })];
    }

    /// <summary>They have all just been at it: nobody's session has gone idle.</summary>
    public static async Task TouchAsync(Trial trial)
    {
        await using var scope = trial.Owner.Services.CreateAsyncScope();
        var now = DateTimeOffset.UtcNow;
        await scope.ServiceProvider.GetRequiredService<DeclarationsDb>().Sessions
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, now));
    }
}
