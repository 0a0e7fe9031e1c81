using Declarations.Organisation;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Units;

/// <summary>The units of a form's field: all of them to choose from or, of a large tree, one to type, where the topmost are offered.</summary>
public sealed record UnitField(IReadOnlyList<Unit> Units, bool IsTyped)
{
    public string Kind => IsTyped ? "typed" : "select";
    public IEnumerable<SelectListItem> Items => Units.Select(unit => new SelectListItem(unit.Name, unit.Code));
}

public static class UnitFields
{
    public static async Task<UnitField> FieldAsync(this IQueryable<Unit> units) =>
        new(await units.OfferedAsync(null), await units.CountAsync() > UnitsOffered.Most);

    /// <returns>The unit with this code or, if there is none, the only one with this name; null: neither.</returns>
    public static async Task<Unit?> TypedAsync(this IQueryable<Unit> units, string? typed)
    {
        var said = typed?.Trim() ?? "";
        var found = await units.Where(unit => unit.Code == said || unit.Name == said).OrderByDescending(unit => unit.Code == said).Take(2).ToListAsync();
        return found.Count == 1 || found.Count > 1 && found[0].Code == said ? found[0] : null;
    }
}
