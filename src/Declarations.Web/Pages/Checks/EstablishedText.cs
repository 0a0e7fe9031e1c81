using Declarations.Reports;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Checks;

/// <summary>What a check established, line by line, in words.</summary>
public static class EstablishedText
{
    public static IEnumerable<(string Label, string Text)> Of(Established said, Words words)
    {
        foreach (var fact in typeof(Established).GetProperties().Where(property => property.CanWrite))
            if (fact.GetValue(said) is { } value)
                yield return (words[$"established.{fact.Name}"], value switch
                {
                    Enum code => words.Of(code),
                    bool yes => words.YesNo(yes),
                    DateOnly day => words.Day(day),
                    Money money => Words.Wan(money) + words["unit.wan"],
                    _ => value.ToString()!,
                });
    }
}
