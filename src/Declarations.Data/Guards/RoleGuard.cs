using Declarations.Access;
using Declarations.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Guards;

/// <summary>
/// 三员分立, whatever page or command gives a role, a post or a deputation, and in whatever order: the save looks at all that
/// the account then has. It also renews the account's stamp. So of two saves at once one fails, and whoever is signed in
/// has to do so again with the new role.
/// </summary>
internal static class RoleGuard
{
    /// <exception cref="RefusedException">One account would hold what must be kept apart.</exception>
    public static async Task CheckAsync(DeclarationsDb db, CancellationToken cancellation)
    {
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
            .Concat(added.OfType<Accounts.Account>().Where(a => holders.Contains(a.Id) || a.OfficialId is { } id && signers.Contains(id))).Distinct())
        {
            var roles = (await db.Grants.AsNoTracking().Where(g => g.AccountId == account.Id && g.RevokedAt == null).ToListAsync(cancellation))
                .Where(stored => grants.All(grant => grant.Id != stored.Id))
                .Concat(grants.Where(grant => grant.AccountId == account.Id && grant.RevokedAt is null)).Select(grant => grant.Role).ToList();
            var signs = account.OfficialId is { } official && (signers.Contains(official)
                || await db.UnitPosts.AnyAsync(post => post.OfficialId == official, cancellation)
                || await db.Deputations.AnyAsync(deputation => deputation.DeputyId == official && deputation.RevokedAt == null, cancellation));
            Separation.Ensure(roles, signs);
            account.Renew();
        }
    }
}
