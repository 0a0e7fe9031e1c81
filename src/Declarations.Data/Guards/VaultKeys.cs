using System.Security.Cryptography;
using System.Text;

namespace Declarations.Data.Guards;

/// <summary>
/// The encryption keys of an installation, the oldest first, and the key of its marks. In a file: 32 bytes or their base64, as long as there is one; later a
/// line for each, and one with the key of the marks, which stays what it was. Which of them seals is said in the database (<see cref="KeyCheck"/>).
/// </summary>
public sealed class VaultKeys
{
    private const int Size = 32;
    private const string MarksLine = "marks ";

    private readonly IReadOnlyList<byte[]> all;
    private readonly byte[] marks;

    /// <exception cref="InvalidOperationException">None, the same twice, or one of another length.</exception>
    private VaultKeys(IReadOnlyList<byte[]> all, byte[]? marks)
    {
        if (all.Count == 0 || all.Append(marks).Any(key => key is not null && key.Length != Size))
            throw new InvalidOperationException("The encryption key must be 32 bytes (base64 of 44 characters).");
        (this.all, Ids) = (all, [.. all.Select(IdOf)]);
        if (Ids.Distinct().Count() < Ids.Count)
            throw new InvalidOperationException("The same encryption key stands twice in the key file.");
        this.marks = marks ?? HKDF.DeriveKey(HashAlgorithmName.SHA256, all[0], Size, info: "declarations/marks"u8.ToArray());
    }

    /// <summary>Names of the keys, the oldest first: 8 hexadecimal digits that follow from the key and do not tell it.</summary>
    public IReadOnlyList<string> Ids { get; }

    internal ReadOnlySpan<byte> Marks => marks;
    /// <summary>With it was sealed what names no key.</summary>
    internal byte[] Oldest => all[0];

    internal byte[]? Find(string id)
    {
        for (var n = 0; n < all.Count; n++)
            if (Ids[n] == id)
                return all[n];
        return null;
    }

    public static VaultKeys Of(byte[] key) => new([key], null);

    /// <inheritdoc cref="Parse"/>
    public static VaultKeys Read(byte[] file) => file.Length == Size ? Of(file) : Parse(Encoding.UTF8.GetString(file));

    /// <exception cref="InvalidOperationException">It is not what a key file holds.</exception>
    public static VaultKeys Parse(string text)
    {
        var (keys, marks) = (new List<byte[]>(), (byte[]?)null);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#'))
            if (line.StartsWith(MarksLine, StringComparison.Ordinal))
                marks = Bytes(line[MarksLine.Length..]);
            else
                keys.Add(Bytes(line));
        return new(keys, marks);

        static byte[] Bytes(string line) => Convert.TryFromBase64String(line, new byte[line.Length], out _) ? Convert.FromBase64String(line)
            : throw new InvalidOperationException("Encryption:Key is not base64 (openssl rand -base64 32 makes one).");
    }

    /// <summary>As a file holds them.</summary>
    public byte[] Write() => all.Count == 1 && Of(all[0]).marks.AsSpan().SequenceEqual(marks) ? all[0] : Encoding.UTF8.GetBytes(
        "# Encryption keys of Declarations, the oldest first (docs/operations.md). Keep a copy elsewhere: what they sealed nothing else opens.\n"
        + $"{MarksLine}{Convert.ToBase64String(marks)}\n" + string.Concat(all.Select(key => Convert.ToBase64String(key) + "\n")));

    /// <summary>With a new key, which nothing is sealed with yet.</summary>
    public VaultKeys Extended()
    {
        byte[] made;
        do
            made = RandomNumberGenerator.GetBytes(Size);
        while (Ids.Contains(IdOf(made)));
        return new([.. all, made], marks);
    }

    public VaultKeys Without(string id) => new([.. all.Where(key => IdOf(key) != id)], marks);

    private static string IdOf(byte[] key) =>
        Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 4, info: "declarations/key-id"u8.ToArray()));

    internal static byte[] BytesOf(string id) => Convert.FromHexString(id);
}
