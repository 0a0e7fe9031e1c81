using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Declarations.Auditing;
using Declarations.Roster;
using Declarations.Rules;

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
    public Withdrawal? Withdrawal { get; init; }
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
    /// <exception cref="RefusedException">Erased, or unreadable.</exception>
    public ReportContent Content => IsUnreadable ? throw new RefusedException(Refusal.ReportUnreadable(ReceiptNumber)) : IsErased ? throw new RefusedException(Refusal.ReportErased) : CanonicalReport.Read(Canonical);

    /// <summary>Positive reports, supplements, reports on paper, and one nil report in five drawn by its digest, must be opened before they are signed.</summary>
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
}

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

/// <summary>Receipt numbers: the legal day and 60 random bits, e.g. 20170918-7K3MX-9Q2TD-0A.</summary>
public static class ReceiptNumbers
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(DateOnly day)
    {
        var text = new StringBuilder($"{day:yyyyMMdd}");
        var letters = RandomNumberGenerator.GetItems<char>(Alphabet, 12);
        for (var i = 0; i < letters.Length; i++)
            (i % 4 == 0 ? text.Append('-') : text).Append(letters[i]);
        return text.ToString();
    }
}

/// <summary>Password, code of an authenticator app, passkey, or the organisation's own sign-in.</summary>
public enum SigningProof { Password, Code, Passkey, SingleSignOn }

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

    /// <summary>Keeps what the signature rests on.</summary>
    public Signature RestingOn((SigningProof Proof, DateTimeOffset? Since)? proof)
    {
        (Proof, ProofSince) = (proof?.Proof, proof?.Since);
        return this;
    }

    /// <param name="on">Day of a signature on paper; otherwise the day of the act.</param>
    public static Signature Of(Submission version, Act act, Official signer, SignatureKind kind, SigningRoute? route = null, DateOnly? on = null, string? deputyFor = null) => new()
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

/// <summary>What the rules said of one submitted version, as they stood: facts, policy version and day. Append-only.</summary>
public sealed class StoredDetermination : ISealed
{
    public required Guid Id { get; init; }
    public required Guid SubmissionId { get; init; }
    /// <summary>Null: about the person, not about one interest.</summary>
    public Guid? InterestId { get; init; }
    public required string PolicyVersion { get; init; }
    public required DateOnly AsOf { get; init; }
    /// <summary>JSON, encrypted at rest, like the result.</summary>
    public required string Facts { get; set; } = "";
    public required string Result { get; set; } = "";
    public bool IsUnreadable { get; set; }

    private static readonly JsonSerializerOptions Reading = new(CanonicalReport.Json) { Converters = { new AlertsConverter() } };

    /// <exception cref="RefusedException">Unreadable.</exception>
    public CaseFacts ReadFacts() => Read<CaseFacts>(Facts);
    /// <exception cref="RefusedException">Unreadable.</exception>
    public Determination ReadResult() => Read<Determination>(Result);

    private T Read<T>(string text) => IsUnreadable ? throw new RefusedException(Refusal.DeterminationUnreadable) : JsonSerializer.Deserialize<T>(text, Reading)!;

    public static StoredDetermination Of(Guid submissionId, Guid? interestId, CaseFacts facts, Determination determination) => new()
    {
        Id = Guid.CreateVersion7(),
        SubmissionId = submissionId,
        InterestId = interestId,
        PolicyVersion = determination.PolicyVersion,
        AsOf = determination.AsOf,
        Facts = JsonSerializer.Serialize(facts, CanonicalReport.Json),
        Result = JsonSerializer.Serialize(determination, CanonicalReport.Json),
    };

    /// <summary>The serializer cannot make a read-only set by itself.</summary>
    private sealed class AlertsConverter : JsonConverter<IReadOnlySet<Alert>>
    {
        public override IReadOnlySet<Alert> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<Alert>>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<Alert> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
