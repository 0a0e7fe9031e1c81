using System.Security.Cryptography;
using System.Text;
using Declarations.Trust;

namespace Declarations.Signer;

/// <summary>
/// All that the signer has: its private key, the public keys that it ever had, and the checkpoint that it signed last. One process holds it at a time. A key
/// whose memory is gone signs nothing any more: it could not know what it must not contradict.
/// </summary>
public sealed class SignerFolder : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string folder;
    private readonly FileStream held;
    private List<byte[]> keys = [];
    private EcdsaSigner? signer;
    private SignedNote? last;

    /// <exception cref="InvalidOperationException">A part of it is missing, damaged, or to be read by others.</exception>
    /// <exception cref="IOException">Another process holds it.</exception>
    public SignerFolder(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder, Own | UnixFileMode.UserExecute);
        if (File.GetUnixFileMode(folder).HasFlag(UnixFileMode.GroupWrite) || File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherWrite))
            throw new InvalidOperationException($"Others can write into {folder}: chmod 700.");
        held = new(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            if (!File.Exists(KeysFile))
                Begin();
            Read();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Public keys, the present one last.</summary>
    public IReadOnlyList<byte[]> Keys => keys;
    /// <summary>Of the tree that was signed last.</summary>
    public long Size => last is null ? 0 : TreeHead.Read(last.Text)!.Size;
    /// <summary>Of the only log that it signs for; null: it has signed nothing yet.</summary>
    public string? Origin => last is null ? null : TreeHead.Read(last.Text)!.Origin;

    private string KeysFile => Path.Combine(folder, "keys");
    /// <summary>The last checkpoint as a note; empty: none yet.</summary>
    private string LastFile => Path.Combine(folder, "last");

    /// <summary>Signs what follows the checkpoint that it signed last, once that it does so is on the disk.</summary>
    /// <exception cref="InvalidOperationException">It does not follow, or is no checkpoint.</exception>
    public NoteSignature Sign(CheckpointFile request)
    {
        if (request.Note.Signatures.Count > 0 || TreeHead.Read(request.Note.Text) is not { Size: > 0, Origin: { Length: > 0 and <= 200 } origin }
            || !origin.All(sign => sign is > ' ' and <= '~' and not '+'))
            throw new InvalidOperationException("This is no checkpoint that waits for a signature.");
        var head = request.After(last);
        var signature = SignedNote.Sign(head.Text, head.Origin, signer!);
        var signed = new SignedNote(head.Text, [signature]);
        Durable.Replace(LastFile, Encoding.UTF8.GetBytes(signed.ToString()));
        last = signed;
        return signature;
    }

    /// <summary>From now on another key signs. What it replaces stays known, and can sign no more.</summary>
    public void Rotate()
    {
        var old = signer!;
        Add(EcdsaSigner.Make());
        File.Delete(KeyFile(old.PublicKey));
        old.Dispose();
    }

    public void Dispose()
    {
        signer?.Dispose();
        held.Dispose();
    }

    private string KeyFile(byte[] publicKey) => Path.Combine(folder, $"signer-{EcdsaSigner.IdOf(publicKey)}.key");

    private void Begin()
    {
        if (File.Exists(LastFile) && new FileInfo(LastFile).Length > 0)
            throw new InvalidOperationException($"{KeysFile} is missing, and {LastFile} says that something was signed: put it back.");
        Durable.Replace(LastFile, []);
        Add(EcdsaSigner.Make());
    }

    /// <summary>It counts once the list of keys names it; a private key that no list names is never read.</summary>
    private void Add(EcdsaSigner made)
    {
        Durable.Replace(KeyFile(made.PublicKey), made.ExportPrivateKey());
        keys.Add(made.PublicKey);
        Durable.Replace(KeysFile, Encoding.ASCII.GetBytes(string.Concat(keys.Select(key => Convert.ToBase64String(key) + "\n"))));
        signer = made;
    }

    private void Read()
    {
        if (!File.Exists(LastFile))
            throw new InvalidOperationException($"{LastFile} is missing: what was signed last is not known, and nothing is signed. Put it back from a copy "
                + "that is not older than the newest checkpoint, or begin with a new folder and so with a new key.");
        var note = File.ReadAllText(LastFile);
        last = note.Length == 0 ? null : SignedNote.Read(note) is { } read && TreeHead.Read(read.Text) is not null ? read
            : throw new InvalidOperationException($"{LastFile} is no checkpoint.");
        keys = [.. File.ReadAllLines(KeysFile).Select(Convert.FromBase64String)];
        var file = KeyFile(keys[^1]);
        if ((File.GetUnixFileMode(file) & ~Own) != 0)
            throw new InvalidOperationException($"{file} can be read by others: chmod 600, and think whether it was (rotate).");
        signer = EcdsaSigner.Read(File.ReadAllBytes(file));
        if (!signer.PublicKey.AsSpan().SequenceEqual(keys[^1]))
            throw new CryptographicException($"{file} is not the key that {KeysFile} names.");
    }
}
