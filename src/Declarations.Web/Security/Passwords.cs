using System.Text;
using Declarations.Data;
using Declarations.Data.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Security;

/// <summary>Checks and sets passwords. Whether there is such an account or such a password is not to be told from the work.</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher, DeclarationsDb db, OfficeClock clock)
{
    public const int MaxLength = 200;

    private static readonly Account Nobody = new() { DisplayName = "" };
    private static string? unknownHash;

    /// <param name="account">Null: there is none of that name. That costs one hash as well.</param>
    public async Task<bool> CheckAsync(Account? account, string password)
    {
        var plain = Normal(password);
        unknownHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        var result = hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? unknownHash, plain);
        if (account?.PasswordHash is null || result == PasswordVerificationResult.Failed)
            return false;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var (id, hash) = (account.Id, hasher.HashPassword(account, plain));
            await db.Users.Where(a => a.Id == id && a.PasswordHash == account.PasswordHash).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash));
        }
        return account.ClosedAt is null;
    }

    /// <summary>Gives the account a new password and, with it, a new security stamp; the caller saves.</summary>
    public void Set(Account account, string password)
    {
        account.PasswordHash = hasher.HashPassword(account, Normal(password));
        account.PasswordSetAt = clock.Now;
        account.Renew();
    }

    /// <summary>The same characters from every keyboard, e.g. full-width and half-width ones.</summary>
    private static string Normal(string password) => password.Normalize(NormalizationForm.FormKC);
}
