using System.Buffers.Binary;
using System.Text;

namespace Declarations.References;

/// <summary>
/// Numbers that people copy: base32 letters and two check letters, in groups of four. One mistyped or two exchanged
/// letters never make another valid number of the same length.
/// </summary>
public static class CheckedLetters
{
    /// <summary>Without I, L, O and U, which are mistaken for others.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CheckLength = 2;
    /// <summary>The largest prime below 32².</summary>
    private const int Modulus = 1021;

    /// <summary>By which people speak of a thing: 30 bits of its id, which say nothing of how many there are.</summary>
    public static string Of(Guid id) => Write(BinaryPrimitives.ReadUInt32BigEndian(id.ToByteArray().AsSpan(12)) >> 2, 6);

    /// <param name="length">Letters that hold the value, 5 bits each.</param>
    public static string Write(UInt128 value, int length)
    {
        Span<char> letters = stackalloc char[length + CheckLength];
        var check = Check(value);
        for (var i = letters.Length - 1; i >= 0; i--)
            if (i >= length)
                (letters[i], check) = (Alphabet[check % 32], check / 32);
            else
                (letters[i], value) = (Alphabet[(int)(value & 31)], value >> 5);
        return string.Join('-', letters.ToString().Chunk(4).Select(group => new string(group)));
    }

    /// <summary>Reads what people type: any case, any spacing, letter O for zero, letters I and L for one.</summary>
    public static bool TryRead(string? typed, int length, out UInt128 value)
    {
        value = UInt128.Zero;
        var (count, rest) = (0, 0);
        foreach (var c in (typed ?? "").Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (char.IsWhiteSpace(c) || char.IsPunctuation(c))
                continue;
            var digit = Alphabet.IndexOf(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
            if (digit < 0 || ++count > length + CheckLength || count <= length && value >> 123 != 0)
                return false;
            if (count <= length)
                value = (value << 5) | (uint)digit;
            else
                rest = rest * 32 + digit;
        }
        return count == length + CheckLength && rest == Check(value);
    }

    private static int Check(UInt128 value) => (int)(value % Modulus);
}
