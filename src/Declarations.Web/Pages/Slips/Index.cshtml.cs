using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Pages.Roster;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Slips;

/// <summary>A unit with how many of its people there are and how many cannot sign in yet.</summary>
public sealed record UnitSignIns(string Code, string Name, int Depth, int People, int Without);

/// <summary>Who cannot sign in yet, by unit.</summary>
public sealed class SlipsModel(SlipDesk slips, Viewer viewer) : PageModel
{
    [FromQuery(Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<UnitSignIns> Units { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await viewer.LoadAsync();
        Paging = await Paging.OfAsync(Asked, viewer.UnitsInCharge());
        var units = await viewer.UnitsInCharge().AsNoTracking().OrderBy(unit => unit.Path).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var shown = units.ConvertAll(unit => unit.Id);
        var there = slips.People().Where(official => shown.Contains(official.UnitId));
        var (people, without) = (await CountAsync(there), await CountAsync(slips.WithoutSignIn(there)));
        Units = [.. units.Select(unit =>
            new UnitSignIns(unit.Code, unit.Name, unit.Path.Count(c => c == '/'), people.GetValueOrDefault(unit.Id), without.GetValueOrDefault(unit.Id)))];
    }

    private static Task<Dictionary<Guid, int>> CountAsync(IQueryable<Official> people) =>
        people.GroupBy(official => official.UnitId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(unit => unit.Key, unit => unit.Count);
}
