using System.Globalization;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Filing;

/// <summary>The fields in which two copies of a form differ, with their labels.</summary>
public static class BothSides
{
    public static IEnumerable<(string Label, string Yours, string Stored)> Of(object yours, object stored, Words words)
    {
        foreach (var property in yours.GetType().GetProperties().Where(p => p.CanRead && p.GetIndexParameters().Length == 0))
        {
            var (mine, theirs) = (property.GetValue(yours), property.GetValue(stored));
            if (Equals(mine, theirs))
                continue;
            var label = words[$"{yours.GetType().Name}.{property.Name}"];
            if (mine is not null && theirs is not null
                && property.PropertyType.Namespace?.StartsWith("Declarations.Web.Pages", StringComparison.Ordinal) == true)
                foreach (var (inner, a, b) in Of(mine, theirs, words))
                    yield return ($"{label} {inner}", a, b);
            else
                yield return (label, Text(mine, words), Text(theirs, words));
        }
    }

    private static string Text(object? value, Words words) => value switch
    {
        null or "" => words["none"],
        bool yes => words.YesNo(yes),
        Enum code => words.Of(code),
        DateOnly day => words.Day(day),
        IFormFile file => file.FileName,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
