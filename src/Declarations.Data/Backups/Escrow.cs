using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Declarations.Data.Backups;

/// <summary>
/// Seals the keys of a backup to the public key of somebody who does not run the application, so that whoever finds the backup opens nothing and a second
/// person is needed to restore it: AES-256-GCM under a key of its own, which is wrapped with RSA-OAEP (SHA-256).
/// </summary>
public static class Escrow
{
    public const int LeastBits = 3072;
    private const int NonceSize = 12, TagSize = 16, LengthSize = 2;

    /// <param name="pem">Public key, SubjectPublicKeyInfo.</param>
    /// <exception cref="InvalidOperationException">Not a public RSA key of at least 3072 bits, or a private one.</exception>
    public static byte[] Seal(string pem, byte[] content)
    {
        if (pem.Contains("PRIVATE", StringComparison.Ordinal))
            throw new InvalidOperationException("The escrow key must be a public key; the private one stays with the person who restores.");
        using var rsa = Read(pem, null);
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256);
        var box = new byte[LengthSize + wrapped.Length + NonceSize + TagSize + content.Length];
        BinaryPrimitives.WriteUInt16BigEndian(box, (ushort)wrapped.Length);
        wrapped.CopyTo(box, LengthSize);
        var rest = box.AsSpan(LengthSize + wrapped.Length);
        RandomNumberGenerator.Fill(rest[..NonceSize]);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(rest[..NonceSize], content, rest[(NonceSize + TagSize)..], rest.Slice(NonceSize, TagSize));
        return box;
    }

    /// <exception cref="InvalidOperationException">Sealed to another key, altered, or the private key does not open.</exception>
    public static byte[] Open(string pem, string? passphrase, byte[] box)
    {
        using var rsa = Read(pem, passphrase);
        try
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(box);
            var key = rsa.Decrypt(box.AsSpan(LengthSize, length), RSAEncryptionPadding.OaepSHA256);
            var rest = box.AsSpan(LengthSize + length);
            var content = new byte[rest.Length - NonceSize - TagSize];
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(rest[..NonceSize], rest[(NonceSize + TagSize)..], rest.Slice(NonceSize, TagSize), content);
            return content;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or OverflowException)
        {
            throw new InvalidOperationException("The keys of this backup are sealed to another escrow key, or were altered.", exception);
        }
    }

    private static RSA Read(string pem, string? passphrase)
    {
        var rsa = RSA.Create();
        try
        {
            if (passphrase is null)
                rsa.ImportFromPem(pem);
            else
                rsa.ImportFromEncryptedPem(pem, passphrase);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            throw new InvalidOperationException("The escrow key cannot be read: it is no RSA key in PEM, or its passphrase is another.", exception);
        }
        if (rsa.KeySize >= LeastBits)
            return rsa;
        rsa.Dispose();
        throw new InvalidOperationException($"The escrow key must have at least {LeastBits} bits.");
    }
}
