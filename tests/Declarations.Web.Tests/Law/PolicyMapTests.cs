using Declarations.Reporting.CaseBooks;
using Declarations.Rules;
using Declarations.Web.Pages.Rulebook;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Law;

/// <summary>
/// docs/policy-map.md: article, rule, finding, tests. It is written from the rules, the books of cases and the sources of the
/// tests, and this test fails when it is not what they say. UPDATE_POLICY_MAP=1 writes it anew.
/// </summary>
public static class PolicyMapTests
{
    private static readonly DirectoryInfo Root = FindRoot();
    private static readonly string MapPath = Path.Combine(Root.FullName, "docs", "policy-map.md");

    [Fact]
    public static void The_map_in_docs_is_what_rules_and_tests_say()
    {
        var map = Write();
        if (Settings.IsToWrite("POLICY_MAP"))
            File.WriteAllText(MapPath, map);
        Assert.Equal(map, File.ReadAllText(MapPath));
    }

    [Fact]
    public static void Every_finding_is_made_in_a_case_or_named_by_a_test()
    {
        var tested = Tests();
        Assert.DoesNotContain(FindingCodes.All, code => !tested[code.Code].Any());
    }

    private static string Write()
    {
        var tested = Tests();
        List<string> map =
        ["""
            # Policy map

            From the article to the rule that carries it out, to what the rule can find, to the cases and tests in which it does.
            Written by a test (`tests/Declarations.Web.Tests/Law/PolicyMapTests.cs`) that fails when this page is out of date;
            `UPDATE_POLICY_MAP=1 dotnet test tests/Declarations.Web.Tests --filter PolicyMap` writes it anew. Words and clause texts
            stand on the page `/policy`; "E" numbers in the sources are readings of ambiguous clauses, explained beside the rule.
            """];
        var rows = (from code in FindingCodes.All from citation in code.Citations select (citation, code))
            .Concat(Policy.Zhuzhou2017.CoolingOffTerms.Select(term => (citation: term.Source, code: FindingCodes.CoolingOffPeriod))).Distinct();
        foreach (var document in rows.GroupBy(row => row.citation.Document).OrderBy(group => group.Key))
        {
            map.AddRange("", $"## {document.Key}", "", "| article | rule | finding | cases and tests |", "| --- | --- | --- | --- |");
            map.AddRange(document.OrderBy(row => RuleText.Place(row.citation.Article), StringComparer.Ordinal)
                .ThenBy(row => row.code.Code, StringComparer.Ordinal)
                .Select(row => $"| {row.citation.Article} | {row.code.Rule} | {row.code.Code} | {Shortened([.. tested[row.code.Code]])} |"));
        }
        return string.Join('\n', map) + '\n';
    }

    /// <summary>Finding code to the ids of cases that make it, then the test classes that name it.</summary>
    private static ILookup<string, string> Tests() =>
        CaseFiles.All.SelectMany(@case =>
            CaseBook.Run(@case, Policy.Zhuzhou2017).Determinations.SelectMany(d => d.Findings).Select(finding => (finding.Code, Name: @case.Id)))
            .Concat(Sources().SelectMany(source =>
                FindingCodes.All.Where(code => Names(source.Text, code)).Select(code => (code.Code, Name: $"`{source.Name}`"))))
            .Distinct().ToLookup(pair => pair.Code, pair => pair.Name);

    private static bool Names(string source, FindingCode code) => source.Contains($"\"{code.Code}\"", StringComparison.Ordinal)
        || Properties.TryGetValue(code.Code, out var property) && source.Contains($"FindingCodes.{property}", StringComparison.Ordinal);

    private static readonly Dictionary<string, string> Properties = typeof(FindingCodes).GetProperties()
        .Where(property => property.PropertyType == typeof(FindingCode))
        .ToDictionary(property => ((FindingCode)property.GetValue(null)!).Code, property => property.Name);

    private static List<(string Name, string Text)> Sources() => [.. Root.GetDirectories("tests")[0].EnumerateFiles("*Tests.cs", SearchOption.AllDirectories)
        .Where(file => !file.FullName.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name[..^".cs".Length], File.ReadAllText(file.FullName)))];

    private static string Shortened(string[] tests) =>
        tests.Length <= 6 ? string.Join(", ", tests) : $"{string.Join(", ", tests[..5])} and more";

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Declarations.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The source is not above the tests.");
        return folder;
    }
}
