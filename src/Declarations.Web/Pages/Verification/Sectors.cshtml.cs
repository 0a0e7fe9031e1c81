using Declarations.Data;
using Declarations.Participation;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Roster;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

public sealed record SectorsLine(string Code, string Name, IReadOnlyList<Sector>? Sectors, string? Basis);

/// <summary>What the posts of each unit have to do with: for leavers, business in it is directly related to their former work (四3).</summary>
public sealed class SectorsModel(DeclarationsDb db, Viewer viewer) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<SectorsLine> Lines { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        return true;
    }

    public async Task ShowAsync()
    {
        var units = viewer.UnitsInCharge();
        Paging = new Paging(Asked, await units.CountAsync());
        var shown = await units.AsNoTracking().OrderBy(unit => unit.Path).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var ids = shown.ConvertAll(unit => unit.Id);
        var kept = await db.SupervisedSectors.AsNoTracking().Where(each => ids.Contains(each.UnitId)).ToDictionaryAsync(each => each.UnitId);
        Lines = [.. shown.Select(unit => kept.GetValueOrDefault(unit.Id) is { } said ? new SectorsLine(unit.Code, unit.Name, said.Sectors, said.Basis)
            : new SectorsLine(unit.Code, unit.Name, null, null))];
    }
}
