using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Declarations.Web.SignIn;

/// <summary>Passkeys (WebAuthn) of an account: a device that checks its holder itself, so one alone signs in.</summary>
public sealed class Passkeys(SignInManager<Account> signIn, UserManager<Account> accounts, DeclarationsDb db, OfficeClock clock, ILogger<Passkeys> log)
{
    public const int LongestName = 40;
    /// <summary>Of the answer of a device, in characters of JSON.</summary>
    public const int LongestAnswer = 16 * 1024;

    /// <summary>Setting: <c>Passkeys:Domain</c>, the domain that passkeys belong to; without it, the host of the request.</summary>
    public static void Configure(IdentityPasskeyOptions options, IConfiguration settings)
    {
        options.ServerDomain = settings["Passkeys:Domain"];
        options.UserVerificationRequirement = "required";
        // Not by the Origin header, which is "null" from pages that tell nobody where one comes from; host names are filtered before.
        options.ValidateOrigin = context =>
        {
            var request = context.HttpContext.Request;
            return ValueTask.FromResult(!context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin)
                && origin == new Uri($"{request.Scheme}://{request.Host}"));
        };
    }

    public async Task<IReadOnlyList<UserPasskeyInfo>> OfAsync(Account account) => [.. (await accounts.GetPasskeysAsync(account)).OrderBy(key => key.CreatedAt)];

    /// <summary>What a device is asked to make a passkey from, as JSON.</summary>
    public Task<string> OfferAsync(Account account) => signIn.MakePasskeyCreationOptionsAsync(
        new() { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.DisplayName });

    /// <summary>What a device is asked to prove, as JSON.</summary>
    /// <param name="account">Null: whoever the passkey belongs to.</param>
    public Task<string> AskAsync(Account? account = null) => signIn.MakePasskeyRequestOptionsAsync(account);

    /// <returns>False: the device's answer does not hold.</returns>
    public async Task<bool> AddAsync(Account account, string name, string answer)
    {
        if (await TryAsync(() => signIn.PerformPasskeyAttestationAsync(answer)) is not { Succeeded: true } made || made.UserEntity.Id != account.Id.ToString()
            || await accounts.FindByPasskeyIdAsync(made.Passkey.CredentialId) is not null)
            return false;
        made.Passkey.Name = name;
        db.Record(clock.ActOf(account.Id), AuditAction.SecondFactorSet, account, detail: "passkey");
        return (await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded;
    }

    /// <summary>The account whose passkey answered the question just asked of this browser; null: none did.</summary>
    public async Task<Account?> ProvenByAsync(string? answer)
    {
        if (string.IsNullOrEmpty(answer) || await TryAsync(() => signIn.PerformPasskeyAssertionAsync(answer)) is not { Succeeded: true } proof
            || proof.User.ClosedAt is not null)
        {
            log.LogWarning("A passkey did not prove who is there.");
            return null;
        }
        // The device counts its answers: one that counts backwards is a copy.
        return (await accounts.AddOrUpdatePasskeyAsync(proof.User, proof.Passkey)).Succeeded ? proof.User : null;
    }

    /// <returns>False: the account has no such passkey.</returns>
    public async Task<bool> RemoveAsync(Account account, byte[] id)
    {
        if (await accounts.GetPasskeyAsync(account, id) is null)
            return false;
        db.Record(clock.ActOf(account.Id), AuditAction.SecondFactorRemoved, account, detail: "passkey");
        return (await accounts.RemovePasskeyAsync(account, id)).Succeeded;
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> perform) where T : class
    {
        try
        {
            return await perform();
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked of this browser, or it was too long ago.
            return null;
        }
    }
}
