using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Declarations.Data.Accounts;

/// <summary>
/// What is printed on an activation slip: 128 random bits as 26 base32 characters with two check characters, in seven
/// groups of four. One mistyped or two exchanged characters never make another valid code.
/// </summary>
public readonly record struct SlipCode(UInt128 Value)
{
    /// <summary>Without I, L, O and U, which are mistaken for others.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 28;
    /// <summary>The largest prime below 32².</summary>
    private const int Modulus = 1021;

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

    /// <summary>Reads a code as people type it: any case, any spacing, letter O for zero, letters I and L for one.</summary>
    public static bool TryParse(string? typed, out SlipCode code)
    {
        code = default;
        var (value, count, rest) = (UInt128.Zero, 0, 0);
        foreach (var c in (typed ?? "").Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (char.IsWhiteSpace(c) || char.IsPunctuation(c))
                continue;
            var digit = Alphabet.IndexOf(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
            if (digit < 0 || ++count > Length || count == 1 && digit > 7)
                return false;
            if (count <= Length - 2)
                value = (value << 5) | (uint)digit;
            else
                rest = rest * 32 + digit;
        }
        code = new(value);
        return count == Length && rest == Check(value);
    }

    public override string ToString()
    {
        Span<char> letters = stackalloc char[Length];
        var (value, check) = (Value, Check(Value));
        for (var i = Length - 1; i >= 0; i--)
        {
            if (i >= Length - 2)
                (letters[i], check) = (Alphabet[check % 32], check / 32);
            else
                (letters[i], value) = (Alphabet[(int)(value & 31)], value >> 5);
        }
        return string.Join('-', letters.ToString().Chunk(4).Select(group => new string(group)));
    }

    private static int Check(UInt128 value) => (int)(value % Modulus);
}
