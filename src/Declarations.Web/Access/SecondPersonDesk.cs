using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Access;

/// <param name="MayConfirm">By the viewer, here and now.</param>
public sealed record WaitingRequest(SecondPersonRequest Request, string UserName, string DisplayName, string AskedBy, Grant? Grant, bool MayConfirm);

/// <summary>Asks for what takes two people, and lets the second one answer.</summary>
public sealed class SecondPersonDesk(DeclarationsDb db, OwnMatters own, Viewer viewer, OfficeClock clock)
{
    private Act Act => clock.ActOf(viewer.AccountId);

    /// <summary>The caller saves.</summary>
    /// <exception cref="RefusedException">It waits already.</exception>
    public async Task AskAsync(AskedFor what, Guid account, Guid? grant = null, ResetReason? reason = null)
    {
        if (await Open().AnyAsync(request => request.AskedFor == what && request.AccountId == account && request.GrantId == grant))
            throw new RefusedException(Refusal.SecondPersonAsked);
        await EnsureNotOwnAsync(account);
        db.SecondPersonRequests.Add(SecondPersonRequest.Ask(Act, Hand, what, account, grant, reason));
    }

    /// <summary>What waits for a second person, oldest first.</summary>
    public async Task<IReadOnlyList<WaitingRequest>> WaitingAsync()
    {
        var waiting = new List<WaitingRequest>();
        var names = db.Users.Select(account => new { account.Id, account.UserName, account.DisplayName });
        foreach (var request in await Open().AsNoTracking().OrderBy(request => request.AskedAt).ToListAsync())
        {
            var (about, asker) = (await names.SingleAsync(name => name.Id == request.AccountId),
                await names.SingleAsync(name => name.Id == request.AskedByAccountId));
            var grant = await db.Grants.AsNoTracking().Include(each => each.Unit).SingleOrDefaultAsync(each => each.Id == request.GrantId);
            waiting.Add(new(request, about.UserName!, about.DisplayName, asker.DisplayName, grant,
                await IsOfKindAsync(request) && request.MayConfirm(Hand, await TookOverAsync(request.AskedByAccountId))));
        }
        return waiting;
    }

    public Task<SecondPersonRequest?> FindAsync(Guid id) => db.SecondPersonRequests.SingleOrDefaultAsync(request => request.Id == id);

    /// <summary>Confirms, and gives or takes the role; the caller saves, and resets.</summary>
    /// <exception cref="RefusedException">Over, no second person, or the first may not ask any more.</exception>
    public async Task ConfirmAsync(SecondPersonRequest request)
    {
        if (!await IsOfKindAsync(request))
            throw new RefusedException(Refusal.SecondPersonSame);
        if (!await db.ActiveGrants(request.AskedByAccountId).AnyAsync()
            && !await db.Grants.AnyAsync(grant => grant.AccountId == request.AskedByAccountId && grant.State == GrantState.Successor))
            throw new RefusedException(Refusal.SecondPersonOver);
        await EnsureNotOwnAsync(request.AccountId);
        request.Confirm(Act, Hand, await TookOverAsync(request.AskedByAccountId));
        if (request.GrantId is not { } id)
            return;
        var grant = await db.Grants.Include(each => each.Unit).SingleAsync(each => each.Id == id);
        if (request.AskedFor == AskedFor.TakeRole)
            grant.End(Act);
        else
        {
            grant.Begin(Act);
            // The successor is there.
            foreach (var kept in await db.Grants.Include(each => each.Unit).Where(each => each.Role == grant.Role && each.State == GrantState.Successor)
                .ToListAsync())
                kept.End(Act);
        }
    }

    /// <summary>A role that was asked for is not given; the caller saves.</summary>
    public async Task RefuseAsync(SecondPersonRequest request)
    {
        request.Refuse(Act);
        if (request.AskedFor == AskedFor.GiveRole
            && await db.Grants.Include(each => each.Unit).SingleAsync(each => each.Id == request.GrantId) is { State: GrantState.Asked } grant)
            grant.End(Act);
    }

    private async Task EnsureNotOwnAsync(Guid account) =>
        await own.EnsureNoneAsync(await db.Users.Where(user => user.Id == account && user.OfficialId != null).Select(user => user.OfficialId!.Value)
            .ToListAsync());

    private IQueryable<SecondPersonRequest> Open() =>
        db.SecondPersonRequests.Where(request => request.Answer == SecondPersonAnswer.Open && request.ExpiresAt > clock.Now);

    /// <summary>Roles are confirmed by those who keep them or the accounts; a reset by an administrator of another kind than who asked.</summary>
    private async Task<bool> IsOfKindAsync(SecondPersonRequest request)
    {
        if (request.AskedFor != AskedFor.ResetSignIn)
            return viewer.Holds(Role.SecurityAdministrator) || viewer.Holds(Role.SystemAdministrator);
        var theirs = await db.ActiveGrants(request.AskedByAccountId).Select(grant => grant.Role).ToListAsync();
        return Separation.Administrators.Any(role => viewer.Holds(role) && !theirs.Contains(role));
    }

    private Hand Hand => new(viewer.AccountId, viewer.Session?.Id, viewer.Session?.Browser);

    /// <summary>Whether the viewer's sign-in rests on a slip of the other, or the other's on one of the viewer.</summary>
    private async Task<bool> TookOverAsync(Guid other) => await RestsOnAsync(viewer.AccountId, other) || await RestsOnAsync(other, viewer.AccountId);

    private async Task<bool> RestsOnAsync(Guid account, Guid by) =>
        await db.ActivationSlips.AsNoTracking().Where(slip => slip.AccountId == account && slip.UsedAt != null).OrderByDescending(slip => slip.IssuedAt)
            .FirstOrDefaultAsync() is { } last
        && (last.IssuedByAccountId == by || last.AskedByAccountId == by);
}
