using System.Globalization;
using Declarations.Rules;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Reports;

/// <summary>The value of a fact that a finding names by its path, in words.</summary>
public static class FactText
{
    public static string Of(CaseFacts facts, string path, Words words)
    {
        object? value = facts;
        foreach (var name in path.Split('.'))
            value = value?.GetType().GetProperty(name)?.GetValue(value);
        return value switch
        {
            null => words["fact.unknown"],
            bool yes => words.YesNo(yes),
            Enum code => words.Of(code),
            DateOnly day => words.Day(day),
            Money money => $"{Words.Wan(money)} {words["unit.wan"]}",
            decimal number => number.ToString("0.##", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }
}
