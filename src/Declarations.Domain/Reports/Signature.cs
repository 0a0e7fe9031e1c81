using Declarations.Auditing;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>Password, code of an authenticator app, passkey, or the organisation's own sign-in.</summary>
public enum SigningProof { Password, Code, Passkey, SingleSignOn }

/// <param name="Since">Since when that password has stood.</param>
/// <param name="ResetAt">When somebody else reset the sign-in, as long as that marks signatures.</param>
public sealed record SigningRest(SigningProof Proof, DateTimeOffset? Since, DateTimeOffset? ResetAt);

/// <summary>The pledge, given here or by hand on paper; the reader's.</summary>
public enum SignatureKind { Pledge, Reader, Paper }

/// <summary>One signature under one version: the official's pledge, or the reader's. Append-only.</summary>
public sealed class Signature
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public required Guid SubmissionId { get; init; }
    public required SignatureKind Kind { get; init; }
    public required Guid OfficialId { get; init; }
    public required string Name { get; init; }
    public string? Post { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
    public required DateOnly SignedOn { get; init; }
    public required string Digest { get; init; }
    public SigningRoute? Route { get; init; }
    /// <summary>The post-holder for whom a deputy signed; null: one's own post.</summary>
    public string? DeputyFor { get; init; }
    /// <summary>By what the signer proved who they are; null: on paper.</summary>
    public SigningProof? Proof { get; private set; }
    /// <summary>Since when that password has stood: one set shortly before, after a reset, is a reason to ask.</summary>
    public DateTimeOffset? ProofSince { get; private set; }

    /// <summary>When somebody else had reset the sign-in that this rests on, and its owner was not known to know; null: nobody had.</summary>
    public DateTimeOffset? AfterResetAt { get; private set; }

    /// <summary>Keeps what the signature rests on.</summary>
    public Signature RestingOn(SigningRest? rest)
    {
        (Proof, ProofSince, AfterResetAt) = (rest?.Proof, rest?.Since, rest?.ResetAt);
        return this;
    }

    /// <summary>
    /// Columns that do not say what the version says that was signed; who signed, at which post and when is not in it, unless it is the pledge.
    /// </summary>
    /// <param name="version">Readable.</param>
    public IReadOnlyList<string> Differences(Submission version)
    {
        var head = version.IsErased ? null : CanonicalReport.ReadHead(version.Canonical);
        (string Column, bool Agrees)[] said =
        [
            (nameof(Digest), Digest == version.Digest), (nameof(SubmissionId), SubmissionId == version.Id), (nameof(ReportId), ReportId == version.ReportId),
            (nameof(OfficialId), Kind == SignatureKind.Reader || head is null || OfficialId == head.Official),
            (nameof(SignedAt), Kind != SignatureKind.Pledge || Instants.Stored(SignedAt) == Instants.Stored(version.SubmittedAt)),
            (nameof(SignedOn), Kind != SignatureKind.Pledge || SignedOn == version.SubmittedOn),
        ];
        return [.. said.Where(one => !one.Agrees).Select(one => one.Column)];
    }

    /// <param name="on">Day of a signature on paper; otherwise the day of the act.</param>
    public static Signature Of(Submission version, Act act, Official signer, SignatureKind kind, SigningRoute? route = null, DateOnly? on = null,
        string? deputyFor = null) => new()
        {
            Id = Guid.CreateVersion7(),
            ReportId = version.ReportId,
            SubmissionId = version.Id,
            Kind = kind,
            OfficialId = signer.Id,
            Name = signer.Name,
            Post = signer.Post,
            SignedAt = act.At,
            SignedOn = on ?? act.LegalDay,
            Digest = version.Digest,
            Route = route,
            DeputyFor = deputyFor,
        };
}
