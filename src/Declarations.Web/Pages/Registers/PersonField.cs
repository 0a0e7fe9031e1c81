using Declarations.Roster;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Declarations.Web.Pages.Registers;

/// <summary>Somebody named in a form by staff number or whole name.</summary>
public sealed class PersonField(RegisterDesk desk, Words words)
{
    /// <returns>Null: nobody, or several, which then stands beside the field.</returns>
    public async Task<Official?> FindAsync(ModelStateDictionary state, string field, string? typed, bool withSignIn)
    {
        var found = await desk.PeopleAsync(typed, withSignIn);
        if (found is [var one])
            return one;
        state.AddModelError(field, found.Count == 0 ? words[withSignIn ? "error.person-none" : "error.official-none"]
            : words["error.person-several", string.Join(words["list.separator"], found.Select(each => $"{each.Name} {each.StaffNumber} {each.Unit.Name}"))]);
        return null;
    }
}
