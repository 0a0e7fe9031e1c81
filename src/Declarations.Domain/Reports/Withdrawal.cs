using Declarations.Auditing;

namespace Declarations.Reports;

/// <summary>A version that its filer took back before it was signed. Append-only: the version itself stays.</summary>
public sealed class Withdrawal
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public required Guid SubmissionId { get; init; }
    /// <summary>Encrypted at rest.</summary>
    public string Reason { get; set; } = "";
    public required DateTimeOffset At { get; init; }
    public required DateOnly On { get; init; }

    public static Withdrawal Of(Submission version, Act act, string reason) => new()
    {
        Id = Guid.CreateVersion7(),
        ReportId = version.ReportId,
        SubmissionId = version.Id,
        Reason = reason,
        At = act.At,
        On = act.LegalDay,
    };
}
