using Declarations.Organisation;
using Declarations.Sheets;

namespace Declarations.Reporting.Statistics;

/// <summary>What a unit with all below it states on a day, without a text of it.</summary>
/// <param name="Received">Of units with an installation of their own, itself among them.</param>
public sealed record UnitStatement(Unit Unit, UnitCounts OwnCounts, UnitCounts Counts, IReadOnlyList<ReceivedSheet> Received)
{
    /// <summary>Persons by name, with all below it.</summary>
    public IReadOnlyDictionary<string, int> Figures { get; } = FiguresOf(Counts, Received);
    /// <summary>Persons by name, of the unit alone.</summary>
    public IReadOnlyDictionary<string, int> Own { get; } = FiguresOf(OwnCounts, Received.Where(sheet => sheet.UnitId == Unit.Id));

    public int Due => Figures["due"];

    /// <summary>Differs once anything of it changes.</summary>
    public string State => UnitSheet.StateOf([.. Figures, .. Own.Select(figure => KeyValuePair.Create($"own.{figure.Key}", figure.Value))],
        [.. Counts.Marks, .. Received.Select(each => each.ToString())]);

    private static Dictionary<string, int> FiguresOf(UnitCounts here, IEnumerable<ReceivedSheet> received)
    {
        var (filing, outcomes) = received.Aggregate((here.Filing, here.Outcomes),
            (sum, sheet) => (sum.Filing + sheet.Numbers.Filing, sum.Outcomes + sheet.Numbers.Outcomes));
        return BulletinText.Figures(filing, outcomes);
    }
}
