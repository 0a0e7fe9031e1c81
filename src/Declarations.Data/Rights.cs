using Declarations.Access;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>
/// Which rights count here and now: the one place that says it, for pages, imports and commands alike. A grant that waits, is suspended
/// or over counts as little as one of a closed account; nobody holds anything who has left, and a deputation counts on its days
/// between two who hold posts in the same unit.
/// </summary>
public static class Rights
{
    /// <summary>Columns that give a right which ends, or is suspended, when its holder moves, leaves or dies.</summary>
    public static IEnumerable<string> EndingWithPost => Departures.Ends.Keys;

    public static IQueryable<Grant> ActiveGrants(this DeclarationsDb db)
    {
        var (users, serving) = (db.Users, db.Serving());
        return db.Grants.Where(grant => grant.State == GrantState.Active && users.Any(user => user.Id == grant.AccountId && user.ClosedAt == null
            && (user.OfficialId == null || serving.Any(official => official.Id == user.OfficialId))));
    }

    public static IQueryable<Grant> ActiveGrants(this DeclarationsDb db, Guid? account) => db.ActiveGrants().Where(grant => grant.AccountId == account);

    /// <summary>Those that count on a day: a role for a period ends by itself.</summary>
    public static IQueryable<Grant> On(this IQueryable<Grant> grants, DateOnly day) =>
        grants.Where(grant => (grant.FromOn == null || grant.FromOn <= day) && (grant.ToOn == null || grant.ToOn >= day));

    public static IQueryable<UnitPost> ActivePosts(this DeclarationsDb db)
    {
        var serving = db.Serving();
        return db.UnitPosts.Where(post => serving.Any(official => official.Id == post.OfficialId));
    }

    /// <summary>Those for whom an official signs on a day.</summary>
    public static IQueryable<Deputation> ActiveDeputations(this DeclarationsDb db, Guid deputy, DateOnly day)
    {
        var (posts, kinds) = (db.ActivePosts(), Deputation.DeputyPosts);
        return db.Deputations.Where(deputation => deputation.DeputyId == deputy && deputation.RevokedAt == null && deputation.FromOn <= day
            && deputation.ToOn >= day
            && deputation.Deputy.UnitId == deputation.Holder.UnitId
            && posts.Any(post => post.OfficialId == deputation.DeputyId && kinds.Contains(post.Kind)));
    }

    /// <summary>Officials who have neither left nor died.</summary>
    public static IQueryable<Official> Serving(this DeclarationsDb db) =>
        db.Officials.Where(official => official.DiedOn == null && official.Status != ServiceStatus.Resigned && official.Status != ServiceStatus.Retired);
}
