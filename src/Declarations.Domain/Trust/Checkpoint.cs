using System.Globalization;

namespace Declarations.Trust;

/// <summary>How large the tree was and which root it had at an instant, signed: a note in the form of C2SP tlog-checkpoint. Append-only.</summary>
public sealed class Checkpoint
{
    public required long Size { get; init; }
    /// <summary>The whole note: origin, size, root, instant, and the signatures.</summary>
    public required string Note { get; init; }

    public TreeHead? Head => SignedNote.Read(Note) is { } note ? TreeHead.Read(note.Text) : null;

    public static Checkpoint Of(TreeHead head, ISigner signer) =>
        new() { Size = head.Size, Note = new SignedNote(head.Text, [SignedNote.Sign(head.Text, head.Origin, signer)]).ToString() };
}

/// <summary>What a checkpoint says.</summary>
public sealed record TreeHead(string Origin, long Size, byte[] Root, DateTimeOffset At)
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public string Text => string.Create(CultureInfo.InvariantCulture,
        $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\nat {At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)}\n");

    /// <returns>Null: it is none, or is written in another way than this program writes it.</returns>
    public static TreeHead? Read(string text)
    {
        if (text.Split('\n') is not [var origin, var size, var root, var at, ""] || !at.StartsWith("at ", StringComparison.Ordinal))
            return null;
        var bytes = new byte[root.Length];
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves)
            && Convert.TryFromBase64String(root, bytes, out var length) && length == 32
            && DateTimeOffset.TryParseExact(at[3..], Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && new TreeHead(origin, leaves, bytes[..length], instant) is { } head && head.Text == text ? head : null;
    }
}

/// <summary>The signature of an office outside under a checkpoint, given after it saw that the tree had only grown. Append-only.</summary>
public sealed class Cosignature
{
    public required long Size { get; init; }
    /// <summary>The witness's key, as it was handed over.</summary>
    public required string Witness { get; init; }
    /// <summary>The line under the note.</summary>
    public required string Line { get; init; }

    public bool Holds(string text) => VerifierKey.Read(Witness) is { } key && NoteSignature.Read(Line) is { } signature && key.Verifies(text, signature);
}
