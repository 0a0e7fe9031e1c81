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
    [InlineData("Migrations", "Data"), InlineData("Verify", "Data"), InlineData("Tips", "Data"), InlineData("Signer", "Domain")]
    public static void A_project_knows_the_next_one_alone(string project, params string[] known)
    {
        var text = File.ReadAllText(Path.Combine(Sources, $"Declarations.{project}", $"Declarations.{project}.csproj"));
        Assert.Equal(known, Reference().Matches(text).Select(match => match.Groups[1].Value));
        Assert.True(project is not ("Domain" or "Signer") || !text.Contains("PackageReference", StringComparison.Ordinal),
            "The domain, and what holds the key of the tree, are plain C#, without a package.");
    }

    [Theory]
    [InlineData("Declarations.Domain", "Declarations"), InlineData("Declarations.Data", "Declarations.Data")]
    [InlineData("Declarations.Reporting", "Declarations.Reporting"), InlineData("Declarations.Web", "Declarations.Web")]
    public static void No_room_knows_one_that_knows_it(string project, string space)
    {
        var rooms = Rooms(project);
        var types = rooms.ToDictionary(room => room.Key, room => TypesIn(room.Value));
        AssertNoCircle(rooms.ToDictionary(room => room.Key, room => rooms.Keys.Where(other => other != room.Key
            && (Regex.IsMatch(room.Value, $@"\b{Regex.Escape(space)}\.{other}\b")
                || Regex.Matches(room.Value, $@"(?<![\w.]){other}\.(\w+)").Any(match => types[other].Contains(match.Groups[1].Value)))).ToList()));
    }

    /// <summary>
    /// Pages link to one another, and cut what they show from the scopes of others, which are extensions of the viewer. What else a feature has, another may
    /// build on in one direction alone.
    /// </summary>
    [Fact]
    public static void No_feature_builds_on_one_that_builds_on_it()
    {
        var rooms = Rooms("Declarations.Web/Pages");
        var types = rooms.ToDictionary(room => room.Key, room => TypesIn(room.Value));
        AssertNoCircle(rooms.ToDictionary(room => room.Key, room => rooms.Keys.Where(other => other != room.Key
            && Regex.IsMatch(room.Value, $@"\bDeclarations\.Web\.Pages\.{other}\b") && Words().Matches(room.Value).Select(word => word.Value)
                .Where(word => !word.EndsWith("Model", StringComparison.Ordinal) && !types[room.Key].Contains(word)).Any(types[other].Contains)).ToList()));
    }

    /// <summary>The text of all files of each folder, without comments.</summary>
    private static Dictionary<string, string> Rooms(string folder) =>
        new DirectoryInfo(Path.Combine(Sources, folder)).GetDirectories().Where(room => room.Name is not ("obj" or "bin" or "Shared"))
            .ToDictionary(room => room.Name, room => string.Concat(room.EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.Extension is ".cs" or ".cshtml").Select(file => Comment().Replace(File.ReadAllText(file.FullName), ""))));

    private static HashSet<string> TypesIn(string text) => [.. Declared().Matches(text).Select(match => match.Groups[1].Value)];

    private static void AssertNoCircle(Dictionary<string, List<string>> known)
    {
        Assert.True(known.Count > 5 && known.Values.Sum(others => others.Count) > 5, "The rooms were not read.");
        Assert.Empty(known.Keys.Select(Circle).OfType<string>());

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

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface)\s+([A-Z]\w*)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
