using System.Text.Json;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Reports;

namespace Declarations.Verification;

public enum CrossCheckStatus { Running, Done, Stopped }

/// <summary>One import that took part.</summary>
public sealed record CheckedImport(Guid Id, RegistryKind Kind, string Source, DateOnly AsOf, string Coverage, int Rows);

/// <param name="Matches">Pairs of person and enterprise with the same name.</param>
/// <param name="Agree">Of those: declared, and nothing differs.</param>
/// <param name="NameOnly">Of those: a common name and nothing else that speaks for the person, so that nobody is asked.</param>
/// <param name="Dismissed">Of those: looked at before and excluded.</param>
public sealed record CrossCheckCounts(int People, int Relatives, long Rows, int Matches, int Agree, int NameOnly, int Dismissed, int Known, int New)
{
    /// <summary>Exited in an earlier campaign, and no register of a later day says otherwise.</summary>
    public int Held { get; init; }
}

/// <summary>
/// 比对: the people of a campaign and the relatives they declared, against the newest imports. What it was done with, as of when, stays with it.
/// It finds leads and no findings: a register never verifies itself (D3, E28).
/// </summary>
public sealed class CrossCheck : Aggregate
{
    public required Guid CampaignId { get; init; }
    public Campaign Campaign { get; init; } = null!;
    public required DateTimeOffset At { get; init; }
    public required DateOnly On { get; init; }
    public Guid? ByAccountId { get; init; }
    public CrossCheckStatus Status { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? StoppedBy { get; private set; }
    /// <summary>JSON.</summary>
    public string? ImportsText { get; private set; }
    public string? CountsText { get; private set; }

    public IReadOnlyList<CheckedImport> Imports =>
        ImportsText is null ? [] : JsonSerializer.Deserialize<List<CheckedImport>>(ImportsText, CanonicalReport.Json)!;
    public CrossCheckCounts? Counts => CountsText is null ? null : JsonSerializer.Deserialize<CrossCheckCounts>(CountsText, CanonicalReport.Json);

    public static CrossCheck Ask(Act act, Campaign campaign)
    {
        var check = new CrossCheck { CampaignId = campaign.Id, At = act.At, On = act.LegalDay, ByAccountId = act.AccountId };
        check.Record(act, AuditAction.CrossCheckAsked, detail: campaign.Code);
        return check;
    }

    public void Finish(Act act, IReadOnlyList<CheckedImport> imports, CrossCheckCounts counts)
    {
        End(act, CrossCheckStatus.Done);
        (ImportsText, CountsText) = (JsonSerializer.Serialize(imports, CanonicalReport.Json), JsonSerializer.Serialize(counts, CanonicalReport.Json));
        Record(act, AuditAction.CrossChecked, detail: $"{counts.People} people, {counts.Rows} rows, {counts.Matches} matches, {counts.New} new leads");
    }

    /// <param name="code">Why, a key of the words of refusals.</param>
    public void Stop(Act act, string code)
    {
        End(act, CrossCheckStatus.Stopped);
        StoppedBy = code;
        Record(act, AuditAction.CrossCheckStopped, reason: code);
    }

    private void End(Act act, CrossCheckStatus status)
    {
        if (Status != CrossCheckStatus.Running)
            throw new RefusedException(Refusal.ImportNotWaiting);
        (Status, EndedAt) = (status, act.At);
    }
}
