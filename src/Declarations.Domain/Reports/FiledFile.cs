namespace Declarations.Reports;

/// <summary>That a filed version names a file: from then on the file stays. Append-only.</summary>
public sealed class FiledFile
{
    public required Guid Id { get; init; }
    public required Guid SubmissionId { get; init; }
    public required Guid FileId { get; init; }

    public static IEnumerable<FiledFile> Of(Submission version) =>
        version.Content.Files.Select(file => new FiledFile { Id = Guid.CreateVersion7(), SubmissionId = version.Id, FileId = file.Id });
}
