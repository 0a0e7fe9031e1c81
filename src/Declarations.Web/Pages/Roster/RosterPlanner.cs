using Declarations.Data;
using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>Compares a file with the roster. Whatever lies outside the paths is neither shown nor touched, only refused.</summary>
/// <param name="importer">Nobody imports what changes themselves or a relative; null: no official imports.</param>
/// <param name="paths">Subtrees that whoever imports is in charge of.</param>
/// <param name="effects">What follows from the changes; null: nobody looks.</param>
internal sealed class RosterPlanner(
    DeclarationsDb db, RosterFile file, IReadOnlyList<string> paths, Kin? importer, FileCovers covers, DateOnly today, RosterEffects? effects = null)
{
    private readonly Dictionary<string, UnitRow> newUnits = [];
    private Dictionary<string, Unit> units = [];
    private readonly Dictionary<string, Official> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> holders = [];
    private readonly Dictionary<string, int> residents = [];
    private readonly HashSet<string> elsewhere = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string> signIns = [];

    public async Task<RosterPlan> PlanAsync(CancellationToken cancellation)
    {
        var all = await db.Units.AsNoTracking().Include(unit => unit.Posts).ToListAsync(cancellation);
        units = all.ToDictionary(unit => unit.Code);
        var inReach = all.Where(IsInReach).Select(unit => unit.Id).ToHashSet();
        foreach (var official in await db.Officials.AsNoTracking().ToListAsync(cancellation))
        {
            if (inReach.Contains(official.UnitId))
                known[official.StaffNumber] = official;
            else
                elsewhere.Add(official.StaffNumber);
            if (official.ResidentNumber is { } number)
                holders[number] = official.StaffNumber;
        }
        signIns = [.. (await db.Users.Select(account => account.NormalizedUserName).ToListAsync(cancellation)).OfType<string>()];

        var plannedUnits = PlanUnits();
        var people = PlanPeople();
        var finished = PlanPosts(plannedUnits, people);
        var names = units.Values.ToDictionary(unit => unit.Code, unit => unit.Name);
        foreach (var row in file.Units.Where(row => row.Name is not null))
            names[row.Code] = row.Name!;
        if (effects is not null)
            people = await effects.OfAsync(people, units, cancellation);
        return new RosterPlan(file, finished, people, Missing(people), names, all.ToDictionary(unit => unit.Id, unit => unit.Name));
    }

    private bool IsInReach(Unit unit) => paths.Any(unit.IsUnder);

    private List<(UnitRow Row, Unit? Known)> PlanUnits()
    {
        var planned = new List<(UnitRow, Unit?)>();
        var seen = new HashSet<string>();
        foreach (var row in file.Units)
        {
            if (!seen.Add(row.Code))
                Blame(row, RosterColumn.Code, RosterFault.CodeTwice, row.Code);
            else if (!units.TryGetValue(row.Code, out var unit))
                PlanNew(row, planned);
            else if (!IsInReach(unit))
                Blame(row, RosterColumn.Code, RosterFault.UnitElsewhere, row.Code);
            else if (row.Kind is not null && row.Kind != unit.Kind)
                Blame(row, RosterColumn.Kind, RosterFault.UnitDiffers, row.Code);
            else if (row.ParentCode is not null && units.Values.FirstOrDefault(each => each.Id == unit.ParentId)?.Code != row.ParentCode)
                Blame(row, RosterColumn.Parent, RosterFault.UnitDiffers, row.Code);
            else
                planned.Add((row, unit));
        }
        return planned;
    }

    private void PlanNew(UnitRow row, List<(UnitRow, Unit?)> planned)
    {
        foreach (var (column, given) in new[]
            { (RosterColumn.UnitName, row.Name is not null), (RosterColumn.Kind, row.Kind is not null), (RosterColumn.Parent, row.ParentCode is not null) })
            if (!given)
                Blame(row, column, RosterFault.NewUnitIncomplete, row.Code);
        if (row.Name is null || row.Kind is null || row.ParentCode is null)
            return;
        if (newUnits.ContainsKey(row.ParentCode) || units.TryGetValue(row.ParentCode, out var parent) && IsInReach(parent))
        {
            newUnits[row.Code] = row;
            planned.Add((row, null));
        }
        else
            Blame(row, RosterColumn.Parent, RosterFault.ParentElsewhere, row.ParentCode);
    }

    private List<PlannedPerson> PlanPeople()
    {
        var planned = new List<PlannedPerson>();
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in file.People)
        {
            CheckIdentity(row);
            if (!seen.TryAdd(row.StaffNumber, row.Number))
                Blame(row, RosterColumn.StaffNumber, RosterFault.NumberTwice, row.StaffNumber, seen[row.StaffNumber]);
            else if (!newUnits.ContainsKey(row.UnitCode) && !units.ContainsKey(row.UnitCode))
                Blame(row, RosterColumn.Unit, RosterFault.UnknownUnit, row.UnitCode);
            else if (!newUnits.ContainsKey(row.UnitCode) && !IsInReach(units[row.UnitCode]))
                Blame(row, RosterColumn.Unit, RosterFault.UnitElsewhere, row.UnitCode);
            else if (elsewhere.Contains(row.StaffNumber))
                Blame(row, RosterColumn.StaffNumber, RosterFault.PersonElsewhere, row.StaffNumber);
            else if (known.TryGetValue(row.StaffNumber, out var official))
            {
                if (official.DiedOn is not null)
                    Blame(row, RosterColumn.StaffNumber, RosterFault.PersonDead, row.StaffNumber);
                else if (new PlannedPerson(row, official, row.UnitCode, newUnits.ContainsKey(row.UnitCode)
                    || units[row.UnitCode].Id != official.UnitId, RosterFact.Differences(official, row.Entry)) is var person
                    && person.Changes && importer?.Includes(official) == true)
                    Blame(row, RosterColumn.StaffNumber, RosterFault.OwnEntry, row.StaffNumber);
                else
                    planned.Add(person);
            }
            else if (signIns.Contains(WrittenKey.Upper(row.StaffNumber)))
                Blame(row, RosterColumn.StaffNumber, RosterFault.SignInTaken, row.StaffNumber);
            else
                planned.Add(new(row, null, row.UnitCode, false, []));
        }
        return planned;
    }

    /// <summary>A resident number is one person's, in the file and on the whole roster, and goes with the day and sex that either knows.</summary>
    private void CheckIdentity(PersonRow row)
    {
        var (entry, official) = (row.Entry, known.GetValueOrDefault(row.StaffNumber));
        if (ResidentId.TryParse(entry.ResidentNumber, out var id))
        {
            if (!residents.TryAdd(id.Value, row.Number))
                Blame(row, nameof(RosterEntry.ResidentNumber), RosterFault.ResidentTwice, residents[id.Value]);
            else if (holders.TryGetValue(id.Value, out var holder) && !holder.Equals(row.StaffNumber, StringComparison.OrdinalIgnoreCase))
                Blame(row, nameof(RosterEntry.ResidentNumber), RosterFault.ResidentKnown);
            else if (entry.BornOn is null && official?.BornOn is { } born && born != id.BornOn || entry.Sex is null && official?.Sex is { } sex
                && sex != id.Sex)
                Blame(row, nameof(RosterEntry.ResidentNumber), RosterFault.ResidentContradicts);
        }
        else if (ResidentId.TryParse(official?.ResidentNumber, out var stored))
        {
            if (entry.BornOn is { } born && born != stored.BornOn)
                Blame(row, nameof(RosterEntry.BornOn), RosterFault.ResidentContradicts);
            if (entry.Sex is { } sex && sex != stored.Sex)
                Blame(row, nameof(RosterEntry.Sex), RosterFault.ResidentContradicts);
        }
        // Who serves is 16 to 80 years old; who has left may be older.
        var oldest = (entry.Status ?? official?.Status) is ServiceStatus.Resigned or ServiceStatus.Retired ? 120 : 80;
        if ((id?.BornOn ?? entry.BornOn) is { } day && !ResidentId.IsAge(day, 16, oldest, today))
            Blame(row, id is null ? nameof(RosterEntry.BornOn) : nameof(RosterEntry.ResidentNumber), RosterFault.NotPlausible);
    }

    /// <returns>Null: nobody, or somebody of other units.</returns>
    private static string? NamesOf(IEnumerable<string?> names) => names.OfType<string>().ToList() is { Count: > 0 } some ? string.Join(' ', some) : null;

    private List<PlannedUnit> PlanPosts(List<(UnitRow Row, Unit? Known)> planned, List<PlannedPerson> people)
    {
        var inFile = people.ToDictionary(person => person.Row.StaffNumber, StringComparer.OrdinalIgnoreCase);
        var namesById = known.Values.ToDictionary(official => official.Id, official => official.Name);
        var finished = new List<PlannedUnit>();
        foreach (var (row, unit) in planned)
        {
            var (posts, changes) = (new List<UnitPostKind>(), new List<PlanFact>());
            foreach (var (kind, numbers) in row.Posts)
            {
                var holders = new HashSet<Guid>();
                foreach (var number in numbers)
                {
                    var (person, official) = (inFile.GetValueOrDefault(number), known.GetValueOrDefault(number));
                    if (person is null && official is null)
                        Blame(row, kind.ToString(), RosterFault.UnknownHolder, number);
                    else if (person is { Leaves: true } || official is { HasLeft: true })
                        Blame(row, kind.ToString(), RosterFault.HolderLeft, number);
                    else if (official is not null && importer?.Includes(official) == true
                        && unit?.Posts.Exists(post => post.Kind == kind && post.OfficialId == official.Id) != true)
                        Blame(row, kind.ToString(), RosterFault.OwnEntry, number);
                    holders.Add(official?.Id ?? Guid.NewGuid());
                }
                var before = unit?.Posts.Where(post => post.Kind == kind).Select(post => post.OfficialId).ToList() ?? [];
                if (unit is not null && holders.SetEquals(before))
                    continue;
                posts.Add(kind);
                changes.Add(new(kind.ToString(), NamesOf(before.Select(id => namesById.GetValueOrDefault(id))),
                    NamesOf(numbers.Select(number => inFile.GetValueOrDefault(number)?.Row.Name ?? known.GetValueOrDefault(number)?.Name))));
            }
            var renamed = unit is not null && row.Name is not null && row.Name != unit.Name;
            if (unit is null || renamed || posts.Count > 0)
                finished.Add(new(row, unit, renamed, posts, changes));
        }
        return finished;
    }

    private List<Official> Missing(List<PlannedPerson> people)
    {
        var named = people.Select(person => person.Row.StaffNumber).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unitsInFile = people.Select(person => person.UnitCode).Concat(file.Units.Select(row => row.Code)).Where(units.ContainsKey)
            .Select(code => units[code].Id).ToHashSet();
        return covers == FileCovers.SomePeople ? [] : [.. known.Values
            .Where(official => !official.HasLeft && !named.Contains(official.StaffNumber)
            && (covers == FileCovers.AllUnits || unitsInFile.Contains(official.UnitId)))
            .OrderBy(official => official.StaffNumber, StringComparer.Ordinal)];
    }

    private void Blame(UnitRow row, string column, RosterFault fault, params object[] arguments) =>
        file.Add(file.UnitsSheet, RosterColumn.Units, column, row.Number, fault, arguments);
    private void Blame(PersonRow row, string column, RosterFault fault, params object[] arguments) =>
        file.Add(file.PeopleSheet, RosterColumn.People, column, row.Number, fault, arguments);
}
