using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Declarations.Web.Door;

/// <summary>
/// The keys that protect cookies, in the database. Lost ones, or some of another encryption key, cost everybody a new sign-in and nothing else.
/// </summary>
public sealed class KeyRing(IKeyManager keys, IDataProtectionProvider protection, ILogger<KeyRing> log)
{
    /// <summary>The folder of the signing key: setting <c>Keys:Path</c>.</summary>
    public static string FolderIn(IConfiguration settings) => settings["Keys:Path"] ?? "data/keys";

    /// <summary>Makes the first key, so that no page has to.</summary>
    /// <exception cref="InvalidOperationException">None can be kept.</exception>
    public void Assert()
    {
        if (keys.GetAllKeys().Count(key => !Opens(key)) is > 0 and var closed)
            log.LogWarning("{Closed} keys of cookies do not open under this encryption key and are left aside: whoever signed in with them signs in "
                + "again.", closed);
        try
        {
            protection.CreateProtector(nameof(KeyRing)).Protect([0]);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException($"The keys of cookies cannot be kept: {exception.GetBaseException().Message}", exception);
        }
    }

    private static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
