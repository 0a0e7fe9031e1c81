using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;

namespace Declarations.Reporting.Statistics;

/// <summary>应报 = 已报 + 免报 + 未报, in persons (E34); what has been signed, handed up and kept is counted beside it.</summary>
public sealed record FilingFigures(int Missing, int Excused, int WaitingToBeRead, int HandedUp, int Kept, int SignedAndHere)
{
    public static FilingFigures Of(IReadOnlyDictionary<ReportStage, int> stages) => new(
        stages.GetValueOrDefault(ReportStage.Missing), stages.GetValueOrDefault(ReportStage.Excused), stages.GetValueOrDefault(ReportStage.Filed),
        stages.GetValueOrDefault(ReportStage.HandedUp), stages.GetValueOrDefault(ReportStage.Kept), stages.GetValueOrDefault(ReportStage.Signed));

    public int Filed => WaitingToBeRead + Signed;
    public int Due => Filed + Excused + Missing;
    /// <summary>Whoever has it now.</summary>
    public int Signed => SignedAndHere + HandedUp + Kept;

    public int Of(FilingCell cell) => cell switch
    {
        FilingCell.Due => Due,
        FilingCell.Filed => Filed,
        FilingCell.Excused => Excused,
        FilingCell.Missing => Missing,
        FilingCell.Waiting => WaitingToBeRead,
        FilingCell.Signed => Signed,
        FilingCell.HandedUp => HandedUp,
        _ => Kept,
    };

    public static FilingFigures operator +(FilingFigures one, FilingFigures other) => new(
        one.Missing + other.Missing, one.Excused + other.Excused, one.WaitingToBeRead + other.WaitingToBeRead, one.HandedUp + other.HandedUp,
        one.Kept + other.Kept, one.SignedAndHere + other.SignedAndHere);
}

/// <summary>A number of the filing figures that a list stands behind.</summary>
public enum FilingCell { Due, Filed, Excused, Missing, Waiting, Signed, HandedUp, Kept }

public static class FilingCells
{
    /// <summary>Stages that a number counts.</summary>
    public static IReadOnlyList<ReportStage> Stages(this FilingCell cell) => cell switch
    {
        FilingCell.Due => Enum.GetValues<ReportStage>(),
        FilingCell.Filed => [ReportStage.Filed, ReportStage.Signed, ReportStage.HandedUp, ReportStage.Kept],
        FilingCell.Excused => [ReportStage.Excused],
        FilingCell.Missing => [ReportStage.Missing],
        FilingCell.Waiting => [ReportStage.Filed],
        FilingCell.Signed => [ReportStage.Signed, ReportStage.HandedUp, ReportStage.Kept],
        FilingCell.HandedUp => [ReportStage.HandedUp],
        _ => [ReportStage.Kept],
    };
}

/// <summary>Persons with an interest, each counted once, by the worst of theirs (E34).</summary>
public sealed record OutcomeFigures(IReadOnlyDictionary<Outcome, int> Persons)
{
    public static OutcomeFigures None { get; } = new(new Dictionary<Outcome, int>());

    public int WithInterests => Persons.Values.Sum();
    /// <summary>Those with an interest that requires an exit.</summary>
    public int Participants => WithInterests - Of(Outcome.NoExitRequired);
    public int Of(Outcome outcome) => Persons.GetValueOrDefault(outcome);

    public static OutcomeFigures operator +(OutcomeFigures one, OutcomeFigures other) =>
        new(Enum.GetValues<Outcome>().ToDictionary(outcome => outcome, outcome => one.Of(outcome) + other.Of(outcome)));
}

/// <summary>A unit with its subtree, as one row under the unit that the figures are of.</summary>
public sealed record UnitFigures(Unit Unit, FilingFigures Filing, OutcomeFigures Outcomes);

/// <summary>Which figures: of a unit with its subtree, or of the unit alone.</summary>
/// <param name="AsOf">What was recorded by the end of this day; null: now.</param>
public sealed record FiguresRequest(Campaign Campaign, Unit Unit, bool Own, DateOnly? AsOf);

/// <summary>The figures of a campaign for a unit.</summary>
/// <param name="AsOf">The day they are of.</param>
/// <param name="Units">The units directly below it, each with its own subtree; none if the figures are of the unit alone.</param>
public sealed record CampaignFigures(
    FiguresRequest Request, DateOnly AsOf, FilingFigures Filing, FilingFigures OwnFiling, OutcomeFigures Outcomes, OutcomeFigures OwnOutcomes,
    IReadOnlyList<UnitFigures> Units)
{
    /// <summary>Persons by reason; they add up to those excused.</summary>
    public required IReadOnlyDictionary<Rules.NotSubmittedReason, int> Excuses { get; init; }
    /// <summary>Participants by the sector, holder, category and rank of their interests; somebody with two sectors counts in both.</summary>
    public required IReadOnlyDictionary<Sector, int> BySector { get; init; }
    public required IReadOnlyDictionary<Relation, int> ByHolder { get; init; }
    public required IReadOnlyDictionary<PersonCategory, int> ByCategory { get; init; }
    public required IReadOnlyDictionary<Rank, int> ByRank { get; init; }
    /// <summary>Persons who had filed by the end of each day on which that number changed, in order of the days.</summary>
    public required IReadOnlyList<(DateOnly Day, int Filed)> ByDay { get; init; }
}
