using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Sheets;

namespace Declarations.Reporting.Statistics;

/// <summary>An interest as a version states it, and how it counts on the day.</summary>
public sealed record StatedInterest(Guid UnitId, Guid ReportId, Guid InterestId, string Receipt, string Digest, Outcome Outcome)
{
    public override string ToString() => $"{Receipt} {Digest} {InterestId} {Outcome}";
}

/// <summary>What a unit with all below it states on a day, without a text of it.</summary>
/// <param name="Filing">With all below it, like <paramref name="Interests"/>, and with what was received.</param>
/// <param name="Received">Of units with an installation of their own, itself among them.</param>
public sealed record UnitStatement(
    Unit Unit, FilingFigures OwnFiling, FilingFigures Filing, IReadOnlyList<StatedInterest> Interests, IReadOnlyList<ReceivedSheet> Received)
{
    /// <summary>Persons by name, with all below it.</summary>
    public IReadOnlyDictionary<string, int> Figures { get; } = BulletinText.Figures(Filing, Count(Interests, Received));
    /// <summary>Persons by name, of the unit alone.</summary>
    public IReadOnlyDictionary<string, int> Own { get; } = BulletinText.Figures(OwnFiling,
        Count(Interests.Where(each => each.UnitId == Unit.Id), Received.Where(each => each.UnitId == Unit.Id)));

    /// <summary>Differs once anything of it changes.</summary>
    public string State => UnitSheet.StateOf([.. Figures, .. Own.Select(figure => KeyValuePair.Create($"own.{figure.Key}", figure.Value))],
        [.. Interests.Select(each => each.ToString()), .. Received.Select(each => each.ToString())]);

    private static OutcomeFigures Count(IEnumerable<StatedInterest> interests, IEnumerable<ReceivedSheet> received) => received.Aggregate(
        new OutcomeFigures(interests.GroupBy(each => (each.ReportId, each.UnitId)).GroupBy(person => person.Max(each => each.Outcome))
            .ToDictionary(group => group.Key, group => group.Count())), (sum, sheet) => sum + sheet.Numbers.Outcomes);
}
