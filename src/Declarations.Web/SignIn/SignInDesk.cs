using System.Security.Claims;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.SignIn;

/// <summary>The owner is told that somebody else took the account back, and who: the name of a unit's office, or null for a system administrator.</summary>
/// <param name="IsNew">The owner has not said yet that they know of it.</param>
public sealed record ResetNotice(DateTimeOffset At, string? Office, bool IsNew);

/// <summary>Where sessions begin and end: the one way in, however somebody has shown who they are, and every way out.</summary>
public sealed class SignInDesk(DeclarationsDb db, IHttpContextAccessor http, KnownDevice device, OfficeClock clock)
{
    /// <summary>Claim of the cookie, and its only one: the session.</summary>
    public const string SessionClaim = "session";

    private HttpContext Context => http.HttpContext!;

    /// <summary>The session of this request; null: nobody is signed in.</summary>
    public Guid? Current => Guid.TryParse(Context.User.FindFirstValue(SessionClaim), out var id) ? id : null;

    /// <summary>Signs in: a new session for the account, and its cookie for the browser. A session that the browser had before is over.</summary>
    public async Task EnterAsync(Account account, SignInMethod method)
    {
        if (Current is { } earlier)
            await db.Sessions.Where(s => s.Id == earlier && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, clock.Now));
        var session = new Session
        {
            Id = Guid.NewGuid(),
            AccountId = account.Id,
            SecurityStamp = account.SecurityStamp!,
            Method = method,
            Device = Device.Describe(Context.Request.Headers.UserAgent),
            Browser = device.Remember(account),
            StartedAt = clock.Now,
            LastSeenAt = clock.Now,
        };
        db.Sessions.Add(session);
        db.Record(clock.ActOf(account.Id), AuditAction.SignedIn, account, detail: method.ToString());
        await db.SaveChangesAsync();
        var identity = new ClaimsIdentity([new Claim(SessionClaim, session.Id.ToString())], IdentityConstants.ApplicationScheme);
        await Context.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Signs out of this session.</summary>
    public async Task LeaveAsync(Account account)
    {
        db.Record(clock.ActOf(account.Id), AuditAction.SignedOut, account);
        await EndAsync(account, session => session.Id == Current);
        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Ends other sessions of the account: the one asked for, or all.</summary>
    /// <returns>How many it ended.</returns>
    public async Task<int> EndOthersAsync(Account account, Guid? only = null)
    {
        var ended = await EndAsync(account, session => session.Id != Current && (only is null || session.Id == only));
        if (ended > 0)
        {
            db.Record(clock.ActOf(account.Id), AuditAction.SessionEnded, account, detail: $"{ended}");
            await db.SaveChangesAsync();
        }
        return ended;
    }

    /// <summary>Sessions of an account that are open now, newest first.</summary>
    public async Task<IReadOnlyList<Session>> OpenSessionsAsync(Account account)
    {
        var oldest = clock.Now - Session.Longest;
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => s.AccountId == account.Id && s.SecurityStamp == account.SecurityStamp && s.StartedAt > oldest)
            .OrderByDescending(s => s.StartedAt).ToListAsync();
        return [.. sessions.Where(s => s.IsOpen(clock.Now))];
    }

    /// <summary>When and by whose office the account was last reset; null: never, or the slip is not used yet.</summary>
    public async Task<ResetNotice?> LastResetAsync(Guid account) =>
        await Resets(account).Select(s =>
            new ResetNotice(s.IssuedAt, db.Units.Where(u => u.Id == s.OfficeUnitId).Select(u => u.Name).FirstOrDefault(), s.AcknowledgedAt == null))
            .FirstOrDefaultAsync();

    /// <summary>When the account was reset, if signatures that rest on its sign-in are to be marked.</summary>
    public async Task<DateTimeOffset?> MarkingResetAsync(Account account) =>
        await Resets(account.Id).AsNoTracking().FirstOrDefaultAsync() is { } slip && slip.Marks(clock.Now) ? slip.IssuedAt : null;

    /// <summary>The owner says that they know of the last reset.</summary>
    public async Task AcknowledgeAsync(Account account)
    {
        var (last, now) = (await Resets(account.Id).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(), clock.Now);
        if (await db.ActivationSlips.Where(s => s.Id == last && s.AcknowledgedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.AcknowledgedAt, now)) == 0)
            return;
        db.Record(clock.ActOf(account.Id), AuditAction.ResetAcknowledged, account);
        await db.SaveChangesAsync();
    }

    /// <summary>Where a sign-in leads: to where one wanted, or first to my work, which tells of a reset.</summary>
    /// <param name="next">Local; null: nowhere else.</param>
    public async Task<string> LandingAsync(Account account, string? next) =>
        next is null || await LastResetAsync(account.Id) is { IsNew: true } ? Links.MyWork : next;

    public IQueryable<ActivationSlip> Resets(Guid account) =>
        db.ActivationSlips.Where(s => s.AccountId == account && s.Purpose == SlipPurpose.Reset && s.UsedAt != null).OrderByDescending(s => s.IssuedAt);

    private async Task<int> EndAsync(Account account, Func<Session, bool> which)
    {
        var ended = (await db.Sessions.Where(s => s.AccountId == account.Id && s.EndedAt == null).ToListAsync()).Where(s => s.IsOpen(clock.Now) && which(s))
            .ToList();
        ended.ForEach(session => session.EndedAt = clock.Now);
        await db.SaveChangesAsync();
        return ended.Count;
    }
}
