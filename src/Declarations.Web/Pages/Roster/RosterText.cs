using Declarations.Roster;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Roster;

/// <summary>What the roster knows, as people read it.</summary>
public static class RosterText
{
    /// <param name="fact">Name of a <see cref="RosterFact"/>. Resident numbers are masked.</param>
    public static string Of(Words words, string fact, object? value) => value switch
    {
        null => words["roster.not-known"],
        Enum code => words.Of(code),
        bool yes => words.YesNo(yes),
        DateOnly day => words.Day(day),
        string number when fact == nameof(RosterEntry.ResidentNumber) => ResidentId.TryParse(number, out var id) ? id.Masked : words["roster.not-known"],
        _ => $"{value}",
    };
}
