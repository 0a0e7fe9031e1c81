using System.Text.RegularExpressions;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Source;

/// <summary>What the compiler and the formatter do not ask for.</summary>
public static partial class StyleTests
{
    private const int Longest = 160;

    private static readonly string Root = Settings.Root();

    [Fact]
    public static void A_line_fits_on_a_screen()
    {
        var files = new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" && !Generated().IsMatch(file)).ToList();
        Assert.True(files.Count > 300, $"Only {files.Count} files were found.");
        Assert.Empty(files.SelectMany(file => File.ReadLines(file).Index().Where(line => line.Item.Length > Longest)
            .Select(line => $"{Path.GetRelativePath(Root, file)}:{line.Index + 1}: {line.Item.Length} characters")));
    }

    [Fact]
    public static void A_decision_has_a_day_and_a_status_and_stands_in_the_list()
    {
        var list = File.ReadAllText(Path.Combine(Root, "docs", "decisions", "README.md"));
        var decisions = Directory.GetFiles(Path.Combine(Root, "docs", "decisions"), "0*.md");
        Assert.True(decisions.Length > 20, $"Only {decisions.Length} decisions were found.");
        Assert.All(decisions, file => Assert.True(File.ReadLines(file).Take(6).Any(line => Status().IsMatch(line)),
            $"{Path.GetFileName(file)}: below the title stands a line like \"2026-11-28, accepted.\""));
        Assert.All(decisions, file => Assert.Contains(Path.GetFileName(file), list));
    }

    [GeneratedRegex(@"[/\\](obj|bin|Migrations)[/\\]")]
    private static partial Regex Generated();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d.*\b(accepted|proposed|replaced|withdrawn)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Status();
}
