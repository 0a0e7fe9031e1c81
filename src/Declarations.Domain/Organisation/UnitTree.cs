namespace Declarations.Organisation;

/// <summary>Units by their path: each with those above it.</summary>
public sealed class UnitTree(IEnumerable<Unit> units)
{
    private readonly Dictionary<string, Unit> byPath = units.ToDictionary(unit => unit.Path);

    /// <returns>The unit and the units above it, nearest first.</returns>
    public IReadOnlyList<Unit> Chain(Unit unit) => [.. PathsUpFrom(unit.Path).Where(byPath.ContainsKey).Select(path => byPath[path])];

    /// <summary>"/city/bureau/" and "/city/" for the first of the two.</summary>
    public static IEnumerable<string> PathsUpFrom(string path)
    {
        for (var end = path.Length - 1; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..(end + 1)];
    }
}
