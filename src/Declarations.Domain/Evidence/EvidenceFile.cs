using System.Security.Cryptography;
using Declarations.Auditing;

namespace Declarations.Evidence;

/// <summary>
/// What a file is there for: proof of an exit, of an excuse, the scan of a report on paper, proof of what the roster should say, the list that a register
/// was taken over from, a pledge signed on paper, or proof of what a measure has come to.
/// </summary>
public enum FilePurpose { Exit, Excuse, PaperScan, Correction, Register, Pledge, Measure }

/// <summary>A file as its owner names it. The digest stands in the canonical text, so that the receipt covers the file.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">SHA-256 of the file, 64 hexadecimal digits.</param>
public sealed record FileReference(Guid Id, string Name, FileKind Kind, int Size, string Digest);

/// <summary>
/// A file that belongs to a report, a request or whatever else it was handed in with: never changed, and removed only while it is
/// in a draft alone. Who may open it is for its owner to say. Name and content are encrypted at rest.
/// </summary>
public sealed class EvidenceFile : ISealed
{
    /// <summary>Bytes of one file.</summary>
    public const int Largest = 5 * 1024 * 1024;
    /// <summary>Files of one report.</summary>
    public const int Most = 20;

    public required Guid Id { get; init; }
    /// <summary>Name of the owner's type, as the ledger calls it.</summary>
    public required string OwnerKind { get; init; }
    public required Guid OwnerId { get; init; }
    public required FilePurpose Purpose { get; init; }
    public required FileKind Kind { get; init; }
    public required int Size { get; init; }
    public required string Digest { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid? ByAccountId { get; init; }
    public string Name { get; set; } = "";
    public byte[] Bytes { get; set; } = [];

    public bool IsErased => Bytes.Length == 0 && !IsUnreadable;
    public bool IsUnreadable { get; set; }
    public FileReference Reference => new(Id, Name, Kind, Size, Digest);

    /// <param name="name">As it came; it is cleaned here.</param>
    /// <exception cref="RefusedException">Not one of the kinds, or too large. The page has said so before.</exception>
    public static EvidenceFile Of(Aggregate owner, Act act, FilePurpose purpose, string name, byte[] bytes)
    {
        if (FileContent.KindOf(bytes) is not { } kind || bytes.Length > Largest)
            throw new RefusedException(Refusal.FileRefused);
        return new EvidenceFile
        {
            Id = Guid.CreateVersion7(),
            OwnerKind = owner.GetType().Name,
            OwnerId = owner.Id,
            Purpose = purpose,
            Kind = kind,
            Size = bytes.Length,
            Digest = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            At = act.At,
            ByAccountId = act.AccountId,
            Name = FileName.Clean(name, kind),
            Bytes = bytes,
        };
    }
}
