using System.Security.Cryptography;
using System.Text;

namespace Declarations.Data.Guards;

/// <summary>
/// Encrypts single values with AES-256-GCM. The context (table, column, row) is bound to the value: a ciphertext moved to
/// another row does not open. Each value names the key that it is sealed with; those of before name none, and are of the oldest.
/// </summary>
public sealed class Vault
{
    /// <summary>Bytes in front of a value: what it is, and the name of its key.</summary>
    internal const int NameSize = 8;

    private const int MarkSize = 16;
    private static readonly byte[] Magic = [0xDE, 0xC1, 0xA2, 0x01];

    private readonly string? file;
    private readonly Lock turn = new();
    private volatile Known known;

    /// <param name="key">32 bytes.</param>
    /// <exception cref="InvalidOperationException">The key has another length.</exception>
    public Vault(byte[] key) : this(VaultKeys.Of(key))
    {
    }

    /// <param name="file">Where the keys were read, and are read again when one is missing; null: from no file.</param>
    public Vault(VaultKeys keys, string? file = null) => (this.file, known) = (file, new(keys, keys.Ids[0], null));

    public VaultKeys Keys => known.Keys;
    /// <summary>Name of the key that seals.</summary>
    public string Current => known.Current;
    /// <summary>Name of the key that should seal and is not here; null: it is.</summary>
    public string? Missing => known.Missing;

    /// <summary>A value names a key that is not here.</summary>
    public event Action? Lacking;

    /// <summary>
    /// A keyed hash (HMAC-SHA256, cut to 16 bytes) by which the database can join what is sealed. Nobody without the key can make or guess one.
    /// </summary>
    /// <param name="kind">What the text is: equal texts of different kinds have different marks.</param>
    public byte[] Mark(string kind, string text) => HMACSHA256.HashData(known.Keys.Marks, Encoding.UTF8.GetBytes($"{kind}\0{text}"))[..MarkSize];

    /// <exception cref="UnknownKeyException">The key that should seal is not here.</exception>
    public byte[] Seal(ReadOnlySpan<byte> plain, string context)
    {
        var now = known;
        if (now.Missing is { } missing)
            throw new UnknownKeyException(missing);
        return [.. Magic, .. VaultKeys.BytesOf(now.Current), .. Box.Seal(now.Keys.Find(now.Current)!, plain, context)];
    }

    /// <exception cref="AuthenticationTagMismatchException">Altered, moved from another row, or sealed with another key.</exception>
    /// <exception cref="UnknownKeyException">It names a key that is not here.</exception>
    public byte[] Open(byte[] box, string context)
    {
        var now = known;
        if (NameOf(box) is not { } name)
            return Box.Open(now.Keys.Oldest, box, context);
        if (now.Keys.Find(name) is { } key)
            return Box.Open(key, box.AsSpan(NameSize), context);
        try
        {
            // One of before may begin like a name, by a chance of 1 in 4,294,967,296.
            return Box.Open(now.Keys.Oldest, box, context);
        }
        catch (AuthenticationTagMismatchException)
        {
            Lacking?.Invoke();
            throw new UnknownKeyException(name);
        }
    }

    /// <summary>Name of the key that a value says it is sealed with; null: it says none.</summary>
    public static string? NameOf(ReadOnlySpan<byte> box) =>
        box.Length >= NameSize && box.StartsWith(Magic) ? Convert.ToHexStringLower(box[Magic.Length..NameSize]) : null;

    /// <summary>How a value begins that is sealed with a key.</summary>
    internal static byte[] HeadOf(string id) => [.. Magic, .. VaultKeys.BytesOf(id)];

    /// <summary>Seals with this key from now on; where it is not here, with none.</summary>
    internal void Use(string id)
    {
        if (known.Keys.Find(id) is null)
            Reload();
        lock (turn)
            known = known.Keys.Find(id) is null ? known with { Missing = id } : known with { Current = id, Missing = null };
    }

    /// <summary>Reads the key file again. One that is damaged at the moment leaves things as they are.</summary>
    internal void Reload()
    {
        try
        {
            if (file is not null && VaultKeys.Read(File.ReadAllBytes(file)) is var keys)
                lock (turn)
                    known = keys.Find(known.Current) is null ? known : known with { Keys = keys };
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
        }
    }

    /// <summary>Puts other keys into the file in place of these, whole or not at all.</summary>
    /// <param name="to">Another file, which must not be there yet; null: the one that they were read from.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvalidOperationException">They were read from no file, and no other is named.</exception>
    public string Replace(VaultKeys keys, string? to)
    {
        if (to is not null)
            PrivateFile.Write(to, keys.Write());
        else
        {
            var part = (file ?? throw new InvalidOperationException("The key comes from a setting and not from a file (Encryption:Key:File): say with "
                + "--key-out where to write the keys, and name that file in Encryption:Key:File.")) + ".part";
            File.Delete(part);
            PrivateFile.Write(part, keys.Write());
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(part, File.GetUnixFileMode(file));
            File.Move(part, file, overwrite: true);
        }
        lock (turn)
            known = known with { Keys = keys };
        return to ?? file!;
    }

    private sealed record Known(VaultKeys Keys, string Current, string? Missing);
}

/// <summary>A value, or what should seal one, is of a key that this node does not hold.</summary>
public sealed class UnknownKeyException(string id) : CryptographicException($"The key {id} is not in the key file of this node (Encryption:Key:File). Put the "
    + "key file of the installation there, with all its keys.")
{
    public string Id => id;
}
