using System.Globalization;

namespace Declarations.Trust;

/// <summary>
/// What an office hands to its witness: the size that the witness saw last, the proof that the tree has only grown since, and the checkpoint (the request of
/// C2SP tlog-witness as a file).
/// </summary>
public sealed record CheckpointFile(long Old, IReadOnlyList<byte[]> Proof, SignedNote Note)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"old {Old}\n{string.Concat(Proof.Select(hash => Convert.ToBase64String(hash) + "\n"))}\n{Note}");

    /// <returns>Null: it is none.</returns>
    public static CheckpointFile? Read(string text)
    {
        if (text.IndexOf("\n\n", StringComparison.Ordinal) is not (>= 0 and var end) || SignedNote.Read(text[(end + 2)..]) is not { } note)
            return null;
        var lines = text[..end].Split('\n');
        if (!lines[0].StartsWith("old ", StringComparison.Ordinal)
            || !long.TryParse(lines[0][4..], NumberStyles.None, CultureInfo.InvariantCulture, out var old))
            return null;
        var proof = new List<byte[]>();
        foreach (var line in lines.Skip(1))
        {
            var hash = new byte[line.Length];
            if (!Convert.TryFromBase64String(line, hash, out var length) || length != 32)
                return null;
            proof.Add(hash[..length]);
        }
        return new(old, proof, note);
    }

    /// <summary>What the checkpoint says, once it is certain that its tree is the one seen last, grown or as it was.</summary>
    /// <param name="seen">What was seen last; null: nothing yet.</param>
    /// <exception cref="InvalidOperationException">No checkpoint, of another origin, smaller than before, or not the same tree grown.</exception>
    public TreeHead After(SignedNote? seen)
    {
        var head = TreeHead.Read(Note.Text) ?? throw new InvalidOperationException("This is no checkpoint.");
        if (seen is null)
            return head;
        var last = TreeHead.Read(seen.Text) ?? throw new InvalidOperationException("What was seen last is no checkpoint.");
        if (last.Origin != head.Origin)
            throw new InvalidOperationException($"The checkpoint is of {head.Origin}, the one seen last of {last.Origin}.");
        if (head.Size < last.Size)
            throw new InvalidOperationException($"The tree has {head.Size} leaves and had {last.Size}: it was cut off or set back.");
        if (head.Size == last.Size ? !head.Root.AsSpan().SequenceEqual(last.Root)
            : Old != last.Size || !MerkleTree.Extends(last.Size, last.Root, head.Size, head.Root, Proof))
            throw new InvalidOperationException($"The first {last.Size} leaves are not the ones seen last, or the proof begins at another size.");
        return head;
    }

    /// <summary>What the witness answers: the checkpoint with its own signature as well.</summary>
    /// <param name="log">The key of the office that is watched.</param>
    /// <param name="seen">What the witness saw last; null: nothing yet.</param>
    /// <exception cref="InvalidOperationException">Not signed by the office, or it does not follow what was seen.</exception>
    public SignedNote Cosign(VerifierKey log, SignedNote? seen, string name, ISigner witness)
    {
        if (!Note.IsSignedBy(log))
            throw new InvalidOperationException($"The checkpoint is not signed by the key of {log.Name}.");
        var text = After(seen).Text;
        return Note with { Signatures = [.. Note.Signatures, SignedNote.Sign(text, name, witness)] };
    }
}
