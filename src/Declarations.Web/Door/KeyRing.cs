using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Declarations.Web.Door;

/// <summary>
/// The keys that protect cookies, in the folder of <c>Keys:Path</c>. Lost ones, or some of another encryption key, cost everybody
/// a new sign-in and nothing else; a folder that cannot be written would fail every page.
/// </summary>
public sealed class KeyRing(IKeyManager keys, IDataProtectionProvider protection, IConfiguration settings, ILogger<KeyRing> log)
{
    public static string FolderIn(IConfiguration settings) => settings["Keys:Path"] ?? "data/keys";

    /// <exception cref="InvalidOperationException">No key can be kept there.</exception>
    public void Assert()
    {
        try
        {
            if (keys.GetAllKeys().Count(key => !Opens(key)) is > 0 and var closed)
                log.LogWarning("{Closed} keys of cookies do not open under this encryption key and are left aside: whoever signed in with them signs in "
                    + "again.", closed);
            protection.CreateProtector(nameof(KeyRing)).Protect([0]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException(
                $"The keys of cookies cannot be kept in {FolderIn(settings)} (Keys:Path): {exception.GetBaseException().Message}", exception);
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
