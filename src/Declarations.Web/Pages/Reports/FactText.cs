using System.Globalization;
using Declarations.Rules;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Reports;

/// <summary>The value of a fact that a finding names by its path, in words.</summary>
public static class FactText
{
    public static string Of(CaseFacts facts, string path, Words words) => (path, Value(facts, path)) switch
    {
        (nameof(CaseFacts.Interest), var interest) => words[interest is null ? "fact.no-interest" : "yes"],
        (_, null) => words["fact.unknown"],
        (_, bool yes) => words.YesNo(yes),
        (_, Enum code) => words.Of(code),
        (_, DateOnly day) => words.Day(day),
        (_, Money money) => $"{Words.Wan(money)} {words["unit.wan"]}",
        ("Exit.PriceRatio", decimal ratio) => (ratio * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        (_, decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture),
        (_, var text) => Convert.ToString(text, CultureInfo.InvariantCulture) ?? "",
    };

    /// <returns>Null: not known.</returns>
    public static object? Value(CaseFacts facts, string path)
    {
        object? value = facts;
        foreach (var name in path.Split('.'))
            value = value?.GetType().GetProperty(name)?.GetValue(value);
        return value;
    }
}
