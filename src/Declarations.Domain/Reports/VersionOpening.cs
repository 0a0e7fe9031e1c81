using Declarations.Auditing;

namespace Declarations.Reports;

/// <summary>
/// Somebody other than the filer has opened a version: what a reader must have done before signing a drawn one. Append-only, one row an account.
/// </summary>
public sealed class VersionOpening
{
    public required Guid SubmissionId { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid ReportId { get; init; }
    public required DateTimeOffset At { get; init; }

    public static VersionOpening Of(Submission version, Act act, Guid accountId) => new()
    {
        SubmissionId = version.Id,
        AccountId = accountId,
        ReportId = version.ReportId,
        At = act.At,
    };
}
