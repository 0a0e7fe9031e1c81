using System.Buffers.Binary;
using System.Security.Cryptography;
using Declarations.Data.Guards;
using Declarations.References;

namespace Declarations.Data.Tips;

/// <summary>
/// How a tip is sealed: each has a key of its own (256 bits); texts and files lie under it, bound to tip, row and column and padded in steps. That key
/// is kept twice: sealed to the public key of the desk (ECDH P-256, HKDF-SHA256, AES-256-GCM), and under a key derived from the code.
/// </summary>
public static class Envelope
{
    /// <summary>Steps of padding in bytes, so that a length says little.</summary>
    public const int TextStep = 4 * 1024, FileStep = 64 * 1024;
    /// <summary>Bytes of a file in one full chunk, and of every chunk once it is sealed.</summary>
    public const int ChunkSize = FileStep - LengthSize, SealedChunkSize = Box.HeadSize + FileStep;

    private const int LengthSize = 4;
    private const int KeySize = 32;
    /// <summary>A public key of P-256 as SubjectPublicKeyInfo.</summary>
    private const int PublicSize = 91;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    /// <param name="step"><see cref="TextStep"/> or <see cref="FileStep"/>.</param>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, int step, string context)
    {
        var box = new byte[Box.HeadSize + (LengthSize + plain.Length + step - 1) / step * step];
        SealInto(box, key, plain, context);
        return box;
    }

    /// <param name="box">Of the size that the padding gives; of a chunk, <see cref="SealedChunkSize"/> bytes.</param>
    public static void SealInto(Span<byte> box, byte[] key, ReadOnlySpan<byte> plain, string context)
    {
        var padded = box[Box.HeadSize..];
        BinaryPrimitives.WriteInt32LittleEndian(padded, plain.Length);
        plain.CopyTo(padded[LengthSize..]);
        padded[(LengthSize + plain.Length)..].Clear();
        Box.SealIn(key, box, context);
    }

    /// <exception cref="AuthenticationTagMismatchException">Altered, moved from another row, or sealed with another key.</exception>
    public static byte[] Open(byte[] key, byte[] box, string context)
    {
        var padded = Box.Open(key, box, context);
        var length = padded.Length < LengthSize ? -1 : BinaryPrimitives.ReadInt32LittleEndian(padded);
        return length >= 0 && length <= padded.Length - LengthSize ? padded[LengthSize..(LengthSize + length)] : throw new AuthenticationTagMismatchException();
    }

    /// <summary>Seals a key to whoever holds the private part.</summary>
    /// <param name="publicKey">P-256, SubjectPublicKeyInfo.</param>
    public static byte[] SealTo(byte[] publicKey, byte[] secret, string context)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var receiver = ReadPublic(publicKey);
        var mine = once.ExportSubjectPublicKeyInfo();
        return [.. mine, .. Box.Seal(Agree(once, receiver, mine, publicKey), secret, context)];
    }

    /// <inheritdoc cref="Open"/>
    public static byte[] OpenWith(ECDiffieHellman key, byte[] box, string context)
    {
        if (box.Length <= PublicSize)
            throw new AuthenticationTagMismatchException();
        using var sender = ReadPublic(box[..PublicSize]);
        return Box.Open(Agree(key, sender, box[..PublicSize], key.ExportSubjectPublicKeyInfo()), box.AsSpan(PublicSize), context);
    }

    /// <summary>The key that a code gives for one tip. From the hash of the code, which is stored, it cannot be had.</summary>
    public static byte[] UnderCode(SlipCode code, Guid tip)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, code.Value);
        var key = new byte[KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, key, tip.ToByteArray(), "declarations/tips/code"u8);
        return key;
    }

    /// <exception cref="CryptographicException">No key of P-256.</exception>
    internal static ECDiffieHellman ReadPublic(byte[] publicKey)
    {
        var key = ECDiffieHellman.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key;
    }

    private static byte[] Agree(ECDiffieHellman own, ECDiffieHellman other, byte[] sender, byte[] receiver)
    {
        var shared = own.DeriveRawSecretAgreement(other.PublicKey);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeySize, [.. sender, .. receiver], "declarations/tips/desk"u8.ToArray());
        CryptographicOperations.ZeroMemory(shared);
        return key;
    }
}
