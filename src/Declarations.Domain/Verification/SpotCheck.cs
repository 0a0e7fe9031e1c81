using Declarations.Auditing;
using Declarations.Campaigns;

namespace Declarations.Verification;

/// <summary>Whose reports a spot check is drawn from: all that were filed, or those that state nothing.</summary>
public enum DrawnFrom { Filed, Nil }

/// <summary>抽查: a draw as it was made, with all that is needed to repeat it. It is never changed, and another one stands beside it.</summary>
public sealed class SpotCheck : Aggregate
{
    public required Guid CampaignId { get; init; }
    public Campaign Campaign { get; init; } = null!;
    /// <summary>Unit whose people, and those of the units below it, were on the list.</summary>
    public required Guid UnitId { get; init; }
    public Organisation.Unit Unit { get; init; } = null!;
    public required DateOnly DrawnOn { get; init; }
    public required DrawnFrom From { get; init; }
    public required string Seed { get; init; }
    /// <summary>Percent of each unit; null: a number of people of each.</summary>
    public decimal? Share { get; init; }
    public int? Count { get; init; }
    /// <summary>People on the list.</summary>
    public required int Listed { get; init; }
    /// <summary>SHA-256 of the list, 64 hexadecimal digits.</summary>
    public required string ListDigest { get; init; }
    public List<SpotCheckItem> Items { get; } = [];

    public static SpotCheck Draw(
        Act act, Campaign campaign, Organisation.Unit unit, DrawnFrom from, IReadOnlyDictionary<Drawable, Guid> reports, string seed, decimal? share,
        int? count)
    {
        var check = new SpotCheck
        {
            CampaignId = campaign.Id,
            UnitId = unit.Id,
            DrawnOn = act.LegalDay,
            From = from,
            Seed = seed.Trim(),
            Share = share,
            Count = share is null ? count : null,
            Listed = reports.Count,
            ListDigest = Verification.Draw.DigestOf(reports.Keys),
        };
        check.Items.AddRange(Verification.Draw.Of([.. reports.Keys], seed, share, count)
            .Select((drawn, place) => new SpotCheckItem { SpotCheckId = check.Id, Place = place + 1, ReportId = reports[drawn] }));
        check.Record(act, AuditAction.SpotCheckDrawn, detail: $"{check.Items.Count} of {check.Listed}, list {check.ListDigest[..16]}");
        return check;
    }
}

/// <summary>One person drawn.</summary>
public sealed class SpotCheckItem
{
    public required Guid SpotCheckId { get; init; }
    /// <summary>From 1, in the order of the draw.</summary>
    public required int Place { get; init; }
    public required Guid ReportId { get; init; }
}
