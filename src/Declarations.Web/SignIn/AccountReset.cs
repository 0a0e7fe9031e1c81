using Declarations.Data;
using Declarations.Data.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.SignIn;

/// <summary>
/// Takes from an account everything that it is signed in with: password, second factors, passkeys, sessions. What else
/// ever opens an account is to be cleared here, too.
/// </summary>
public sealed class AccountReset(DeclarationsDb db)
{
    /// <param name="account">Tracked; the caller saves, within the transaction that it has begun.</param>
    public async Task ClearAsync(Account account)
    {
        account.PasswordHash = null;
        account.PasswordSetAt = null;
        account.TwoFactorEnabled = false;
        (account.LastCodeAt, account.CodeFailures, account.CodeFailedAt) = (null, 0, null);
        account.Renew();
        await db.UserTokens.Where(token => token.UserId == account.Id).ExecuteDeleteAsync();
        await db.Set<IdentityUserPasskey<Guid>>().Where(passkey => passkey.UserId == account.Id).ExecuteDeleteAsync();
        await db.UserLogins.Where(login => login.UserId == account.Id).ExecuteDeleteAsync();
    }
}
