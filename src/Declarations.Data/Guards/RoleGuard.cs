using Declarations.Access;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Guards;

/// <summary>
/// 三员分立, whatever page or command gives a role, a post or a deputation, and in whatever order: the save looks at all that
/// the account then has. It also renews the account's stamp. So of two saves at once one fails, and whoever is signed in
/// has to do so again with the new role. Nor does a save take away the last administrator of a kind.
/// </summary>
internal static class RoleGuard
{
    /// <exception cref="RefusedException">One account would hold what must be kept apart.</exception>
    public static async Task CheckAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        await EnsureAdministratorsAsync(db, cancellation);
        var entries = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList();
        var added = entries.Where(entry => entry.State is EntityState.Added).Select(entry => entry.Entity).ToList();
        var grants = entries.Select(entry => entry.Entity).OfType<Grant>().ToList();
        var signers = added.OfType<UnitPost>().Select(post => post.OfficialId).Concat(added.OfType<Deputation>().Select(deputation => deputation.DeputyId))
            .ToHashSet();
        if (grants.Count == 0 && signers.Count == 0)
            return;
        var holders = grants.Select(grant => grant.AccountId).ToHashSet();
        var accounts = await db.Users.Where(a => holders.Contains(a.Id) || a.OfficialId != null && signers.Contains(a.OfficialId.Value))
            .ToListAsync(cancellation);
        foreach (var account in accounts
            .Concat(added.OfType<Account>().Where(a => holders.Contains(a.Id) || a.OfficialId is { } id && signers.Contains(id))).Distinct())
        {
            var roles = (await db.Grants.AsNoTracking().Where(g => g.AccountId == account.Id).ToListAsync(cancellation))
                .Where(stored => grants.All(grant => grant.Id != stored.Id))
                .Concat(grants.Where(grant => grant.AccountId == account.Id)).Where(grant => grant.IsHeld).Select(grant => grant.Role).ToList();
            var signs = account.OfficialId is { } official && (signers.Contains(official)
                || await db.UnitPosts.AnyAsync(post => post.OfficialId == official, cancellation)
                || await db.Deputations.AnyAsync(deputation => deputation.DeputyId == official && deputation.RevokedAt == null, cancellation));
            Separation.Ensure(roles, signs);
            account.Renew();
        }
    }
    /// <summary>Of two who take away each other's role at once, one fails: the save touches the accounts of those who remain.</summary>
    private static async Task EnsureAdministratorsAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        var ended = db.ChangeTracker.Entries<Grant>().Where(entry => entry.State == EntityState.Modified
            && entry.OriginalValues.GetValue<GrantState>(nameof(Grant.State)) == GrantState.Active && entry.Entity.State != GrantState.Active)
            .Select(entry => entry.Entity).ToList();
        var closed = db.ChangeTracker.Entries<Account>().Where(entry => entry.State == EntityState.Modified && entry.Entity.ClosedAt is not null
            && entry.OriginalValues.GetValue<DateTimeOffset?>(nameof(Account.ClosedAt)) is null).Select(entry => entry.Entity.Id).ToList();
        if (ended.Count == 0 && closed.Count == 0)
            return;
        var gone = ended.Select(grant => grant.Id).ToList();
        var lost = ended.Where(grant => grant.State != GrantState.Successor).Select(grant => grant.Role)
            .Concat(await db.ActiveGrants().Where(grant => closed.Contains(grant.AccountId) && !gone.Contains(grant.Id)).Select(grant => grant.Role)
            .ToListAsync(cancellation));
        foreach (var role in lost.Where(Separation.Administrators.Contains).Distinct())
        {
            var left = db.ActiveGrants().Where(grant => grant.Role == role && !gone.Contains(grant.Id) && !closed.Contains(grant.AccountId));
            var others = await db.Users.Where(account => left.Any(grant => grant.AccountId == account.Id)).ToListAsync(cancellation);
            if (others.Count == 0)
                throw new RefusedException(Refusal.GrantLastAdministrator(role));
            others.ForEach(account => account.ConcurrencyStamp = Guid.NewGuid().ToString());
        }
    }
}
