using Declarations.Auditing;
using Declarations.Evidence;

namespace Declarations.Roster;

public enum RequestKind { Unit, Head, Other }

public enum RequestStatus { Open, Done, Refused }

/// <summary>"My unit or head is wrong": an official asks the office to correct the roster, and gets an answer.</summary>
public sealed class RosterRequest : Aggregate
{
    /// <summary>Working days within which the office answers.</summary>
    public const int AnswerDays = 5;

    public required Guid OfficialId { get; init; }
    public Official Official { get; init; } = null!;
    public required RequestKind Kind { get; init; }
    /// <summary>Encrypted at rest, like the answer.</summary>
    public required string Text { get; set; }
    /// <summary>File that proves what the roster should say.</summary>
    public Guid? FileId { get; private set; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateOnly DueOn { get; init; }
    /// <summary>Unit of the official when they asked, and the versions of unit and official then.</summary>
    public required Guid UnitId { get; init; }
    public required int UnitVersion { get; init; }
    public required int OfficialVersion { get; init; }
    public RequestStatus Status { get; private set; }
    public string? Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <param name="official">With the unit.</param>
    public static RosterRequest Ask(Act act, WorkingDays calendar, Official official, RequestKind kind, string text)
    {
        var request = new RosterRequest
        {
            OfficialId = official.Id,
            Kind = kind,
            Text = text,
            UnitId = official.UnitId,
            UnitVersion = official.Unit.Version,
            OfficialVersion = official.Version,
            AskedAt = act.At,
            DueOn = calendar.After(BeijingTime.DayOf(act.At), AnswerDays),
        };
        request.Record(act, AuditAction.CorrectionAsked, detail: kind.ToString());
        return request;
    }

    /// <summary>Takes a file along, which is this request's from then on.</summary>
    public EvidenceFile Prove(Act act, string name, byte[] bytes)
    {
        var file = EvidenceFile.Of(this, act, FilePurpose.Correction, name, bytes);
        FileId = file.Id;
        Record(act, AuditAction.FileAttached, detail: $"digest {file.Digest}");
        return file;
    }

    /// <summary>Whether the roster says something else now of what they asked about.</summary>
    /// <param name="now">With the unit.</param>
    public bool IsCorrected(Official now) => now.UnitId != UnitId || Kind switch
    {
        RequestKind.Unit => false,
        RequestKind.Head => now.Unit.Version != UnitVersion,
        _ => now.Version != OfficialVersion,
    };

    /// <exception cref="RefusedException">Answered already.</exception>
    public void Settle(Act act, bool done, string answer)
    {
        if (Status != RequestStatus.Open)
            throw new RefusedException(Refusal.RequestAnswered);
        (Status, Answer, AnsweredAt) = (done ? RequestStatus.Done : RequestStatus.Refused, answer, act.At);
        Record(act, AuditAction.CorrectionAnswered, detail: Status.ToString());
    }
}
