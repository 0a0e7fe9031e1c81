using System.Text.RegularExpressions;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Source;

/// <summary>
/// What may know what: Web -> Reporting -> Data -> Domain between projects, and no circle between the rooms of one. The host of the tips knows the
/// data alone; the main site knows it to start it beside the demo.
/// </summary>
public static partial class DirectionTests
{
    private static readonly string Sources = Path.Combine(Settings.Root(), "src");

    [Theory]
    [InlineData("Domain"), InlineData("Data", "Domain"), InlineData("Reporting", "Data"), InlineData("Web", "Reporting", "Tips")]
    [InlineData("Migrations", "Data"), InlineData("Verify", "Data"), InlineData("Tips", "Data")]
    public static void A_project_knows_the_next_one_alone(string project, params string[] known)
    {
        var text = File.ReadAllText(Path.Combine(Sources, $"Declarations.{project}", $"Declarations.{project}.csproj"));
        Assert.Equal(known, Reference().Matches(text).Select(match => match.Groups[1].Value));
        Assert.True(project != "Domain" || !text.Contains("PackageReference", StringComparison.Ordinal), "The domain is plain C#, without a package.");
    }

    [Theory, InlineData("Declarations.Domain", "Declarations")]
    public static void No_room_knows_one_that_knows_it(string project, string space)
    {
        var rooms = new DirectoryInfo(Path.Combine(Sources, project)).GetDirectories().Where(room => room.Name is not ("obj" or "bin" or "Shared"))
            .ToDictionary(room => room.Name, room => string.Concat(room.EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.Extension is ".cs" or ".cshtml").Select(file => Comment().Replace(File.ReadAllText(file.FullName), ""))));
        var types = rooms.ToDictionary(room => room.Key, room => Declared().Matches(room.Value).Select(match => match.Groups[1].Value).ToHashSet());
        var known = rooms.ToDictionary(room => room.Key, room => rooms.Keys.Where(other => other != room.Key
            && (Regex.IsMatch(room.Value, $@"\b{Regex.Escape(space)}\.{other}\b")
                || Regex.Matches(room.Value, $@"(?<![\w.]){other}\.(\w+)").Any(match => types[other].Contains(match.Groups[1].Value)))).ToList());
        Assert.True(rooms.Count > 5 && known.Values.Sum(others => others.Count) > 5, "The rooms were not read.");
        Assert.Empty(rooms.Keys.Select(Circle).OfType<string>());

        // From a room back to itself, e.g. "Rules -> Reports -> Rules".
        string? Circle(string from)
        {
            var (ways, seen) = (new Queue<List<string>>([[from]]), new HashSet<string>());
            while (ways.TryDequeue(out var way))
                foreach (var next in known[way[^1]])
                    if (next == from)
                        return string.Join(" -> ", way.Append(next));
                    else if (seen.Add(next))
                        ways.Enqueue([.. way, next]);
            return null;
        }
    }

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*Declarations\.(\w+)\.csproj""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface)\s+([A-Z]\w*)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
