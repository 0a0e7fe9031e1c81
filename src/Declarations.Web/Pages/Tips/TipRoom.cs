using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Tips;
using Declarations.Organisation;
using Declarations.Tips;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Pages.Sheets;
using Declarations.Web.SignIn;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Tips;

/// <summary>
/// What the desk is to the viewer: a tip officer reads the tips of the units that the role is held for, and the service problems of units below;
/// the head of a unit reads the service problems that it owns. A tip about the viewer or their declared family does not exist for them.
/// </summary>
public sealed class TipRoom(
    TipsDb tips, TipDesk desk, TipSessions sessions, DeclarationsDb db, Viewer viewer, Guesses guesses, OfficeClock clock, WorkingDays calendar,
    TipSettings settings, IHttpContextAccessor http)
{
    private const int PageSize = 50;
    private bool loaded;

    public bool IsOn => settings.IsOn;
    public TipRetention Retention => settings.Retention!;
    public TipDay Day { get; } = new(clock.Today, calendar);
    public bool IsOfficer => viewer.Holds(Role.TipOfficer);
    /// <summary>The keys of this session; null: they are closed.</summary>
    public OpenDesk? Open { get; private set; }
    /// <summary>Units whose desk the viewer keeps.</summary>
    public IReadOnlyList<Guid> Desks { get; private set; } = [];
    /// <summary>Units whose service problems the viewer follows or solves.</summary>
    public IReadOnlyList<Guid> Owners { get; private set; } = [];
    public IReadOnlyList<string> Names { get; private set; } = [];

    private string? Session => http.HttpContext!.User.FindFirst(SignInDesk.SessionClaim)?.Value;

    /// <returns>False: there is nothing here for the viewer.</returns>
    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (loaded || !IsOn)
            return IsOn && (IsOfficer || Owners.Count > 0);
        loaded = true;
        var owned = await OwnedAsync();
        var (paths, headed) = (viewer.PathsOf(Role.TipOfficer), viewer.UnitsHeaded());
        Desks = [.. viewer.Grants.Where(grant => grant.Role == Role.TipOfficer).Select(grant => grant.UnitId)];
        Owners = await db.Units.Where(unit => owned.Contains(unit.Id) && (headed.Contains(unit.Id) || paths.Any(path => unit.Path.StartsWith(path))))
            .Select(unit => unit.Id).ToListAsync();
        if (!IsOfficer && Owners.Count == 0)
            return false;
        Open = sessions.Of(Session, viewer.AccountId);
        Names = await db.KinOfAccountAsync(viewer.AccountId) is { } kin ? [kin.Self.Name, .. kin.Declared.Select(relative => relative.Name)] : [];
        return true;
    }

    /// <summary>One attempt at the viewer's password of the desk, slowed down like any other.</summary>
    /// <exception cref="DelayedException">Too many were wrong.</exception>
    public Task<bool> TryAsync(Func<Task<bool>> look) => guesses.TryAsync($"tip desk {viewer.AccountId}", viewer.Account, look, ", tip desk");

    /// <summary>Whose keys somebody may hold: an officer those of both, the head of a unit that owns services those of services. None: of neither.</summary>
    public async Task<IReadOnlyList<TipKind>> KindsOfAsync(Guid account)
    {
        if (await db.ActiveGrants(account).AnyAsync(grant => grant.Role == Role.TipOfficer))
            return Enum.GetValues<TipKind>();
        var owned = await OwnedAsync();
        return await db.ActivePosts().AnyAsync(post => post.Kind != UnitPostKind.Deputy && owned.Contains(post.UnitId)
            && db.Users.Any(user => user.Id == account && user.OfficialId == post.OfficialId)) ? [TipKind.Service] : [];
    }

    public void Keep(OpenDesk keys) => sessions.Keep(Session!, keys);
    public void Close() => sessions.Close(Session);

    public Task<(IReadOnlyList<TipLine> Lines, bool More)> ListAsync(TipList list, Guid? after = null) =>
        desk.ListAsync(Open, list, Desks, Names, Retention, Day, after, PageSize, Owners);

    public Task<IReadOnlyList<TipLine>> OverdueBelowAsync() => desk.OverdueBelowAsync(Desks, Day);

    /// <summary>Units that own a service.</summary>
    private Task<List<Guid>> OwnedAsync() =>
        tips.Topics.Where(topic => topic.OwnerUnitId != null).Select(topic => topic.OwnerUnitId!.Value).Distinct().ToListAsync();

    /// <summary>A tip that the viewer may read, with its keys; the look goes into the ledger.</summary>
    /// <returns>Null: absent, another desk's, one's own matter, or the keys are closed.</returns>
    public async Task<OpenTip?> FindAsync(Guid id, bool view = false)
    {
        if (!await LoadAsync() || Open is null || await desk.FindAsync(Open, id, Desks, Names, Owners) is not { } found)
            return null;
        if (view)
            await NoteAsync(AuditAction.TipRead, id);
        return found;
    }

    /// <summary>The owner of a service topic, who keeps no desk.</summary>
    public bool IsOwnerOf(Tip tip) => tip.Kind == TipKind.Service && !IsOfficer;

    /// <summary>Who did what to which tip, or to something else of the desk: never what it says. Saves what else there is to save.</summary>
    public async Task NoteAsync(AuditAction action, Guid subject, string? detail = null, string kind = nameof(Tip))
    {
        db.AuditEntries.Add(AuditEntry.Of(clock.ActOf(viewer.AccountId), action, kind, subject, detail: detail));
        await db.SaveChangesAsync();
    }
}
