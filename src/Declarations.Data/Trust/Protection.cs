using Declarations.Access;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Custody;
using Declarations.Handling;
using Declarations.Reports;
using Declarations.Trust;

namespace Declarations.Data.Trust;

/// <summary>A table whose every row has a leaf in the tree.</summary>
/// <param name="IsAttested">The server signs each of its rows.</param>
/// <param name="Columns">All that are in the leaf.</param>
public sealed record Protected(Type Type, bool IsAttested, IReadOnlyList<string> Columns);

/// <summary>
/// What the tree covers, said once. A row of these tables is saved with its leaf or not at all; a column that is neither here nor in
/// <see cref="Unprotected"/> fails a test. Columns that come later must be nullable: a leaf leaves out what is absent.
/// </summary>
public static class Protection
{
    public static IReadOnlyList<Protected> Tables { get; } =
    [
        Of<Submission>(true, """
            Id ReportId Number DraftNumber SubmittedAt SubmittedOn InterestCount IsSupplement IsOnPaper CanonicalSealed Salt Digest ReceiptNumber
            """),
        Of<Signature>(true, """
            Id ReportId SubmissionId Kind OfficialId Name Post SignedAt SignedOn Digest Route DeputyFor Proof ProofSince AfterResetAt
            """),
        Of<Withdrawal>(true, "Id ReportId SubmissionId ReasonSealed At On"),
        Of<Erasure>(true, "Id CampaignId At On Basis"),
        Of<TrustKey>(true, "Id Algorithm PublicKey MadeAt"),
        Of<StoredDetermination>(false, "Id SubmissionId InterestId PolicyVersion AsOf FactsSealed ResultSealed"),
        Of<ReturnNote>(false, "Id ReportId SubmissionId Line CommentSealed ByOfficialId ByName ByPost At On"),
        Of<HandOver>(false, "Id Number CampaignId UnitId SentOn SentById ReceivedOn ReceivedById ReceiverSealed Version"),
        Of<HandOverItem>(false, "HandOverId Place ReportId SubmissionId"),
        Of<Grant>(false, "Id AccountId Role UnitId State ChangedAt FromOn ToOn Letter Version"),
        Of<Deputation>(false, "Id HolderId DeputyId FromOn ToOn RevokedAt Version"),
        Of<DeadlineChange>(false, "Id CampaignId Kind UnitId By Document Number DocumentOn At On ByAccountId"),
        Of<Disposal>(false, """
            Id CampaignId ReportId InterestId Ground State Kind Measure FourForms Referred ReasonSealed DecidedBySealed DecidedOn DocumentSealed
            CaseFactsSealed CaseBasisSealed CaseOutcomeSealed DeferredUntil ProposedById ProposedOn ConfirmedById ConfirmedOn ObjectionSealed Version
            """),
        Of<Check>(false, "Id CampaignId ReportId InterestId Number On At ByAccountId Source SourceAsOf TextSealed Version"),
        Of<AuditEntry>(false, "Id At LegalDay AccountId Action SubjectKind SubjectId ReasonSealed Detail"),
    ];

    /// <summary>Columns of these tables that a leaf leaves out, each with the reason; reviewed by hand.</summary>
    public static IReadOnlyDictionary<string, string> Unprotected { get; } = new Dictionary<string, string>();

    private static Protected Of<T>(bool isAttested, string columns) =>
        new(typeof(T), isAttested, columns.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
