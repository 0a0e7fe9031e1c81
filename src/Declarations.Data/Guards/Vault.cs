using System.Security.Cryptography;
using System.Text;

namespace Declarations.Data.Guards;

/// <summary>
/// Encrypts single values with AES-256-GCM. The context (table, column, row) is bound to the value: a ciphertext moved to
/// another row does not open.
/// </summary>
public sealed class Vault
{
    /// <summary>Bytes in front of what is sealed: nonce and tag.</summary>
    internal const int HeadSize = NonceSize + TagSize;

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MarkSize = 16;
    private readonly byte[] key;
    private byte[]? marks;

    /// <param name="key">32 bytes.</param>
    /// <exception cref="InvalidOperationException">The key has another length.</exception>
    public Vault(byte[] key)
    {
        if (key.Length != 32)
            throw new InvalidOperationException("The encryption key must be 32 bytes (base64 of 44 characters).");
        this.key = key;
    }

    /// <summary>For the sealed keys of a backup alone.</summary>
    internal ReadOnlySpan<byte> Key => key;

    /// <summary>
    /// A keyed hash (HMAC-SHA256, cut to 16 bytes) by which the database can join what is sealed. Nobody without the key can make or guess one.
    /// </summary>
    /// <param name="kind">What the text is: equal texts of different kinds have different marks.</param>
    public byte[] Mark(string kind, string text)
    {
        marks ??= HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "declarations/marks"u8.ToArray());
        return HMACSHA256.HashData(marks, Encoding.UTF8.GetBytes($"{kind}\0{text}"))[..MarkSize];
    }

    public byte[] Seal(ReadOnlySpan<byte> plain, string context)
    {
        var box = new byte[HeadSize + plain.Length];
        plain.CopyTo(box.AsSpan(HeadSize));
        SealIn(box, context);
        return box;
    }

    /// <summary>Seals in place what lies in the box behind its head.</summary>
    internal void SealIn(Span<byte> box, string context)
    {
        RandomNumberGenerator.Fill(box[..NonceSize]);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box[..NonceSize], box[HeadSize..], box[HeadSize..], box[NonceSize..HeadSize], Encoding.UTF8.GetBytes(context));
    }

    /// <exception cref="AuthenticationTagMismatchException">Altered, moved from another row, or sealed with another key.</exception>
    public byte[] Open(byte[] box, string context)
    {
        if (box.Length < HeadSize)
            throw new AuthenticationTagMismatchException();
        var plain = new byte[box.Length - HeadSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(HeadSize), box.AsSpan(NonceSize, TagSize), plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }
}
