using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;

namespace Declarations.Bulletins;

public enum BulletinStatus { Draft, Issued, Replaced }

/// <summary>
/// 进展情况通报 from figures; 典型案例通报 (公开曝光): cases without names, which takes two persons; 整改情况通报 of a register, which the first
/// responsible person approves (G13).
/// </summary>
public enum BulletinKind { Progress, TypicalCases, Rectification }

/// <summary>
/// 情况通报: the report on the progress of a campaign that an office writes, drafted from live figures and edited paragraph by paragraph. Issued, it
/// is frozen with its figures, their day and a digest; a later one of the same unit replaces it.
/// </summary>
public sealed class Bulletin : Aggregate
{
    public const int MostParagraphs = 12;

    /// <summary>Null: of a register that belongs to no campaign.</summary>
    public Guid? CampaignId { get; init; }
    public Campaign Campaign { get; init; } = null!;
    /// <summary>Of a notice of rectification.</summary>
    public Guid? RegisterId { get; init; }
    /// <summary>Since when it waits for approval.</summary>
    public DateOnly? AskedOn { get; private set; }
    /// <summary>The first responsible person, who approved and signed it.</summary>
    public Guid? ApprovedById { get; private set; }
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public BulletinKind Kind { get; init; }
    public Guid? DraftedById { get; init; }
    /// <summary>The day of its figures: what was recorded by its end.</summary>
    public DateOnly AsOf { get; private set; }
    public string Title { get; private set; } = "";
    public List<string> Paragraphs { get; private set; } = [];
    /// <summary>The figures it was drafted from, as JSON.</summary>
    public string Figures { get; private set; } = "";
    public BulletinStatus Status { get; private set; }
    /// <summary>Within its campaign and unit, from 1, given when it is issued.</summary>
    public int? Number { get; private set; }
    public DateOnly? IssuedOn { get; private set; }
    /// <summary>SHA-256 of <see cref="Text"/> and the figures, 64 hexadecimal digits.</summary>
    public string? Digest { get; private set; }

    /// <summary>Title and paragraphs, a line each.</summary>
    public string Text => string.Join('\n', Paragraphs.Prepend(Title));

    public static Bulletin Draft(
        Act act, Campaign campaign, Unit unit, DateOnly asOf, string title, IEnumerable<string> paragraphs, string figures,
        BulletinKind kind = BulletinKind.Progress)
    {
        var bulletin = new Bulletin { CampaignId = campaign.Id, UnitId = unit.Id, Kind = kind, DraftedById = act.AccountId };
        bulletin.Take(asOf, title, paragraphs, figures);
        bulletin.Record(act, AuditAction.BulletinDrafted, detail: $"{campaign.Code} {unit.Code} as of {asOf:yyyy-MM-dd}");
        return bulletin;
    }

    /// <summary>整改情况通报 of a body, from the figures of its register.</summary>
    public static Bulletin Draft(Act act, Guid registerId, Unit unit, DateOnly asOf, string title, IEnumerable<string> paragraphs, string figures)
    {
        var notice = new Bulletin { RegisterId = registerId, UnitId = unit.Id, Kind = BulletinKind.Rectification, DraftedById = act.AccountId };
        notice.Take(asOf, title, paragraphs, figures);
        notice.Record(act, AuditAction.BulletinDrafted, detail: $"{unit.Code} as of {asOf:yyyy-MM-dd}");
        return notice;
    }

    /// <summary>Handed to the first responsible person as it stands; another edit takes it back.</summary>
    public void Ask(Act act)
    {
        EnsureDraft();
        AskedOn = act.LegalDay;
        Record(act, AuditAction.BulletinEdited, detail: "asked");
    }

    /// <summary>Approved, signed and frozen as the next number.</summary>
    /// <exception cref="RefusedException">It does not wait for that.</exception>
    public void Approve(Act act, Guid officialId, Bulletin? before)
    {
        if (AskedOn is null)
            throw new RefusedException(Refusal.NoticeStale);
        ApprovedById = officialId;
        Issue(act, before);
    }

    /// <exception cref="RefusedException">Issued already.</exception>
    public void Edit(Act act, string title, IEnumerable<string> paragraphs)
    {
        EnsureDraft();
        Take(AsOf, title, paragraphs, Figures);
        AskedOn = null;
        Record(act, AuditAction.BulletinEdited);
    }

    /// <summary>Freezes it as the next number; the one before it is replaced.</summary>
    /// <param name="before">The one that stands now; null: it is the first.</param>
    /// <exception cref="RefusedException">Issued already; or typical cases, by the one who drafted them.</exception>
    public void Issue(Act act, Bulletin? before)
    {
        EnsureDraft();
        if (Kind == BulletinKind.TypicalCases && (act.AccountId is null || act.AccountId == DraftedById))
            throw new RefusedException(Refusal.BulletinSamePerson);
        if (before is not null)
        {
            before.Status = BulletinStatus.Replaced;
            before.Record(act, AuditAction.BulletinReplaced);
        }
        (Status, Number, IssuedOn) = (BulletinStatus.Issued, (before?.Number ?? 0) + 1, act.LegalDay);
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text}\n{Figures}")));
        Record(act, AuditAction.BulletinIssued, detail: $"no. {Number}, digest {Digest}");
    }

    private void Take(DateOnly asOf, string title, IEnumerable<string> paragraphs, string figures) =>
        (AsOf, Title, Paragraphs, Figures) = (asOf, title, [.. paragraphs.Where(text => !string.IsNullOrWhiteSpace(text))], figures);

    private void EnsureDraft()
    {
        if (Status != BulletinStatus.Draft)
            throw new RefusedException(Refusal.BulletinIssued);
    }
}
