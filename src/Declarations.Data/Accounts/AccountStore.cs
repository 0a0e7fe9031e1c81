using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Declarations.Data.Accounts;

/// <summary>Accounts in the database; the secret of an authenticator app is sealed and bound to its account.</summary>
public sealed class AccountStore(DeclarationsDb db, IdentityErrorDescriber describer) : UserOnlyStore<Account, DeclarationsDb, Guid>(db, describer)
{
    /// <summary>SQL: what Identity keeps under this name is sealed.</summary>
    internal const string IsSealed = "\"Name\" = 'AuthenticatorKey'";

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, Convert.ToBase64String(Context.Vault.Seal(Encoding.UTF8.GetBytes(key), ContextOf(user))), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } box
            ? Encoding.UTF8.GetString(Context.Vault.Open(Convert.FromBase64String(box), ContextOf(user))) : null;

    private static string ContextOf(Account account) => ContextOf($"{account.Id}");

    internal static string ContextOf(string id) => $"{nameof(Account)}|AuthenticatorKey|{id}";
}
