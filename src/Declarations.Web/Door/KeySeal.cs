using System.Security.Cryptography;
using System.Xml.Linq;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Declarations.Web.Door;

/// <summary>Encrypts the keys that protect cookies, so that the database alone opens nothing.</summary>
public sealed class KeySeal(Vault vault) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(CookieKey.Part, Convert.ToBase64String(
            vault.Seal(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), CookieKey.Context))), typeof(KeyOpener));

    /// <summary>Made by the framework from the name that it wrote into the key file.</summary>
    public sealed class KeyOpener(IServiceProvider services) : IXmlDecryptor
    {
        /// <exception cref="CryptographicException">Altered, or sealed under another encryption key.</exception>
        public XElement Decrypt(XElement encryptedElement) =>
            XElement.Parse(System.Text.Encoding.UTF8
                .GetString(services.GetRequiredService<Vault>().Open(Convert.FromBase64String(encryptedElement.Value), CookieKey.Context)));
    }
}
