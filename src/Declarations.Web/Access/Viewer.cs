using System.Security.Claims;
using Declarations.Access;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Access;

/// <summary>
/// The person of this request as the database knows them now: a post or grant taken away is gone at the next click.
/// Each feature says what is in the viewer's scope beside its pages; what is out of scope does not exist for the viewer.
/// </summary>
public sealed class Viewer(IHttpContextAccessor http, DeclarationsDb db, OfficeClock clock)
{
    private readonly Dictionary<string, object> asked = [];
    private bool loaded;
    private Account? checkedAccount;

    /// <summary>What scopes are cut from.</summary>
    internal DeclarationsDb Db => db;

    /// <summary>That of this request; null: nobody is signed in.</summary>
    public Session? Session { get; private set; }
    public Account? Account { get; private set; }
    public Official? Official { get; private set; }
    public IReadOnlyList<UnitPost> Posts { get; private set; } = [];
    /// <summary>Roles that count now.</summary>
    public IReadOnlyList<Grant> Grants { get; private set; } = [];
    /// <summary>Roles of which the viewer was the last holder and has no post any more: they serve to name another.</summary>
    public IReadOnlyList<Role> Succession { get; private set; } = [];
    /// <summary>Those for whom the viewer signs today, and their posts.</summary>
    public IReadOnlyList<Deputation> Deputations { get; private set; } = [];
    public IReadOnlyList<UnitPost> DeputyPosts { get; private set; } = [];

    public Guid AccountId => Account?.Id ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Session and account as they were read when the session was checked, in this same request.</summary>
    internal void Checked(Session session, Account account) => (Session, checkedAccount) = (session, account);

    public async Task<Viewer> LoadAsync()
    {
        if (loaded)
            return this;
        loaded = true;
        if (!Guid.TryParse(http.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return this;
        Account = checkedAccount?.Id == id ? checkedAccount : await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id);
        if (Account is null)
            return this;
        var active = db.ActiveGrants(id).On(clock.Today).Select(g => g.Id);
        var grants = await db.Grants.AsNoTracking().Include(g => g.Unit)
            .Where(g => g.AccountId == id && (g.State == GrantState.Successor || active.Contains(g.Id))).ToListAsync();
        Grants = grants.FindAll(g => g.State != GrantState.Successor);
        Succession = [.. grants.Where(g => g.State == GrantState.Successor).Select(g => g.Role)];
        if (Account.OfficialId is not { } officialId)
            return this;
        Official = await db.Officials.AsNoTracking().Include(o => o.Unit).SingleAsync(o => o.Id == officialId);
        Posts = await db.ActivePosts().AsNoTracking().Where(p => p.OfficialId == officialId).ToListAsync();
        Deputations = await db.ActiveDeputations(officialId, clock.Today).AsNoTracking().Include(d => d.Holder).ToListAsync();
        if (Deputations.Count > 0)
        {
            var holders = Deputations.Select(d => d.HolderId).ToList();
            DeputyPosts = (await db.ActivePosts().AsNoTracking().Where(p => holders.Contains(p.OfficialId)).ToListAsync())
                .FindAll(p => Deputation.Posts.Contains(p.Kind));
        }
        return this;
    }

    /// <summary>Asks once in a request for what several parts of a page need.</summary>
    internal async Task<T> OnceAsync<T>(string what, Func<Task<T>> ask) where T : class =>
        (T)(asked.TryGetValue(what, out var known) ? known : asked[what] = await ask());

    public async Task<bool> MayAsync(Permission permission) => (await LoadAsync()).May(permission);

    /// <summary>The same, of a viewer who is loaded.</summary>
    public bool May(Permission permission) => AccessTable.Holders[permission](this);

    public bool Holds(Role role) => Grants.Any(grant => grant.Role == role);

    /// <summary>Paths of the units that a role is held for; what lies below them is in its scope.</summary>
    public IReadOnlyList<string> PathsOf(Role role) => [.. Grants.Where(g => g.Role == role).Select(g => g.Unit.Path)];
}
