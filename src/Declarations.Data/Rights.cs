using Declarations.Access;

namespace Declarations.Data;

/// <summary>
/// Which rights count here and now: the one place that says it, for pages, imports and commands alike. A grant that waits, was taken
/// back or belongs to a closed account is none; a deputation counts on its days.
/// </summary>
public static class Rights
{
    public static IQueryable<Grant> ActiveGrants(this DeclarationsDb db, Guid? account) =>
        db.Grants.Where(grant => grant.AccountId == account && !grant.Pending && grant.RevokedAt == null
            && db.Users.Any(user => user.Id == grant.AccountId && user.ClosedAt == null));

    /// <summary>Those for whom an official signs on a day.</summary>
    public static IQueryable<Deputation> ActiveDeputations(this DeclarationsDb db, Guid deputy, DateOnly day) =>
        db.Deputations.Where(deputation => deputation.DeputyId == deputy && deputation.RevokedAt == null && deputation.FromOn <= day && deputation.ToOn >= day);
}
