using System.Security.Cryptography;
using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.References;
using Declarations.Reports;

namespace Declarations.Custody;

/// <summary>
/// 移送清单: city-managed cadres' reports that went to the city office in one act (plan 五(二)3), as a list with a number of its own. It is open until
/// somebody other than the one who handed over has taken it, or the signed paper is on record.
/// </summary>
public sealed class HandOver : Aggregate
{
    private const int NumberLength = 6;

    /// <summary>Letters and check letters, to be copied by hand.</summary>
    public required string Number { get; init; }
    public required Guid CampaignId { get; init; }
    public Campaigns.Campaign Campaign { get; init; } = null!;
    /// <summary>Whose office hands over.</summary>
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public required DateOnly SentOn { get; init; }
    public required Guid? SentById { get; init; }
    public List<HandOverItem> Items { get; } = [];
    public DateOnly? ReceivedOn { get; private set; }
    /// <summary>Account that has taken it; null with a day: on the paper that <see cref="Receiver"/> signed.</summary>
    public Guid? ReceivedById { get; private set; }
    /// <summary>Who signed the paper, and for which office.</summary>
    public string? Receiver { get; private set; }

    public bool IsReceived => ReceivedOn is not null;

    /// <param name="unit">Whose office hands over.</param>
    /// <param name="reports">Handed up in the same save, with the newest version of each.</param>
    public static HandOver Of(Act act, Unit unit, IReadOnlyList<(PersonalSituationReport Report, Guid SubmissionId)> reports)
    {
        var handOver = new HandOver
        {
            Number = CheckedLetters.Write((UInt128)RandomNumberGenerator.GetInt32(1 << (5 * NumberLength)), NumberLength),
            CampaignId = reports[0].Report.CampaignId,
            UnitId = unit.Id,
            SentOn = act.LegalDay,
            SentById = act.AccountId,
        };
        handOver.Items.AddRange(reports.Select((each, place) => new HandOverItem
        {
            HandOverId = handOver.Id,
            Place = place + 1,
            ReportId = each.Report.Id,
            SubmissionId = each.SubmissionId,
        }));
        handOver.Record(act, AuditAction.HandedOver, detail: $"{handOver.Number}, {reports.Count} reports");
        return handOver;
    }

    /// <summary>The receiver has it.</summary>
    /// <exception cref="RefusedException">Taken already, or by the one who handed over.</exception>
    public void Receive(Act act)
    {
        EnsureOpen();
        if (act.AccountId is null || act.AccountId == SentById)
            throw new RefusedException(Refusal.HandOverSamePerson);
        (ReceivedOn, ReceivedById) = (act.LegalDay < SentOn ? SentOn : act.LegalDay, act.AccountId);
        Record(act, AuditAction.HandOverReceived, detail: Number);
    }

    /// <summary>The receiver has signed the printed list.</summary>
    /// <exception cref="RefusedException">Taken already, or signed before it was handed over or in the future.</exception>
    public void ReceiveOnPaper(Act act, string receiver, DateOnly on)
    {
        EnsureOpen();
        if (on < SentOn || on > act.LegalDay)
            throw new RefusedException(Refusal.HandOverDay(SentOn));
        (ReceivedOn, Receiver) = (on, receiver);
        Record(act, AuditAction.HandOverReceived, detail: $"{Number}, on paper");
    }

    private void EnsureOpen()
    {
        if (IsReceived)
            throw new RefusedException(Refusal.HandOverReceived);
    }
}

/// <summary>One report on the list: the version that was handed over.</summary>
public sealed class HandOverItem
{
    public required Guid HandOverId { get; init; }
    /// <summary>From 1, in the order of the list.</summary>
    public required int Place { get; init; }
    public required Guid ReportId { get; init; }
    public required Guid SubmissionId { get; init; }
}
