using System.Reflection;
using Declarations.Reporting.CaseBooks;
using Declarations.Cases;
using Xunit;

namespace Declarations.Rules;

public static class CatalogueTests
{
    /// <summary>Every determination of every case that is kept with the tests.</summary>
    private static readonly Determination[] Determinations =
        [.. CaseFiles.Names.SelectMany(name => CaseFiles.Load(name).Cases).SelectMany(@case => CaseBook.Run(@case, Policy.Zhuzhou2017).Determinations)];

    private static readonly Finding[] Findings = [.. Determinations.SelectMany(determination => determination.Findings)];

    [Fact]
    public static void Each_code_is_listed_once() =>
        Assert.Equal(FindingCodes.All.Count, FindingCodes.All.Select(code => code.Code).Distinct().Count());

    [Fact]
    public static void Each_code_of_the_catalogue_is_a_property_or_a_sector() =>
        Assert.Equal(
            FindingCodes.All.Select(code => code.Code).Order(StringComparer.Ordinal),
            typeof(FindingCodes).GetProperties().Select(property => property.GetValue(null)).OfType<FindingCode>()
                .Concat(FindingCodes.InSector.Values).Concat(FindingCodes.LeftOut.Values)
                .Select(code => code.Code).Order(StringComparer.Ordinal));

    [Fact]
    public static void The_cases_make_the_rules_find_every_code_and_no_other() =>
        Assert.Equal(
            FindingCodes.All.Select(code => code.Code).Order(StringComparer.Ordinal),
            Findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public static void Every_todo_code_is_asked_for_by_a_finding() =>
        Assert.Equal(
            TodoCodes.All.Order(StringComparer.Ordinal),
            FindingCodes.All.Select(code => code.Todo).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public static void Every_alert_is_set_by_a_finding() =>
        Assert.Equal(Enum.GetValues<Alert>(), FindingCodes.All.Select(code => code.Alert).OfType<Alert>().Distinct().Order());

    [Fact]
    public static void Every_duty_and_ban_asks_for_something() =>
        Assert.All(FindingCodes.All.Where(code => code.Kind is FindingKind.Duty or FindingKind.Ban or FindingKind.Question), code => Assert.NotNull(code.Todo));

    [Fact]
    public static void Every_citation_of_a_finding_is_in_the_list_of_citations() =>
        Assert.Empty(Findings.SelectMany(finding => finding.Citations).Distinct().Except(FindingCodes.Citations));

    [Fact]
    public static void Every_fact_relied_on_is_a_path_of_the_facts() =>
        Assert.All(
            typeof(Fact).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!),
            path => Assert.NotNull(Resolve(path)));

    [Fact]
    public static void Every_named_fact_is_relied_on_by_a_finding() =>
        Assert.Empty(typeof(Fact).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)
            .Except(Findings.SelectMany(finding => finding.Facts)));

    [Theory]
    [MemberData(nameof(Versions))]
    public static void The_rules_of_a_policy_cover_the_whole_catalogue(string version)
    {
        var rules = Policies.Find(version)!.Rules;
        Assert.Equal(FindingCodes.All.Select(code => code.Code).Order(StringComparer.Ordinal),
            rules.SelectMany(rule => rule.Findings).Select(code => code.Code).Order(StringComparer.Ordinal));
        Assert.All(rules, rule => Assert.NotEmpty(rule.Citations));
        Assert.All(rules, rule => Assert.NotEmpty(rule.Findings));
    }

    [Fact]
    public static void A_policy_page_shows_the_numbers_that_the_rules_read()
    {
        var parameters = Policy.Zhuzhou2017.Rules.ToDictionary(rule => rule.Code, rule => string.Join(' ', rule.Parameters.Select(p => $"{p.Name}={p.Value}")));
        Assert.Equal("starts-on=2017-08-15 lookback-leading-cadre=3 lookback-others=2", parameters["scope"]);
        Assert.Equal("report-by=2017-09-30 city-managed-by=2017-09-15", parameters["filing"]);
        Assert.Equal("small-hydro-max-kw=50000", parameters["sector"]);
        Assert.Equal("leave-startup=3", parameters["exemption"]);
        Assert.Equal("exit-by=2017-09-30 verified-by=2017-12-31 ends-on=2018-01-31 price-above-market=1.3 price-low=0.7", parameters["exit"]);
        Assert.Equal("leading-member=3 others=2 text=CivilServantLaw2005 102 text=CivilServantLaw2018 107 text=ResignedOfficialsOpinions2017 二",
            parameters["cooling-off"]);
    }

    public static TheoryData<string> Versions() => [.. Policies.All.Select(policy => policy.Version)];

    [Fact]
    public static void Versions_are_found_by_their_code()
    {
        Assert.All(Policies.All, policy => Assert.Same(policy, Policies.Find(policy.Version)));
        Assert.Equal(Policies.All.Count, Policies.All.Select(policy => policy.Version).Distinct().Count());
        Assert.Null(Policies.Find("zhuzhou-2016"));
    }

    private static PropertyInfo? Resolve(string path)
    {
        PropertyInfo? found = null;
        var type = typeof(CaseFacts);
        foreach (var name in path.Split('.'))
        {
            found = type.GetProperty(name);
            if (found is null)
                return null;
            type = Nullable.GetUnderlyingType(found.PropertyType) ?? found.PropertyType;
        }
        return found;
    }
}
