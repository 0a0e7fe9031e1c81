using System.Security.Cryptography;
using System.Text;

namespace Declarations.Data.Guards;

/// <summary>One value under one key: nonce, tag and what AES-256-GCM makes of it, bound to a context.</summary>
internal static class Box
{
    /// <summary>Bytes in front of what is sealed: nonce and tag.</summary>
    public const int HeadSize = NonceSize + TagSize;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, string context)
    {
        var box = new byte[HeadSize + plain.Length];
        plain.CopyTo(box.AsSpan(HeadSize));
        SealIn(key, box, context);
        return box;
    }

    /// <summary>Seals in place what lies in the box behind its head.</summary>
    public static void SealIn(byte[] key, Span<byte> box, string context)
    {
        RandomNumberGenerator.Fill(box[..NonceSize]);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box[..NonceSize], box[HeadSize..], box[HeadSize..], box[NonceSize..HeadSize], Encoding.UTF8.GetBytes(context));
    }

    /// <exception cref="AuthenticationTagMismatchException">Altered, moved from another row, or sealed with another key.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, string context)
    {
        if (box.Length < HeadSize)
            throw new AuthenticationTagMismatchException();
        var plain = new byte[box.Length - HeadSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[HeadSize..], box[NonceSize..HeadSize], plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }
}
