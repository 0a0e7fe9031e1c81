using System.Globalization;
using Declarations.Rules;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Rulebook;

/// <summary>Parameters and findings of a rule as people read them.</summary>
public static class RuleText
{
    public static string Parameter(RuleParameter parameter, Words words) => words["parameter." + parameter.Name, parameter switch
    {
        { Name: "text" } => Term(parameter.Value, words),
        { Name: "price-above-market" or "price-low" } =>
            decimal.Parse(parameter.Value, CultureInfo.InvariantCulture).ToString("0.##%", CultureInfo.InvariantCulture),
        _ when DateOnly.TryParseExact(parameter.Value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => words.Day(day),
        _ when int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
            number.ToString("#,0", CultureInfo.InvariantCulture),
        _ => parameter.Value,
    }];

    /// <summary>The sentence of a finding that has not been made: it has no day.</summary>
    public static string Sentence(FindingCode finding, Words words) => words["finding." + finding.Code, words["rulebook.some-day"]];

    public static string Anchor(Citation citation) => CitationText.Key(citation);

    /// <summary>An article so that 二 comes after 一 and 107 after 59.</summary>
    public static string Place(string article) => char.IsAsciiDigit(article[0]) ? article.PadLeft(8) : CitationText.Arabic(article);

    private static string Term(string value, Words words)
    {
        var parts = value.Split(' ', 2);
        return CitationText.Of(new(Enum.Parse<LawDocument>(parts[0]), parts[1]), words);
    }
}
