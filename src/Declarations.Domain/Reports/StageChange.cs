namespace Declarations.Reports;

/// <summary>
/// How a report counts, in persons (E34): missing and excused have not filed; filed waits to be read; a supplement under way leaves what was signed
/// where it stands.
/// </summary>
public enum ReportStage { Missing, Excused, Filed, Signed, HandedUp, Kept }

/// <summary>
/// That a report counts otherwise, or in another unit, from a legal day on: what head-counts of any day are made of. Never changed; <see cref="On"/>
/// is the day on which it was recorded, which for paper is later than the day it was handed in.
/// </summary>
public sealed class StageChange
{
    public required Guid ReportId { get; init; }
    /// <summary>From 1, in the order of the acts.</summary>
    public required int Number { get; init; }
    public required Guid CampaignId { get; init; }
    public required DateOnly On { get; init; }
    public required Guid UnitId { get; init; }
    public required ReportStage Stage { get; init; }
    /// <summary>Where it counted before; null: nowhere.</summary>
    public Guid? LeftUnitId { get; init; }
    public ReportStage? LeftStage { get; init; }
}
