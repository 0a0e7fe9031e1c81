using System.Security.Cryptography;
using System.Text;

namespace Declarations.Data.Guards;

/// <summary>
/// Encrypts single values with AES-256-GCM. The context (table, column, row) is bound to the value: a ciphertext moved to
/// another row does not open.
/// </summary>
public sealed class Vault
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MarkSize = 16;
    private readonly byte[] key, marks;

    /// <param name="key">32 bytes.</param>
    /// <exception cref="InvalidOperationException">The key has another length.</exception>
    public Vault(byte[] key)
    {
        if (key.Length != 32)
            throw new InvalidOperationException("The encryption key must be 32 bytes (base64 of 44 characters).");
        this.key = key;
        marks = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "declarations/marks"u8.ToArray());
    }

    /// <summary>For the sealed keys of a backup alone.</summary>
    internal ReadOnlySpan<byte> Key => key;

    /// <summary>
    /// A keyed hash (HMAC-SHA256, cut to 16 bytes) by which the database can join what is sealed. Nobody without the key can make or guess one.
    /// </summary>
    /// <param name="kind">What the text is: equal texts of different kinds have different marks.</param>
    public byte[] Mark(string kind, string text) => HMACSHA256.HashData(marks, Encoding.UTF8.GetBytes($"{kind}\0{text}"))[..MarkSize];

    public byte[] Seal(byte[] plain, string context)
    {
        var box = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(context));
        return box;
    }

    /// <exception cref="AuthenticationTagMismatchException">Altered, moved from another row, or sealed with another key.</exception>
    public byte[] Open(byte[] box, string context)
    {
        if (box.Length < NonceSize + TagSize)
            throw new AuthenticationTagMismatchException();
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }
}
