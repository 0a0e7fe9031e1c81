namespace Declarations.Reports;

/// <summary>What the reader asks to be corrected, on one line of the report. Append-only.</summary>
public sealed class ReturnNote
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public required Guid SubmissionId { get; init; }
    /// <summary>Key of the line: "details", "family", "answers" or the id of an interest and a field of it.</summary>
    public required string Line { get; init; }
    /// <summary>Encrypted at rest.</summary>
    public required string Comment { get; set; } = "";
    public required Guid ByOfficialId { get; init; }
    public required string ByName { get; init; }
    public string? ByPost { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateOnly On { get; init; }
}
