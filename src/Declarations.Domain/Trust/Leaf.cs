using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Declarations.Trust;

/// <summary>One column of a row, in a form that does not depend on the database.</summary>
/// <param name="Value">Null: nothing is there.</param>
/// <param name="IsContent">Sealed, or emptied by an erasure: it is in the hash by its salted digest alone.</param>
public sealed record Field(string Column, byte[]? Value, bool IsContent);

/// <summary>
/// What a protected row was when it was written, as a hash: written in the same transaction, and numbered later. Append-only. Its contents are in the hash
/// by a salted digest: after an erasure the salt goes too, and the hash still stands for all that stays.
/// </summary>
public sealed class Leaf
{
    private const string Format = "declarations.leaf/1";
    /// <summary>Bytes of a SHA-256, and those set aside for a row before the heap is asked.</summary>
    private const int Size = 32, Room = 1024;

    public required Guid Id { get; init; }
    public required string Table { get; init; }
    /// <summary>The row's primary key.</summary>
    public required string Key { get; init; }
    /// <summary>Version of the row; rows that never change have 0 only.</summary>
    public required int Number { get; init; }
    /// <summary>With whose contents the salt goes; null: it never does.</summary>
    public Guid? CampaignId { get; init; }
    /// <summary>32 random bytes; none once the contents are erased.</summary>
    public required byte[] Salt { get; init; }
    /// <summary>Three SHA-256, 96 bytes: of the salt, of the salt with the contents, and of all other columns of the row.</summary>
    public required byte[] Digests { get; init; }
    /// <summary>SHA-256 over all of this but the salt and the attestation, as a leaf of the tree.</summary>
    public required byte[] Hash { get; init; }
    /// <summary>Algorithm, key and signature of the server over the hash; null: rows of this table are not signed one by one.</summary>
    public string? Attestation { get; init; }

