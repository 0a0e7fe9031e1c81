using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Roster;

namespace Declarations.Integrity;

/// <summary>
/// 关键岗位: a post with power over money, licences, inspections, procurement, staff or projects. Its risks are problems of a register of risks and stay with
/// the post, whoever holds it; what it takes for its review to be due happens by itself (G22).
/// </summary>
public sealed class KeyPost : Aggregate, ISealed
{
    /// <summary>Days within which a review is made once it is due.</summary>
    public const int ReviewDays = 30;
    private const int ReviewMonths = 12;

    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public required string Title { get; init; }
    /// <summary>A power each line. Encrypted at rest, like what the last review came to.</summary>
    public string Powers { get; set; } = "";
    public string? Reviewed { get; set; }
    /// <summary>Null: vacant.</summary>
    public Guid? HolderId { get; private set; }
    public Official? Holder { get; init; }
    public DateOnly? HolderSince { get; private set; }
    /// <summary>Who has held it, as far as loaded: a row whenever somebody takes it or it becomes vacant.</summary>
    public List<KeyPostHolding> Holdings { get; } = [];
    public DateOnly? ReviewedOn { get; private set; }
    /// <summary>By when it is reviewed, and why.</summary>
    public DateOnly ReviewBy { get; private set; }
    public RiskTrigger ReviewFor { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    public bool IsUnreadable { get; set; }

    /// <summary>Somebody is to look at it now: the yearly review shows as many days ahead as it may take.</summary>
    public bool IsDueOn(DateOnly day) => EndedOn is null && (ReviewFor != RiskTrigger.ReviewDue || ReviewBy.AddDays(-ReviewDays) <= day);

    /// <summary>The office has found it; its risks are to be written down in thirty days.</summary>
    public static KeyPost Find(Act act, Unit unit, string title, string powers, Official? holder)
    {
        var post = new KeyPost
        {
            UnitId = unit.Id,
            Unit = unit,
            Title = title,
            Powers = powers,
            HolderId = holder?.Id,
            HolderSince = holder is null ? null : act.LegalDay,
        };
        if (holder is not null)
            post.Holdings.Add(KeyPostHolding.Of(act, post));
        post.Due(act, RiskTrigger.PowerChanged);
        return post;
    }

    /// <summary>Somebody else holds it from now on.</summary>
    /// <exception cref="RefusedException">Holds it already, or the post has ended.</exception>
    public void Take(Act act, Guid holderId, string reason)
    {
        if (HolderId == holderId)
            throw new RefusedException(Refusal.KeyPostSameHolder);
        EnsureActive();
        Hold(act, holderId);
        Due(act, RiskTrigger.HolderChanged, reason);
    }

    /// <summary>Whoever held it has moved, left or died.</summary>
    public void Vacate(Act act)
    {
        Hold(act, null);
        Due(act, RiskTrigger.HolderChanged);
    }

    /// <exception cref="RefusedException">The post has ended.</exception>
    public void Empower(Act act, string powers, string reason)
    {
        EnsureActive();
        Powers = powers;
        Due(act, RiskTrigger.PowerChanged, reason);
    }

    /// <summary>The rules by which it works have changed.</summary>
    /// <exception cref="RefusedException">The post has ended.</exception>
    public void Regulate(Act act, LegalBasis basis)
    {
        EnsureActive();
        Due(act, RiskTrigger.RuleChanged, $"{basis.Document} {basis.Number}");
    }

    /// <summary>A problem elsewhere names it.</summary>
    public void Found(Act act, string what) => Due(act, RiskTrigger.Finding, what);

    /// <summary>Looked at again as a whole; the next time is in a year.</summary>
    /// <param name="risks">It has, of those that stand open.</param>
    /// <param name="bare">Those of them for which nothing is done.</param>
    /// <exception cref="RefusedException">A key post has a risk, and each risk a measure; or the post has ended.</exception>
    public void Review(Act act, string text, int risks, int bare)
    {
        EnsureActive();
        if (risks == 0 || bare > 0)
            throw new RefusedException(Refusal.KeyPostBare(risks, bare));
        (Reviewed, ReviewedOn) = (text, act.LegalDay);
        (ReviewFor, ReviewBy) = (RiskTrigger.ReviewDue, act.LegalDay.AddMonths(ReviewMonths).AddDays(ReviewDays));
        Record(act, AuditAction.KeyPostReviewed);
    }

    /// <summary>It has no power any more, or is no more.</summary>
    /// <exception cref="RefusedException">Ended already.</exception>
    public void End(Act act, string reason)
    {
        EnsureActive();
        EndedOn = act.LegalDay;
        if (HolderId is not null)
            Hold(act, null);
        Record(act, AuditAction.KeyPostEnded, reason);
    }

    private void Hold(Act act, Guid? holderId)
    {
        (HolderId, HolderSince) = (holderId, holderId is null ? null : act.LegalDay);
        Holdings.Add(KeyPostHolding.Of(act, this));
    }

    /// <summary>What is due already stays due by its day.</summary>
    private void Due(Act act, RiskTrigger trigger, string? reason = null)
    {
        var by = act.LegalDay.AddDays(ReviewDays);
        if (EndedOn is null && (ReviewBy == default || by < ReviewBy || ReviewFor == RiskTrigger.ReviewDue))
            (ReviewFor, ReviewBy) = (trigger, ReviewBy == default || by < ReviewBy ? by : ReviewBy);
        Record(act, AuditAction.KeyPostChanged, reason, trigger.ToString());
    }

    private void EnsureActive()
    {
        if (EndedOn is not null)
            throw new RefusedException(Refusal.KeyPostEnded);
    }
}
