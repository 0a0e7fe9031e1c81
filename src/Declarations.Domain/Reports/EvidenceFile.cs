using System.Security.Cryptography;
using Declarations.Auditing;

namespace Declarations.Reports;

/// <summary>What a file is there for: proof of an exit, proof of an excuse, or the scan of a report on paper.</summary>
public enum FilePurpose { Exit, Excuse, PaperScan }

/// <summary>A file as a report names it. The digest stands in the canonical text, so that the receipt covers the file.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">SHA-256 of the file, 64 hexadecimal digits.</param>
public sealed record FileReference(Guid Id, string Name, FileKind Kind, int Size, string Digest);

/// <summary>
/// A file that was handed in with a report: never changed, and removed only while no filed version names it
/// (<see cref="FiledFile"/>). Name and content are encrypted at rest.
/// </summary>
public sealed class EvidenceFile : ISealed
{
    /// <summary>Bytes of one file.</summary>
    public const int Largest = 5 * 1024 * 1024;
    /// <summary>Files of one report.</summary>
    public const int Most = 20;

    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
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
    public static EvidenceFile Of(PersonalSituationReport report, Act act, FilePurpose purpose, string name, byte[] bytes)
    {
        if (FileContent.KindOf(bytes) is not { } kind || bytes.Length > Largest)
            throw new RefusedException(Refusal.FileRefused);
        return new EvidenceFile
        {
            Id = Guid.CreateVersion7(),
            ReportId = report.Id,
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

/// <summary>That a filed version names a file: from then on the file stays. Append-only.</summary>
public sealed class FiledFile
{
    public required Guid Id { get; init; }
    public required Guid SubmissionId { get; init; }
    public required Guid FileId { get; init; }

    public static IEnumerable<FiledFile> Of(Submission version) =>
        version.Content.Files.Select(file => new FiledFile { Id = Guid.CreateVersion7(), SubmissionId = version.Id, FileId = file.Id });
}
