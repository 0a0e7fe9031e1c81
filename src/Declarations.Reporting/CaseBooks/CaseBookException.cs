namespace Declarations.Reporting.CaseBooks;

/// <summary>A case book that cannot be read: which case, where in it, why.</summary>
/// <param name="caseId">Null: the file itself is at fault.</param>
/// <param name="path">JSON path, e.g. "$.cases[3].input.subject.rank".</param>
public sealed class CaseBookException(string? caseId, string path, string reason, Exception? inner = null)
    : Exception($"{(caseId is null ? "" : caseId + ": ")}{path}: {reason}", inner)
{
    public string? CaseId { get; } = caseId;
    public string Path { get; } = path;
    public string Reason { get; } = reason;
}
