using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

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
        byte[] digests = [.. SHA256.HashData(salt), .. ContentsOf(salt, row), .. ColumnsOf(row)];
        var hash = HashOf(id, table, key, number, campaignId, digests);
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
    public bool IsWhole => Digests.Length == 96 && (Salt.Length == 0 || SHA256.HashData(Salt).AsSpan().SequenceEqual(Digests.AsSpan(0, 32)))
        && HashOf(Id, Table, Key, Number, CampaignId, Digests).AsSpan().SequenceEqual(Hash);

    /// <param name="row">As it stands now.</param>
    /// <param name="isErased">The contents of the campaign were erased, and by whom and when is on record.</param>
    public bool AgreesWith(IReadOnlyList<Field> row, bool isErased)
    {
        var emptied = isErased && Salt.Length == 0 && row.All(field => !field.IsContent || field.Value is not { Length: > 0 });
        return IsWhole && (emptied || Salt.Length > 0 && ContentsOf(Salt, row).AsSpan().SequenceEqual(Digests.AsSpan(32, 32)))
            && ColumnsOf(row).AsSpan().SequenceEqual(Digests.AsSpan(64));
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

    private static byte[] ContentsOf(byte[] salt, IReadOnlyList<Field> row)
    {
        var bytes = new Written();
        bytes.Add(salt);
        foreach (var field in row)
            if (field is { IsContent: true, Value: { } value })
                bytes.Add(field.Column).Add(value);
        return SHA256.HashData(bytes.Span);
    }

    private static byte[] HashOf(Guid id, string table, string key, int number, Guid? campaignId, byte[] digests) => SHA256.HashData(
        new Written().AddPrefix(MerkleTree.LeafPrefix).Add(Format).Add($"{id} {number} {campaignId}").Add(table).Add(key).Add(digests).Span);

    private static byte[] ColumnsOf(IReadOnlyList<Field> row)
    {
        var bytes = new Written();
        // what is absent is left out: a column that comes later changes no leaf of before
        foreach (var field in row)
            if (field is { IsContent: false, Value: { } value })
                bytes.Add(field.Column).Add(value);
        return SHA256.HashData(bytes.Span);
    }

    /// <summary>Texts and bytes one after the other, each with its length before it.</summary>
    private sealed class Written
    {
        private byte[] bytes = new byte[1024];
        private int length;

        public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

        public Written AddPrefix(byte prefix)
        {
            bytes[length++] = prefix;
            return this;
        }

        public Written Add(string text)
        {
            var size = Encoding.UTF8.GetByteCount(text);
            Encoding.UTF8.GetBytes(text, Room(size));
            return this;
        }

        public Written Add(ReadOnlySpan<byte> value)
        {
            value.CopyTo(Room(value.Length));
            return this;
        }

        private Span<byte> Room(int size)
        {
            if (length + size + 4 > bytes.Length)
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + size + 4));
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(length), size);
            length += size + 4;
            return bytes.AsSpan(length - size, size);
        }
    }
}

/// <summary>A leaf that has no place in the tree yet; gone once it has.</summary>
public sealed class WaitingLeaf
{
    public required Guid LeafId { get; init; }
}
