using System.Security.Cryptography;
using System.Text;

namespace Declarations.Trust;

/// <summary>One signature line of a note.</summary>
/// <param name="KeyHash">Four bytes by which the key is found.</param>
public sealed record NoteSignature(string Name, byte[] KeyHash, byte[] Signature)
{
    public string Line => $"\u2014 {Name} {Convert.ToBase64String([.. KeyHash, .. Signature])}\n";

    /// <returns>Null: it is none.</returns>
    public static NoteSignature? Read(string line)
    {
        if (!line.StartsWith("\u2014 ", StringComparison.Ordinal) || line[2..].Split(' ') is not [{ Length: > 0 } name, var text])
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length > 4 ? new(name, bytes[..4], bytes[4..length]) : null;
    }
}

/// <summary>The name of a signer and its public key: C2SP's <c>name+hash+key</c>, for ECDSA (type 2, the hash is that of the key).</summary>
public sealed record VerifierKey(string Name, byte[] PublicKey)
{
    private const byte Ecdsa = 2;

    public byte[] Hash => SHA256.HashData(PublicKey)[..4];

    public override string ToString() => $"{Name}+{Convert.ToHexStringLower(Hash)}+{Convert.ToBase64String([Ecdsa, .. PublicKey])}";

    /// <returns>Null: it is none of this kind.</returns>
    public static VerifierKey? Read(string text)
    {
        if (text.Trim().Split('+', 3) is not [{ Length: > 0 } name, var hash, var key])
            return null;
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length) && length > 1 && bytes[0] == Ecdsa
            && new VerifierKey(name, bytes[1..length]) is { } read && Convert.ToHexStringLower(read.Hash) == hash ? read : null;
    }

    public bool Verifies(string text, NoteSignature signature) => signature.Name == Name && signature.KeyHash.AsSpan().SequenceEqual(Hash)
        && EcdsaSigner.Verify(EcdsaSigner.Es256, PublicKey, Encoding.UTF8.GetBytes(text), signature.Signature);
}

/// <summary>A text with the signatures under it, in the form of C2SP signed-note.</summary>
/// <param name="Text">With its last line end.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(signature => signature.Line))}";

    public static NoteSignature Sign(string text, string name, ISigner signer) =>
        new(name, SHA256.HashData(signer.PublicKey)[..4], signer.Sign(Encoding.UTF8.GetBytes(text)));

    public bool IsSignedBy(VerifierKey key) => Signatures.Any(signature => key.Verifies(Text, signature));

    /// <returns>Null: it is none. One that nobody has signed yet is read, too.</returns>
    public static SignedNote? Read(string note)
    {
        if (note.LastIndexOf("\n\n", StringComparison.Ordinal) is not (>= 0 and var end) || !note.EndsWith('\n'))
            return null;
        var signatures = note[(end + 2)..].Split('\n')[..^1].Select(NoteSignature.Read).ToList();
        return signatures.Contains(null) ? null : new(note[..(end + 1)], [.. signatures.OfType<NoteSignature>()]);
    }
}