    /// <param name="signer">Null: the row is not signed.</param>
    public static Leaf Of(string table, string key, int number, Guid? campaignId, IReadOnlyList<Field> row, ISigner? signer)
    {
        var (id, salt) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32));
        var (digests, hash) = (new byte[3 * Size], new byte[Size]);
        SHA256.HashData(salt, digests.AsSpan(0, Size));
        HashContents(salt, row, digests.AsSpan(Size, Size));
        HashColumns(row, digests.AsSpan(2 * Size));
        HashLeaf(id, table, key, number, campaignId, digests, hash);
        return new Leaf
        {
            Id = id,
            Table = table,
            Key = key,
            Number = number,
            CampaignId = campaignId,
            Salt = salt,
            Digests = digests,
            Hash = hash,
            Attestation = signer is null ? null : $"{signer.Algorithm} {signer.KeyId} "
                + Convert.ToBase64String(signer.Sign(Statement(signer.Algorithm, signer.KeyId, table, key, number, hash))),
        };
    }

    /// <summary>Nothing of the leaf itself was altered; whether its salt may be gone is not looked at.</summary>
    public bool IsWhole
    {
        get
        {
            Span<byte> now = stackalloc byte[Size];
            if (Digests.Length != 3 * Size)
                return false;
            if (Salt.Length > 0)
            {
                SHA256.HashData(Salt, now);
                if (!now.SequenceEqual(Digests.AsSpan(0, Size)))
                    return false;
            }
            HashLeaf(Id, Table, Key, Number, CampaignId, Digests, now);
            return now.SequenceEqual(Hash);
        }
    }

    /// <param name="row">As it stands now.</param>
    /// <param name="isErased">The contents of the campaign were erased, and by whom and when is on record.</param>
    public bool AgreesWith(IReadOnlyList<Field> row, bool isErased)
    {
        if (!IsWhole)
            return false;
        Span<byte> now = stackalloc byte[Size];
        if (!(isErased && Salt.Length == 0 && row.All(field => !field.IsContent || field.Value is not { Length: > 0 })))
        {
            if (Salt.Length == 0)
                return false;
            HashContents(Salt, row, now);
            if (!now.SequenceEqual(Digests.AsSpan(Size, Size)))
                return false;
        }
        HashColumns(row, now);
        return now.SequenceEqual(Digests.AsSpan(2 * Size));
    }

    /// <summary>The signature is one of these keys' over this leaf.</summary>
    public bool IsAttested(IReadOnlyDictionary<string, TrustKey> keys)
    {
        if (Attestation?.Split(' ') is not [var algorithm, var keyId, var text] || !keys.TryGetValue(keyId, out var key) || key.Algorithm != algorithm)
            return false;
        var signature = new byte[text.Length];
        return Convert.TryFromBase64String(text, signature, out var length) && key.IsWhatItSays
            && Convert.ToBase64String(signature.AsSpan(0, length)) == text
            && EcdsaSigner.Verify(algorithm, key.PublicKey, Statement(algorithm, keyId, Table, Key, Number, Hash), signature[..length]);
    }

    private static byte[] Statement(string algorithm, string keyId, string table, string key, int number, byte[] hash) => Encoding.UTF8.GetBytes(
        $"declarations.attestation/1\n{algorithm} {keyId}\n{table} {key} {number}\n{Convert.ToHexStringLower(hash)}\n");

    private static void HashContents(byte[] salt, IReadOnlyList<Field> row, Span<byte> into)
    {
        var bytes = new Written(stackalloc byte[Room]);
        bytes.Add(salt);
        for (var i = 0; i < row.Count; i++)
            if (row[i] is { IsContent: true, Value: { } value })
            {
                bytes.Add(row[i].Column);
                bytes.Add(value);
            }
        SHA256.HashData(bytes.Span, into);
    }

    private static void HashColumns(IReadOnlyList<Field> row, Span<byte> into)
    {
        var bytes = new Written(stackalloc byte[Room]);
        // what is absent is left out: a column that comes later changes no leaf of before
        for (var i = 0; i < row.Count; i++)
            if (row[i] is { IsContent: false, Value: { } value })
            {
                bytes.Add(row[i].Column);
                bytes.Add(value);
            }
        SHA256.HashData(bytes.Span, into);
    }

    private static void HashLeaf(Guid id, string table, string key, int number, Guid? campaignId, byte[] digests, Span<byte> into)
    {
        Span<byte> name = stackalloc byte[100];
        Utf8.TryWrite(name, CultureInfo.InvariantCulture, $"{id} {number} {campaignId}", out var length);
        var bytes = new Written(stackalloc byte[Room]);
        bytes.AddPrefix(MerkleTree.LeafPrefix);
        bytes.Add(Format);
        bytes.Add(name[..length]);
        bytes.Add(table);
        bytes.Add(key);
        bytes.Add(digests);
        SHA256.HashData(bytes.Span, into);
    }

    /// <summary>Texts and bytes one after the other, each with its length before it. On the stack as long as there is room.</summary>
    private ref struct Written(Span<byte> room)
    {
        private Span<byte> bytes = room;
        private int length;

        public readonly ReadOnlySpan<byte> Span => bytes[..length];

        public void AddPrefix(byte prefix) => bytes[length++] = prefix;

        public void Add(string text)
        {
            var size = Encoding.UTF8.GetByteCount(text);
            Encoding.UTF8.GetBytes(text, Next(size));
        }

        public void Add(ReadOnlySpan<byte> value) => value.CopyTo(Next(value.Length));

        private Span<byte> Next(int size)
        {
            if (length + size + 4 > bytes.Length)
            {
                var larger = new byte[Math.Max(bytes.Length * 2, length + size + 4)];
                Span.CopyTo(larger);
                bytes = larger;
            }
            BinaryPrimitives.WriteInt32BigEndian(bytes[length..], size);
            length += size + 4;
            return bytes.Slice(length - size, size);
        }
    }
}

/// <summary>A leaf that has no place in the tree yet; gone once it has.</summary>
public sealed class WaitingLeaf
{
    public required Guid LeafId { get; init; }
}

/// <summary>
/// Which leaves, in which order, the signer was asked to sign as a tree of that size. Gone once its checkpoint is stored: if it was signed and this process
/// died before it stored that, the same leaves must get the same places.
/// </summary>
public sealed class SigningRequest
{
    public required long Size { get; init; }
    /// <summary>Their ids one after the other, 16 bytes each.</summary>
    public required byte[] LeafIds { get; init; }

    public IReadOnlyList<Guid> Ids => [.. LeafIds.Chunk(16).Select(id => new Guid(id))];

    public static SigningRequest Of(long size, IEnumerable<Leaf> leaves) =>
        new() { Size = size, LeafIds = [.. leaves.SelectMany(leaf => leaf.Id.ToByteArray())] };
}
