using Declarations.Auditing;
using Declarations.Organisation;

namespace Declarations.Integrity;

/// <summary>What a body asks its people to pledge.</summary>
/// <param name="DueOn">By when it is to be signed.</param>
/// <param name="RegisterId">On whose occasion, as a consultation.</param>
public sealed record PledgeAsked(PledgeFor For, string Title, string Text, DateOnly DueOn, Guid? RegisterId = null);

/// <summary>
/// 承诺书: one edition of a text that the people of a body and of all units below it sign, each their own. Words never change: another edition follows, which
/// is signed anew, or the text ends.
/// </summary>
public sealed class PledgeText : Aggregate, ISealed
{
    /// <summary>The body whose people sign.</summary>
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public Guid? RegisterId { get; init; }
    /// <summary>The first edition; shared by all of them.</summary>
    public required Guid SeriesId { get; init; }
    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public required PledgeFor For { get; init; }
    /// <summary>Encrypted at rest, like the text.</summary>
    public string Title { get; set; } = "";
    public string Text { get; set; } = "";
    public required DateOnly IssuedOn { get; init; }
    public required DateOnly DueOn { get; init; }
    /// <summary>Another edition has followed, or it was ended.</summary>
    public DateOnly? EndedOn { get; private set; }
    public bool IsUnreadable { get; set; }

    public bool IsInForce => EndedOn is null;

    /// <exception cref="RefusedException">To be signed by a day that is past.</exception>
    public static PledgeText Issue(Act act, Unit unit, PledgeAsked asked) => New(act, unit, asked, null);

    /// <summary>Another edition, which everybody signs anew.</summary>
    /// <exception cref="RefusedException">It is not in force, or the new day is past.</exception>
    public PledgeText Revise(Act act, PledgeAsked asked)
    {
        EnsureInForce();
        var next = New(act, Unit, asked, this);
        EndedOn = act.LegalDay;
        Record(act, AuditAction.PledgeEnded, detail: $"version {Number}");
        return next;
    }

    /// <exception cref="RefusedException">It is not in force.</exception>
    public void End(Act act, string reason)
    {
        EnsureInForce();
        EndedOn = act.LegalDay;
        Record(act, AuditAction.PledgeEnded, reason, $"version {Number}");
    }

    private static PledgeText New(Act act, Unit unit, PledgeAsked asked, PledgeText? before)
    {
        if (asked.DueOn < act.LegalDay)
            throw new RefusedException(Refusal.MeasureDayPast);
        var id = Guid.CreateVersion7();
        var text = new PledgeText
        {
            Id = id,
            UnitId = unit.Id,
            Unit = unit,
            RegisterId = asked.RegisterId ?? before?.RegisterId,
            SeriesId = before?.SeriesId ?? id,
            Number = (before?.Number ?? 0) + 1,
            For = asked.For,
            Title = asked.Title,
            Text = asked.Text,
            IssuedOn = act.LegalDay,
            DueOn = asked.DueOn,
        };
        text.Record(act, AuditAction.PledgeIssued, detail: $"version {text.Number}");
        return text;
    }

    private void EnsureInForce()
    {
        if (!IsInForce)
            throw new RefusedException(Refusal.PledgeReplaced);
    }
}
