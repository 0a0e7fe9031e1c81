using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.References;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Activate;

/// <summary>Takes a slip in exchange for a password.</summary>
public sealed class ActivationDesk(DeclarationsDb db, Passwords passwords, OfficeClock clock)
{
    /// <summary>Sets the password of the slip's account and uses the slip up. Sent twice, or by two at once, it counts once.</summary>
    /// <returns>Null: no such slip is open, or the password is refused, and then the page says why. Both cost the same work.</returns>
    public async Task<Account?> ActivateAsync(PageModel page, string field, SlipCode code, string password)
    {
        var (now, codeHash) = (clock.Now, code.Hash);
        var slip = await db.ActivationSlips.AsNoTracking().Include(s => s.Account)
            .SingleOrDefaultAsync(s => s.CodeHash == codeHash && s.UsedAt == null && s.RevokedAt == null && s.ExpiresAt > now && s.Account.ClosedAt == null);
        if (!await passwords.AcceptAsync(page, field, slip?.Account, password))
            return null;
        var hash = await passwords.HashAsync(password, HashingLine.Activation);
        if (slip is null)
            return null;
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.ActivationSlips.Where(s => s.Id == slip.Id && s.UsedAt == null && s.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now)) == 0)
            return null;
        var account = await db.Users.SingleAsync(a => a.Id == slip.AccountId);
        passwords.Set(account, hash);
        db.Record(clock.ActOf(account.Id), AuditAction.SlipUsed, account, detail: slip.Purpose.ToString());
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return account;
    }
}
