using System.Security.Cryptography;
using Declarations.Auditing;

namespace Declarations.Reports;

/// <summary>One submitted version, word for word and for ever. Append-only.</summary>
public sealed class Submission : ISealed
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public PersonalSituationReport Report { get; init; } = null!;
    public required int Number { get; init; }
    /// <summary>Unique with the report: the same draft is never submitted twice.</summary>
    public required int DraftNumber { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public required DateOnly SubmittedOn { get; init; }
    public required int InterestCount { get; init; }
    /// <summary>补充报告: filed after the reader had signed an earlier version.</summary>
    public bool IsSupplement { get; init; }
    /// <summary>Keyed in from paper by the office.</summary>
    public bool IsOnPaper { get; init; }
    /// <summary>Null: not taken back (or not loaded).</summary>
    public Withdrawal? Withdrawal { get; internal set; }
    /// <summary>What the rules said when it was filed: of the person, and of each interest (if loaded).</summary>
    public List<StoredDetermination> Determinations { get; internal set; } = [];
    /// <summary>The canonical text (UTF-8 JSON), encrypted at rest.</summary>
    public byte[] Canonical { get; set; } = [];
    /// <summary>32 random bytes; none once the content is erased.</summary>
    public required byte[] Salt { get; init; }
    /// <summary>SHA-256 of salt and canonical text, 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }
    public required string ReceiptNumber { get; init; }

    /// <summary>After the retention period the text goes; digest and dates stay.</summary>
    public bool IsErased => Canonical.Length == 0 && !IsUnreadable;
    public bool IsUnreadable { get; set; }
    /// <exception cref="RefusedException">Erased, unreadable, or beside columns that say otherwise.</exception>
    public ReportContent Content => IsUnreadable
        ? throw new RefusedException(Canonical.Length > 0 ? Refusal.FiledDiffers(ReceiptNumber) : Refusal.ReportUnreadable(ReceiptNumber))
        : IsErased ? throw new RefusedException(Refusal.ReportErased) : CanonicalReport.Read(Canonical);

    /// <summary>Columns that do not say what the text says, or a text that the digest is not of; none of what is erased.</summary>
    /// <param name="report">Null: whose it is, is not looked at.</param>
    public IReadOnlyList<string> Differences(PersonalSituationReport? report = null)
    {
        if (Canonical.Length == 0)
            return [];
        if (DigestOf(Salt, Canonical) != Digest)
            return [nameof(Digest)];
        if (CanonicalReport.ReadHead(Canonical) is not { } head)
            return [nameof(Canonical)];
        (string Column, bool Agrees)[] said =
        [
            (nameof(ReceiptNumber), head.Receipt == ReceiptNumber), (nameof(Number), head.Version == Number), (nameof(ReportId), head.Report == ReportId),
            (nameof(SubmittedAt), Instants.Stored(head.SubmittedAt) == Instants.Stored(SubmittedAt)),
            (nameof(SubmittedOn), head.SubmittedOn == SubmittedOn), (nameof(InterestCount), head.Interests == InterestCount),
            (nameof(IsSupplement), head.IsSupplement == IsSupplement), (nameof(IsOnPaper), head.IsOnPaper == IsOnPaper),
            (nameof(PersonalSituationReport.OfficialId), report is null || report.OfficialId == head.Official),
            (nameof(PersonalSituationReport.CampaignId), report is null || report.CampaignId == head.Campaign),
        ];
        return [.. said.Where(one => !one.Agrees).Select(one => one.Column)];
    }

    /// <param name="interestId">Null: of the person.</param>
    public StoredDetermination DeterminationOf(Guid? interestId) => Determinations.Single(said => said.InterestId == interestId);

    /// <summary>
    /// Positive reports, supplements, reports on paper, and one nil report in five drawn by its digest, must be opened before they are signed.
    /// </summary>
    public bool MustBeOpened => InterestCount > 0 || IsSupplement || IsOnPaper || Convert.FromHexString(Digest)[0] < 256 / 5;

    internal static Submission Freeze(PersonalSituationReport report, Act act, ReportContent content, int number)
    {
        var receipt = ReceiptNumbers.New(act.LegalDay);
        var canonical = CanonicalReport.Write(receipt, number, report, act, content);
        var salt = RandomNumberGenerator.GetBytes(32);
        return new Submission
        {
            Id = Guid.CreateVersion7(),
            ReportId = report.Id,
            Number = number,
            DraftNumber = report.DraftNumber,
            SubmittedAt = act.At,
            SubmittedOn = act.LegalDay,
            InterestCount = content.Interests.Count,
            IsSupplement = report.Standing is not null,
            IsOnPaper = content.Paper is not null,
            Canonical = canonical,
            Salt = salt,
            Digest = DigestOf(salt, canonical),
            ReceiptNumber = receipt,
        };
    }

    public static string DigestOf(byte[] salt, byte[] canonical) =>
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. canonical]));
}

public static class Versions
{
    /// <summary>The newest version that was not taken back; if all were, the newest.</summary>
    /// <param name="versions">Oldest first.</param>
    public static Submission? Standing(this IEnumerable<Submission> versions) =>
        versions.LastOrDefault(version => version.Withdrawal is null) ?? versions.LastOrDefault();

    /// <summary>The newest version that was neither taken back nor erased; null: none counts.</summary>
    /// <param name="versions">Oldest first.</param>
    public static Submission? Counting(this IEnumerable<Submission> versions) =>
        versions.LastOrDefault(version => version is { Withdrawal: null, IsErased: false });

    /// <summary>The newest version that was handed in by a day and not taken back by then; null: none counts on that day.</summary>
    /// <param name="versions">Oldest first.</param>
    public static Submission? StandingOn(this IEnumerable<Submission> versions, DateOnly day) =>
        versions.LastOrDefault(version => version.SubmittedOn <= day && !(version.Withdrawal?.On <= day));
}
