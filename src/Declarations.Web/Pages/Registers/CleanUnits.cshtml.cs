using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>创建名单: clean units in the viewer's charge, by year, category and grade.</summary>
public sealed class CleanUnitsModel(Viewer viewer) : PageModel, IShown
{
    [BindProperty(SupportsGet = true)] public int? Year { get; set; }
    [BindProperty(SupportsGet = true)] public UnitCategory? Category { get; set; }
    [BindProperty(SupportsGet = true)] public CleanGrade? Grade { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public IReadOnlyList<int> Years { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<Register> Rows { get; private set; } = [];

    public async Task ShowAsync()
    {
        await viewer.LoadAsync();
        var all = viewer.RegistersKept().AsNoTracking().Where(register => register.Year != null);
        Years = await all.Select(register => register.Year!.Value).Distinct().OrderDescending().ToListAsync();
        var chosen = all.Where(register => (Year == null || register.Year == Year) && (Category == null || register.Category == Category)
            && (Grade == null || register.Grade == Grade));
        Paging = await Paging.OfAsync(Asked, chosen);
        Rows = await chosen.Include(register => register.Unit).OrderByDescending(register => register.Year).ThenBy(register => register.Unit.Path)
            .Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
    }
}
