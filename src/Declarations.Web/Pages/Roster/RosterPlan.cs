using System.Security.Cryptography;
using System.Text;
using Declarations.Organisation;
using Declarations.Roster;

namespace Declarations.Web.Pages.Roster;

public enum PlanList { Joins, Changes, Leavers, Missing, Units }

/// <summary>What changes, from what to what. For a signing post both are names of who holds it.</summary>
public sealed record PlanFact(string Name, object? Old = null, object? New = null);

/// <summary>What follows from a line: the sentence <c>import.effect.KEY</c>.</summary>
public sealed record PlanEffect(string Key, params IReadOnlyList<object> Arguments);

/// <summary>One line of the preview.</summary>
/// <param name="Where">Row of the file; null for somebody who is not in it.</param>
/// <param name="Unit">Unit after the import.</param>
/// <param name="From">Unit before, of a mover.</param>
/// <param name="Effects">What follows, where somebody looks.</param>
public sealed record PlanLine(PlanList List, int? Where, string Number, string Name, string Unit, string? From, IReadOnlyList<PlanFact> Facts,
    IReadOnlyList<PlanEffect> Effects);

/// <param name="Known">Null: joins.</param>
/// <param name="UnitCode">Unit after the import.</param>
internal sealed record PlannedPerson(PersonRow Row, Official? Known, string UnitCode, bool Moves, IReadOnlyList<RosterFact> Facts)
{
    public IReadOnlyList<PlanEffect> Effects { get; init; } = [];
    public bool Leaves => Row.Entry.Status is ServiceStatus.Resigned or ServiceStatus.Retired && Known is not { HasLeft: true };
    public bool Changes => Known is not null && (Moves || Facts.Count > 0);
    public PlanList List => Known is null ? PlanList.Joins : Leaves ? PlanList.Leavers : PlanList.Changes;
}

/// <param name="Known">Null: new.</param>
/// <param name="Holders">Names of who holds each post that changes, before and after.</param>
internal sealed record PlannedUnit(UnitRow Row, Unit? Known, bool Renamed, IReadOnlyList<UnitPostKind> Posts, IReadOnlyList<PlanFact> Holders);

/// <summary>
/// What taking over a file would do to the roster as it is now. Two plans with the same <see cref="Digest"/> do the same to
/// the same: a plan that was agreed to is carried out only if it still comes out the same.
/// </summary>
public sealed class RosterPlan
{
    internal RosterPlan(RosterFile file, IReadOnlyList<PlannedUnit> units, IReadOnlyList<PlannedPerson> people, IReadOnlyList<Official> missing,
        IReadOnlyDictionary<string, string> unitNames, IReadOnlyDictionary<Guid, string> unitsById)
    {
        (File, Units, People, Missing) = (file, units, people, missing);
        Lines =
        [
            .. units.Select(unit => new PlanLine(PlanList.Units, unit.Row.Number, unit.Row.Code, unit.Row.Name ?? unit.Known?.Name ?? "", "", null,
                [.. unit.Known is null ? [new PlanFact(nameof(Unit))] : unit.Renamed ? [new PlanFact(RosterColumn.UnitName, unit.Known.Name, unit.Row.Name)]
                    : Array.Empty<PlanFact>(), .. unit.Holders], [])),
            .. people.Where(person => person.Known is null || person.Changes)
                .Select(person => new PlanLine(person.List, person.Row.Number, person.Row.StaffNumber, person.Row.Name,
                unitNames[person.UnitCode], person.Moves ? unitsById[person.Known!.UnitId] : null,
                [.. person.Facts.Select(fact => new PlanFact(fact.Name, fact.Known(person.Known!), fact.Stated(person.Row.Entry)))], person.Effects)),
            .. missing.Select(official => new PlanLine(PlanList.Missing, null, official.StaffNumber, official.Name, unitsById[official.UnitId], null, [], [])),
        ];
        Counts = new(Count(PlanList.Joins), Count(PlanList.Changes), Count(PlanList.Leavers), Count(PlanList.Missing), Count(PlanList.Units),
            people.Count(person => person is { Known: not null, Changes: false }));
        Digest = DigestOf();
    }

    public RosterFile File { get; }
    public IReadOnlyList<PlanLine> Lines { get; }
    public ImportCounts Counts { get; }
    public string Digest { get; }
    public bool MayBeAgreedTo => File.Errors.Count == 0 && (Lines.Count > 0 || People.Count > 0);
    internal IReadOnlyList<PlannedUnit> Units { get; }
    internal IReadOnlyList<PlannedPerson> People { get; }
    internal IReadOnlyList<Official> Missing { get; }

    public int Count(PlanList list) => Lines.Count(line => line.List == list);

    /// <summary>How many lines have an effect.</summary>
    public int Follows(string effect) => Lines.Count(line => line.Effects.Any(each => each.Key == effect));

    private string DigestOf()
    {
        var text = new StringBuilder();
        foreach (var line in Lines)
            text.Append(line.List).Append('|').Append(line.Number).Append('|').Append(line.Unit).Append('|').Append(line.From).Append('|')
                .AppendJoin(',', line.Facts.Select(fact => fact.Name)).Append('\n');
        foreach (var unit in Units)
            text.Append(unit.Known?.Version).Append(' ');
        foreach (var official in People.Where(person => person.Changes).Select(person => person.Known!).Concat(Missing))
            text.Append(official.Version).Append(' ');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
