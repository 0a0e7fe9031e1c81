using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Roster;

namespace Declarations.Integrity;

/// <summary>What an office writes down about somebody.</summary>
/// <param name="On">When it was.</param>
public sealed record Noted(IntegrityKind Kind, DateOnly On, string Text)
{
    /// <summary>The letter of an appointment, or whatever paper it is taken from.</summary>
    public LegalBasis? Document { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    /// <summary>Of an opinion: what it rests on, and as of when.</summary>
    public string? RestsOn { get; init; }
    public DateOnly? AsOf { get; init; }
    /// <summary>On whose occasion, as a rectification.</summary>
    public Guid? RegisterId { get; init; }
}

/// <param name="OfficialId">Null: an account without a place on the roster.</param>
/// <param name="UnitId">Of that place.</param>
public sealed record Signer(Guid AccountId, Guid? OfficialId, Guid? UnitId, SigningBody Body);

/// <summary>
/// One fact in somebody's integrity file: what they signed, or what the organisation wrote down. Append-only. A later entry that names it agrees, objects,
/// or takes it back.
/// </summary>
public sealed class IntegrityEntry : Aggregate, ISealed
{
    public required Guid OfficialId { get; init; }
    public Official Official { get; init; } = null!;
    public required IntegrityKind Kind { get; init; }
    public required DateOnly On { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid? ByAccountId { get; init; }
    /// <summary>Encrypted at rest, like all its texts.</summary>
    public string Text { get; set; } = "";
    public string? Document { get; set; }
    public string? Number { get; set; }
    public DateOnly? DocumentOn { get; init; }
    public DateOnly? FromOn { get; init; }
    public DateOnly? ToOn { get; init; }
    public string? RestsOn { get; set; }
    public DateOnly? AsOf { get; init; }
    public Guid? RegisterId { get; init; }
    /// <summary>The edition that was signed.</summary>
    public Guid? PledgeTextId { get; init; }
    /// <summary>For which body it is signed; null: it takes no signature.</summary>
    public SigningBody? Body { get; init; }
    /// <summary>By what the signer proved who they are; null: on paper, or not signed.</summary>
    public SigningProof? Proof { get; private set; }
    /// <summary>SHA-256 of what was signed, 64 hexadecimal digits.</summary>
    public string? Digest { get; init; }
    /// <summary>Scan of the paper.</summary>
    public Guid? FileId { get; private set; }
    public Guid? AnswersId { get; init; }
    public EntryAnswer? Answer { get; init; }
    /// <summary>Which of the answers to one entry it is, or which pledge of somebody to one edition, from 1.</summary>
    public int Place { get; init; }
    public bool IsUnreadable { get; set; }

    /// <summary>Given by the person, not by the organisation.</summary>
    public bool IsOwn => Kind == IntegrityKind.Pledge;

    protected override (string Kind, Guid Id) Subject => (nameof(Official), OfficialId);

    /// <exception cref="RefusedException">Of a day to come, an opinion that rests on nothing, or an appointment without letter or period.</exception>
    public static IntegrityEntry Note(Act act, Official official, Noted noted, SigningBody body, SigningProof? proof = null)
    {
        if (noted.On > act.LegalDay)
            throw new RefusedException(Refusal.RegisterDayToCome);
        if (noted.Kind.NeedsTwo() && (string.IsNullOrWhiteSpace(noted.RestsOn) || noted.AsOf is null))
            throw new RefusedException(Refusal.OpinionOnNothing);
        if (noted.Kind == IntegrityKind.Appointment && (noted.Document is null || noted.From is null || noted.To < noted.From || noted.To is null))
            throw new RefusedException(Refusal.AppointmentWithoutLetter);
        var entry = new IntegrityEntry
        {
            OfficialId = official.Id,
            Official = official,
            Kind = noted.Kind,
            On = noted.On,
            At = act.At,
            ByAccountId = act.AccountId,
            Text = noted.Text,
            Document = noted.Document?.Document,
            Number = noted.Document?.Number,
            DocumentOn = noted.Document?.On,
            FromOn = noted.From,
            ToOn = noted.To,
            RestsOn = noted.RestsOn,
            AsOf = noted.AsOf,
            RegisterId = noted.RegisterId,
            Body = noted.Kind.NeedsTwo() ? body : null,
            Proof = proof,
            Digest = noted.Kind.NeedsTwo() ? DigestOf(official.Id, noted.Text, noted.RestsOn) : null,
        };
        entry.Record(act, AuditAction.IntegrityEntered, detail: noted.Kind.ToString());
        return entry;
    }

    /// <summary>The person signs the text that stands.</summary>
    /// <param name="earlier">What the person has signed of this edition, and what was said of it.</param>
    /// <exception cref="RefusedException">It is signed already, or stands no more.</exception>
    public static IntegrityEntry Pledge(Act act, Official official, PledgeText text, IReadOnlyCollection<IntegrityEntry> earlier, SigningProof? proof) =>
        Signed(act, official, text, earlier, act.LegalDay, proof);

    /// <summary>Signed on paper, of which a scan is kept.</summary>
    /// <inheritdoc cref="Pledge"/>
    public static IntegrityEntry PledgeOnPaper(Act act, Official official, PledgeText text, IReadOnlyCollection<IntegrityEntry> earlier, DateOnly on) =>
        on <= act.LegalDay ? Signed(act, official, text, earlier, on, null) : throw new RefusedException(Refusal.RegisterDayToCome);

    /// <summary>Takes its scan along, in the same save.</summary>
    public Evidence.EvidenceFile Scan(Act act, string name, byte[] bytes)
    {
        var file = Evidence.EvidenceFile.Of(this, act, Evidence.FilePurpose.Pledge, name, bytes);
        FileId = file.Id;
        Record(act, AuditAction.FileAttached, detail: $"digest {file.Digest}");
        return file;
    }

    /// <summary>双签字: a second person of another body agrees or objects.</summary>
    /// <param name="first">Who signed it first.</param>
    /// <param name="answers">To it, up to now.</param>
    /// <exception cref="RefusedException">It needs no second signer or has one, or both are of one body or of one unit.</exception>
    public IntegrityEntry Countersign(Act act, Signer second, Signer first, EntryAnswer answer, string text, IReadOnlyCollection<IntegrityEntry> answers,
        SigningProof? proof)
    {
        if (!Kind.NeedsTwo() || AnswersId is not null || answers.Count > 0)
            throw new RefusedException(Refusal.EntryAnswered);
        if (second.AccountId == ByAccountId || second.OfficialId is { } me && me == first.OfficialId || second.Body == Body
            || second.UnitId is { } unit && unit == first.UnitId)
            throw new RefusedException(Refusal.CountersignSameBody);
        return Answering(act, answer, text, answers, second.Body, proof);
    }

    /// <summary>It should never have stood there; the entry stays, and so does why.</summary>
    /// <exception cref="RefusedException">Of somebody else, taken back already, or signed here by the person.</exception>
    public IntegrityEntry TakeBack(Act act, string reason, IReadOnlyCollection<IntegrityEntry> answers)
    {
        if (act.AccountId != ByAccountId || IsOwn && FileId is null)
            throw new RefusedException(Refusal.EntryOfAnother);
        if (AnswersId is not null || answers.Any(each => each.Answer == EntryAnswer.TakenBack))
            throw new RefusedException(Refusal.EntryAnswered);
        return Answering(act, EntryAnswer.TakenBack, reason, answers, null, null);
    }

    /// <param name="answers">To it.</param>
    public EntryState State(IEnumerable<IntegrityEntry> answers) => answers.OrderBy(each => each.Place).LastOrDefault()?.Answer switch
    {
        EntryAnswer.TakenBack => EntryState.TakenBack,
        EntryAnswer.Objected => EntryState.Objected,
        EntryAnswer.Agreed => EntryState.Stands,
        _ => Kind.NeedsTwo() ? EntryState.Pending : EntryState.Stands,
    };

    private static IntegrityEntry Signed(Act act, Official official, PledgeText text, IReadOnlyCollection<IntegrityEntry> earlier, DateOnly on,
        SigningProof? proof)
    {
        var pledges = earlier.Where(each => each.AnswersId is null).ToList();
        if (pledges.Exists(each => each.State(earlier.Where(answer => answer.AnswersId == each.Id)) == EntryState.Stands))
            throw new RefusedException(Refusal.PledgeSigned);
        if (!text.IsInForce)
            throw new RefusedException(Refusal.PledgeReplaced);
        var entry = new IntegrityEntry
        {
            OfficialId = official.Id,
            Official = official,
            Kind = IntegrityKind.Pledge,
            On = on,
            At = act.At,
            ByAccountId = act.AccountId,
            Text = text.Title,
            PledgeTextId = text.Id,
            Place = pledges.Count + 1,
            RegisterId = text.RegisterId,
            Proof = proof,
            Digest = DigestOf(official.Id, text.Title, text.Text),
        };
        entry.Record(act, AuditAction.PledgeSigned, detail: $"version {text.Number}");
        return entry;
    }

    private IntegrityEntry Answering(Act act, EntryAnswer answer, string text, IReadOnlyCollection<IntegrityEntry> answers, SigningBody? body,
        SigningProof? proof)
    {
        var entry = new IntegrityEntry
        {
            OfficialId = OfficialId,
            Official = Official,
            Kind = Kind,
            On = act.LegalDay,
            At = act.At,
            ByAccountId = act.AccountId,
            Text = text,
            RegisterId = RegisterId,
            Body = body,
            Proof = proof,
            Digest = body is null ? null : Digest,
            AnswersId = Id,
            Answer = answer,
            Place = answers.Count + 1,
        };
        entry.Record(act, AuditAction.IntegrityAnswered, detail: answer.ToString());
        return entry;
    }

    /// <summary>What the digest covers: a line each.</summary>
    private static string DigestOf(Guid official, params ReadOnlySpan<string?> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{official}\n{string.Join('\n', lines!)}")));
}
