using Declarations.Roster;
using Declarations.Written;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1304, CA1311, CA1862 // the comparison runs in the database

namespace Declarations.Web.Pages.Roster;

public enum PeopleList { All, Missing, Left }

/// <summary>Finds people of the officer's units by name or number.</summary>
public sealed class PeopleModel(Viewer viewer) : PageModel
{
    private const int LongestSearch = 60;

    [FromQuery] public string? Search { get; set; }
    [FromQuery] public PeopleList List { get; set; }
    [FromQuery(Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<Official> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (Search?.Length > LongestSearch)
            return BadRequest();
        await viewer.LoadAsync();
        var people = Shown(viewer.PeopleInCharge());
        Paging = await Paging.OfAsync(Asked, people);
        People = await people.AsNoTracking().Include(o => o.Unit).OrderBy(o => o.Unit.Path).ThenBy(o => o.StaffNumber).Skip(Paging.Skip).Take(Paging.Size)
            .ToListAsync();
        return Page();
    }

    private IQueryable<Official> Shown(IQueryable<Official> people)
    {
        var (name, number) = (WrittenName.Normal(Search).ToUpperInvariant(), WrittenKey.Upper(Search));
        // Signs that no name or number is written with are looked for as well, and not found.
        if (!string.IsNullOrWhiteSpace(Search))
            people = people.Where(o => name.Length > 0 && o.Name.ToUpper().Contains(name) || number.Length > 0 && o.StaffNumber.ToUpper().Contains(number));
        return List switch
        {
            PeopleList.Missing => people.Where(o => o.MissingSince != null),
            PeopleList.Left => people.Where(o => o.DiedOn != null || o.Status == ServiceStatus.Resigned || o.Status == ServiceStatus.Retired),
            _ => people,
        };
    }
}
