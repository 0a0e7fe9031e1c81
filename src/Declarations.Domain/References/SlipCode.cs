using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Declarations.References;

/// <summary>What is printed on an activation slip: 128 random bits in seven groups of four letters, the last two of which check the others.</summary>
public readonly record struct SlipCode(UInt128 Value)
{
    private const int Length = 26;

    public static SlipCode New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>SHA-256 in hexadecimal: all that is stored.</summary>
    public string Hash
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
            return Convert.ToHexStringLower(SHA256.HashData(bytes));
        }
    }

    public static bool TryParse(string? typed, out SlipCode code)
    {
        var read = CheckedLetters.TryRead(typed, Length, out var value);
        code = new(value);
        return read;
    }

    public override string ToString() => CheckedLetters.Write(Value, Length);
}
