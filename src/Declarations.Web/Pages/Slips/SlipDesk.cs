using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.References;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Pages.Roster;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1304, CA1311, CA1862 // the comparison runs in the database, which has no culture

namespace Declarations.Web.Pages.Slips;

/// <summary>One slip as it is printed, with the code that is stored nowhere.</summary>
public sealed record PrintedSlip(string Name, string UnitName, string UserName, SlipPurpose Purpose, SlipCode Code, DateTimeOffset ExpiresAt);

/// <summary>How far somebody is with their sign-in.</summary>
public enum SignInState { None, SlipOut, SlipExpired, Active, Closed }

/// <summary>Issues activation slips to those who cannot sign in, and resets the accounts of others. Whatever was out before is void.</summary>
public sealed class SlipDesk(
    DeclarationsDb db, Viewer viewer, AccountReset reset, SecondPersonDesk seconds, OwnMatters own, SingleSignOn singleSignOn, OfficeClock clock)
{
    /// <summary>How many resets by one account a day are unusual.</summary>
    public const int ManyResets = 5;

    /// <summary>Officials in the viewer's charge.</summary>
    public IQueryable<Official> People()
    {
        var units = viewer.UnitsInCharge();
        return db.Officials.Where(official => units.Any(unit => unit.Id == official.UnitId));
    }

    /// <summary>Accounts that somebody can sign in with: by password, by passkey, or as they did before at the organisation's own provider.</summary>
    public IQueryable<Account> WithSignIn()
    {
        var provider = singleSignOn.IsConfigured;
        return db.Users.Where(account => account.PasswordHash != null || db.Set<IdentityUserPasskey<Guid>>().Any(passkey => passkey.UserId == account.Id)
            || provider && db.Sessions.Any(session => session.AccountId == account.Id && session.Method == SignInMethod.SingleSignOn));
    }

    /// <summary>Of these, those who cannot sign in yet and whose account is not closed.</summary>
    public IQueryable<Official> WithoutSignIn(IQueryable<Official> people)
    {
        var able = WithSignIn();
        return people.Where(official => !able.Any(account => account.OfficialId == official.Id)
            && !db.Users.Any(account => account.OfficialId == official.Id && account.ClosedAt != null));
    }

    /// <param name="able">The account is one <see cref="WithSignIn"/>.</param>
    public static SignInState StateOf(Account? account, bool able, ActivationSlip? open, DateTimeOffset now) => (account, open) switch
    {
        ({ ClosedAt: not null }, _) => SignInState.Closed,
        _ when able => SignInState.Active,
        (_, null) => SignInState.None,
        (_, var slip) => slip.ExpiresAt > now ? SignInState.SlipOut : SignInState.SlipExpired,
    };

    /// <summary>
    /// Slips for all of these who cannot sign in yet, in the order of units and staff numbers; who has no account is given one. Those of the viewer and their
    /// relatives are for another officer to print.
    /// </summary>
    /// <param name="onlyWithoutSlip">None for those whose slip is still good.</param>
    public async Task<(IReadOnlyList<PrintedSlip> Slips, int LeftOut)> IssueAsync(IQueryable<Official> people, bool onlyWithoutSlip)
    {
        var now = clock.Now;
        var waiting = WithoutSignIn(people).Where(o => !onlyWithoutSlip
            || !db.ActivationSlips.Any(s => s.Account.OfficialId == o.Id && s.UsedAt == null && s.RevokedAt == null && s.ExpiresAt > now));
        var leftOut = await own.AmongAsync(await waiting.Select(o => o.Id).ToListAsync());
        waiting = waiting.Where(o => !leftOut.Contains(o.Id));
        await using var transaction = await db.Database.BeginTransactionAsync();
        var officials = await waiting.Include(o => o.Unit).OrderBy(o => o.Unit.Path).ThenBy(o => o.StaffNumber).ToListAsync();
        var accounts = await db.Users.Where(a => waiting.Any(o => o.Id == a.OfficialId)).ToDictionaryAsync(a => a.OfficialId!.Value);
        var taken = (await db.Users.Where(a => waiting.Any(o => o.StaffNumber.ToUpper() == a.NormalizedUserName)).Select(a => a.NormalizedUserName!)
            .ToListAsync()).ToHashSet();
        await db.ActivationSlips.Where(s => waiting.Any(o => o.Id == s.Account.OfficialId) && s.UsedAt == null && s.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, clock.Now));
        var slips = new List<PrintedSlip>();
        foreach (var official in officials)
        {
            if (!accounts.TryGetValue(official.Id, out var account))
                db.Users.Add(account = Open(official, taken));
            slips.Add(Print(account, official.Name, official.Unit, SlipPurpose.Activation));
        }
        await SaveAsync();
        await transaction.CommitAsync();
        return (slips, leftOut.Count);
    }

    /// <summary>
    /// Takes an account back from whoever has it, and issues a slip for it; that of somebody with a role, a post or a deputation only once a second person has
    /// confirmed it.
    /// </summary>
    /// <returns>Null: it was asked for.</returns>
    /// <exception cref="RefusedException">One's own.</exception>
    public async Task<PrintedSlip?> ResetAsync(Account account, ResetReason reason)
    {
        if (account.Id == viewer.AccountId)
            throw new RefusedException(Refusal.SlipOwnAccount);
        if (!await db.Grants.AnyAsync(grant => grant.AccountId == account.Id && grant.State != GrantState.Ended)
            && !await db.UnitPosts.AnyAsync(post => post.OfficialId == account.OfficialId)
            && !await db.Deputations.AnyAsync(deputation => deputation.DeputyId == account.OfficialId && deputation.RevokedAt == null))
            return await ResetNowAsync(account, reason);
        await seconds.AskAsync(AskedFor.ResetSignIn, account.Id, reason: reason);
        await db.SaveChangesAsync();
        return null;
    }

    /// <param name="askedBy">Who asked for it, where the viewer has confirmed it.</param>
    public async Task<PrintedSlip> ResetNowAsync(Account account, ResetReason reason, Guid? askedBy = null)
    {
        var unit = await db.Officials.Where(o => o.Id == account.OfficialId).Select(o => o.Unit).SingleOrDefaultAsync()
            ?? await db.Grants.Where(grant => grant.AccountId == account.Id && grant.State != GrantState.Ended).Select(grant => grant.Unit)
            .FirstOrDefaultAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await reset.ClearAsync(account);
        await db.ActivationSlips.Where(s => s.AccountId == account.Id && s.UsedAt == null && s.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, clock.Now));
        db.Record(clock.ActOf(viewer.AccountId), AuditAction.AccountReset, account, reason: reason.ToString());
        var slip = Print(account, account.DisplayName, unit, SlipPurpose.Reset, askedBy);
        await NoticeAsync();
        await SaveAsync();
        await transaction.CommitAsync();
        return slip;
    }

    /// <summary>One entry when somebody's resets of a day reach the number that is unusual, and one at every doubling.</summary>
    private async Task NoticeAsync()
    {
        var since = BeijingTime.StartOf(clock.Today);
        var count = 1 + await db.AuditEntries
            .CountAsync(entry => entry.AccountId == viewer.AccountId && entry.Action == AuditAction.AccountReset && entry.At >= since);
        if (count % ManyResets == 0 && int.IsPow2(count / ManyResets))
            db.Record(clock.ActOf(viewer.AccountId), AuditAction.ManyResets, viewer.Account!, detail: $"{count}");
    }

    private Account Open(Official official, HashSet<string> taken)
    {
        var name = official.StaffNumber;
        for (var n = 2; !taken.Add(name.ToUpperInvariant()); n++)
            name = $"{official.StaffNumber}-{n}";
        var account = Account.For(official, name);
        db.Record(clock.ActOf(viewer.AccountId), AuditAction.AccountCreated, account);
        return account;
    }

    /// <summary>Makes a slip for an account; the caller saves.</summary>
    public PrintedSlip Print(Account account, string name, Unit? unit, SlipPurpose purpose, Guid? askedBy = null)
    {
        var code = SlipCode.New();
        var slip = new ActivationSlip
        {
            Id = Guid.CreateVersion7(),
            AccountId = account.Id,
            Purpose = purpose,
            IssuedAt = clock.Now,
            IssuedByAccountId = viewer.Account?.Id,
            AskedByAccountId = askedBy,
            OfficeUnitId = unit is null ? null : viewer.OfficeOver(unit)?.Id,
            ExpiresAt = clock.Now + ActivationSlip.Lifetime(purpose),
            CodeHash = code.Hash,
        };
        db.ActivationSlips.Add(slip);
        db.Record(clock.ActOf(viewer.Account?.Id), AuditAction.SlipIssued, account, detail: purpose.ToString());
        return new(name, unit?.Name ?? "", account.UserName!, purpose, code, slip.ExpiresAt);
    }

    private async Task SaveAsync()
    {
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Somebody else issued slips for the same people at the same time.
            throw new RefusedException(Refusal.SlipMeanwhile);
        }
    }
}
